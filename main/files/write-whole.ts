/** One file where the person said, whole or not at all. */
import { writeFileAtomic } from './atomic-write';
import { writeError } from './file-errors';
import { existingTarget } from './target';

/** Errors: files/unwritable, files/no-space; the old file then stays as it was. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  try {
    const { target, mode } = await existingTarget(path);
    await writeFileAtomic(target, content, mode === null ? {} : { mode });
  } catch (error) {
    throw writeError(error);
  }
}
