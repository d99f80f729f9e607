/** The entries of a zip archive as files. Nothing is unpacked before it is read, and then piece by piece. */
import { Inflate } from 'fflate';
import { AppError } from '../../errors/app-error';
import { MAX_DIRECTORY, MAX_ENTRY, MAX_KEPT, MAX_UNPACKED } from '../limits';
import { makeWatch, type Watch } from '../reading/watch';
import { mayHoldChat } from '../recognise';
import type { ChatFile, StopSignal } from '../types';
import { readDirectory, type ZipEntry } from './directory';
import { ForwardBytes } from './forward-bytes';

const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;
/** Packed bytes that are unpacked at once: a bomb makes a thousand times as many of them. */
const STEP = 16 * 1024;
const NEVER: StopSignal = { throwIfAborted: () => {} };

/** `PK` and what begins an entry, or the end of an archive without any. */
function isArchive(start: Uint8Array): boolean {
  const [a, b, c, d] = start;
  return a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6));
}

interface Tail {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** The last bytes of a file that is read once from front to back; null when it does not begin as an archive does. */
async function readTail(file: ChatFile, watch: Watch): Promise<Tail | null> {
  const source = new ForwardBytes(file);
  const kept: Uint8Array[] = [];
  let keptLength = 0;
  try {
    const first = await source.take(4);
    if (first === null || !isArchive(first)) return null;
    kept.push(first);
    keptLength = first.length;
    for (;;) {
      const piece = await source.some(Number.MAX_SAFE_INTEGER);
      if (piece.length === 0) break;
      kept.push(piece.slice());
      keptLength += piece.length;
      while (keptLength - (kept[0]?.length ?? 0) > MAX_DIRECTORY) keptLength -= kept.shift()?.length ?? 0;
      await watch.rest();
    }
    const bytes = new Uint8Array(keptLength);
    let at = 0;
    for (const piece of kept) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return { bytes, length: source.position };
  } finally {
    await source.close();
  }
}

/** Puts `source` before the packed bytes of an entry. */
async function seek(source: ForwardBytes, entry: ZipEntry): Promise<void> {
  const header = (await source.skipTo(entry.header)) ? await source.take(LOCAL_LENGTH) : null;
  const view = header === null ? null : new DataView(header.buffer);
  if (view === null || view.getUint32(0, true) !== LOCAL) throw new AppError('chats/damaged-archive', entry.path);
  const start = source.position + view.getUint16(26, true) + view.getUint16(28, true);
  if (!(await source.skipTo(start))) throw new AppError('chats/damaged-archive', entry.path);
}

async function* fromArchive(file: ChatFile, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const source = new ForwardBytes(file);
  try {
    await seek(source, entry);
    for (let left = entry.packed; left > 0; ) {
      const piece = await source.some(left);
      if (piece.length === 0) throw new AppError('chats/damaged-archive', entry.path);
      left -= piece.length;
      yield piece;
    }
  } finally {
    await source.close();
  }
}

async function* fromMemory(packed: Uint8Array): AsyncGenerator<Uint8Array> {
  yield packed;
}

/** Unpacks piece by piece, never more than the entry says that it holds. */
async function* unpack(entry: ZipEntry, packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (entry.method === 0) {
    yield* packed;
    return;
  }
  if (entry.method !== 8) throw new AppError('chats/damaged-archive', `packed in way ${entry.method}`);
  let made: Uint8Array[] = [];
  let all = 0;
  const inflate = new Inflate((piece) => {
    made.push(piece);
  });
  for await (const piece of packed) {
    for (let at = 0; at < piece.length; at += STEP) {
      try {
        inflate.push(piece.subarray(at, at + STEP));
      } catch (cause) {
        throw new AppError('chats/damaged-archive', entry.path, { cause });
      }
      const ready = made;
      made = [];
      for (const part of ready) {
        all += part.length;
        if (all > entry.unpacked) throw new AppError('chats/damaged-archive', `${entry.path} is larger than it says`);
        if (part.length > 0) yield part;
      }
    }
  }
  if (all < entry.unpacked) throw new AppError('chats/damaged-archive', `${entry.path} is smaller than it says`);
}

/** The packed bytes of what could be parts of a chat, in one more pass, as far as there is room for them. */
async function keepPacked(
  file: ChatFile,
  entries: readonly ZipEntry[],
  watch: Watch,
): Promise<ReadonlyMap<ZipEntry, Uint8Array>> {
  const kept = new Map<ZipEntry, Uint8Array>();
  const source = new ForwardBytes(file);
  let room = MAX_KEPT;
  try {
    for (const entry of entries.toSorted((a, b) => a.header - b.header)) {
      if (entry.packed > room) continue;
      await seek(source, entry);
      const packed = await source.take(entry.packed);
      if (packed === null) throw new AppError('chats/damaged-archive', entry.path);
      room -= packed.length;
      kept.set(entry, packed);
      await watch.rest();
    }
  } finally {
    await source.close();
  }
  return kept;
}

/** Names that systems add, and folders. */
const isReal = ({ path }: ZipEntry) => path !== '' && !/(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|\._)/.test(path);

function refuse(entries: readonly ZipEntry[]): void {
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw new AppError('chats/encrypted');
  const all = entries.reduce((total, { unpacked }) => total + unpacked, 0);
  if (all > MAX_UNPACKED || entries.some(({ unpacked }) => unpacked > MAX_ENTRY))
    throw new AppError('chats/too-large-archive', `${all} bytes`);
}

/**
 * The files in a zip archive, or null when it is none. Goes through it twice, from front to back; pictures and the like
 * are listed, and only looked for when they are read. Rejects with the signal's reason when stopped.
 * Errors: chats/encrypted, chats/damaged-archive, chats/too-large-archive, and what reading the file rejects with.
 */
export async function openArchive(file: ChatFile, signal: StopSignal = NEVER): Promise<readonly ChatFile[] | null> {
  const watch = makeWatch({ signal, progress: () => {} }, null);
  const tail = await readTail(file, watch);
  if (tail === null) return null;
  const paths = new Set<string>();
  const entries = readDirectory(tail.bytes, tail.length).filter((entry) => {
    const isNew = isReal(entry) && !paths.has(entry.path);
    paths.add(entry.path);
    return isNew;
  });
  const texts = entries.filter((entry) => mayHoldChat({ path: entry.path }));
  refuse(texts.length > 0 ? texts : entries);
  const kept = await keepPacked(file, texts, watch);
  return entries.map((entry): ChatFile => {
    const packed = kept.get(entry);
    return {
      path: entry.path,
      size: entry.unpacked,
      bytes: () => unpack(entry, packed === undefined ? fromArchive(file, entry) : fromMemory(packed)),
    };
  });
}
