/**
 * Who wrote each stretch of a text, read from the Yjs document: a stretch belongs to the participant whose session
 * inserted it (`authors`), unless somebody moved it, which inserts it anew: then it bears an `author` mark that names who
 * wrote it. Reads only. Rules WH in README.md.
 */
import * as Y from 'yjs';
import type { RichTextMark, RichTextNode } from '../model/rich-text';
import { type ReadText, readBlock, readText } from '../model/rich-text-yjs';

export const AUTHOR_MARK = 'author';

/** The participant of a session, '' when it is not known. */
export type AuthorOf = (client: number) => string;

export interface Stretch {
  readonly length: number;
  /** A participant's id; '' when nobody knows. */
  readonly by: string;
}

/** One letter of a text. */
export interface WrittenPlace {
  readonly by: string;
  /** Who put it where it is, when that was somebody else. */
  readonly movedBy: string | null;
  /** The session that inserted it and its place among what that session wrote. */
  readonly client: number;
  readonly clock: number;
}

/** The value of an `author` mark as a peer may have written it; null for none. */
export function authorInMark(value: unknown): string | null {
  const by = typeof value === 'object' && value !== null ? (value as { by?: unknown }).by : undefined;
  return typeof by === 'string' ? by : null;
}

/** Visits what is visible in a text in its order, with the author mark on it. */
export function visitText(text: Y.XmlText, visit: (item: Y.Item, length: number, mark: string | null) => void): void {
  let mark: string | null = null;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentFormat) {
      if (item.content.key === AUTHOR_MARK) mark = authorInMark(item.content.value);
    } else if (item.countable) visit(item, item.length, mark);
  }
}

/** The stretches of a text; neighbours have different authors. */
export function stretchesOf(text: Y.XmlText, authorOf: AuthorOf): Stretch[] {
  const found: { length: number; by: string }[] = [];
  visitText(text, (item, length, mark) => {
    const by = mark ?? authorOf(item.id.client);
    const last = found.at(-1);
    if (last?.by === by) last.length += length;
    else found.push({ length, by });
  });
  return found;
}

/** The letter behind `index`; null at the end of the text. */
export function writtenAt(text: Y.XmlText, index: number, authorOf: AuthorOf): WrittenPlace | null {
  let left = index;
  let found: WrittenPlace | null = null;
  visitText(text, (item, length, mark) => {
    if (found === null && left >= 0 && left < length) {
      const { client, clock } = item.id;
      const mover = authorOf(client);
      const by = mark ?? mover;
      found = { by, movedBy: by === mover ? null : mover, client, clock: clock + left };
    }
    left -= length;
  });
  return found;
}

/**
 * When a letter was written, from what its session noted (`times`, key `client.clock`): the latest note at or before it.
 * Null when nothing was noted.
 */
export function writtenTime(times: Iterable<readonly [string, unknown]>, client: number, clock: number): number | null {
  let [nearest, time]: [number, number | null] = [-1, null];
  const prefix = `${String(client)}.`;
  for (const [key, value] of times) {
    if (!key.startsWith(prefix) || typeof value !== 'number' || !Number.isFinite(value)) continue;
    const noted = Number(key.slice(prefix.length));
    if (noted <= clock && noted > nearest) [nearest, time] = [noted, value];
  }
  return time;
}

const withAuthor = (node: RichTextNode, by: string): RichTextNode => {
  const others = (node.marks ?? []).filter((mark) => mark.type !== AUTHOR_MARK);
  const author: RichTextMark[] = by === '' ? [] : [{ type: AUTHOR_MARK, attrs: { by } }];
  const { marks: _marks, ...bare } = node;
  return others.length + author.length === 0 ? bare : { ...bare, marks: [...others, ...author] };
};

/** Reads a text with an author mark on all of it, also on what bears none in the document. */
function readAuthored(authorOf: AuthorOf): ReadText {
  return (text) => {
    const stretches = stretchesOf(text, authorOf);
    if (stretches.every(({ by }) => by === '')) return readText(text);
    const cut: RichTextNode[] = [];
    let at = 0;
    let left = stretches[0]?.length ?? 0;
    for (const node of readText(text)) {
      let words = node.text ?? '';
      while (words !== '') {
        while (left === 0 && at < stretches.length) {
          at += 1;
          left = stretches[at]?.length ?? words.length;
        }
        const length = Math.min(left, words.length);
        cut.push(withAuthor({ ...node, text: words.slice(0, length) }, stretches[at]?.by ?? ''));
        words = words.slice(length);
        left -= length;
      }
    }
    return cut;
  };
}

/** A block at the root of a recap as plain data, every text in it with an `author` mark where the author is known. */
export function authoredBlock(element: Y.XmlElement, authorOf: AuthorOf): RichTextNode {
  return readBlock(element, readAuthored(authorOf));
}
