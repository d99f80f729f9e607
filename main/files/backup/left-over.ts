/** What an app that ended in the middle of a backup left behind: half a file under no name, or a whole one that nobody proved. */
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { toAppError } from '../../../shared/errors/app-error';
import { HEADER_BYTES } from '../../../shared/hand-off/format';
import { toHex } from '../../../shared/util/hex';
import { isCode } from '../atomic-write';
import { firstFree } from '../free-name';
import type { ReadBack } from './read-back';

/** Noted before the first byte is written. */
export const writingSchema = z.object({
  folder: z.string(),
  file: z.string(),
  notebook: z.string(),
  name: z.string(),
  at: z.number(),
  /** Of the header, hex: no other file has the same. */
  salt: z.string(),
});
export type Writing = z.infer<typeof writingSchema>;

/** `none`: there is nothing of ours. `whole`: it was read back. `aside`: it could not be, and has this name now. `away`: not now. */
export type LeftOver =
  | { readonly kind: 'none' | 'away' }
  | { readonly kind: 'whole'; readonly read: ReadBack }
  | { readonly kind: 'aside'; readonly path: string };

/** Never rejects. */
export async function settleLeftOver(
  { folder, file, salt }: Writing,
  readBack: (path: string) => Promise<ReadBack>,
): Promise<LeftOver> {
  try {
    const begins = `.${file.slice(0, 80)}.`;
    for (const name of await readdir(folder))
      if (name.startsWith(begins) && /^[0-9a-f]{12}\.tmp$/.test(name.slice(begins.length)))
        await rm(join(folder, name), { force: true }).catch(() => undefined);
    const path = join(folder, file);
    if ((await headOf(path))?.salt !== salt) return { kind: 'none' };
    try {
      return { kind: 'whole', read: await readBack(path) };
    } catch (error) {
      if (!toAppError(error).code.startsWith('backup/') && !toAppError(error).code.startsWith('handoff/'))
        return { kind: 'away' };
    }
    const aside = join(dirname(path), await freeName(dirname(path), `${basename(path)}.unproved`));
    await rename(path, aside);
    return { kind: 'aside', path: aside };
  } catch {
    return { kind: 'away' };
  }
}

/** Null when it is not there. @throws the disk's error */
export async function headOf(path: string): Promise<{ readonly size: number; readonly salt: string } | null> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const head = new Uint8Array(HEADER_BYTES);
    await handle.read(head, 0, HEADER_BYTES, 0);
    return { size: (await handle.stat()).size, salt: toHex(head.subarray(11, 27)) };
  } finally {
    await handle.close();
  }
}

/** What stands there is never replaced, whoever wrote it. @throws the disk's error */
export async function freeName(folder: string, base: string, ending = ''): Promise<string> {
  const nameOf = (number: number): string =>
    number === 1 ? `${base}${ending}` : `${base} (${String(number)})${ending}`;
  return basename(await firstFree((number) => join(folder, nameOf(number))));
}
