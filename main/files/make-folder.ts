import { mkdir } from 'node:fs/promises';
import { writeError } from './file-errors';

/** There already is no error. Errors: files/unwritable, files/no-space. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw writeError(error);
  }
}
