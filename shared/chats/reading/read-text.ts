/** The text of a file, in pieces and in lines, while others run in between. */
import { MAX_LINE } from '../limits';
import type { ChatFile } from '../types';
import { inPieces, makeDecoding } from './decode';
import type { Watch } from './watch';

/** What a reader may meet on the way to the text. */
export interface TextTroubles {
  /** The system failed, or an archive is damaged: the file ends here. */
  broken(cause: unknown): void;
  /** Bytes that are no text. */
  badEncoding(): void;
  /** Something was longer than anything real. */
  tooLong(): void;
}

/** Thrown through instead of being taken for a broken file. */
function isStop(watch: Watch, error: unknown): Promise<boolean> {
  return watch.rest().then(
    () => false,
    (reason) => reason === error,
  );
}

/** Pieces of bytes; a failure of the source ends it and is told. */
export async function* readBytes(
  file: ChatFile,
  watch: Watch,
  troubles: Pick<TextTroubles, 'broken'>,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of inPieces(file.bytes())) {
      watch.read(bytes.length);
      yield bytes;
      await watch.rest();
    }
  } catch (error) {
    if (await isStop(watch, error)) throw error;
    troubles.broken(error);
  }
}

export async function* readText(file: ChatFile, watch: Watch, troubles: TextTroubles): AsyncGenerator<string> {
  const decoding = makeDecoding(troubles.badEncoding);
  for await (const bytes of readBytes(file, watch, troubles)) {
    const text = decoding.push(bytes);
    if (text !== '') yield text;
  }
  const last = decoding.end();
  if (last !== '') yield last;
}

function split(text: string): string[] {
  return text.includes('\r') ? text.split(/\r\n|[\r\n]/) : text.split('\n');
}

/** The lines of a file, some at a time. They end with LF, CR LF or CR; the last need not end. */
export async function* readLines(file: ChatFile, watch: Watch, troubles: TextTroubles): AsyncGenerator<string[]> {
  let open = '';
  let carriage = false;
  for await (const piece of readText(file, watch, troubles)) {
    // A piece can end between CR and LF: the CR waits for what follows.
    let text: string = carriage ? `\r${piece}` : piece;
    carriage = text.endsWith('\r');
    if (carriage) text = text.slice(0, -1);
    const lines = split(text);
    const first = lines[0] ?? '';
    if (open.length + first.length <= MAX_LINE) lines[0] = open + first;
    else {
      if (open.length < MAX_LINE) troubles.tooLong();
      lines[0] = open.length < MAX_LINE ? open + first.slice(0, MAX_LINE - open.length) : open;
    }
    open = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  if (open !== '' || carriage) yield [open];
}
