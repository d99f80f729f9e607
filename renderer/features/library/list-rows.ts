/** The library as rows: headings and discussions in the order in which they are shown. Pure. */

import type { DiscussionSummary } from '../../notebook/types';
import { listTime } from '../../ui/date-words';
import { count, listNames } from '../../ui/words';

export type ListRow =
  | { readonly kind: 'heading'; readonly key: string; readonly label: string; readonly count: number }
  | { readonly kind: 'item'; readonly key: string; readonly summary: DiscussionSummary; readonly position: number };

/** Every word of the query must be in the title; case and accents do not matter. */
export function matchesTitle(title: string, query: string): boolean {
  const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  const haystack = plain(title);
  return plain(query)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

function byActivity(a: DiscussionSummary, b: DiscussionSummary): number {
  return b.activeAt - a.activeAt || a.id.localeCompare(b.id);
}

/** Open ones first (those being recapped or reviewed are open), then finished ones; newest activity first; nothing from the trash. */
export function libraryRows(summaries: readonly DiscussionSummary[], query: string): readonly ListRow[] {
  const isAsked = (title: string): boolean => query.trim() === '' || matchesTitle(title, query);
  const shown = summaries.filter((one) => one.trashedAt === null && isAsked(one.title)).sort(byActivity);
  const groups = [
    { key: 'open', label: 'Open', items: shown.filter((one) => one.status !== 'finished') },
    { key: 'finished', label: 'Finished', items: shown.filter((one) => one.status === 'finished') },
  ];
  let position = 0;
  return groups
    .filter((group) => group.items.length > 0)
    .flatMap((group): ListRow[] => [
      { kind: 'heading', key: `heading-${group.key}`, label: group.label, count: group.items.length },
      ...group.items.map((summary): ListRow => ({ kind: 'item', key: summary.id, summary, position: ++position })),
    ]);
}

/** What the switcher says beside a notebook: `shared with Chris`, `shared`, nothing. */
export function sharedWords(shared: boolean, members: readonly string[]): string {
  if (!shared) return '';
  return members.length === 0 ? 'shared' : `shared with ${listNames(members)}`;
}

/** Said in place of the list. @param awaited the notebook is somebody else’s, and nobody was in sync with this copy yet */
export function emptyWords(awaited: boolean): string {
  return awaited
    ? 'The discussions of this notebook have not arrived yet.'
    : 'No discussions here yet. Start one, or make one out of a text you have.';
}

/** The line under a title: `12 posts · Aug 12 · recap in progress`. */
export function summaryLine(summary: DiscussionSummary, now: number): string {
  const parts = [
    summary.postCount === 0 ? 'no posts yet' : count(summary.postCount, 'post'),
    listTime(summary.activeAt, now),
  ];
  if (summary.status === 'recapping') parts.push('recap in progress');
  if (summary.status === 'review') parts.push('in review');
  return parts.join(' · ');
}

export const UNTITLED = 'Untitled discussion';
