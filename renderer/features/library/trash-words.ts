/** What the trash says of what lies in it. Pure. */
import { daysLeft } from '../../../shared/model/trash';
import type { GoneItem, Participant, TrashItem } from '../../notebook/types';
import { momentWords } from '../../ui/date-words';
import { count } from '../../ui/words';
import { UNTITLED } from './list-rows';

const KINDS = { discussion: 'Discussion', post: 'Post', point: 'Point' } as const;

const titled = (title: string): string => (title.trim() === '' ? UNTITLED : `“${title.trim()}”`);

/** `you`, a name, or somebody. */
export function whoWords(by: Participant | null, me: string): string {
  if (by === null) return 'somebody';
  return by.id === me ? 'you' : by.name;
}

export function leftWords(days: number): string {
  return days === 0 ? 'goes soon' : `${count(days, 'day')} left`;
}

/** What is shown of it. Words of a post are for whoever may put it back. */
export function itemName({ kind, title, words, own }: TrashItem): string {
  if (kind === 'discussion') return title.trim() === '' ? UNTITLED : title;
  if (!own) return `A ${kind} by somebody else`;
  return words === '' ? `A ${kind} without words` : words;
}

export function itemWords(item: TrashItem, me: string, now: number): string {
  const { kind, title, postCount, at, by, keptFrom } = item;
  const what = kind === 'discussion' ? `Discussion, ${count(postCount, 'post')}` : `${KINDS[kind]} in ${titled(title)}`;
  return [what, `deleted by ${whoWords(by, me)}, ${momentWords(at, now)}`, leftWords(daysLeft(keptFrom, now))].join(
    ' · ',
  );
}

/** `Renee deleted a point of “Title” for ever, today 20:14`. */
export function goneWords({ kind, title, at, by }: GoneItem, me: string, now: number): string {
  const who = whoWords(by, me);
  const what =
    kind === 'discussion' ? (title.trim() === '' ? 'a discussion' : titled(title)) : `a ${kind} of ${titled(title)}`;
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} deleted ${what} for ever, ${momentWords(at, now)}`;
}
