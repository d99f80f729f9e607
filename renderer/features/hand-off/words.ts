/** What a hand-off file says of itself, in words. */
import type { HandOffAbout } from '../../../shared/hand-off/contents';
import type { Counts } from '../../../shared/hand-off/counts';
import type { LookedAt } from '../../notebook/hand-off/handing-over';
import { momentWords } from '../../ui/date-words';
import { count } from '../../ui/words';
import type { Preview } from './preview';

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
export function changeWords({ change, counts, inTrash }: LookedAt): string {
  const more = amounts(counts);
  switch (change) {
    case 'new':
      return more.length === 0 ? 'New, nothing in it yet' : `New: ${more.join(', ')}`;
    case 'gains': {
      const what = more.length === 0 ? 'Changed' : `Gains ${more.join(', ')}`;
      return inTrash ? `${what}; it is in the trash here, and stays there` : what;
    }
    case 'same':
      return 'All of it is here';
    case 'deleted':
      return 'Deleted for ever here: it stays deleted';
    case 'unreadable':
      return 'Cannot be read: it is left';
  }
}

/** All of them, on one line. */
export function tallyWords({ discussions }: Pick<Preview, 'discussions'>): string {
  const of = (change: LookedAt['change']): number => discussions.filter((one) => one.change === change).length;
  const parts = [
    [of('new'), of('new') === 1 ? 'is new' : 'are new'],
    [of('gains'), of('gains') === 1 ? 'gains something' : 'gain something'],
    [of('same'), of('same') === 1 ? 'is the same here' : 'are the same here'],
    [of('deleted'), of('deleted') === 1 ? 'was deleted here' : 'were deleted here'],
    [of('unreadable'), 'cannot be read'],
  ] as const;
  const told = parts.filter(([many]) => many > 0).map(([many, words]) => `${many.toLocaleString('en')} ${words}`);
  return told.length === 0 ? 'There is no discussion in it.' : `${told.join(', ')}.`;
}

/** What was taken. */
export function takenWords(added: number, merged: number): string {
  const parts = [
    ...(added > 0 ? [`${count(added, 'discussion')} came`] : []),
    ...(merged > 0 ? [`${count(merged, 'discussion')} gained something`] : []),
  ];
  return parts.length === 0 ? 'Everything was here already.' : `${parts.join(', ')}.`;
}

/** Behind where the file is: what the list has and this device has not. */
export function missingWords(missing: number): string {
  if (missing === 0) return '';
  return `. ${count(missing, 'discussion')} of the list ${missing === 1 ? 'has' : 'have'} not arrived on this device, and ${missing === 1 ? 'is' : 'are'} not in it.`;
}

/** What whoever gets hold of the file can do with it. */
export function givesAwayWords(given: { discussions: number; locked: boolean; invite: boolean }): string {
  const who = given.locked ? 'Whoever has this file and knows its passphrase' : 'Whoever gets hold of this file';
  const what =
    given.discussions === 1 ? 'this discussion' : `these ${given.discussions.toLocaleString('en')} discussions`;
  const reads = `${who} can read ${what}, pictures included`;
  return given.invite
    ? `${reads}, and is then a member of the notebook: they read and write everything in it from then on.`
    : `${reads}. They do not get the invite: what is written later they see only in another file.`;
}
