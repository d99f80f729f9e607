/** A file that the app was started with, as something to tell the page. */
import { basename } from 'node:path';
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { Launch } from '../../shared/ipc/contract';
import { readTextFile } from '../files/read-text';
import { isConnectLink, isRecapLink, kindOfFile } from './launch-arguments';
import { launchOfLink } from './launches';

/** As in the contract's launch schema. */
const MAX_CODE = 40_000;

/** Never rejects. A `.recap-invite` file holds an invite link, a `.recap-code` file one half of a hand-carried connection. */
export async function readLaunchFile(path: string): Promise<Launch> {
  const name = basename(path);
  try {
    const file = await readTextFile(path);
    const { text } = file;
    const kind = kindOfFile(path);
    if (kind === 'text') return { kind: 'text', ...file };
    const content = text.trim();
    if (kind === 'code') {
      if (content.length > MAX_CODE) throw new AppError('files/too-large', `${content.length} characters`);
      return { kind: 'code', text: content };
    }
    if (!isRecapLink(content) || isConnectLink(content)) throw new AppError('invite/not-an-invite');
    return launchOfLink(content);
  } catch (error) {
    return { kind: 'failed', name, code: toAppError(error).code };
  }
}
