/**
 * What somebody wrote in a block while somebody else, apart, moved it: found in the block that went, and written into the one
 * that came in its place. Rules LW in README.md.
 */
import * as Y from 'yjs';
import { itemKey, knownOf, noteMoved } from '../model/moved-notes';
import { AUTHOR_MARK } from './attribution';
import { detailsPlace } from './promoting';

type Attributes = Record<string, unknown>;
interface Piece {
  readonly insert: string;
  readonly attributes: Attributes;
}

/** Words that stand together, at a place among the letters that the mover knew. */
interface Run {
  readonly index: number;
  readonly pieces: Piece[];
}

interface LateText {
  /** Which of the texts of the block, in the order of reading. */
  readonly line: number;
  /** What the mover knew of it. */
  readonly known: string;
  /** The kind of block that it stood in. */
  readonly parent: string;
  readonly runs: readonly Run[];
}

/** A block, or a text of its own, that the mover did not know. */
interface LatePart {
  /** Where its parent is: places among the children that the mover knew. */
  readonly path: readonly { readonly at: number; readonly name: string }[];
  readonly at: number;
  readonly from: Y.XmlElement | Y.XmlText;
  readonly known: ReturnType<typeof knownOf>;
  readonly make: () => Y.XmlElement | Y.XmlText;
  readonly words: string;
  readonly pictures: readonly (() => Y.XmlElement)[];
}

/** What one person wrote in such a part of somebody else, who brings it with what they know of it. */
export interface LateInOthers {
  /** Names the part. */
  readonly part: string;
  /** How far the sessions of that person wrote in it. */
  readonly upTo: ReadonlyMap<number, number>;
  readonly words: string;
}

export interface LateWords {
  /** The kind of the block. */
  readonly name: string;
  /** Of a point; '' for any other block. */
  readonly id: string;
  readonly texts: readonly LateText[];
  readonly parts: readonly LatePart[];
  readonly inOthers: readonly LateInOthers[];
  readonly attributes: readonly (readonly [string, unknown])[];
}

/** The bound of the editor: what is nested deeper is no document. */
const MAX_DEPTH = 60;
const NOTHING: ReadonlyMap<number, number> = new Map();
/** So many letters on both sides tell a place in a text that changed: first many, then few. */
const AROUND = [24, 8, 3];
const LEAST_ELSEWHERE = 8;

interface There {
  /** Whether it was there until the change that took the block away. */
  readonly wasThere: (item: Y.Item) => boolean;
}

export interface Block extends There {
  readonly element: Y.XmlElement;
  /** How many operations of a session the mover knew. */
  readonly seen: ReadonlyMap<number, number>;
  /** Whose words are brought over: each brings their own, so that they come once. */
  readonly isMine: (client: number) => boolean;
}

/** To be asked while the content of the block that went is still known: in `afterTransaction`. Null when there is nothing. */
export function lateWords(block: Block): LateWords | null {
  const [texts, parts, inOthers]: [LateText[], LatePart[], LateInOthers[]] = [[], [], []];
  let line = 0;
  const visit = (parent: Y.XmlElement, path: LatePart['path']): void => {
    let at = 0;
    for (const item of children(parent, block)) {
      const { type } = item.content as Y.ContentType;
      if (!isSeen(item, block)) {
        const from = type as Y.XmlElement | Y.XmlText;
        if (!block.isMine(item.id.client)) {
          const own = ownIn(from, block);
          if (own !== null) inOthers.push(own);
          continue;
        }
        const pictures = picturesIn(type, block).map((one) => copied(one, block) as () => Y.XmlElement);
        const [make, words, known] = [copied(type, block), wordsIn(type, block), knownOf(from)];
        parts.push({ path, at, from, known, make, words, pictures });
        continue;
      }
      if (type instanceof Y.XmlText) {
        const text = lateText(type, line, parent.nodeName, block);
        if (text.runs.length > 0) texts.push(text);
        line += 1;
      } else if (type instanceof Y.XmlElement && path.length < MAX_DEPTH)
        visit(type, [...path, { at, name: type.nodeName }]);
      at += 1;
    }
  };
  visit(block.element, []);
  const attributes = [...block.element._map].flatMap(([name, item]): (readonly [string, unknown])[] =>
    block.wasThere(item) && !isSeen(item, block) && block.isMine(item.id.client)
      ? [[name, item.content.getContent()[0]]]
      : [],
  );
  return texts.length + parts.length + inOthers.length + attributes.length === 0
    ? null
    : { texts, parts, inOthers, attributes, name: block.element.nodeName, id: idOf(block.element) };
}

function idOf({ _map: attributes }: Y.XmlElement): string {
  const id: unknown = attributes.get('id')?.content.getContent()[0];
  return typeof id === 'string' ? id : '';
}

const isSeen = ({ id }: Y.Item, { seen }: Block): boolean => id.clock < (seen.get(id.client) ?? 0);

function* items(type: Y.AbstractType<unknown>): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) yield item;
}

const children = (parent: Y.XmlElement, { wasThere }: There): Y.Item[] =>
  [...items(parent as never)].filter((item) => wasThere(item) && item.content instanceof Y.ContentType);

/** The letters of a text with their marks, each with whether the mover knew it. */
function* letters(
  text: Y.XmlText,
  block: Pick<Block, 'seen' | 'wasThere'>,
): Generator<Piece & { readonly late: boolean; readonly client: number }> {
  const attributes: Attributes = {};
  for (const item of items(text as never)) {
    if (!block.wasThere(item)) continue;
    const { content, id } = item;
    if (content instanceof Y.ContentFormat) {
      if (content.value === null) delete attributes[content.key];
      else attributes[content.key] = content.value;
    }
    if (!(content instanceof Y.ContentString)) continue;
    const known = Math.min(Math.max((block.seen.get(id.client) ?? 0) - id.clock, 0), content.str.length);
    for (const [insert, late] of [
      [content.str.slice(0, known), false],
      [content.str.slice(known), true],
    ] as const) {
      if (insert !== '') yield { insert, late, client: id.client, attributes: { ...attributes } };
    }
  }
}

function lateText(text: Y.XmlText, line: number, parent: string, block: Block): LateText {
  let known = '';
  const runs: Run[] = [];
  for (const { insert, attributes, late, client } of letters(text, block)) {
    if (!late) known += insert;
    else if (block.isMine(client)) {
      const last = runs.at(-1);
      if (last?.index === known.length) last.pieces.push({ insert, attributes });
      else runs.push({ index: known.length, pieces: [{ insert, attributes }] });
    }
  }
  return { line, known, parent, runs };
}

function wordsIn(type: unknown, block: There): string {
  if (type instanceof Y.XmlText)
    return [...letters(type, { seen: NOTHING, ...block })].map(({ insert }) => insert).join('');
  if (!(type instanceof Y.XmlElement)) return '';
  return children(type, block)
    .map(({ content }) => wordsIn((content as Y.ContentType).type, block))
    .join(' ')
    .trim();
}

/** Null when nothing in it is of that person. */
function ownIn(part: Y.XmlElement | Y.XmlText, block: Block): LateInOthers | null {
  const upTo = new Map<number, number>();
  const lines: string[] = [];
  const visit = (type: unknown): void => {
    if (type instanceof Y.XmlElement)
      for (const { content } of children(type, block)) visit((content as Y.ContentType).type);
    if (!(type instanceof Y.XmlText)) return;
    let line = '';
    for (const item of items(type as never)) {
      const { content, id } = item;
      if (!(block.wasThere(item) && block.isMine(id.client) && content instanceof Y.ContentString)) continue;
      line += content.str;
      upTo.set(id.client, Math.max(upTo.get(id.client) ?? 0, id.clock + item.length));
    }
    if (line.trim() !== '') lines.push(line.trim());
  };
  visit(part);
  return lines.length === 0 ? null : { part: itemKey(part), upTo, words: lines.join(' ') };
}

function linesIn(type: unknown, block: There): string[] {
  if (!(type instanceof Y.XmlElement)) return [wordsIn(type, block).trim()];
  return children(type, block).flatMap(({ content }) => linesIn((content as Y.ContentType).type, block));
}

function picturesIn(type: unknown, block: There): Y.XmlElement[] {
  if (!(type instanceof Y.XmlElement)) return [];
  if (type.nodeName === 'image') return [type];
  return children(type, block).flatMap(({ content }) => picturesIn((content as Y.ContentType).type, block));
}

function sourceOf({ _map: attributes }: Y.XmlElement): string {
  const source: unknown = attributes.get('src')?.content.getContent()[0];
  return typeof source === 'string' ? source : '';
}

/** Who is to be named with the letters of a session that bear no name; '' for nobody. */
type AuthorFor = (client: number) => string;
const NO_NAME: AuthorFor = () => '';

function withName({ attributes, client }: { attributes: Attributes; client: number }, nameFor: AuthorFor): Attributes {
  const by = attributes[AUTHOR_MARK] === undefined ? nameFor(client) : '';
  return by === '' ? attributes : { ...attributes, [AUTHOR_MARK]: { by } };
}

/** A block, gone or not, written down to be made again. */
function copied(type: unknown, block: There, nameFor = NO_NAME, depth = 0): () => Y.XmlElement | Y.XmlText {
  if (!(type instanceof Y.XmlElement)) {
    const delta = type instanceof Y.XmlText ? [...letters(type, { seen: NOTHING, ...block })] : [];
    return () => {
      const text = new Y.XmlText();
      text.applyDelta(delta.map((piece) => ({ insert: piece.insert, attributes: withName(piece, nameFor) })));
      return text;
    };
  }
  const attributes = [...type._map].flatMap(([name, item]): (readonly [string, unknown])[] =>
    block.wasThere(item) ? [[name, item.content.getContent()[0]]] : [],
  );
  // Code has no marks.
  const name = type.nodeName === 'codeBlock' ? NO_NAME : nameFor;
  const inside =
    depth > MAX_DEPTH
      ? []
      : children(type, block).map(({ content }) => copied((content as Y.ContentType).type, block, name, depth + 1));
  return () => {
    const element = new Y.XmlElement(type.nodeName);
    for (const [name, value] of attributes) element.setAttribute(name, value as string);
    element.insert(
      0,
      inside.map((make) => make()),
    );
    return element;
  };
}

/** A block that a change took away, to be made again as it was. */
export interface GoneBlock {
  /** Everything that could be read in it, one for each of the texts in it. */
  readonly lines: readonly string[];
  /** What its pictures are of. */
  readonly pictures: readonly string[];
  readonly hasCitation: boolean;
  readonly make: () => Y.XmlElement;
}

/** To be asked while its content is still known: in `afterTransaction`. A copy for `wasThere` of what is there now. */
export function blockAsItWas(element: Y.XmlElement, wasThere: There['wasThere'], nameFor: AuthorFor): GoneBlock {
  const block = { wasThere };
  const parts = children(element, block).map(({ content }) => (content as Y.ContentType).type);
  return {
    lines: linesIn(element, block).filter((line) => line !== ''),
    pictures: picturesIn(element, block).map(sourceOf),
    hasCitation: parts.some((part) => part instanceof Y.XmlElement && part.nodeName === 'cite'),
    make: copied(element, block, nameFor) as () => Y.XmlElement,
  };
}

/**
 * Writes them into the block that came in its place, and notes where whole parts of it are. What finds no place there stands in a
 * paragraph behind it.
 * @param merged it went into a point that was there, and has fields and lines of its own
 */
export function bringLate(to: Y.XmlElement, { texts, parts, attributes, name }: LateWords, merged = false): void {
  const homeless: string[] = [];
  const pictures: Y.XmlElement[] = [];
  const lines = textsIn(to);
  for (const { line, known, parent, runs } of texts) {
    const there = lines[Math.min(line, lines.length - 1)];
    const own = [...(there === undefined ? [] : [there]), ...lines].find((text) => wordsOf(text) === known) ?? there;
    const isSame = own !== undefined && wordsOf(own) === known;
    for (const { index, pieces } of runs.toReversed()) {
      const place = isSame ? { text: own, index } : placeNear(lines, own, known, index);
      const words = pieces.map(({ insert }) => insert).join('');
      if (place === null) homeless.push(words);
      else {
        // Code has no marks, and a block with content that it cannot have is taken away by the editor.
        const isAlike = (place.text.parent as Y.XmlElement).nodeName === parent;
        place.text.applyDelta([{ retain: place.index }, ...(isAlike ? pieces : [{ insert: words, attributes: {} }])]);
      }
    }
  }
  // Places are those before anything is put in: the last first.
  for (const part of merged ? parts : parts.toReversed()) {
    const isAlike = to.nodeName === name && (!merged || part.path.length === 0);
    const parent = isAlike ? insideOf(to, part.path) : null;
    if (parent !== null) {
      const made = part.make();
      parent.insert(merged ? endFor(made, parent) : Math.min(part.at, parent.length), [made]);
      noteMoved(to.doc as Y.Doc, part.from, made, part.known, { part: true });
    } else {
      if (part.words !== '') homeless.push(part.words);
      pictures.push(...part.pictures.map((make) => make()));
    }
  }
  for (const [key, value] of attributes) {
    const isFree = !merged || to.getAttribute(key) === '';
    if (to.nodeName === name && isFree) to.setAttribute(key, value as string);
  }
  putBehind(to, homeless, pictures);
}

function textsIn(block: Y.XmlElement, into: Y.XmlText[] = []): Y.XmlText[] {
  for (const child of block.toArray()) {
    if (child instanceof Y.XmlText) into.push(child);
    else if (child instanceof Y.XmlElement) textsIn(child, into);
  }
  return into;
}

const wordsOf = (text: Y.XmlText): string =>
  (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('');

/** Where letters stand that stood on both sides, or on one; few letters tell a place in their own line only. */
function placeNear(
  lines: readonly Y.XmlText[],
  own: Y.XmlText | undefined,
  known: string,
  index: number,
): { text: Y.XmlText; index: number } | null {
  for (const around of AROUND) {
    const [before, after] = [known.slice(Math.max(0, index - around), index), known.slice(index, index + around)];
    const texts = [...(own === undefined ? [] : [own]), ...(around < LEAST_ELSEWHERE ? [] : lines)];
    for (const [words, shift] of [
      [before + after, before.length],
      [before, before.length],
      [after, 0],
    ] as const) {
      for (const text of words === '' ? [] : texts) {
        const at = wordsOf(text).indexOf(words);
        if (at >= 0) return { text, index: at + shift };
      }
    }
  }
  return null;
}

/** Words go before the citations and credits that end a point. */
function endFor(part: Y.XmlElement | Y.XmlText, point: Y.XmlElement): number {
  const isHidden = part instanceof Y.XmlElement && (part.nodeName === 'cite' || part.nodeName === 'credit');
  const names = point.toArray().map((child) => (child instanceof Y.XmlElement ? child.nodeName : ''));
  return isHidden ? names.length : detailsPlace(names);
}

function insideOf(block: Y.XmlElement, path: LatePart['path']): Y.XmlElement | null {
  let parent = block;
  for (const { at, name } of path) {
    const child = parent.toArray()[at];
    if (!(child instanceof Y.XmlElement) || child.nodeName !== name) return null;
    parent = child;
  }
  return parent;
}

/** At the root: there a paragraph may stand, and a picture. Gives the paragraphs. */
export function putBehind(
  block: Y.XmlElement,
  lines: readonly string[],
  pictures: readonly Y.XmlElement[],
): readonly Y.XmlElement[] {
  let at: Y.XmlElement = block;
  while (at.parent instanceof Y.XmlElement) at = at.parent;
  const root = at.parent;
  if (lines.length + pictures.length === 0 || !(root instanceof Y.XmlFragment)) return [];
  const made = lines.map((words) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    return paragraph;
  });
  root.insert(root.toArray().indexOf(at) + 1, [...made, ...pictures]);
  return made;
}
