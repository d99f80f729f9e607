/** A hand-off file is merged into the notebook, as the window does it; what could not be taken is told. */
import { AppError } from '../../../shared/errors/app-error';
import type { HandOffOpened } from '../../../shared/ipc/hand-off';
import { lookThrough, readBeginning, takable } from '../../features/hand-off/preview';
import { ReadFile } from '../../features/hand-off/read-file';
import { takeAll } from '../../features/hand-off/take';
import { changeWords } from '../../features/hand-off/words';
import { keepStoredBeforeImport } from '../versions';
import type { CommandContext } from './run';

export interface TakenCounts {
  readonly discussions: number;
  readonly changed: number;
}

/** Errors: handoff/*, files/unreadable, store/*. Rejects with the signal’s reason when that is aborted; then nothing was changed. */
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
    const taken = await takeAll({
      file,
      preview,
      into: notebook,
      before: (id) => keepStoredBeforeImport(bridge, notebook, id, profile.participantId),
      signal,
      onProgress: (_, done, all) => tell.progress({ step: 'store', about, done, all }),
    });
    signal.throwIfAborted();
    if (taken === null) throw new AppError('handoff/gone');
    const { complete, damaged, disturbed, lost } = preview.state;
    // What is whole in it is in; that something is missing is a failure all the same.
    const isDamaged = damaged > 0 || disturbed || lost > 0;
    if (!complete) tell.problem(about, new AppError(isDamaged ? 'handoff/damaged' : 'handoff/cut-short'));
    const posts = takable(preview).reduce((sum, { counts }) => sum + Math.max(0, counts.posts), 0);
    const { added, merged } = taken;
    tell.imported({ about, as: 'hand-off', discussions: [...added, ...merged], posts, changes: merged.length });
    return { discussions: added.length, changed: merged.length };
  } finally {
    file.close();
  }
}
