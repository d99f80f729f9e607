/**
 * The ends of the browser's own logs. It keeps what the page stores in LevelDB, whose log goes on behind a record that was cut
 * off when the processes were killed, as if it were whole; the start after the next one then takes all of the store for
 * corrupt, and the browser deletes it (found with Electron 33.2.1: test/e2e/journal.spec.ts). Cut off before the browser opens them, they
 * are as LevelDB itself reads them: https://github.com/google/leveldb/blob/main/doc/log_format.md
 */
import { closeSync, fsyncSync, ftruncateSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK_BYTES = 32 * 1024;
/** Checksum, length (16 bits), type. */
const HEADER_BYTES = 7;
const [FULL, FIRST, MIDDLE, LAST] = [1, 2, 3, 4];

/**
 * @returns where the last whole record ends, if something that is no record, or only the beginning of one, stands behind it;
 * null when all is whole, and when something else than its end is not as LevelDB writes it: that is not ours to mend
 */
export function tornAt(log: Uint8Array): number | null {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  let [at, whole, isGoingOn] = [0, 0, false];
  for (;;) {
    const left = BLOCK_BYTES - (at % BLOCK_BYTES);
    // Too little for a header: it is filled with zeros.
    if (left < HEADER_BYTES) {
      if (at + left >= log.length) break;
      at += left;
      continue;
    }
    if (at + HEADER_BYTES > log.length) break;
    const [length, type] = [view.getUint16(at + 4, true), log[at + 6]];
    const end = at + HEADER_BYTES + length;
    const begins = type === FULL || type === FIRST;
    if (HEADER_BYTES + length > left || begins === isGoingOn || !(begins || type === MIDDLE || type === LAST))
      return null;
    if (end > log.length) break;
    at = end;
    isGoingOn = type === FIRST || type === MIDDLE;
    if (!isGoingOn) whole = end;
  }
  const isFilledUp = !isGoingOn && BLOCK_BYTES - (whole % BLOCK_BYTES) < HEADER_BYTES && at === whole;
  return whole === log.length || isFilledUp ? null : whole;
}

/**
 * For as long as no browser has them open. Never throws: what cannot be looked at stays as it is.
 * @param userData of the profile
 * @returns the files that were cut, for the log
 */
export function cutTornLogs(userData: string): readonly string[] {
  const folder = join(userData, 'IndexedDB');
  return namesIn(folder)
    .filter((name) => name.endsWith('.leveldb'))
    .flatMap((name) => {
      const store = join(folder, name);
      return goingOn(store)
        .filter((file) => isCut(join(store, file)))
        .map((file) => join(name, file));
    });
}

/** Those that LevelDB writes on: the newest log, and the list of its files. */
function goingOn(store: string): readonly string[] {
  const logs = namesIn(store).filter((name) => /^\d+\.log$/.test(name));
  const newest = logs.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).at(-1);
  const manifest = contentOf(join(store, 'CURRENT'))?.toString('latin1').trim() ?? '';
  return [...(newest === undefined ? [] : [newest]), ...(/^MANIFEST-\d+$/.test(manifest) ? [manifest] : [])];
}

function isCut(path: string): boolean {
  const log = contentOf(path);
  const at = log === null ? null : tornAt(log);
  if (at === null) return false;
  try {
    const file = openSync(path, 'r+');
    try {
      ftruncateSync(file, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return true;
  } catch {
    return false;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function contentOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
