/**
 * The trash of a discussion as its row in the catalog tells it, so that a notebook's trash can be shown without opening its
 * discussions: `trash:<kind>:<id>` {at, by, whose, words} and `gone:<kind>:<id>` {at, by}. The discussion is the truth.
 */
import type * as Y from 'yjs';
import { timeOrNull } from './discussion-doc';
import { type Gone, readGoneForever, readTrash, type Trashed } from './trash';

/** The latest are listed; all lie in the discussion. */
const MOST_TRASHED = 200;
const MOST_GONE = 30;

const KEY = /^(trash|gone):(post|point):(.+)$/s;
const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 500) : '');

/** Writes what differs. To be called inside a transaction. */
export function writeTrashRow(row: Y.Map<unknown>, doc: Y.Doc): void {
  const wanted = new Map<string, object>();
  for (const { kind, id, ...rest } of readTrash(doc).slice(0, MOST_TRASHED)) wanted.set(`trash:${kind}:${id}`, rest);
  for (const { kind, id, ...rest } of readGoneForever(doc).slice(0, MOST_GONE)) wanted.set(`gone:${kind}:${id}`, rest);
  for (const key of row.keys()) if (KEY.test(key) && !wanted.has(key)) row.delete(key);
  for (const [key, value] of wanted) {
    if (JSON.stringify(row.get(key)) !== JSON.stringify(value)) row.set(key, value);
  }
}

/** Whether a row may tell of a trash. Few of ten thousand do, and they are asked at a start: no value is made for it. */
export function mayHaveTrash(row: Y.Map<unknown>): boolean {
  for (const key of row._map.keys()) if (isTrashKey(key)) return true;
  return false;
}

const isTrashKey = (key: string): boolean => key.startsWith('trash') || key.startsWith('gone:');

export function readTrashRow(row: Y.Map<unknown>): {
  readonly trash: readonly Trashed[];
  readonly gone: readonly Gone[];
} {
  const [trash, gone]: [Trashed[], Gone[]] = [[], []];
  row.forEach((value, key) => {
    const [, list, kind, id] = KEY.exec(key) ?? [];
    if (id === undefined || (kind !== 'post' && kind !== 'point')) return;
    const { at, by, whose, words } = fields(value);
    const time = timeOrNull(at);
    if (time === null) return;
    const base = { kind, id, at: time, by: text(by) } as const;
    if (list === 'gone') gone.push(base);
    else trash.push({ ...base, whose: text(whose), words: text(words) });
  });
  return { trash, gone };
}
