/** What a file would change, in words. Pure. */
import type { BackChange, BackChoice, BackKind, UnreadEdit } from '../../../shared/back-in';
import { count } from '../../ui/words';

const KINDS: Record<BackKind, string> = {
  added: 'New in the file',
  changed: 'Changed in the file',
  moved: 'Moved in the file',
  removed: 'Taken out of the file',
  both: 'Changed in both',
  against: 'Changed here, gone from the file',
};

export function kindWords({ kind, before, what }: BackChange): string {
  if (kind !== 'against') return KINDS[kind];
  if (what === 'title') return 'Changed in both';
  return before === '' ? 'Gone here, changed in the file' : KINDS.against;
}

const THINGS: Readonly<Record<string, string>> = {
  title: 'Title',
  heading: 'Heading',
  paragraph: 'Paragraph',
  bulletList: 'List',
  orderedList: 'List',
  taskList: 'Task list',
  blockquote: 'Quotation',
  codeBlock: 'Code',
  table: 'Table',
  image: 'Picture',
  horizontalRule: 'Line',
  takeaway: 'Takeaway',
  decision: 'Decision',
  action: 'Action',
  question: 'Question',
  quote: 'Quote',
  source: 'Source',
};

export function thingWords({ what, author }: BackChange): string {
  if (what === 'post') return author === '' ? 'A post' : `A post by ${author}`;
  return Object.hasOwn(THINGS, what) ? (THINGS[what] ?? '') : 'Block';
}

const FACTS: Readonly<Record<string, string>> = {
  kind: 'Kind',
  level: 'Level',
  owner: 'Who',
  due: 'By',
  done: 'Done',
  author: 'Author',
  link: 'Link',
  agreed: 'Agreed by',
  credit: 'Credit',
  cites: 'From',
  picture: 'Picture',
  ticked: 'Ticked',
};
export const factWords = (fact: string): string => FACTS[fact] ?? fact;

export interface ChoiceOption {
  readonly value: BackChoice;
  readonly label: string;
}

export function choiceWords({ kind, choices }: BackChange): readonly ChoiceOption[] {
  const take =
    kind === 'both' || kind === 'changed' ? 'Take the file’s' : kind === 'removed' ? 'Take it out' : 'Take it';
  const leave = kind === 'both' || kind === 'changed' ? 'Keep ours' : 'Leave it';
  const labels: Record<BackChoice, string> = { both: 'Keep both', take, leave };
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
