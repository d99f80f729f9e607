/** A hand-off file is merged into the notebook, as the window does it; what could not be taken is told. */
import { AppError } from '../../../shared/errors/app-error';
import type { HandOffOpened } from '../../../shared/ipc/hand-off';
import { lookThrough, readBeginning, takable } from '../../features/hand-off/preview';
import { ReadFile } from '../../features/hand-off/read-file';
import { BrokeOff, type Taken, takeAll } from '../../features/hand-off/take';
import { changeWords, failedWords } from '../../features/hand-off/words';
import { keepStoredBeforeImport } from '../versions';
import type { CommandContext } from './run';

export interface TakenCounts {
  readonly discussions: number;
  readonly changed: number;
  /** All that it should hold is in. */
  readonly whole: boolean;
}

/**
 * Errors: handoff/*, files/unreadable, store/*; then nothing was taken. Rejects with the signal’s reason when that is aborted;
 * then nothing was changed.
 */
export async function takeHandOff(
  about: string,
  opened: HandOffOpened,
  { bridge, notebook, profile, tell, signal }: CommandContext,
): Promise<TakenCounts> {
  const file = new ReadFile(bridge, opened);
  try {
    if (opened.locked) throw new AppError('handoff/locked');
    const beginning = await readBeginning(file);
    const reading = (done: number): void => tell.progress({ step: 'read', about, done, all: opened.size });
    const preview = await lookThrough(file, beginning, notebook.handing, signal, reading);
    signal.throwIfAborted();
    if (preview === null) throw new AppError('handoff/gone');
    for (const one of preview.discussions)
      if (one.change === 'deleted' || one.change === 'unreadable')
        tell.note(about, `${one.title}: ${changeWords(one)}`);
    const told = ({ added, merged }: Taken, whole: boolean): TakenCounts => {
      const came = new Set<string>([...added, ...merged]);
      const posts = takable(preview).reduce((sum, { id, counts }) => sum + (came.has(id) ? counts.posts : 0), 0);
      tell.imported({ about, as: 'hand-off', discussions: [...added, ...merged], posts, changes: merged.length });
      return { discussions: added.length, changed: merged.length, whole };
    };
    const taken = await takeAll({
      file,
      preview,
      into: notebook,
      before: (id) => keepStoredBeforeImport(bridge, notebook, id, profile.participantId),
      signal,
      onProgress: (_, done, all) => tell.progress({ step: 'store', about, done, all }),
    }).catch((error: unknown) => {
      if (error instanceof BrokeOff) return error;
      throw error;
    });
    if (taken instanceof BrokeOff) {
      tell.problem(about, taken);
      tell.note(about, failedWords(taken).more);
      return told(taken.taken, false);
    }
    signal.throwIfAborted();
    if (taken === null) throw new AppError('handoff/gone');
    const { complete, damaged, disturbed, lost } = preview.state;
    // What is whole in it is in; that something is missing is a failure all the same.
    const isDamaged = damaged > 0 || disturbed || lost > 0;
    if (!complete) tell.problem(about, new AppError(isDamaged ? 'handoff/damaged' : 'handoff/cut-short'));
    return told(taken, complete);
  } finally {
    file.close();
  }
}
