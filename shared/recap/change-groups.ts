/** Changes by person, and in words. Pure. [SL8] */
import type { RecapChange } from './changes';
import type { FactName } from './seen-blocks';

/** A post, as far as it counts as a change. */
export interface SeenPost {
  readonly id: string;
  readonly author: string;
}

export interface ChangeGroup {
  /** A participant's id; '' for what nobody can be named for. */
  readonly person: string;
  readonly posts: readonly string[];
  readonly changes: readonly RecapChange[];
}

/** One group per person, those first who wrote a post first, then by the order of the recap; "somebody" comes last. */
export function groupChanges(posts: readonly SeenPost[], changes: readonly RecapChange[]): readonly ChangeGroup[] {
  const groups = new Map<string, { posts: string[]; changes: RecapChange[] }>();
  const of = (person: string): { posts: string[]; changes: RecapChange[] } => {
    const known = groups.get(person);
    if (known !== undefined) return known;
    const made = { posts: [], changes: [] };
    groups.set(person, made);
    return made;
  };
  for (const post of posts) of(post.author).posts.push(post.id);
  // A change that several people share stands with the first of them, so that the numbers add up.
  for (const change of changes) of(change.by[0] ?? '').changes.push(change);
  const list = [...groups].map(([person, group]) => ({ person, ...group }));
  return [...list.filter((one) => one.person !== ''), ...list.filter((one) => one.person === '')];
}

const counted = (amount: number, one: string, many: string): string[] =>
  amount === 0 ? [] : [amount === 1 ? `1 ${one}` : `${String(amount)} ${many}`];

/** `3 changes, 1 new point`; '' for nothing. */
export function groupWords(group: Pick<ChangeGroup, 'posts' | 'changes'>): string {
  const is = (...types: RecapChange['type'][]): number =>
    group.changes.filter((change) => types.includes(change.type)).length;
  const points = group.changes.filter((change) => change.type === 'added' && change.point !== '').length;
  return [
    ...counted(group.posts.length, 'new post', 'new posts'),
    ...counted(points, 'new point', 'new points'),
    ...counted(is('added') - points, 'new block', 'new blocks'),
    ...counted(is('text', 'fact'), 'change', 'changes'),
    ...counted(is('moved'), 'moved', 'moved'),
    ...counted(is('removed'), 'removed', 'removed'),
  ].join(', ');
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  takeaway: 'takeaway',
  decision: 'decision',
  action: 'action',
  question: 'open question',
  quote: 'quote',
  source: 'source',
  heading: 'heading',
  bulletList: 'list',
  orderedList: 'list',
  taskList: 'list of tasks',
  blockquote: 'quotation',
  codeBlock: 'code',
  table: 'table',
  image: 'picture',
  horizontalRule: 'line',
};
export const kindWord = (kind: string): string =>
  (Object.hasOwn(KIND_WORDS, kind) ? KIND_WORDS[kind] : undefined) ?? 'text';

const FACT_WORDS: Readonly<Record<FactName, string>> = {
  kind: 'the kind',
  level: 'the level',
  owner: 'who does it',
  due: 'the date',
  done: 'whether it is done',
  author: 'the author',
  link: 'the link',
  agreed: 'who agreed',
  credit: 'the credit',
  cites: 'what it cites',
  picture: 'the picture',
  ticked: 'what is ticked',
};

/** What happened, without who: `changed the date of an action`. */
export function changeWhat(change: RecapChange): string {
  const kind = kindWord(change.kind);
  const a = /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
  const block = kind === 'text' || kind === 'code' ? kind : a;
  switch (change.type) {
    case 'added':
      return `added ${block}`;
    case 'removed':
      return `removed ${block}`;
    case 'moved':
      return `moved ${block}`;
    case 'fact':
      return `changed ${FACT_WORDS[change.fact]} of ${block}`;
    case 'text':
      return change.kind === 'paragraph' ? 'changed words' : `changed words of ${block}`;
  }
}

/** `Renee`, `Renee and Chris`, `Renee, Chris and Lurker`; `Somebody` for none. */
export function namesOf(people: readonly string[], nameOf: (person: string) => string): string {
  const names = people.map(nameOf);
  if (names.length === 0) return 'Somebody';
  const last = names.at(-1) ?? '';
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
