/** Who wrote which characters of a block, read from the shared document's own items. Nothing here changes it. */
import * as Y from 'yjs';
import type { Strand } from '../../shared/recap/both-rewrote';
import type { FactName } from '../../shared/recap/seen-blocks';
import { isLine } from '../../shared/recap/seen-blocks';

/** Characters next to each other that one session wrote; those that were removed have no text. */
interface Piece {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly text: string;
  readonly gone: boolean;
}

/** Between two lines of a block; nobody wrote it. */
const LINE_END: Piece = { client: -1, clock: 0, length: 1, text: '\n', gone: false };

const KEYS = new WeakMap<object, string>();

/** Names a block as long as its node lives. */
export function blockKey(element: Y.AbstractType<unknown>): string {
  const known = KEYS.get(element);
  if (known !== undefined) return known;
  const id = element._item?.id;
  const key = id === undefined ? '' : `${String(id.client)}.${String(id.clock)}`;
  if (key !== '') KEYS.set(element, key);
  return key;
}

function* itemsOf(parent: Y.AbstractType<unknown>): Generator<Y.Item> {
  for (let item = parent._start; item !== null; item = item.right) yield item;
}

function readText(text: Y.XmlText, pieces: Piece[]): void {
  for (const item of itemsOf(text as unknown as Y.AbstractType<unknown>)) {
    const { content, deleted, id, length } = item;
    if (content instanceof Y.ContentString) {
      pieces.push({ ...id, length, text: content.str, gone: deleted });
    } else if (deleted && item.countable) {
      pieces.push({ ...id, length, text: '', gone: true });
    }
  }
}

function readLine(line: Y.XmlElement, pieces: Piece[]): void {
  for (const item of itemsOf(line as unknown as Y.AbstractType<unknown>)) {
    const { content, deleted, id } = item;
    // What was in a text that is gone as a whole cannot be read any more.
    if (deleted || !(content instanceof Y.ContentType)) continue;
    const type: unknown = content.type;
    if (type instanceof Y.XmlText) readText(type, pieces);
    else if (type instanceof Y.XmlElement && type.nodeName === 'hardBreak') {
      pieces.push({ ...id, length: 1, text: '\n', gone: false });
    }
  }
}

/** In the order of `visibleText`, with what was removed in its place. */
function piecesOf(block: Y.XmlElement): Piece[] {
  const pieces: Piece[] = [];
  let lines = 0;
  const visit = (element: Y.XmlElement): void => {
    if (isLine(element.nodeName)) {
      if (lines > 0) pieces.push(LINE_END);
      lines += 1;
      readLine(element, pieces);
      return;
    }
    for (const child of element.toArray()) if (child instanceof Y.XmlElement) visit(child);
  };
  visit(block);
  return pieces;
}

/** The sessions that wrote the visible characters between two offsets. */
export function textClients(block: Y.XmlElement, from: number, to: number): ReadonlySet<number> {
  const clients = new Set<number>();
  let at = 0;
  for (const piece of piecesOf(block)) {
    if (piece.gone) continue;
    const end = at + piece.length;
    if (end > from && at < to && piece.client >= 0) clients.add(piece.client);
    at = end;
  }
  return clients;
}

/** Those who wrote in the block; who made it when nothing is written in it. */
export function blockClients(block: Y.XmlElement): ReadonlySet<number> {
  const clients = textClients(block, 0, Number.POSITIVE_INFINITY);
  const made = block._item?.id.client;
  return clients.size > 0 || made === undefined ? clients : new Set([made]);
}

const ATTRIBUTES: Readonly<Partial<Record<FactName, readonly string[]>>> = {
  kind: ['kind'],
  level: ['level'],
  owner: ['owner', 'ownerName'],
  due: ['due'],
  done: ['done'],
  author: ['author'],
  link: ['link'],
  picture: ['alt', 'src'],
};
const PARTS: Readonly<Partial<Record<FactName, string>>> = { agreed: 'credit', credit: 'credit', cites: 'cite' };

/** Who wrote a fact as it is; nobody when it was taken away, for nobody writes that down. */
export function factClients(block: Y.XmlElement, fact: FactName): ReadonlySet<number> {
  const clients = new Set<number>();
  const attribute = (element: Y.XmlElement, name: string): void => {
    const item = element._map.get(name);
    if (item !== undefined && !item.deleted) clients.add(item.id.client);
  };
  for (const name of ATTRIBUTES[fact] ?? []) attribute(block, name);
  const children = block.toArray().filter((child) => child instanceof Y.XmlElement);
  if (fact === 'ticked') for (const child of children) attribute(child, 'checked');
  const last = children.findLast((child) => child.nodeName === PARTS[fact]);
  if (last?._item) clients.add(last._item.id.client);
  return clients;
}

/** The visible characters of a block, by the ids that the shared document has for them. */
export interface LetterIds {
  readonly text: string;
  /** client, clock, length, again and again, in the order of the text. */
  readonly runs: readonly number[];
}

export function lettersOf(block: Y.XmlElement): LetterIds {
  const runs: number[] = [];
  let text = '';
  for (const piece of piecesOf(block)) {
    if (piece.gone) continue;
    text += piece.text;
    runs.push(piece.client, piece.clock, piece.length);
  }
  return { text, runs };
}

function byId({ text, runs }: LetterIds): Map<string, string> {
  const letters = new Map<string, string>();
  let offset = 0;
  for (let at = 0; at + 2 < runs.length; at += 3) {
    const [client = -1, clock = 0, length = 0] = runs.slice(at, at + 3);
    for (let step = 0; step < length; step += 1) {
      if (client >= 0) letters.set(`${String(client)}.${String(clock + step)}`, text[offset + step] ?? '');
    }
    offset += length;
  }
  return letters;
}

/** A block letter by letter, as it was at the parting, on this side, and as it is. */
export function strandsOf(
  block: Y.XmlElement,
  base: LetterIds,
  mine: LetterIds,
  whose: (client: number) => string,
  me: string,
): Strand[] {
  const [before, own] = [byId(base), byId(mine)];
  return piecesOf(block).flatMap((piece) =>
    Array.from({ length: piece.length }, (_, step): Strand => {
      if (piece.client < 0) return { text: piece.text, base: true, mine: true, now: true, by: '' };
      const id = `${String(piece.client)}.${String(piece.clock + step)}`;
      const by = whose(piece.client);
      const text = piece.text[step] ?? before.get(id) ?? own.get(id) ?? '';
      // What this person wrote after the others' changes came is of this side all the same.
      const here = own.has(id) || (by === me && !piece.gone && !before.has(id));
      return { text, base: before.has(id), mine: here, now: !piece.gone, by };
    }),
  );
}
