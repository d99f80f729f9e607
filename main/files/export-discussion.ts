/** Writes an export to disk: pictures first, so that the Markdown never refers to one that is not there yet. */
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExportChoice } from '../../shared/export/choice';
import { topNames } from '../../shared/export/names';
import type { PlannedFile } from '../../shared/export/plan';
import { baseFileName, fileNameKey } from '../../shared/markdown';
import { writeFileAtomic } from './atomic-write';
import { writeError } from './file-errors';
import { existingTarget } from './target';

/**
 * An export as one file that the person named, and its pictures beside it.
 * Errors: files/unwritable, files/no-space; the old file then stays as it was.
 */
export async function writeExport(path: string, files: readonly PlannedFile[]): Promise<void> {
  try {
    const { target, mode } = await existingTarget(path);
    for (const { path: name, content } of files.slice(0, -1)) await writeInside(dirname(path), name, content);
    const markdown = files.at(-1)?.content ?? '';
    await writeFileAtomic(target, markdown, mode === null ? {} : { mode });
  } catch (error) {
    throw writeError(error);
  }
}

/**
 * An export as several files in a folder that the person chose, under names that nothing there has.
 * @param plan the files for a base name
 * @returns what was made, as a person would look for it
 */
export async function writeNewExport(
  folder: string,
  title: string,
  choice: ExportChoice,
  plan: (base: string) => readonly PlannedFile[],
): Promise<string> {
  try {
    const taken = new Set((await readdir(folder)).map(fileNameKey));
    const isFree = (base: string): boolean => topNames(base, choice).every((name) => !taken.has(fileNameKey(name)));
    const wanted = baseFileName(title);
    let base = wanted;
    for (let number = 2; !isFree(base); number++) base = `${wanted} (${number})`;
    for (const { path, content } of plan(base)) await writeInside(folder, path, content);
    return join(folder, topNames(base, choice)[0] ?? base);
  } catch (error) {
    throw writeError(error);
  }
}

async function writeInside(folder: string, path: string, content: string | Uint8Array): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFileAtomic(target, content);
}
