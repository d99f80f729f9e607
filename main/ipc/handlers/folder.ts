/** folder.*: many discussions into one folder. The page knows folders by tokens only. */
import { randomUUID } from 'node:crypto';
import type { BrowserWindow, Dialog } from 'electron';
import { AppError } from '../../../shared/errors/app-error';
import type { MakeContext } from '../../../shared/export/make-files';
import { ExportRun } from '../../files/folder/export-run';
import type { ExportMeans } from '../../files/folder/export-threads';
import type { FolderRuns } from '../../files/folder/folder-runs';
import type { KeptFolders } from '../../files/folder/kept-folders';
import type { Handlers } from '../dispatch';

export interface FolderHandlersOptions {
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly lastFolder: { get(): string; set(folder: string): void };
  readonly kept: KeptFolders;
  readonly runs: FolderRuns;
  readonly means: ExportMeans;
  /** The folder of a notebook's journal. */
  readonly journal: (notebook: string) => string;
  /** Shows a folder in the system’s file manager. */
  readonly show: (folder: string) => void;
  /** Token and folder of what was chosen without a dialog. */
  readonly chosen?: readonly (readonly [string, string])[];
}

type FolderHandlers = Pick<Handlers, Extract<keyof Handlers, `folder.${string}`>>;

const DEFAULT_CHOICE = { kind: 'discussion', form: 'file' } as const;
/** Chosen in a dialog since the start; more than a person chooses in a day. */
const MAX_CHOSEN = 64;

export function folderHandlers({
  dialog,
  window,
  lastFolder,
  kept,
  runs,
  means,
  journal,
  show,
  chosen: given = [],
}: FolderHandlersOptions): FolderHandlers {
  const chosen = new Map<string, string>(given);
  const folderOf = (target: string): string => {
    const folder = chosen.get(target);
    if (folder === undefined) throw new AppError('export/ended', 'a folder that was not chosen');
    return folder;
  };
  const begin = (folder: string, id: string, context: MakeContext): Promise<string> =>
    runs.begin(folder, async () => {
      const { notebookName: name, choice } = context;
      const opened = await means.folder({ folder, notebook: { id, name }, choice });
      return new ExportRun({
        folder: opened,
        makers: means.makers({ context, journal: journal(id) }),
        journal: journal(id),
      });
    });

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
      const run = await begin(folder, notebook, { notebookName: '', people: [], choice: DEFAULT_CHOICE });
      const { known } = runs.get(run);
      await runs.end(run);
      lastFolder.set(folder);
      const target = randomUUID();
      chosen.set(target, folder);
      for (const old of [...chosen.keys()].slice(0, -MAX_CHOSEN)) chosen.delete(old);
      return { status: 'chosen', target, path: folder, known };
    },
    'folder.open': async ({ notebook, people, at }) => {
      const own = kept.get(notebook.id);
      if (at.kind === 'kept' && own === null) throw new AppError('export/ended', 'nothing follows this notebook');
      const folder = at.kind === 'chosen' ? folderOf(at.target) : (own?.folder ?? '');
      const choice = at.kind === 'chosen' ? at.choice : (own?.choice ?? DEFAULT_CHOICE);
      const run = await begin(folder, notebook.id, { notebookName: notebook.name, people, choice });
      return { run, lanes: runs.get(run).lanes };
    },
    'folder.plan': ({ run, context, discussions, following }) => runs.get(run).plan(context, discussions, following),
    'folder.make': ({ run, ids, given }) => runs.get(run).make(ids, given),
    'folder.resolve': ({ run, id, how }) => runs.get(run).resolve(id, how),
    'folder.list': ({ run, listed }) => runs.get(run).list(listed),
    'folder.finish': ({ run, isListed }) => runs.get(run).finish(isListed),
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
