/** A file that the app was started with, as something to tell the page. */
import { basename, extname } from 'node:path';
import { toAppError } from '../../shared/errors/app-error';
import type { Launch } from '../../shared/ipc/contract';
import { readTextFile } from '../files/read-text';
import { isInviteLink } from './launch-arguments';

/** Never rejects. A `.recap` file holds an invite link. */
export async function readLaunchFile(path: string): Promise<Launch> {
  const name = basename(path);
  try {
    const { text } = await readTextFile(path);
    const link = text.trim();
    if (extname(path).toLowerCase() !== '.recap') return { kind: 'text', name, text };
    return isInviteLink(link) ? { kind: 'invite', link } : { kind: 'failed', name, code: 'invite/not-an-invite' };
  } catch (error) {
    return { kind: 'failed', name, code: toAppError(error).code };
  }
}
