/** What changed in a recap since somebody last saw it, by whom, and how it becomes seen. Pure. [SL1]–[SL12] */
import { textMark } from '../model/point';
import { type Pairs, pairBlocks } from './paired-blocks';
import { FACTS, type FactName, type SeenBlock, sameBlock, saysNothing } from './seen-blocks';
import { type Words, wordChanges } from './versions';

interface ChangeOf<T extends string> {
  readonly type: T;
  /** The same as long as the change is. */
  readonly id: string;
  /** The block's key; of one that is gone the key it had. */
  readonly block: string;
  /** The point's id; '' for other blocks. */
  readonly point: string;
  /** See SeenBlock. */
  readonly kind: string;
  /** Place among the blocks now; of one that is gone, the block that it stood before. */
  readonly at: number;
  /** Participants; none when it cannot be told. */
  readonly by: readonly string[];
}

export interface TextChange extends ChangeOf<'text'> {
  /** Where the new words stand in the block's text now. */
  readonly from: number;
  readonly to: number;
  /** Where the old words stood in the text as it was seen. */
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly words: readonly Words[];
}

export interface FactChange extends ChangeOf<'fact'> {
  readonly fact: FactName;
  readonly before: string;
  readonly after: string;
}

export interface WholeChange extends ChangeOf<'added' | 'removed' | 'moved'> {
  readonly text: string;
}

export type RecapChange = TextChange | FactChange | WholeChange;

/** Who wrote what is there now; from the shared document. */
export interface Authors {
  /** Everybody who wrote the characters from `from` to `to` of the block at a place. */
  text(at: number, from: number, to: number): readonly string[];
  /** Who wrote in the block, or made it when nothing is written in it. */
  block(at: number): readonly string[];
  fact(at: number, fact: FactName): readonly string[];
  /** Nobody writes down who removed something: known only when there is one other person. */
  readonly removed: readonly string[];
}

/** Fewer words between two changes than this and they read as one. */
const APART = 3;

interface Stretch {
  readonly words: readonly Words[];
  readonly from: number;
  readonly to: number;
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly by: readonly string[];
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));
const countWords = (text: string): number => (text.match(/[\p{L}\p{N}]+/gu) ?? []).length;

/** One change for what was taken away and what came in its place. */
function hunks(words: readonly Words[], whose: (from: number, to: number) => readonly string[]): Stretch[] {
  const found: Stretch[] = [];
  let [now, old] = [0, 0];
  for (let at = 0; at < words.length; ) {
    const part = words[at];
    if (part === undefined || part.kind === 'same') {
      now += part?.text.length ?? 0;
      old += part?.text.length ?? 0;
      at += 1;
      continue;
    }
    const start = { from: now, oldFrom: old };
    const own: Words[] = [];
    for (let next = words[at]; next !== undefined && next.kind !== 'same'; next = words[at]) {
      own.push(next);
      if (next.kind === 'added') now += next.text.length;
      else old += next.text.length;
      at += 1;
    }
    found.push({ words: own, ...start, to: now, oldTo: old, by: whose(start.from, now) });
  }
  return found;
}

/** Changes of the same people with hardly a word between them are one stretch. [SL3] */
function stretches(
  text: string,
  words: readonly Words[],
  whose: (from: number, to: number) => readonly string[],
): Stretch[] {
  const joined: Stretch[] = [];
  for (const hunk of hunks(words, whose)) {
    const last = joined.at(-1);
    const between = last === undefined ? '' : text.slice(last.to, hunk.from);
    if (last === undefined || between.includes('\n') || countWords(between) >= APART || !same(last.by, hunk.by)) {
      joined.push(hunk);
      continue;
    }
    const middle: Words = { kind: 'same', text: between };
    joined[joined.length - 1] = {
      ...hunk,
      from: last.from,
      oldFrom: last.oldFrom,
      words: [...last.words, middle, ...hunk.words],
    };
  }
  return joined;
}

function blockChanges(old: SeenBlock, block: SeenBlock, at: number, authors: Authors): RecapChange[] {
  const common = { block: block.key, point: block.id, kind: block.kind, at };
  const changes: RecapChange[] = [];
  if (old.text !== block.text) {
    const whose = (from: number, to: number): readonly string[] =>
      from === to ? authors.removed : authors.text(at, from, to);
    for (const stretch of stretches(block.text, wordChanges(old.text, block.text), whose)) {
      const id = `${block.key} ${textMark(JSON.stringify([stretch.oldFrom, stretch.words]))}`;
      changes.push({ type: 'text', id, ...common, ...stretch });
    }
  }
  for (const fact of FACTS) {
    const [before, after] = [old.facts[fact] ?? '', block.facts[fact] ?? ''];
    if (before === after) continue;
    const id = `${block.key} ${fact} ${after}`;
    const who = authors.fact(at, fact);
    const by = who.length === 0 ? authors.removed : who;
    changes.push({ type: 'fact', id, ...common, fact, before, after, by });
  }
  return changes;
}

function whole(type: WholeChange['type'], block: SeenBlock, at: number, by: readonly string[]): WholeChange {
  const { key, id, kind, text } = block;
  return { type, id: `${key} ${type}`, block: key, point: id, kind, at, text, by };
}

/** What this person changed is seen by them; in what they share with others only the others are named. [SL6] */
export function apartFromOwn(
  changes: readonly RecapChange[],
  me: string,
): { readonly own: readonly RecapChange[]; readonly others: readonly RecapChange[] } {
  const [own, others]: [RecapChange[], RecapChange[]] = [[], []];
  for (const change of changes) {
    const by = change.by.filter((person) => person !== me);
    if (by.length === change.by.length) others.push(change);
    else if (by.length === 0) own.push(change);
    else others.push({ ...change, by });
  }
  return { own, others };
}

/** What changed, in the order of the recap now; what is gone stands where it was. */
export function recapChanges(
  old: readonly SeenBlock[],
  now: readonly SeenBlock[],
  authors: Authors,
  pairs: Pairs = pairBlocks(old, now),
): readonly RecapChange[] {
  const changes: RecapChange[] = [];
  let seen = 0;
  const goneUpTo = (end: number, at: number): void => {
    for (; seen < end; seen += 1) {
      const block = old[seen];
      if (block === undefined || pairs.now.has(seen) || saysNothing(block)) continue;
      changes.push(whole('removed', block, at, authors.removed));
    }
  };
  now.forEach((block, at) => {
    const from = pairs.before.get(at);
    const before = from === undefined ? undefined : old[from];
    if (from !== undefined && !pairs.moved.has(at)) goneUpTo(from, at);
    if (before === undefined) {
      if (!saysNothing(block)) changes.push(whole('added', block, at, authors.block(at)));
    } else if (!sameBlock(before, block)) {
      changes.push(...blockChanges(before, block, at, authors));
    } else if (pairs.moved.has(at) && !saysNothing(block)) {
      const made = before.key === block.key ? [] : authors.block(at);
      changes.push(whole('moved', block, at, made.length === 0 ? authors.removed : made));
    }
  });
  goneUpTo(old.length, now.length);
  return changes;
}

function withText(block: SeenBlock, next: SeenBlock, changes: readonly TextChange[]): SeenBlock {
  let { text } = block;
  for (const change of changes.toSorted((a, b) => b.oldFrom - a.oldFrom)) {
    text = text.slice(0, change.oldFrom) + next.text.slice(change.from, change.to) + text.slice(change.oldTo);
  }
  return { ...block, text };
}

/** A block as it is seen once these of its changes are. */
function accepted(old: SeenBlock, next: SeenBlock, changes: readonly RecapChange[]): SeenBlock {
  const texts = changes.filter((change) => change.type === 'text');
  const facts = { ...old.facts };
  for (const change of changes) {
    if (change.type !== 'fact') continue;
    if (change.after === '') delete facts[change.fact];
    else facts[change.fact] = change.after;
  }
  const made = { ...withText(old, next, texts), key: next.key, id: next.id, kind: next.kind, facts };
  return sameBlock(made, next) ? next : made;
}

/** The recap as it is seen once these changes are, and nothing else is. [SL7] */
export function acceptChanges(
  old: readonly SeenBlock[],
  now: readonly SeenBlock[],
  changes: readonly RecapChange[],
  pairs: Pairs = pairBlocks(old, now),
): readonly SeenBlock[] {
  const ofBlock = new Map<number, RecapChange[]>();
  const gone = new Set<string>();
  for (const change of changes) {
    if (change.type === 'removed') gone.add(change.block);
    else ofBlock.set(change.at, [...(ofBlock.get(change.at) ?? []), change]);
  }
  const next: (SeenBlock | null)[] = old.map((block, at) => (!pairs.now.has(at) && gone.has(block.key) ? null : block));
  // What comes behind the block that stood at a place before; behind none stands at the beginning.
  const behind = new Map<number, SeenBlock[]>();
  const put = (anchor: number, block: SeenBlock): void => {
    const blocks = behind.get(anchor);
    if (blocks === undefined) behind.set(anchor, [block]);
    else blocks.push(block);
  };
  let anchor = -1;
  now.forEach((block, at) => {
    const mine = ofBlock.get(at) ?? [];
    const from = pairs.before.get(at);
    if (from === undefined) {
      if (mine.length > 0 || saysNothing(block)) put(anchor, block);
      return;
    }
    const before = old[from];
    if (before === undefined) return;
    if (mine.some((change) => change.type === 'moved')) {
      next[from] = null;
      put(anchor, block);
      return;
    }
    if (mine.length > 0) next[from] = accepted(before, block, mine);
    if (!pairs.moved.has(at)) anchor = from;
  });
  const result: SeenBlock[] = [...(behind.get(-1) ?? [])];
  next.forEach((block, at) => {
    if (block !== null) result.push(block);
    result.push(...(behind.get(at) ?? []));
  });
  return result;
}

/** The old and the new words of a change, for reading. */
export function changeWords(change: RecapChange): readonly Words[] {
  switch (change.type) {
    case 'text':
      return change.words;
    case 'fact':
      return [
        ...(change.before === '' ? [] : [{ kind: 'removed' as const, text: change.before }]),
        ...(change.after === '' ? [] : [{ kind: 'added' as const, text: change.after }]),
      ];
    case 'added':
      return [{ kind: 'added', text: change.text }];
    case 'removed':
      return [{ kind: 'removed', text: change.text }];
    case 'moved':
      return [{ kind: 'same', text: change.text }];
  }
}
