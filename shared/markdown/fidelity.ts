/** What Markdown could not express of a discussion, and where: told to the person after an export. Follows `normaliseRichText`. */
import type { ExportDocument, ExportKind } from '../model/export-document';
import { MARK_NAMES, NODE_NAMES, type RichText, type RichTextNode } from '../model/rich-text';
import { linkAddress, pictureAddress } from './addresses';
import { type ExportNote, NOTE_WORDS, type NoteCode } from './export-note';
import { cleanCode, cleanText, oneLine } from './normalise-inline';
import { childrenOf } from './normalise-leaf';
import { plainText } from './plain-text';
import { shortQuote } from './short-quote';

/** The last level that keeps its form; agrees with normalise.ts. */
const MAX_DEPTH = 40;
/** A document that somebody made to be full of these must not fill the memory. */
const MAX_NOTES = 500;

const KNOWN_NODES: ReadonlySet<string> = new Set(NODE_NAMES);
const KNOWN_MARKS: ReadonlySet<string> = new Set(MARK_NAMES);
const CONTAINERS = new Set(['bulletList', 'orderedList', 'listItem', 'taskList', 'taskItem', 'blockquote']);
const LOST_BACKSLASH = /(?<!\\)(?:\\\\)*\\\|/;
const ASSET = /^asset:(.*)$/;

interface Place {
  readonly depth: number;
  readonly inCell: boolean;
  readonly inLine: boolean;
  readonly atRoot: boolean;
}

class Notes {
  private readonly found = new Map<string, { code: NoteCode; where: string; count: number }>();

  add(code: NoteCode, where: string): void {
    const key = `${code} ${where}`;
    const known = this.found.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.found.size < MAX_NOTES) this.found.set(key, { code, where, count: 1 });
  }

  list(): readonly ExportNote[] {
    return [...this.found.values()];
  }
}

/**
 * What a Markdown export of `kind` cannot express, in reading order; none when everything is in it.
 * @param hasPicture whether the bytes of `asset:<hash>` are at hand
 */
export function exportFidelity(
  document: ExportDocument,
  kind: ExportKind,
  hasPicture: (hash: string) => boolean,
): readonly ExportNote[] {
  const notes = new Notes();
  if (oneLine(document.title) !== null && cleanText(document.title) !== document.title) notes.add('signs', 'Title');
  if (kind !== 'thread') {
    visitDocument(document.recap, 'Recap', hasPicture, notes);
    if (kind === 'discussion') {
      for (const { name, recap } of document.parts.recaps) visitDocument(recap, `${name}’s recap`, hasPicture, notes);
    }
  }
  if (kind !== 'recap') {
    for (const post of document.posts) {
      const words = (): string => shortQuote(plainText(post.body));
      if (!post.deleted) visitDocument(post.body, `Post of ${post.authorName}`, hasPicture, notes, words);
    }
  }
  return notes.list();
}

function visitDocument(
  body: RichText,
  where: string,
  hasPicture: (hash: string) => boolean,
  notes: Notes,
  words?: () => string,
): void {
  for (const block of childrenOf(body)) {
    let place = '';
    // The words are looked up only where there is something to tell.
    const report = (code: NoteCode): void => {
      place ||= [where, words?.() ?? shortQuote(plainText({ type: 'doc', content: [block] }))]
        .filter(Boolean)
        .join(': ');
      notes.add(code, place);
    };
    visit(block, { depth: 0, inCell: false, inLine: false, atRoot: true }, hasPicture, report);
  }
}

function visit(
  node: RichTextNode,
  place: Place,
  hasPicture: (hash: string) => boolean,
  report: (code: NoteCode) => void,
): void {
  if (place.depth > MAX_DEPTH) {
    report('deep');
    return;
  }
  if (!KNOWN_NODES.has(node.type)) report('unknown');
  if (node.type === 'text') visitText(node, place, report);
  else if (node.type === 'image') visitPicture(node, place, hasPicture, report);
  else if (node.type === 'table') visitTable(node, report);
  else if (node.type === 'point' && !place.atRoot) report('nested-point');
  const isBlock = CONTAINERS.has(node.type) || node.type === 'codeBlock' || node.type === 'heading';
  if (place.inCell && isBlock && node.type !== 'listItem' && node.type !== 'taskItem') report('cell-blocks');
  const inner: Place = {
    depth: place.depth + (CONTAINERS.has(node.type) ? 1 : 0),
    inCell: place.inCell || node.type === 'tableCell' || node.type === 'tableHeader',
    inLine: node.type === 'paragraph' || node.type === 'heading' || node.type === 'detail',
    atRoot: false,
  };
  for (const child of childrenOf(node)) visit(child, inner, hasPicture, report);
}

function visitText(node: RichTextNode, { inCell }: Place, report: (code: NoteCode) => void): void {
  const text = typeof node.text === 'string' ? node.text : '';
  const marks = Array.isArray(node.marks) ? node.marks : [];
  const isCode = marks.some((mark) => mark?.type === 'code');
  if ((isCode ? cleanCode : cleanText)(text) !== text) report('signs');
  if (isCode && inCell && LOST_BACKSLASH.test(text)) report('cell-code');
  for (const mark of marks) {
    if (mark?.type === 'link' && linkAddress(mark.attrs?.href) === null) report('link-address');
    else if (!KNOWN_MARKS.has(mark?.type)) report('unknown');
  }
}

function visitPicture(
  node: RichTextNode,
  place: Place,
  hasPicture: (hash: string) => boolean,
  report: (code: NoteCode) => void,
): void {
  const src = pictureAddress(node.attrs?.src);
  const hash = src === null ? undefined : ASSET.exec(src)?.[1];
  if (place.inCell || place.inLine) report('picture-words');
  else if (src === null) report('picture-address');
  else if (hash !== undefined && !hasPicture(hash)) report('picture-missing');
}

const isMerged = (value: unknown): boolean => typeof value === 'number' && value > 1;

function visitTable(table: RichTextNode, report: (code: NoteCode) => void): void {
  const rows = childrenOf(table).map(childrenOf);
  const isHead = (cell: RichTextNode): boolean => cell.type === 'tableHeader';
  if (rows.some((row, index) => (index === 0 ? row.some((cell) => !isHead(cell)) : row.some(isHead))))
    report('table-head');
  for (const cell of rows.flat()) {
    if (isMerged(cell.attrs?.colspan) || isMerged(cell.attrs?.rowspan)) report('merged-cells');
  }
}

/** One note as a line to read or to copy. */
export function noteLine({ code, where, count }: ExportNote): string {
  return `${where}${count > 1 ? ` (${count} times)` : ''}. ${NOTE_WORDS[code]}`;
}
