/** What a hand-off file says of itself, in words. */
import { describeError } from '../../../shared/errors/app-error';
import type { HandOffAbout } from '../../../shared/hand-off/contents';
import type { Counts } from '../../../shared/hand-off/counts';
import type { LookedAt } from '../../notebook/hand-off/handing-over';
import { momentWords } from '../../ui/date-words';
import { count } from '../../ui/words';
import type { Preview } from './preview';
import { BrokeOff, type Taken } from './take';

/** From whom, and when. */
export function fromWords({ scope, by, notebook, madeAt }: HandOffAbout, now: number): string {
  const when = momentWords(madeAt, now);
  if (scope === 'backup') return `Backup of “${notebook.name}”, ${when}`;
  const what = scope === 'notebook' ? `“${notebook.name}”` : `Discussions of “${notebook.name}”`;
  return `${what}, from ${by?.name ?? 'somebody'}, ${when}`;
}

const amounts = ({ posts, points, words }: Counts): string[] => [
  ...(posts > 0 ? [count(posts, 'post')] : []),
  ...(points > 0 ? [count(points, 'point')] : []),
  ...(words > 0 ? [`${words.toLocaleString('en')} ${words === 1 ? 'word' : 'words'}`] : []),
];

/** What becomes of one discussion. */
export function changeWords({ change, counts, loses, inTrash }: LookedAt): string {
  const [more, less] = [amounts(counts), amounts(loses)];
  switch (change) {
    case 'new':
      return more.length === 0 ? 'New, nothing in it yet' : `New: ${more.join(', ')}`;
    case 'gains': {
      const told = [
        ...(more.length > 0 ? [`gains ${more.join(', ')}`] : []),
        ...(less.length > 0 ? [`${less.join(', ')} deleted there`] : []),
        ...(more.length + less.length === 0 ? ['changed'] : []),
        ...(inTrash ? ['it is in the trash here, and stays there'] : []),
      ].join('; ');
      return told.charAt(0).toUpperCase() + told.slice(1);
    }
    case 'same':
      return 'All of it is here';
    case 'deleted':
      return 'Deleted for ever here: it stays deleted';
    case 'unreadable':
      return 'Cannot be read: it is left';
  }
}

/** All of them, and what comes beside them. */
export function tallyWords({ discussions, versions }: Pick<Preview, 'discussions' | 'versions'>): string {
  const of = (change: LookedAt['change']): number => discussions.filter((one) => one.change === change).length;
  const parts = [
    [of('new'), of('new') === 1 ? 'is new' : 'are new'],
    [of('gains'), 'would change'],
    [of('same'), of('same') === 1 ? 'is the same here' : 'are the same here'],
    [of('deleted'), of('deleted') === 1 ? 'was deleted here' : 'were deleted here'],
    [of('unreadable'), 'cannot be read'],
  ] as const;
  const told = parts.filter(([many]) => many > 0).map(([many, words]) => `${many.toLocaleString('en')} ${words}`);
  const here = told.length === 0 ? 'There is no discussion in it.' : `${told.join(', ')}.`;
  return versions === 0 ? here : `${here} ${earlier(versions)} ${versions === 1 ? 'is' : 'are'} not here yet.`;
}

const earlier = (versions: number): string =>
  `${versions.toLocaleString('en')} earlier version${versions === 1 ? '' : 's'}`;

/** What was taken. */
export function takenWords({ added, merged, versions }: Taken): string {
  const parts = [
    ...(added.length > 0 ? [`${count(added.length, 'discussion')} came`] : []),
    ...(merged.length > 0 ? [`${count(merged.length, 'discussion')} merged`] : []),
    ...(versions > 0 ? [`${earlier(versions)} came`] : []),
  ];
  return parts.length === 0 ? 'Everything was here already.' : `${parts.join(', ')}.`;
}

/** Behind where the file is: what the list has and this device has not. */
export function missingWords(missing: number): string {
  if (missing === 0) return '';
  return `. ${count(missing, 'discussion')} of the list ${missing === 1 ? 'has' : 'have'} not arrived on this device, and ${missing === 1 ? 'is' : 'are'} not in it.`;
}

/** Why a file was not taken, or not all of it. */
export function failedWords(error: unknown): { readonly what: string; readonly more: string } {
  const { what, kept, next } = describeError(error);
  const came = error instanceof BrokeOff ? [takenWords(error.taken), whyWords(error)] : [];
  return { what, more: [...came, kept, next].join(' ') };
}

const whyWords = ({ at, why }: BrokeOff): string =>
  at === 'versions' ? 'Their earlier versions could not be kept.' : describeError(why).what;

/** What whoever gets hold of the file can do with it. */
export function givesAwayWords(given: {
  readonly discussions: number;
  readonly locked: boolean;
  readonly invite: boolean;
  readonly versions: boolean;
}): string {
  const who = given.locked ? 'Whoever has this file and knows its passphrase' : 'Whoever gets hold of this file';
  const one = given.discussions === 1;
  const what = one ? 'this discussion' : `these ${given.discussions.toLocaleString('en')} discussions`;
  const past = given.versions
    ? `, and what ${one ? 'it' : 'they'} said before, also what was deleted since`
    : `. What ${one ? 'it' : 'they'} said before stays here`;
  const reads = `${who} can read ${what}, with pictures and what lies in ${one ? 'its' : 'their'} trash${past}`;
  return given.invite
    ? `${reads}. They are then members of the notebook, and read and write everything in it from then on.`
    : `${reads}. They do not get the invite: what is written later they see only in another file.`;
}
