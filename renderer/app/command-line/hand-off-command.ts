/** A notebook into the hand-off file that the command line names: not locked, and without the invite. */
import type { CommandEnd } from '../../../shared/command-line/lines';
import type { CommandTask } from '../../../shared/command-line/task';
import { aboutOf, giveAll } from '../../features/hand-off/give';
import type { CommandContext } from './run';

export async function handOffCommand(
  { versions }: Extract<CommandTask, { kind: 'hand-off' }>,
  { bridge, notebook, profile, version, tell, signal }: CommandContext,
): Promise<CommandEnd> {
  const ids = notebook.summaries.get().map(({ id }) => id);
  const given = await giveAll({
    bridge,
    notebook,
    about: aboutOf(notebook, profile, 'notebook', version),
    ids,
    name: notebook.name.get(),
    passphrase: null,
    invite: null,
    versions,
    signal,
    onProgress: (done) => tell.progress({ step: 'export', about: '', done, all: ids.length }),
  });
  if (given === null) return { outcome: 'cancelled', counts: {} };
  return {
    outcome: 'done',
    counts: { discussions: ids.length - given.missing, missing: given.missing, bytes: given.size },
  };
}
