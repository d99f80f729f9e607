/** How the page ends: everything is stored first, and nobody quits without it unwarned. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLeaving, QUIET_MS } from '../../../../renderer/app/leaving';
import { riskWords, waitingLines } from '../../../../renderer/app/leaving-words';
import type { Unsaved } from '../../../../renderer/notebook/types';

const one = (storage: boolean, journal: boolean, title: string | null = 'Talk'): Unsaved => ({
  title,
  storage,
  journal,
});

/** A page whose storing ends when told to. */
function page(unsaved: readonly Unsaved[] = []) {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const told = { alive: 0, done: 0, stay: 0, errors: 0 };
  const marks = { seen: 0 };
  const leaving = createLeaving({
    flush: () => new Promise<void>((resolve, reject) => ends.push({ resolve, reject })),
    seen: async () => {
      marks.seen += 1;
    },
    unsaved: () => unsaved,
    alive: () => {
      told.alive += 1;
    },
    done: () => {
      told.done += 1;
    },
    stay: () => {
      told.stay += 1;
    },
    onError: () => {
      told.errors += 1;
    },
  });
  return { ends, told, marks, leaving };
}

describe('leaving', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('says nothing when everything is stored within a second', async () => {
    const { ends, told, leaving } = page();
    leaving.leave();
    await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
    expect(leaving.state.get().kind).toBe('no');
    ends[0]?.resolve();
    await vi.advanceTimersByTimeAsync(5000);
    expect(leaving.state.get().kind).toBe('no');
    expect(told).toEqual({ alive: 0, done: 1, stay: 0, errors: 0 });
  });

  it('says what is still missing after a second, tells main that it is at it, and ends by itself', async () => {
    const { ends, told, leaving } = page([one(false, true)]);
    leaving.leave();
    leaving.leave();
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(leaving.state.get()).toEqual({ kind: 'saving', unsaved: [one(false, true)], fails: false, asked: false });
    await vi.advanceTimersByTimeAsync(5000);
    expect(told.alive).toBe(6);
    ends[0]?.resolve();
    await vi.advanceTimersByTimeAsync(1);
    expect(leaving.state.get().kind).toBe('no');
    expect([told.done, ends.length]).toEqual([1, 1]);
  });

  it('quits without it only after it said what that costs, and goes on waiting when it is told to', async () => {
    const { ends, told, leaving } = page([one(true, true)]);
    leaving.leave();
    leaving.quitAnyway();
    expect(told.done).toBe(0);
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    leaving.quitAnyway();
    expect(leaving.state.get()).toMatchObject({ asked: true });
    expect(told.done).toBe(0);
    leaving.keepWaiting();
    expect(leaving.state.get()).toMatchObject({ asked: false });
    leaving.quitAnyway();
    leaving.quitAnyway();
    expect(told.done).toBe(1);
    ends[0]?.resolve();
    await vi.advanceTimersByTimeAsync(1);
    expect(told.done).toBe(1);
  });

  it('stays when whoever quits goes on writing, tells main nothing more of it, and can be left again', async () => {
    const { ends, told, marks, leaving } = page([one(false, true)]);
    leaving.leave();
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    leaving.stay();
    expect(leaving.state.get().kind).toBe('no');
    ends[0]?.resolve();
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual({ alive: 1, done: 0, stay: 1, errors: 0 });
    // What is new stays new: nobody leaves.
    expect(marks.seen).toBe(0);
    leaving.stay();
    leaving.leave();
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(leaving.state.get()).toMatchObject({ kind: 'saving', fails: false, asked: false });
    ends[1]?.resolve();
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toMatchObject({ done: 1, stay: 1 });
    expect(marks.seen).toBe(1);
  });

  it('does not quit because storing failed: it says so at once and tries again', async () => {
    const { ends, told, leaving } = page([one(true, true)]);
    leaving.leave();
    ends[0]?.reject(new Error('full'));
    await vi.advanceTimersByTimeAsync(1);
    expect(leaving.state.get()).toMatchObject({ kind: 'saving', fails: true });
    await vi.advanceTimersByTimeAsync(1000);
    ends[1]?.reject(new Error('full'));
    await vi.advanceTimersByTimeAsync(1000);
    ends[2]?.resolve();
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toMatchObject({ done: 1, errors: 1 });
  });
});

describe('its words', () => {
  it.each<[string, readonly Unsaved[], RegExp, RegExp]>([
    ['nothing is missing', [], /Everything you wrote is stored/, /nothing is lost/],
    [
      'the journal is slow',
      [one(false, true)],
      /journal: “Talk”\. In the app’s storage it is/,
      /in the app’s storage only.*copies it to the journal/,
    ],
    ['the storage is slow', [one(true, false)], /app’s storage: “Talk”\. In the journal/, /in the journal only/],
    [
      'nothing is stored',
      [one(true, true), one(false, true, null)],
      /Not stored yet: what you wrote last in “Talk”/,
      /“Talk” is stored nowhere yet\. If you quit now, it is lost/,
    ],
    [
      'many',
      ['a', 'b', 'c', 'd', ''].map((title) => one(true, true, title)),
      /“a”, “b”, “c” and 2 more/,
      /and 2 more is stored nowhere/,
    ],
    [
      'without a title',
      [one(true, true, ' '), one(true, true, null)],
      /a discussion without a title and the list of discussions/,
      /lost/,
    ],
  ])('when %s', (_name, unsaved, lines, risk) => {
    expect(waitingLines(unsaved).join('\n')).toMatch(lines);
    expect(riskWords(unsaved)).toMatch(risk);
  });
});
