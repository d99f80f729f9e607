/** A file that the app was started with, as something to tell the page. */
import { basename } from 'node:path';
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { HandOffOpened } from '../../shared/ipc/hand-off';
import type { Launch } from '../../shared/ipc/launch';
import { readTextFile } from '../files/read-text';
import { isConnectLink, isRecapLink, kindOfFile } from './launch-arguments';
import { launchOfLink } from './launches';

/** As in the contract's launch schema. */
const MAX_CODE = 40_000;

/** Opens a hand-off file. Errors: handoff/not-one for any other file. */
export type OpenHandOff = (path: string) => Promise<HandOffOpened>;

/** Never rejects. A `.recap-invite` file holds an invite link, a `.recap-code` file one half of a hand-carried connection. */
export async function readLaunchFile(path: string, openHandOff: OpenHandOff): Promise<Launch> {
  const name = basename(path);
  try {
    const kind = kindOfFile(path);
    if (kind === 'handoff') return await handOffOrInvite(path, openHandOff);
    const file = await readTextFile(path);
    if (kind === 'text') return { kind: 'text', ...file };
    const content = file.text.trim();
    if (kind === 'code') {
      if (content.length > MAX_CODE) throw new AppError('files/too-large', `${content.length} characters`);
      return { kind: 'code', text: content };
    }
    if (!isInvite(content)) throw new AppError('invite/not-an-invite');
    return launchOfLink(content);
  } catch (error) {
    return { kind: 'failed', name, code: toAppError(error).code };
  }
}

/** The invite in a `.recap` file of an older version, which gave invites this name; null when there is none. */
export async function inviteInFile(path: string): Promise<string | null> {
  const content = await readTextFile(path).then(
    ({ text }) => text.trim(),
    () => '',
  );
  return isInvite(content) ? content : null;
}

const isInvite = (content: string): boolean => isRecapLink(content) && !isConnectLink(content);

async function handOffOrInvite(path: string, openHandOff: OpenHandOff): Promise<Launch> {
  try {
    return { kind: 'handoff', opened: await openHandOff(path) };
  } catch (error) {
    const link = toAppError(error).code === 'handoff/not-one' ? await inviteInFile(path) : null;
    if (link === null) throw error;
    return launchOfLink(link);
  }
}
