/**
 * How an update that arrived lies in the notebook's index: whole under [document, number], or in pieces under
 * [document, number, offset]. The browser keeps a value of 64 KiB and more as a file of its own, which costs as much as
 * ten small ones, and while one of 50 MB is written or read it is in memory three times.
 */
import { release } from '../../shared/util/release';
import { result } from './idb-requests';

type Key = [name: string, number: number, offset?: number];

/** With what the browser adds still below its limit of 64 KiB. */
const PIECE_BYTES = 60 * 1024;
/** Pieces of a longer row, one file each: small ones by the hundred cost seven times as much to read. */
const LARGE_PIECE_BYTES = 1024 * 1024;

/** A row of at most so many bytes is whole; the pieces of a longer one have this size. */
export function pieceBytesOf(length: number): number {
  return length > LARGE_PIECE_BYTES ? LARGE_PIECE_BYTES : PIECE_BYTES;
}

/** @param row a row, or the offset of one of its pieces */
export function isLargeRow(row: Uint8Array | number | undefined): boolean {
  if (row instanceof Uint8Array) return row.length > LARGE_PIECE_BYTES;
  return row !== undefined && row >= LARGE_PIECE_BYTES;
}

/** Within the transaction. A large row is copied one piece at a time. */
export async function putRow(
  store: IDBObjectStore,
  key: readonly [name: string, number: number],
  row: Uint8Array,
): Promise<void> {
  const size = pieceBytesOf(row.length);
  if (row.length <= size) {
    // A view of a larger buffer would be stored with all of that.
    store.put(row.buffer.byteLength === row.length ? row : row.slice(), [...key]);
    return;
  }
  const large = isLargeRow(row);
  for (let offset = 0; offset < row.length; offset += size) {
    const piece = row.slice(offset, offset + size);
    const request = store.put(piece, [...key, offset]);
    // The browser has its own copy by now.
    release(piece);
    if (large) await result(request);
  }
}

/** Where there is one row at most. */
export async function readRow(store: IDBObjectStore, range: IDBKeyRange): Promise<Uint8Array[]> {
  const pieces = await result<Uint8Array[]>(store.getAll(range));
  return pieces.length === 0 ? [] : [joined(pieces)];
}

/** The rows in a range of keys, in order. Rows of earlier versions, which are whole whatever their size, are read too. */
export async function readRows(store: IDBObjectStore, range: IDBKeyRange): Promise<Uint8Array[]> {
  const [keys, values] = await Promise.all([
    result(store.getAllKeys(range)),
    result<Uint8Array[]>(store.getAll(range)),
  ]);
  return rowsOf(keys).map(({ first, end }) => joined(values.slice(first, end)));
}

/** The same, one piece at a time. */
export async function readLargeRows(store: IDBObjectStore, range: IDBKeyRange): Promise<Uint8Array[]> {
  const keys = await result(store.getAllKeys(range));
  const read = (at: number): Promise<Uint8Array> => result(store.get(keys[at] as IDBValidKey));
  const offsetOf = (at: number): number => (keys[at] as Key)[2] ?? 0;
  const rows: Uint8Array[] = [];
  for (const { first, end } of rowsOf(keys)) {
    // The last one tells how long the row is.
    const last = await read(end - 1);
    if (end - first === 1) {
      rows.push(last);
      continue;
    }
    const row = new Uint8Array(offsetOf(end - 1) + last.length);
    row.set(last, offsetOf(end - 1));
    for (let at = first; at < end - 1; at++) {
      const piece = await read(at);
      row.set(piece, offsetOf(at));
      release(piece);
    }
    rows.push(row);
  }
  return rows;
}

/** Which keys belong to one row. */
function rowsOf(keys: readonly IDBValidKey[]): { first: number; end: number }[] {
  const rows: { first: number; end: number }[] = [];
  for (let first = 0, end = 0; first < keys.length; first = end) {
    while (end < keys.length && (keys[end] as Key)[1] === (keys[first] as Key)[1]) end += 1;
    rows.push({ first, end });
  }
  return rows;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const row = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    row.set(piece, at);
    at += piece.length;
    release(piece);
  }
  return row;
}
