import { describe, expect, it } from 'vitest';
import { mostRecent, openFirstArrival } from '../../../../renderer/app/first-arrival';
import type { DiscussionSummary } from '../../../../renderer/notebook/types';
import { createStore } from '../../../../renderer/ui/store';
import type { DiscussionId } from '../../../../shared/util/brand';

function summary(id: string, activeAt: number, trashedAt: number | null = null): DiscussionSummary {
  return {
    id: id as DiscussionId,
    title: id,
    status: 'open',
    createdAt: 0,
    activeAt,
    postCount: 0,
    peopleCount: 0,
    unread: false,
    trashedAt,
  };
}

const ALL = [summary('old', 1), summary('new', 3), summary('thrown away', 9, 10)];

function arrival(there: readonly DiscussionSummary[]) {
  const summaries = createStore(there);
  const opened: string[] = [];
  let idle = true;
  const end = openFirstArrival(
    summaries,
    () => idle,
    (id) => opened.push(id),
  );
  return {
    summaries,
    opened,
    end,
    begin: () => {
      idle = false;
    },
  };
}

describe('the most recent discussion', () => {
  it.each([
    { there: ALL, expected: 'new' },
    { there: [], expected: null },
    { there: [summary('thrown away', 9, 10)], expected: null },
  ])('is $expected', ({ there, expected }) => {
    expect(mostRecent(there)).toBe(expected);
  });
});

describe('whoever has joined', () => {
  it('finds what is talked about now open, once and as soon as the list has arrived', () => {
    const { summaries, opened } = arrival([]);
    expect(opened).toEqual([]);
    summaries.set(ALL);
    summaries.set([...ALL, summary('newer', 20)]);
    expect(opened).toEqual(['new']);
  });

  it('finds it open at once when the list is there already', () => {
    expect(arrival(ALL).opened).toEqual(['new']);
  });

  it('is left where they began something of their own', () => {
    const { summaries, opened, begin } = arrival([]);
    begin();
    summaries.set(ALL);
    expect(opened).toEqual([]);
  });

  it('is not taken anywhere after going to another notebook', () => {
    const { summaries, opened, end } = arrival([]);
    end();
    summaries.set(ALL);
    expect(opened).toEqual([]);
  });
});
