/** Invites and hand-carried codes on disk: written by the person's wish, read back as text or as a picture of a QR code. */
import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { decodeText } from '../../shared/import/decode-text';
import { writeFileAtomic } from './atomic-write';
import { readError, writeError } from './file-errors';
import { existingTarget } from './target';

/** Three times the longest invite. */
const MAX_CODE_BYTES = 64 * 1024;
/** A screenshot or a photo; as in the message of asset/too-large. */
const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
const PICTURES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
};
export const PICTURE_EXTENSIONS = Object.keys(PICTURES).map((extension) => extension.slice(1));

/** An invite is a key: only this user may read the file. */
const MODE = 0o600;

/** Errors: files/unwritable, files/no-space; the old file then stays as it was. */
export async function writeCodeFile(path: string, text: string): Promise<void> {
  try {
    const { target, mode } = await existingTarget(path);
    await writeFileAtomic(target, `${text}\n`, { mode: mode ?? MODE });
  } catch (error) {
    throw writeError(error);
  }
}

export type CodeFile =
  | { readonly status: 'text'; readonly name: string; readonly text: string }
  | {
      readonly status: 'picture';
      readonly name: string;
      readonly type: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
    };

/** Errors: files/unreadable, files/not-a-code, files/not-text, asset/too-large. */
export async function readCodeFile(path: string): Promise<CodeFile> {
  const name = basename(path);
  const type = PICTURES[extname(path).toLowerCase()];
  if (type !== undefined) {
    const bytes = await readAtMost(path, MAX_PICTURE_BYTES, 'asset/too-large');
    return { status: 'picture', name, type, bytes };
  }
  const text = decodeText(await readAtMost(path, MAX_CODE_BYTES, 'files/not-a-code')).text.trim();
  return { status: 'text', name, text };
}

async function readAtMost(
  path: string,
  most: number,
  tooLarge: 'asset/too-large' | 'files/not-a-code',
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const file = await open(path, 'r');
    try {
      const stats = await file.stat();
      // A device or a pipe has no end.
      if (!stats.isFile()) throw new AppError('files/unreadable', `${path} is not a file`);
      // One byte more than allowed tells a file that grew meanwhile.
      const buffer = new Uint8Array(most + 1);
      let length = 0;
      while (length <= most) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      if (length > most) throw new AppError(tooLarge, `more than ${most} bytes`);
      return buffer.slice(0, length);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw readError(error);
  }
}
