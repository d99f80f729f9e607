/** The page for one command, without a view: opens the notebook, does the work, stores it, tells main how it ended. No copy is met. */
import type { CommandEnd } from '../../../shared/command-line/lines';
import type { CommandTask } from '../../../shared/command-line/task';
import { AppError } from '../../../shared/errors/app-error';
import type { Boot } from '../../../shared/ipc/contract';
import type { NotebookEntry, Profile, Settings } from '../../../shared/model/settings';
import type { Bridge } from '../../bridge';
import type { Notebook } from '../../notebook/types';
import { newEntry } from '../new-entry';
import type { AppPorts } from '../ports';
import { exportCommand } from './export-command';
import { handOffCommand } from './hand-off-command';
import { importCommand } from './import-command';
import { createTelling, type Telling } from './telling';

export interface CommandContext {
  readonly bridge: Bridge;
  readonly notebook: Notebook;
  readonly profile: Profile;
  readonly version: string;
  readonly tell: Telling;
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

interface Opening {
  readonly entry: NotebookEntry;
  readonly profile: Profile;
  /** Takes back that there is such a notebook; nothing for one that was there. */
  readonly forget: () => Promise<unknown>;
}

/** Always ends the app. */
export async function runCommand(
  { bridge, openNotebook }: Pick<AppPorts, 'bridge' | 'openNotebook'>,
  boot: Boot,
  task: CommandTask,
): Promise<void> {
  const stop = new AbortController();
  bridge.on('command.cancel', () => stop.abort());
  const tell = createTelling(bridge);
  let end: CommandEnd = { outcome: 'nothing', counts: {} };
  let forget = (): Promise<unknown> => Promise.resolve();
  try {
    const { entry, profile, ...rest } = await opening(bridge, boot.settings, task);
    forget = rest.forget;
    const opened = await openNotebook(entry, profile);
    const { notebook } = opened;
    const onError = (error: unknown): void => tell.problem('', error);
    try {
      end = await work(task, { bridge, notebook, profile, version: boot.version, tell, signal: stop.signal, onError });
      await notebook.flush();
      // A store that failed keeps on writing in the window; here there is no later.
      const broken = notebook.problems.get().filter(({ key }) => key.startsWith('store:'));
      for (const { code } of broken) tell.line({ type: 'problem', code, about: '', what: code });
      if (broken.length > 0 && end.outcome === 'done') end = { ...end, outcome: 'some' };
    } finally {
      await opened.dispose();
    }
  } catch (error) {
    tell.problem('', error);
    if (stop.signal.aborted) end = { ...end, outcome: 'cancelled' };
  }
  if ((end.counts['imported'] ?? 0) === 0) await forget().catch(() => undefined);
  await tell.settled();
  await bridge.request('command.end', end);
}

async function opening(bridge: Bridge, settings: Settings, task: CommandTask): Promise<Opening> {
  const person = task.kind === 'import' ? task.person : null;
  const profile =
    settings.profile ?? (person === null ? null : { participantId: crypto.randomUUID(), name: person, colour: 0 });
  if (profile === null) throw new AppError('unexpected', 'nobody has used this profile');
  const into = task.kind === 'import' ? task.into : ({ kind: 'known', notebook: task.notebook } as const);
  if (into.kind === 'known') {
    const entry = settings.notebooks.find(({ id }) => id === into.notebook);
    if (entry === undefined) throw new AppError('unexpected', 'the notebook is gone');
    if (settings.profile === null) await bridge.request('settings.update', { profile });
    return { entry, profile, forget: () => Promise.resolve() };
  }
  const entry = newEntry(into.name, Date.now());
  await bridge.request('settings.update', {
    profile,
    notebooks: [...settings.notebooks, entry],
    currentNotebook: settings.currentNotebook ?? entry.id,
  });
  const { notebooks, currentNotebook } = settings;
  const before = { profile: settings.profile, notebooks, currentNotebook };
  return { entry, profile, forget: () => bridge.request('settings.update', before) };
}

async function work(task: CommandTask, context: CommandContext): Promise<CommandEnd> {
  switch (task.kind) {
    case 'list':
      return list(context);
    case 'export':
      return exportCommand(task, context);
    case 'hand-off':
      return handOffCommand(task, context);
    case 'import':
      return importCommand(task, context);
  }
}

function list({ notebook, tell }: CommandContext): CommandEnd {
  const shown = notebook.summaries.get().filter(({ trashedAt }) => trashedAt === null);
  for (const { id, title, status, createdAt, postCount } of shown) {
    tell.line({ type: 'discussion', id, title: title.slice(0, 4000), status, created: createdAt, posts: postCount });
  }
  return { outcome: 'done', counts: { discussions: shown.length } };
}
