/** Writes an export to disk: pictures first, so that the Markdown never refers to one that is not there yet. */
import { access, constants, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { isCode, writeFileAtomic } from './atomic-write';
import type { ExportPlan } from './export-plan';
import { writeError } from './file-errors';

/** Errors: files/unwritable, files/no-space; the old file then stays as it was. */
export async function writeExport(path: string, plan: ExportPlan): Promise<void> {
  try {
    const { target, mode } = await existingTarget(path);
    if (plan.assetFolder !== null) {
      const folder = join(dirname(path), plan.assetFolder);
      await mkdir(folder, { recursive: true });
      for (const { fileName, bytes } of plan.assets) await writeFileAtomic(join(folder, fileName), bytes);
    }
    await writeFileAtomic(target, plan.markdown, mode === null ? {} : { mode });
  } catch (error) {
    throw writeError(error);
  }
}

/** Follows a symbolic link and keeps the permissions of what is replaced; a file that may not be written is not replaced. */
export async function existingTarget(path: string): Promise<{ target: string; mode: number | null }> {
  try {
    const target = await realpath(path);
    const stats = await stat(target);
    if (stats.isDirectory()) throw new AppError('files/unwritable', `${path} is a folder`);
    await access(target, constants.W_OK);
    return { target, mode: stats.mode & 0o777 };
  } catch (error) {
    if (isCode(error, 'ENOENT')) return { target: path, mode: null };
    throw error;
  }
}

/** The name with the ending when none was given. An existing file is not hit by that: the dialog did not ask about it. */
export async function withExtension(path: string, extension = '.md'): Promise<string> {
  if (extname(path) !== '') return path;
  const named = `${path}${extension}`;
  const exists = await stat(named).then(
    () => true,
    () => false,
  );
  return exists ? path : named;
}
