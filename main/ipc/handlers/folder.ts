/** folder.*: many discussions into one folder. The page knows folders by tokens only. */
import { randomUUID } from 'node:crypto';
import type { BrowserWindow, Dialog } from 'electron';
import { AppError } from '../../../shared/errors/app-error';
import type { ExportChoice } from '../../../shared/export/choice';
import type { Content } from '../../files/folder/folder-export';
import type { FolderRuns } from '../../files/folder/folder-runs';
import type { KeptFolders } from '../../files/folder/kept-folders';
import type { HandlerInput, Handlers } from '../dispatch';

export interface FolderHandlersOptions {
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly lastFolder: { get(): string; set(folder: string): void };
  readonly kept: KeptFolders;
  readonly runs: FolderRuns;
  /** Shows a folder in the system’s file manager. */
  readonly show: (folder: string) => void;
  /** Token and folder of what was chosen without a dialog. */
  readonly chosen?: readonly (readonly [string, string])[];
}

type FolderHandlers = Pick<Handlers, Extract<keyof Handlers, `folder.${string}`>>;

/** Chosen in a dialog since the start; more than a person chooses in a day. */
const MAX_CHOSEN = 64;

export function folderHandlers({
  dialog,
  window,
  lastFolder,
  kept,
  runs,
  show,
  chosen: given = [],
}: FolderHandlersOptions): FolderHandlers {
  const chosen = new Map<string, string>(given);
  const folderOf = (target: string): string => {
    const folder = chosen.get(target);
    if (folder === undefined) throw new AppError('export/ended', 'a folder that was not chosen');
    return folder;
  };
  // Markdown is half of the main script; it is read with the first export, not at every start.
  const openFolder = async (folder: string, notebook: { id: string; name: string }, choice: ExportChoice) => {
    const { FolderExport } = await import('../../files/folder/folder-export');
    return FolderExport.open(folder, notebook, choice);
  };

  return {
    'folder.choose': async ({ notebook, purpose }) => {
      const parent = window();
      const options = {
        title: purpose === 'export' ? 'Export notebook' : 'Keep Markdown up to date in',
        defaultPath: lastFolder.get(),
        buttonLabel: purpose === 'export' ? 'Export here' : 'Use this folder',
        properties: ['openDirectory' as const, 'createDirectory' as const],
      };
      const answer =
        parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options);
      const folder = answer.canceled ? undefined : answer.filePaths[0];
      if (folder === undefined) return { status: 'cancelled' };
      // Said now, not after a long wait: that nothing can be written there, or that it is another notebook's.
      const run = await runs.begin(folder, () =>
        openFolder(folder, { id: notebook, name: '' }, { kind: 'discussion', form: 'file' }),
      );
      const { known } = runs.get(run);
      await runs.end(run);
      lastFolder.set(folder);
      const target = randomUUID();
      chosen.set(target, folder);
      for (const old of [...chosen.keys()].slice(0, -MAX_CHOSEN)) chosen.delete(old);
      return { status: 'chosen', target, path: folder, known };
    },
    'folder.open': async ({ notebook, at }) => {
      const own = kept.get(notebook.id);
      if (at.kind === 'kept' && own === null) throw new AppError('export/ended', 'nothing follows this notebook');
      const folder = at.kind === 'chosen' ? folderOf(at.target) : (own?.folder ?? '');
      const choice = at.kind === 'chosen' ? at.choice : (own?.choice ?? { kind: 'discussion', form: 'file' });
      return { run: await runs.begin(folder, () => openFolder(folder, notebook, choice)) };
    },
    'folder.plan': ({ run, discussions }) => runs.get(run).plan(discussions),
    'folder.write': ({ run, discussions, bytes }) => runs.get(run).write(contentsOf(discussions, bytes)),
    'folder.resolve': ({ run, id, how }) => runs.get(run).resolve(id, how),
    'folder.finish': ({ run, listed }) => runs.get(run).finish(listed),
    'folder.close': ({ run }) => runs.end(run),
    'folder.show': async ({ at }) => {
      const folder = at.kind === 'chosen' ? folderOf(at.target) : kept.get(at.notebook)?.folder;
      if (folder !== undefined) show(folder);
    },
    'folder.kept': ({ notebook }) => {
      const own = kept.get(notebook);
      return own === null ? null : { path: own.folder, choice: own.choice, scope: own.scope };
    },
    'folder.keep': async ({ notebook, to }) => {
      if (to === null) await kept.set(notebook, null);
      else {
        const folder = to.target === null ? kept.get(notebook)?.folder : folderOf(to.target);
        if (folder === undefined) throw new AppError('export/ended', 'nothing follows this notebook');
        await kept.set(notebook, { folder, choice: to.choice, scope: to.scope });
      }
    },
  };
}

/** Each file its part of the bytes. */
function contentsOf(discussions: HandlerInput<'folder.write'>['discussions'], bytes: Uint8Array): readonly Content[] {
  let at = 0;
  const next = (size: number): Uint8Array => {
    at += size;
    return bytes.subarray(at - size, at);
  };
  return discussions.map(({ files, ...one }) => ({
    ...one,
    files: files.map(({ path, size }) => ({ path, bytes: next(size) })),
  }));
}
