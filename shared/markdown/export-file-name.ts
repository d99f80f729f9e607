/** A file name out of a title that every system takes. */
import type { ExportDocument, ExportKind } from '../model/export-document';
import { UNTITLED } from './export-markdown';

/** Code points of the whole name. */
const MAX_POINTS = 100;
/** Linux and macOS count bytes: 255 for a name; the rest is room for what a program adds while it writes. */
const MAX_BYTES = 200;

/** Not allowed on Windows, or a path. */
const FORBIDDEN = /[<>:"/\\|?*]+/g;
/** Controls, surrogate halves, private and unassigned characters, line and paragraph separators, bidi and other invisible signs. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u061C]/gu;
/** Devices of Windows, with or without an ending. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

const SUFFIX: Record<ExportKind, string> = { recap: ' - recap', thread: ' - thread', discussion: '' };

function bytes(char: string): number {
  const point = char.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** One byte and one visible character each. */
const ASCII = /^[ -~]*$/;

/** As many whole visible characters as fit. */
function cut(text: string, points: number, size: number): string {
  // Asking what is visible takes longer than all else of a name.
  if (ASCII.test(text)) return text.slice(0, Math.max(0, Math.min(points, size)));
  let result = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    for (const char of segment) {
      points -= 1;
      size -= bytes(char);
    }
    if (points < 0 || size < 0) break;
    result += segment;
  }
  return result;
}

/** Room for everything that stands behind the name of a discussion's files; see shared/export/names.ts. */
const ENDING_ROOM = ' (9999) - thread.assets';

const trimEnds = (text: string) => text.replace(/^[\s.~-]+/u, '').replace(/[\s.]+$/u, '');

/** The suggested name of an exported file: the title, what it is, `.md`; as safe as `safeFileName`. */
export function exportFileName(document: Pick<ExportDocument, 'title'>, kind: ExportKind): string {
  return safeFileName(document.title, `${SUFFIX[kind]}.md`, UNTITLED);
}

/**
 * A name for a file out of any text, with the given ending. Safe on Windows, macOS and Linux: no forbidden, control or bidi
 * characters, no device names, no dot or space at an end, at most 100 code points and 200 bytes. `empty` stands for a text of which nothing is left.
 */
export function safeFileName(text: string, ending: string, empty: string): string {
  const plain = text.slice(0, 1000).normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '').replace(FORBIDDEN, '-');
  const title = trimEnds(cut(trimEnds(plain), MAX_POINTS - ending.length, MAX_BYTES - ending.length));
  const name = `${title === '' ? empty : title}${ending}`;
  return RESERVED.test(name) ? `_${name}` : name;
}

/**
 * What the names of all files of a discussion begin with: safe as `safeFileName`, with room for ` (2)` and an ending,
 * and never a device's name whatever ending follows.
 */
export function baseFileName(title: string): string {
  const base = safeFileName(title, ENDING_ROOM, UNTITLED).slice(0, -ENDING_ROOM.length);
  return RESERVED.test(base) ? `_${base}` : base;
}

/** Two names with one key are one file where a system ignores case or ways to write an accent (Windows, macOS). */
export function fileNameKey(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
