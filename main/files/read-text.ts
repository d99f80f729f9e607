/** Reads a text file that the person chose or started the app with. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { decodeText } from '../../shared/import/decode-text';
import { readError } from './file-errors';

/** As in the message of files/too-large. */
export const MAX_TEXT_BYTES = 20 * 1024 * 1024;

/** Errors: files/unreadable, files/too-large, files/not-text. */
export async function readTextFile(path: string): Promise<{ name: string; text: string }> {
  try {
    const file = await open(path, 'r');
    try {
      const stats = await file.stat();
      // A device or a pipe has no end.
      if (!stats.isFile()) throw new AppError('files/unreadable', `${path} is not a file`);
      if (stats.size > MAX_TEXT_BYTES) throw new AppError('files/too-large', `${stats.size} bytes`);
      const bytes = await file.readFile();
      if (bytes.byteLength > MAX_TEXT_BYTES) throw new AppError('files/too-large', `${bytes.byteLength} bytes`);
      return { name: basename(path), text: decodeText(bytes).text };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw readError(error);
  }
}
