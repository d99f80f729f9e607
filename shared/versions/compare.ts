/** What is different between two versions, block by block and post by post, for reading. Pure. [VE16] */
import type { RichTextNode } from '../model/rich-text';
import { AUTHOR_MARK, authorInMark } from '../recap/attribution';
import { pairBlocks } from '../recap/paired-blocks';
import { FACTS, type FactName, isLine, type SeenBlock, sameBlock, saysNothing, seenBlocks } from '../recap/seen-blocks';
import { wordChanges } from '../recap/versions';
import type { VersionContent, VersionPost } from './types';

export type RowKind = 'same' | 'added' | 'removed' | 'changed' | 'moved';

/** A block of a recap in one or both of two versions. */
export interface BlockRow {
  readonly kind: RowKind;
  /** Its place in the older list, -1 for none; of the newer likewise. */
  readonly before: number;
  readonly after: number;
  readonly old: RichTextNode | null;
  readonly now: RichTextNode | null;
  readonly facts: readonly { readonly fact: FactName; readonly before: string; readonly after: string }[];
}

const seenIn = (nodes: readonly RichTextNode[]): readonly SeenBlock[] =>
  seenBlocks(
    { type: 'doc', content: nodes },
    nodes.map(() => ''),
  );

/** In the order of the newer one; what is gone stands behind what it stood behind. Empty lines are left out. */
export function blockRows(before: readonly RichTextNode[], after: readonly RichTextNode[]): readonly BlockRow[] {
  const [old, now] = [seenIn(before), seenIn(after)];
  const pairs = pairBlocks(old, now);
  const rows: BlockRow[] = [];
  const row = (kind: RowKind, from: number, to: number): void => {
    const [was, is] = [old[from], now[to]];
    const facts =
      was === undefined || is === undefined
        ? []
        : FACTS.flatMap((fact) => {
            const [one, other] = [was.facts[fact] ?? '', is.facts[fact] ?? ''];
            return one === other ? [] : [{ fact, before: one, after: other }];
          });
    rows.push({ kind, before: from, after: to, old: before[from] ?? null, now: after[to] ?? null, facts });
  };
  let behind = 0;
  const goneUpTo = (end: number): void => {
    for (; behind < end; behind += 1) {
      const block = old[behind];
      if (block !== undefined && !pairs.now.has(behind) && !saysNothing(block)) row('removed', behind, -1);
    }
  };
  now.forEach((block, at) => {
    const from = pairs.before.get(at);
    if (from === undefined) {
      if (!saysNothing(block)) row('added', -1, at);
      return;
    }
    const isMoved = pairs.moved.has(at);
    if (!isMoved) goneUpTo(from);
    const was = old[from];
    if (was !== undefined && !sameBlock(was, block)) row('changed', from, at);
    else if (!saysNothing(block)) row(isMoved ? 'moved' : 'same', from, at);
  });
  goneUpTo(before.length);
  return rows;
}

export interface PostRow {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly post: VersionPost;
  readonly old: VersionPost | null;
}

const bodyOf = (post: VersionPost): string => JSON.stringify(post.body);

/** Posts that were written, deleted, brought back or edited from one version to the other. */
export function postRows(before: VersionContent, after: VersionContent): readonly PostRow[] {
  const here = (posts: readonly VersionPost[]): ReadonlyMap<string, VersionPost> =>
    new Map(posts.flatMap((post) => (post.deleted ? [] : [[post.id, post] as const])));
  const [old, now] = [here(before.posts), here(after.posts)];
  const gone = [...old.values()].filter(({ id }) => !now.has(id));
  const rows = [...now.values()].flatMap((post): PostRow[] => {
    const was = old.get(post.id) ?? null;
    if (was === null) return [{ kind: 'added', post, old: null }];
    return bodyOf(was) === bodyOf(post) ? [] : [{ kind: 'changed', post, old: was }];
  });
  return [...rows, ...gone.map((post): PostRow => ({ kind: 'removed', post, old: post }))];
}

/** Words of one author. */
export interface AuthoredWords {
  readonly text: string;
  /** '' when nobody knows. */
  readonly by: string;
}

function lineWords(node: RichTextNode, found: AuthoredWords[]): void {
  for (const child of node.content ?? []) {
    const by = authorInMark(child.marks?.find(({ type }) => type === AUTHOR_MARK)?.attrs) ?? '';
    if (child.type === 'text') found.push({ text: child.text ?? '', by });
    else if (child.type === 'hardBreak') found.push({ text: '\n', by: '' });
  }
}

/** The words of a block by their authors; joined they are what `visibleText` gives. */
export function authoredWords(node: RichTextNode): readonly AuthoredWords[] {
  const found: AuthoredWords[] = [];
  let isFirst = true;
  const visit = (one: RichTextNode): void => {
    if (!isLine(one.type)) {
      for (const child of one.content ?? []) visit(child);
      return;
    }
    if (!isFirst) found.push({ text: '\n', by: '' });
    isFirst = false;
    lineWords(one, found);
  };
  visit(node);
  return found;
}

export interface ComparedWords extends AuthoredWords {
  readonly kind: 'same' | 'added' | 'removed';
}

/** Takes stretches of text out of words one after the other. */
function taker(words: readonly AuthoredWords[]): (length: number) => AuthoredWords[] {
  let [at, used] = [0, 0];
  return (length) => {
    const taken: AuthoredWords[] = [];
    for (let left = length; left > 0; ) {
      const word = words[at];
      if (word === undefined) break;
      const text = word.text.slice(used, used + left);
      if (text !== '') taken.push({ text, by: word.by });
      left -= text.length;
      used += text.length;
      if (used >= word.text.length) [at, used] = [at + 1, 0];
    }
    return taken;
  };
}

/** A block that was changed, word by word, each with who wrote it: what is gone by whom it was, what came by who put it there. */
export function comparedWords(before: RichTextNode, after: RichTextNode): readonly ComparedWords[] {
  const [old, now] = [authoredWords(before), authoredWords(after)];
  const textOf = (words: readonly AuthoredWords[]): string => words.map(({ text }) => text).join('');
  const [takeOld, takeNow] = [taker(old), taker(now)];
  return wordChanges(textOf(old), textOf(now)).flatMap(({ kind, text }) => {
    const gone = kind === 'added' ? [] : takeOld(text.length);
    const words = kind === 'removed' ? gone : takeNow(text.length);
    return words.map((one) => ({ ...one, kind }));
  });
}

/** Everybody whose words are in these blocks. */
export function authorsIn(nodes: readonly RichTextNode[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of nodes) for (const { by } of authoredWords(node)) if (by !== '') found.add(by);
  return found;
}
