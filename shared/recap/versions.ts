/** Versions of a recap: what makes two of them the same, and what changed from one to another. Pure. [FI1]–[FI5] */
import type { SignedBlock } from '../model/finishing';
import { blockText, detailRole, POINT_ATTRS, pointKind, type RecapPoint, readPoint, textMark } from '../model/point';
import type { RichText, RichTextMark, RichTextNode } from '../model/rich-text';
import { sha256Hex } from '../util/hex';
import { commonItems } from './common-items';

/** What a reader sees of a node beside its text. Ids, ticks, and what is kept for looking things up are not of it. */
const SEEN_ATTRS: Readonly<Record<string, readonly string[]>> = {
  heading: ['level'],
  orderedList: ['start'],
  taskItem: [],
  codeBlock: ['language'],
  image: ['src', 'alt', 'title'],
  point: ['kind', 'due', 'author', 'link'],
  detail: ['role'],
  cite: ['post', 'passage', 'role', 'discussion'],
  credit: ['role', 'person'],
};

/** The defaults of the nodes' attributes: written or left out, they mean the same. */
const DEFAULTS: ReadonlySet<unknown> = new Set(['', null, undefined, false, 1, 'source']);

function attributes(node: RichTextNode): Record<string, unknown> {
  const attrs = node.attrs ?? {};
  // A peer may name a node after something that every object has.
  const known = Object.hasOwn(SEEN_ATTRS, node.type) ? SEEN_ATTRS[node.type] : undefined;
  const names = known ?? Object.keys(attrs).sort();
  const seen: Record<string, unknown> = {};
  for (const name of names) if (!DEFAULTS.has(attrs[name])) seen[name] = attrs[name];
  if (node.type === 'point') {
    seen['kind'] = pointKind(attrs['kind']);
    const owner = attrs['owner'] || attrs['ownerName'];
    if (typeof owner === 'string' && owner !== POINT_ATTRS.owner) seen['owner'] = owner;
  }
  if (node.type === 'detail') seen['role'] = detailRole(attrs['role']);
  return seen;
}

function marksOf(marks: readonly RichTextMark[]): string {
  const seen = marks
    .filter((mark) => mark.type !== 'author')
    .map((mark) => [mark.type, mark.attrs?.['href'] ?? ''])
    .sort((a, b) => (String(a) < String(b) ? -1 : 1));
  return JSON.stringify(seen);
}

const isEmptyLine = (node: RichTextNode): boolean =>
  (node.type === 'paragraph' || node.type === 'detail') &&
  (node.content ?? []).every((child) => child.type === 'text' && !child.text?.trim());

interface Run {
  readonly key: string;
  text: string;
}

function canonical(node: RichTextNode): unknown {
  const parts: unknown[] = [];
  let run = null as Run | null;
  const endRun = (): void => {
    if (run !== null) parts.push([run.text, run.key]);
    run = null;
  };
  for (const child of node.content ?? []) {
    if (child.type !== 'text') {
      endRun();
      if (node.type !== 'point' || !isEmptyLine(child)) parts.push(canonical(child));
      continue;
    }
    const key = marksOf(child.marks ?? []);
    if (run?.key === key) run.text += child.text ?? '';
    else {
      endRun();
      run = { text: child.text ?? '', key };
    }
  }
  endRun();
  return [node.type, attributes(node), parts];
}

const DETAIL_WORDS = { why: 'Why', answer: 'Answer', note: 'Note' } as const;

/** A point with everything that is said in it, as lines. */
function pointLines(point: RecapPoint): string {
  const agreed = point.credits.filter((credit) => credit.role === 'agreed').map((credit) => credit.name);
  return [
    point.text,
    ...(['why', 'answer', 'note'] as const).flatMap((role) =>
      point.details[role] ? [`${DETAIL_WORDS[role]}: ${point.details[role]}`] : [],
    ),
    ...(agreed.length > 0 ? [`Agreed by: ${agreed.join(', ')}`] : []),
    ...(point.ownerName !== '' ? [`Who: ${point.ownerName}`] : []),
    ...(point.due !== '' ? [`By: ${point.due}`] : []),
    ...(point.author !== '' ? [`Author: ${point.author}`] : []),
    ...(point.link !== '' ? [point.link] : []),
  ].join('\n');
}

const markOf = (node: RichTextNode): string => textMark(JSON.stringify(canonical(node)));

const KNOWN = new WeakMap<RichTextNode, SignedBlock>();

function signedBlock(node: RichTextNode): SignedBlock {
  const known = KNOWN.get(node);
  if (known !== undefined) return known;
  const point = node.type === 'point' ? readPoint(node, 0, '') : null;
  const made: SignedBlock = {
    id: point?.id ?? '',
    mark: markOf(node),
    text: point === null ? blockText(node).trim() : pointLines(point),
  };
  KNOWN.set(node, made);
  return made;
}

/** The blocks of a recap as a version knows them. Empty lines are not part of it. [FI2] */
export function signedBlocks(recap: RichText): readonly SignedBlock[] {
  return blocksOf(recap).map(signedBlock);
}

const blocksOf = (recap: RichText): readonly RichTextNode[] =>
  (recap.content ?? []).filter((node) => !isEmptyLine(node));

/** Names a version: equal recaps, equal names, on every device. For telling that it changed, not for trust. [FI1] */
export function versionOf(blocks: readonly Pick<SignedBlock, 'mark'>[]): string {
  const names = blocks.map((block) => block.mark).join(' ');
  return sha256Hex(Uint8Array.from(names, (letter) => letter.charCodeAt(0))).slice(0, 32);
}

/** `versionOf` of a recap that was read for this alone: nothing of it is kept for a second time. */
export function recapVersion(recap: RichText): string {
  return versionOf(blocksOf(recap).map((node) => ({ mark: markOf(node) })));
}

export interface Change {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** The point's id in the recap as it is now; '' for other blocks and for what is gone. */
  readonly id: string;
  readonly before: string;
  readonly after: string;
}

/** How alike two texts must be to be one that was changed: about half of the words of the shorter one. */
const ALIKE = 0.5;
/** More pairs of texts than these are not compared word by word: a recap that was written anew must not freeze the window. */
const MOST_PAIRS = 40_000;

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const least = Math.min(one.size, other.size);
  if (least === 0) return 0;
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common / least;
}

/** What is different now, in the order of the recap as it is now; what is gone stands where it was. [FI4] */
export function changesSince(before: readonly SignedBlock[], now: readonly SignedBlock[]): readonly Change[] {
  const kept = commonItems(before, now, (block) => block.mark);
  const others = (list: readonly unknown[], common: ReadonlySet<number>): Set<number> =>
    new Set([...list.keys()].filter((at) => !common.has(at)));
  const gone = others(before, kept.before);
  const come = others(now, kept.after);
  const partner = new Map<number, number>();
  const join = (next: number, old: number): void => {
    partner.set(next, old);
    gone.delete(old);
  };
  const byName = (nameOf: (block: SignedBlock | undefined) => string): void => {
    const free = new Map<string, number[]>();
    for (const old of gone) {
      const name = nameOf(before[old]);
      const places = free.get(name);
      if (places === undefined) free.set(name, [old]);
      else places.push(old);
    }
    for (const next of come) {
      const name = partner.has(next) ? '' : nameOf(now[next]);
      const old = name === '' ? undefined : free.get(name)?.shift();
      if (old !== undefined) join(next, old);
    }
  };
  const alike = (): void => {
    const left = [...come].filter((next) => !partner.has(next));
    if (left.length * gone.size > MOST_PAIRS) return;
    const words = new Map([...gone].map((old) => [old, wordsOf(before[old]?.text ?? '')]));
    for (const next of left) {
      const [mine, id] = [wordsOf(now[next]?.text ?? ''), now[next]?.id];
      const old = [...gone].find(
        (one) => (id === '' || before[one]?.id === '') && likeness(words.get(one) ?? new Set(), mine) >= ALIKE,
      );
      if (old !== undefined) join(next, old);
    }
  };
  byName((block) => block?.id ?? '');
  byName((block) => block?.mark ?? '');
  alike();

  const changes: Change[] = [];
  let seen = 0;
  const goneUpTo = (end: number): void => {
    for (; seen < end; seen += 1) {
      if (gone.has(seen)) changes.push({ kind: 'removed', id: '', before: before[seen]?.text ?? '', after: '' });
    }
  };
  for (const [at, block] of now.entries()) {
    const old = kept.pairs.get(at);
    if (old !== undefined) {
      goneUpTo(old);
      continue;
    }
    const from = before[partner.get(at) ?? -1];
    const { id, text } = block;
    if (from === undefined) changes.push({ kind: 'added', id, before: '', after: text });
    else changes.push({ kind: from.mark === block.mark ? 'moved' : 'changed', id, before: from.text, after: text });
  }
  goneUpTo(before.length);
  return changes;
}

export interface Words {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** A changed text word by word; what was taken away stands before what came in its place. [FI5] */
export function wordChanges(before: string, after: string): readonly Words[] {
  const parts = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}_'’-]+|[^\s\p{L}\p{N}]/gu) ?? [];
  const [old, next] = [parts(before), parts(after)];
  const kept = commonItems(old, next, (part) => part);
  const words: Words[] = [];
  const add = (kind: Words['kind'], text: string): void => {
    const last = words.at(-1);
    if (last?.kind === kind) words[words.length - 1] = { kind, text: last.text + text };
    else words.push({ kind, text });
  };
  let seen = 0;
  const goneUpTo = (end: number): void => {
    for (; seen < end; seen += 1) if (!kept.before.has(seen)) add('removed', old[seen] ?? '');
  };
  let added = '';
  next.forEach((part, at) => {
    const from = kept.pairs.get(at);
    if (from === undefined) {
      added += part;
      return;
    }
    goneUpTo(from);
    if (added !== '') add('added', added);
    added = '';
    seen = from + 1;
    add('same', part);
  });
  goneUpTo(old.length);
  if (added !== '') add('added', added);
  return words;
}
