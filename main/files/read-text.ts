/** Reads a text file that the person chose or started the app with. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { decodeText } from '../../shared/import/decode-text';
import { readError } from './file-errors';
import { type PictureBeside, readPicturesBeside } from './pictures-beside';

/** As in the message of files/too-large. */
export const MAX_TEXT_BYTES = 20 * 1024 * 1024;

export interface TextFile {
  readonly name: string;
  readonly text: string;
  /** Those that it shows from its own folder; absent for none. */
  readonly pictures?: PictureBeside[];
}

/** Errors: files/unreadable, files/too-large, files/not-text. */
export async function readTextFile(path: string): Promise<TextFile> {
  try {
    const file = await open(path, 'r');
    try {
      const stats = await file.stat();
      // A device or a pipe has no end.
      if (!stats.isFile()) throw new AppError('files/unreadable', `${path} is not a file`);
      if (stats.size > MAX_TEXT_BYTES) throw new AppError('files/too-large', `${stats.size} bytes`);
      const bytes = await file.readFile();
      if (bytes.byteLength > MAX_TEXT_BYTES) throw new AppError('files/too-large', `${bytes.byteLength} bytes`);
      const { text } = decodeText(bytes);
      const pictures = await readPicturesBeside(path, text);
      return { name: basename(path), text, ...(pictures.length > 0 ? { pictures } : {}) };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw readError(error);
  }
}
