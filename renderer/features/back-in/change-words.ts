/** What a file would change, in words. Pure. */
import type { BackChange, BackChoice, BackKind, UnreadEdit } from '../../../shared/back-in';
import { blockWords } from '../../../shared/recap/block-words';
import { count } from '../../ui/words';

const KINDS: Record<BackKind, string> = {
  added: 'New in the file',
  changed: 'Changed in the file',
  moved: 'Moved in the file',
  removed: 'Taken out of the file',
  both: 'Changed in both',
  against: 'Changed here, gone from the file',
};

/** What something comes back from. */
export type ChangeSource = 'file' | 'version';

const SINCE: Record<BackKind, string> = {
  added: 'Taken out since',
  changed: 'Changed since',
  moved: 'Moved since',
  removed: 'Added since',
  both: 'Changed since',
  against: 'Deleted since',
};

export function kindWords({ kind, before, what }: BackChange, from: ChangeSource = 'file'): string {
  if (from === 'version') return what === 'title' ? SINCE.changed : SINCE[kind];
  if (kind !== 'against') return KINDS[kind];
  if (what === 'title') return 'Changed in both';
  return before === '' ? 'Gone here, changed in the file' : KINDS.against;
}

export function thingWords({ what, author }: BackChange): string {
  if (what === 'post') return author === '' ? 'A post' : `A post by ${author}`;
  return blockWords(what);
}

export interface ChoiceOption {
  readonly value: BackChoice;
  readonly label: string;
}

export function choiceWords({ kind, choices }: BackChange, from: ChangeSource = 'file'): readonly ChoiceOption[] {
  const isChange = kind === 'both' || kind === 'changed';
  const labels: Record<BackChoice, string> =
    from === 'version'
      ? {
          both: 'Keep both',
          take: isChange
            ? 'As it was'
            : kind === 'removed'
              ? 'Take it out'
              : kind === 'moved'
                ? 'Move it'
                : 'Bring it back',
          leave: isChange ? 'As it is now' : kind === 'removed' ? 'Keep it' : 'Leave it',
        }
      : {
          both: 'Keep both',
          take: isChange ? 'Take the file’s' : kind === 'removed' ? 'Take it out' : 'Take it',
          leave: isChange ? 'Keep ours' : 'Leave it',
        };
  return choices.map((value) => ({ value, label: labels[value] }));
}

export function refusedWords({ refused, where }: BackChange): string {
  if (refused === 'newer') return 'Made with a newer version of the app: it can only be changed there.';
  return where === 'posts'
    ? 'Only who wrote a post can change it. Reply to it instead.'
    : 'Only who wrote this recap can change it.';
}

/** The heading above the changes of one place. */
export function placeWords({ where, author }: BackChange, me: string): string {
  if (where === 'title') return 'Title';
  if (where === 'posts') return 'Posts';
  if (where === 'ours') return 'Our recap';
  return where === me ? 'My recap' : `${author}’s recap`;
}

export interface Tally {
  readonly taken: number;
  readonly left: number;
}

/** `2 of 3 changes chosen`. */
export function tallyWords({ taken, left }: Tally): string {
  const all = taken + left;
  if (all === 0) return '';
  return taken === all ? `${count(all, 'change')}, all chosen` : `${String(taken)} of ${count(all, 'change')} chosen`;
}

const UNREAD: Record<UnreadEdit['part'], { readonly one: string; readonly many: string; readonly instead: string }> = {
  status: { one: 'the status', many: '', instead: 'Finish or reopen the discussion in the app.' },
  tags: {
    one: 'a tag',
    many: 'tags',
    instead: 'Tags are the words with # in the title and the recap: write them there.',
  },
  stance: { one: 'a stance', many: 'stances', instead: 'Everybody chooses their own in the app.' },
  signoff: { one: 'a sign-off', many: 'sign-offs', instead: 'Everybody signs off in the app.' },
  reaction: {
    one: 'reactions to a post',
    many: 'reactions',
    instead: 'Everybody gives and takes back their own in the app.',
  },
  aside: { one: 'that a post is set aside', many: 'posts that were set aside', instead: 'Set posts aside in the app.' },
};

/** `Line 5, the status: “finished”. Finish or reopen the discussion in the app.` */
export function unreadWords({ part, kind, line, words, count: amount }: UnreadEdit): string {
  const { one, many, instead } = UNREAD[part];
  const what = amount === 1 || many === '' ? one : `${String(amount)} ${many}`;
  if (kind === 'gone') return `Gone from the file: ${what}. ${instead}`;
  return `${line > 0 ? `Line ${String(line)}, ` : ''}${what}: “${words}”. ${instead}`;
}
