/** The file that a save dialog named, as it is on disk. */
import { access, constants, realpath, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { isCode } from './atomic-write';
import { writeError } from './file-errors';
import { stands } from './free-name';

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

/** The name with the ending when none was given. An existing file is not hit by that: the dialog did not ask about it. Errors: files/unwritable. */
export async function withExtension(path: string, extension = '.md'): Promise<string> {
  if (extname(path) !== '') return path;
  const named = `${path}${extension}`;
  return (await isThere(named)) ? path : named;
}

/** The name with the ending when none was given, of a file that is not there yet. Errors: command/file-there, files/unwritable. */
export async function freeTarget(path: string, extension: string): Promise<string> {
  const named = extname(path) === '' ? `${path}${extension}` : path;
  if (await isThere(named)) throw new AppError('command/file-there', named);
  return named;
}

const isThere = (path: string): Promise<boolean> =>
  stands(path).catch((error: unknown) => {
    throw writeError(error);
  });
