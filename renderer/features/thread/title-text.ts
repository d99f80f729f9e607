/** A title typed in a plain field and kept as shared text: minimal changes both ways. Pure. */

export interface TextChange {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** Insertions and deletions as Yjs reports them. */
export type TextDelta = readonly { readonly retain?: number; readonly insert?: unknown; readonly delete?: number }[];

export const MAX_TITLE = 300;

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/**
 * The smallest change that makes `after` of `before`, null when they are equal. `caret` is the place of the caret in
 * `after`, in UTF-16 units: among equal letters it tells which one was typed. Surrogate pairs are never cut.
 */
export function diffText(before: string, after: string, caret: number): TextChange | null {
  if (before === after) return null;
  // What stands after the caret was most probably not touched, so the end is compared first, up to the caret.
  const endLimit = Math.min(before.length, after.length, Math.max(0, after.length - caret));
  let end = 0;
  while (end < endLimit && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end))
    end++;
  let at = 0;
  const startLimit = Math.min(before.length, after.length) - end;
  while (at < startLimit && before.charCodeAt(at) === after.charCodeAt(at)) at++;
  const rest = Math.min(before.length, after.length) - at;
  while (end < rest && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  if (at > 0 && isHighSurrogate(before.charCodeAt(at - 1))) at--;
  if (end > 0 && isLowSurrogate(before.charCodeAt(before.length - end))) end--;
  return { at, remove: before.length - at - end, insert: after.slice(at, after.length - end) };
}

/** Where a caret at `place` goes when `delta` was applied. Text inserted exactly at the caret stays behind it. */
export function mapPlace(place: number, delta: TextDelta): number {
  let read = 0;
  let mapped = place;
  for (const part of delta) {
    if (read >= place && part.delete === undefined) break;
    if (part.retain !== undefined) read += part.retain;
    else if (part.delete !== undefined) {
      mapped -= Math.max(0, Math.min(place, read + part.delete) - read);
      read += part.delete;
    } else if (typeof part.insert === 'string') mapped += part.insert.length;
  }
  return mapped;
}

/** A title is one line. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\t\u2028\u2029]+/g, ' ');
}
