import { describe, expect, it } from 'vitest';
import {
  emptyWords,
  libraryRows,
  matchesTitle,
  sharedWords,
  summaryLine,
} from '../../../../../renderer/features/library/list-rows';
import type { DiscussionSummary } from '../../../../../renderer/notebook/types';
import type { DiscussionId } from '../../../../../shared/util/brand';

function summary(id: string, patch: Partial<DiscussionSummary> = {}): DiscussionSummary {
  return {
    id: id as DiscussionId,
    title: id,
    status: 'open',
    createdAt: 0,
    activeAt: 0,
    postCount: 0,
    peopleCount: 0,
    unread: false,
    trashedAt: null,
    ...patch,
  };
}

function shown(summaries: readonly DiscussionSummary[], query = ''): readonly string[] {
  return libraryRows(summaries, query).map((row) => (row.kind === 'heading' ? `${row.label} ${row.count}` : row.key));
}

describe('the rows of the library', () => {
  it('puts open ones and those being recapped first, the last active on top', () => {
    const all = [
      summary('old', { activeAt: 1 }),
      summary('done', { status: 'finished', activeAt: 9 }),
      summary('recapping', { status: 'recapping', activeAt: 3 }),
      summary('new', { activeAt: 5 }),
    ];
    expect(shown(all)).toEqual(['Open 3', 'new', 'recapping', 'old', 'Finished 1', 'done']);
  });

  it('leaves out the trash and groups with nothing in them', () => {
    expect(shown([summary('a'), summary('b', { trashedAt: 4 })])).toEqual(['Open 1', 'a']);
    expect(shown([])).toEqual([]);
  });

  it('numbers items through all groups, for screen readers', () => {
    const rows = libraryRows([summary('a'), summary('b', { status: 'finished' })], '');
    expect(rows.flatMap((row) => (row.kind === 'item' ? [row.position] : []))).toEqual([1, 2]);
  });

  it('orders equally old ones the same way every time', () => {
    expect(shown([summary('b'), summary('a')])).toEqual(shown([summary('a'), summary('b')]));
  });

  it('keeps what the search asks for', () => {
    const all = [summary('1', { title: 'Weak ties' }), summary('2', { title: 'First wins' })];
    expect(shown(all, 'ti we')).toEqual(['Open 1', '1']);
  });
});

describe('searching a title', () => {
  it.each([
    ['Cultures of collaboration', '', true],
    ['Cultures of collaboration', 'COLLAB cult', true],
    ['Über die Einführung', 'uber einfuhrung', true],
    ['Weak ties', 'strong ties', false],
  ])('“%s” for “%s”: %s', (title, query, found) => {
    expect(matchesTitle(title, query)).toBe(found);
  });
});

describe('the line under a title', () => {
  const now = new Date(2026, 7, 20, 12).getTime();
  const activeAt = new Date(2026, 7, 12, 12).getTime();

  it.each([
    [{ postCount: 12, status: 'recapping' }, '12 posts · Aug 12 · recap in progress'],
    [{ postCount: 12, status: 'review' }, '12 posts · Aug 12 · in review'],
    [{ postCount: 1, status: 'open' }, '1 post · Aug 12'],
    [{ postCount: 0, status: 'finished' }, 'no posts yet · Aug 12'],
  ] as const)('%j', (patch, line) => {
    expect(summaryLine(summary('a', { activeAt, ...patch }), now)).toBe(line);
  });
});

describe('beside a notebook in the switcher', () => {
  it.each([
    { shared: false, members: ['Chris'], words: '' },
    { shared: true, members: [], words: 'shared' },
    { shared: true, members: ['Chris'], words: 'shared with Chris' },
    { shared: true, members: ['Chris', 'Lee'], words: 'shared with Chris and Lee' },
  ])('stands “$words”', ({ shared, members, words }) => {
    expect(sharedWords(shared, members)).toBe(words);
  });
});

it('an empty list says whether something is still to arrive', () => {
  expect(emptyWords(true)).toBe('The discussions of this notebook have not arrived yet.');
  expect(emptyWords(false)).toContain('No discussions here yet.');
});
