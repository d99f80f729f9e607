/** What is in a hand-off file, and what taking it would change. Looking changes nothing. [HO9] */
import { AppError } from '../../../shared/errors/app-error';
import { type HandOffAbout, readAbout } from '../../../shared/hand-off/contents';
import { kindOf } from '../../../shared/hand-off/format';
import { type Invite, parseInvite } from '../../../shared/invite/invite';
import type { HandOffState } from '../../../shared/ipc/hand-off';
import { type HandingOver, type LookedAt, lookAlone } from '../../notebook/hand-off/handing-over';
import type { ReadFile } from './read-file';

export interface Preview {
  readonly about: HandOffAbout;
  readonly invite: Invite | null;
  /** In the order of the file. */
  readonly discussions: readonly LookedAt[];
  /** Earlier versions that are not here. */
  readonly versions: number;
  /** Records that this version of the app does not know. */
  readonly unknown: number;
  readonly state: HandOffState;
}

/** The beginning of a file: from whom, of which notebook. Errors: handoff/unreadable, handoff/gone, files/unreadable. */
export async function readBeginning(file: ReadFile): Promise<Pick<Preview, 'about' | 'invite'>> {
  const stop = new AbortController();
  let about: HandOffAbout | null = null;
  let invite: Invite | null = null;
  for await (const { kind, bytes } of file.records(stop.signal)) {
    const what = kindOf(kind);
    if (what === 'about') about ??= readAbout(bytes);
    else if (what === 'invite') invite ??= inviteIn(bytes);
    else break;
  }
  if (about === null) throw new AppError('handoff/unreadable', 'no beginning');
  return { about, invite: invite?.id === about.notebook.id ? invite : null };
}

/**
 * @param into null for a notebook that is still to be made
 * @returns null when the signal ended it
 */
export async function lookThrough(
  file: ReadFile,
  beginning: Pick<Preview, 'about' | 'invite'>,
  into: HandingOver | null,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<Preview | null> {
  const discussions = new Map<string, LookedAt>();
  let [isLookedBack, unknown] = [false, 0];
  for await (const { kind, name, bytes } of file.records(signal)) {
    onProgress(file.at);
    switch (kindOf(kind)) {
      case 'discussion': {
        if (discussions.has(name)) break;
        discussions.set(name, into === null ? (await lookAlone(name, bytes)).looked : await into.look(name, bytes));
        break;
      }
      case 'version':
        isLookedBack = true;
        break;
      case null:
        unknown += 1;
    }
  }
  if (signal.aborted || file.state === null) return null;
  const looked = { ...beginning, discussions: [...discussions.values()], unknown, state: file.state };
  const versions = isLookedBack ? await file.lookAtVersions(into?.notebook ?? null, withVersions(looked)) : 0;
  return signal.aborted ? null : { ...looked, versions };
}

function inviteIn(bytes: Uint8Array): Invite | null {
  try {
    return parseInvite(new TextDecoder().decode(bytes.subarray(0, 20_000)));
  } catch {
    return null;
  }
}

/** Discussions whose versions are taken. Also of those that are the same: the other side may have looked back at more. */
export const withVersions = ({ discussions }: Pick<Preview, 'discussions'>): readonly string[] =>
  discussions.flatMap(({ id, change }) => (change === 'deleted' || change === 'unreadable' ? [] : [id]));

/** Discussions that something is taken of. */
export const takable = ({ discussions }: Preview): readonly LookedAt[] =>
  discussions.filter(({ change }) => change === 'new' || change === 'gains');

/** Whether taking it would change anything. */
export const bringsSomething = (preview: Preview): boolean => takable(preview).length > 0 || preview.versions > 0;
