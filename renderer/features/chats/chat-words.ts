/** What the views say about a chat. Pure. */
import type { ChatOverview, ChatPreview } from '../../../shared/chats/into-discussions/choices';
import type { Division } from '../../../shared/chats/into-discussions/divide';
import { amount, FORMAT_WORDS } from '../../../shared/chats/into-discussions/report';
import type { DateOrder } from '../../../shared/chats/types';
import { dayWords } from '../../ui/date-words';

export const DIVISION_WORDS: Readonly<Record<Division, string>> = {
  whole: 'Not divided',
  month: 'Divided by month',
  week: 'Divided by week',
  day: 'Divided by day',
  count: 'Divided into equal parts',
};

export const DATE_ORDER_WORDS: Readonly<Record<DateOrder, string>> = {
  dmy: 'day, month, year',
  mdy: 'month, day, year',
  ymd: 'year, month, day',
};

/** `3 Mar 2021 – 9 Apr 2021`; '' where nothing has a time. */
export function spanWords(first: number | null, last: number | null): string {
  if (first === null || last === null) return '';
  const [from, to] = [dayWords(first, Number.NaN), dayWords(last, Number.NaN)];
  return from === to ? from : `${from} – ${to}`;
}

export function factsWords(overview: ChatOverview, preview: ChatPreview | null): string {
  return [
    FORMAT_WORDS[overview.format],
    amount(overview.facts.messages, 'message'),
    amount(overview.facts.people.length, 'person', 'people'),
    spanWords(preview?.first ?? null, preview?.last ?? null),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** What pressing the button makes. */
export function outcomeWords(preview: ChatPreview | null): string {
  if (preview === null) return '';
  if (preview.posts === 0) return 'Nothing is left of the chat';
  return `${amount(preview.posts, 'post')} in ${amount(preview.count, 'discussion')}`;
}

export function progressWords(done: number, all: number | null): string {
  const mega = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
  return all === null || all === 0 ? mega(done) : `${mega(done)} of ${mega(all)}`;
}
