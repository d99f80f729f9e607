/**
 * What somebody edited in a file of ours where nothing is read back: the status, tags, stances, sign-offs, reactions, and why
 * posts were set aside. Each of these is in words for the reader and in a comment: where the two differ, the words were
 * edited. [BI11]
 */
import type * as Y from 'yjs';
import { fencedLines, isBlankLine, lineFeeds, unwrapped } from '../import';
import {
  COUNTED_PARTS,
  type CountedPart,
  type ExportBase,
  type PointComment,
  readFrontMatter,
  readPointComment,
  timeText,
} from '../markdown';
import { statusOf } from '../model/discussion-doc';
import type { BackFile, UnreadEdit } from './types';

/** Longer lines are not looked at: those with the longest reasons have some 12,000 characters. */
const MAX_LINE = 100_000;
/** More is read by nobody. */
const MOST_TOLD = 200;
const MAX_WORDS = 120;

const OF_US = /<!--(stance|signoff|reaction|aside)[ -]/;
const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|amp|lt|gt|quot);/gi;

/** Letters, digits and signs: how a line is laid out, quoted and escaped does not matter. */
function bare(text: string): string {
  return text
    .replace(REFERENCE, (_, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/<br>/g, '')
    .replace(/[^\p{L}\p{N}\p{S}\p{M}]|[|`~<>^+=]/gu, '');
}

/** The comments of ours in a line, and what is seen of the rest. */
function partsOf(line: string): { readonly comments: readonly PointComment[]; readonly words: string } {
  const comments: PointComment[] = [];
  let words = '';
  let from = 0;
  for (let at = line.indexOf('<!--'); at >= 0; at = line.indexOf('<!--', from)) {
    const end = line.indexOf('-->', at);
    if (end < 0) break;
    words += line.slice(from, at);
    const comment = readPointComment(line.slice(at, end + 3));
    if (comment !== null) comments.push(comment);
    from = end + 3;
  }
  return { comments, words: words + line.slice(from) };
}

const shownName = ({ name = '' }: Readonly<Record<string, string>>): string => (name.trim() === '' ? 'Someone' : name);

/** Whether the words still say what the comments do. */
function isAsWritten(part: CountedPart, words: string, comments: readonly PointComment[]): boolean {
  const [first] = comments;
  if (first === undefined) return true;
  const { word, attrs } = first;
  const shown = bare(words);
  switch (part) {
    case 'stance':
      return shown.endsWith(bare([shownName(attrs), word, attrs.reason ?? ''].join(' ')));
    case 'signoff':
      return shown.startsWith(bare([shownName(attrs), timeText(Date.parse(attrs.at ?? '')) ?? ''].join(' ')));
    case 'aside':
      return shown === bare(['Set aside by', shownName(attrs), attrs.reason ?? ''].join(' '));
    case 'reaction': {
      const told = comments.map((one, at) => {
        const isNext = at > 0 && comments[at - 1]?.attrs.emoji === one.attrs.emoji;
        return `${isNext ? '' : (one.attrs.emoji ?? '')}${shownName(one.attrs)}`;
      });
      return shown === bare(told.join(' '));
    }
  }
}

const short = (words: string): string => {
  const seen = words
    .replace(/<br>/g, ' ')
    .replace(/[\s|]+/g, ' ')
    .trim()
    .replace(/^[-*+] /, '')
    .replace(/^[*_]|[*_]$/g, '');
  return seen.length > MAX_WORDS ? `${seen.slice(0, MAX_WORDS)}…` : seen;
};

function editedLines(lines: readonly string[]): { edits: UnreadEdit[]; counts: Record<CountedPart, number> } {
  const fenced = fencedLines(lines, true);
  const counts: Record<CountedPart, number> = { stance: 0, signoff: 0, reaction: 0, aside: 0 };
  const edits: UnreadEdit[] = [];
  /** The part whose list or table is being gone through. */
  let within: 'stance' | 'signoff' | null = null;
  for (const [index, line] of lines.entries()) {
    if (fenced[index] === 1 || line.length > MAX_LINE) continue;
    const begin = /^<!--part ([a-z]+)/.exec(line)?.[1];
    if (begin !== undefined) within = begin === 'stances' ? 'stance' : begin === 'signoffs' ? 'signoff' : null;
    else if (/^(?:<a id=|<!--(?:base|post) )/.test(line)) within = null;
    const part = OF_US.exec(line)?.[1] as CountedPart | undefined;
    if (part === undefined) {
      const isRow = within === 'stance' ? line.startsWith('|') : /^[-*+] /.test(line);
      if (within === null || !isRow || isBlankLine(line) || isHead(line)) continue;
      edits.push({ part: within, kind: 'added', line: index + 1, words: short(partsOf(line).words), count: 1 });
      continue;
    }
    const { comments, words } = partsOf(line);
    const own = comments.filter(({ name }) => name === part);
    counts[part] += own.length;
    if (!isAsWritten(part, words, own))
      edits.push({ part, kind: 'changed', line: index + 1, words: short(words), count: 1 });
  }
  return { edits, counts };
}

/** The head of the table, and the line below it. */
const isHead = (line: string): boolean => ['', 'PointPersonStanceReason'].includes(bare(line));

function lineOf(lines: readonly string[], key: string): number {
  return lines.findIndex((line) => line.startsWith(`${key}:`)) + 1;
}

/** The `#words` are what tags are made of; others were put there. */
function addedTags(data: Readonly<Record<string, unknown>>, text: string): string[] {
  const tags: unknown[] = Array.isArray(data.tags) ? data.tags : [];
  const words = text.toLowerCase();
  return tags.flatMap((tag) => {
    if (typeof tag !== 'string' || tag.trim() === '') return [];
    return words.includes(`#${tag.replace(/^#/, '').toLowerCase()}`) ? [] : [tag];
  });
}

function editedFront(lines: readonly string[], base: ExportBase | null): UnreadEdit[] {
  const front = readFrontMatter(lines.slice(0, 2000).join('\n'));
  if (front === null) return [];
  const { data, source } = front;
  const head = source.split('\n');
  const edits: UnreadEdit[] = [];
  const status = typeof data.status === 'string' ? data.status : '';
  if (status !== '' && status !== base?.parts?.status) {
    edits.push({ part: 'status', kind: 'changed', line: lineOf(head, 'status'), words: short(status), count: 1 });
  }
  const tags = addedTags(data, lines.slice(head.length - 1).join('\n'));
  if (tags.length > 0) {
    const line = lineOf(head, 'tags');
    edits.push({ part: 'tags', kind: 'added', line, words: short(tags.join(', ')), count: tags.length });
  }
  return edits;
}

/** In the order of the file; what is gone from it last. */
export function unreadEdits(text: string, base: ExportBase | null): readonly UnreadEdit[] {
  const written = lineFeeds(text);
  const lines = unwrapped(written, fencedLines(written, true));
  const { edits, counts } = editedLines(lines);
  const gone = COUNTED_PARTS.flatMap((part): UnreadEdit[] => {
    const count = (base?.parts?.counts[part] ?? 0) - counts[part];
    return count > 0 ? [{ part, kind: 'gone', line: 0, words: '', count }] : [];
  });
  return [...editedFront(lines, base), ...edits, ...gone].slice(0, MOST_TOLD);
}

/** Those that are not so here as well: a status that was changed to the same is no matter. */
export function unreadHere(doc: Y.Doc, { unread }: BackFile): readonly UnreadEdit[] {
  return unread.filter(({ part, words }) => part !== 'status' || words !== statusOf(doc));
}
