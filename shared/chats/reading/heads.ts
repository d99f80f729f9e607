/** The beginnings of files, which tell what they are. */
import { HEAD_BYTES } from '../limits';
import type { ChatFile } from '../types';
import { inPieces, makeDecoding } from './decode';

export interface FileHead {
  readonly file: ChatFile;
  /** Without a byte order mark. */
  readonly text: string;
  /** There is nothing after it. */
  readonly whole: boolean;
}

/** The beginning of a file as text; '' for one that cannot be read. */
export async function readHead(file: ChatFile): Promise<FileHead> {
  const decoding = makeDecoding(() => {});
  let text = '';
  let bytes = 0;
  try {
    for await (const piece of inPieces(file.bytes())) {
      const part = piece.subarray(0, HEAD_BYTES - bytes);
      bytes += part.length;
      text += decoding.push(part);
      if (bytes >= HEAD_BYTES) return { file, text, whole: false };
    }
  } catch {
    // What could be read up to here may be enough to tell.
  }
  return { file, text: text + decoding.end(), whole: true };
}
