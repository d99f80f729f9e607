/** Names at which nothing stands. */
import { lstat } from 'node:fs/promises';
import { isCode } from './atomic-write';

/** Whether something stands there; also a link that leads nowhere. @throws the disk's error: what cannot be looked at may be there */
export async function stands(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** The first of many paths, by number from 1, at which nothing stands. @throws the disk's error */
export async function firstFree(pathOf: (number: number) => string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = pathOf(number);
    if (!(await stands(path))) return path;
  }
}
