/** Files and folders that a command line names: what is in them, and their bytes. What is a link inside a folder stays out. */
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { CommandInput } from '../../shared/command-line/task';
import { AppError, toAppError } from '../../shared/errors/app-error';
import { readError } from './file-errors';
import { readTextFile, type TextFile } from './read-text';

/** As for a folder that is dropped on the window. */
const MOST_FILES = 50_000;

export interface GivenInputs {
  readonly inputs: readonly CommandInput[];
  /** Where a file is. Errors: files/unreadable. */
  path(input: number): string;
  /** Errors: files/unreadable, files/too-large, files/not-text. */
  text(input: number): Promise<TextFile>;
  /** Errors: files/unreadable. */
  bytes(input: number, file: number, from: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Never rejects: what cannot be read says so when its turn comes. `cwd`: where relative paths begin. */
export async function openInputs(given: readonly string[], cwd: string): Promise<GivenInputs> {
  const places: string[][] = [];
  const inputs: CommandInput[] = [];
  for (const typed of given) {
    const path = resolve(cwd, typed);
    const name = basename(path);
    try {
      const about = await stat(path);
      const found = about.isDirectory() ? await filesBelow(path) : [path];
      if (!about.isDirectory() && !about.isFile()) throw new AppError('files/unreadable', `${path} is not a file`);
      const files: CommandInput['files'] = [];
      for (const one of found) {
        const below = relative(path, one).split(sep).join('/');
        files.push({ path: below === '' ? name : `${name}/${below}`, size: (await stat(one)).size });
      }
      places.push(found);
      inputs.push({ name: typed, folder: about.isDirectory(), files, code: null });
    } catch (error) {
      places.push([]);
      inputs.push({ name: typed, folder: false, files: [], code: toAppError(readError(error)).code });
    }
  }
  const placeOf = (input: number, file: number): string => {
    const path = places[input]?.[file];
    if (path === undefined) throw new AppError('files/unreadable', 'no such file was given');
    return path;
  };

  return {
    inputs,
    path: (input) => placeOf(input, 0),
    text: (input) => readTextFile(placeOf(input, 0)),
    async bytes(input, file, from, length) {
      const path = placeOf(input, file);
      try {
        const handle = await open(path, 'r');
        try {
          const bytes = new Uint8Array(length);
          const { bytesRead } = await handle.read(bytes, 0, length, from);
          return bytes.slice(0, bytesRead);
        } finally {
          await handle.close();
        }
      } catch (error) {
        throw readError(error);
      }
    },
  };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .slice(0, MOST_FILES)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
