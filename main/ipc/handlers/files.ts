/** files.*: native dialogs, then the disk. The page never names a path. */
import { basename, dirname, extname, join } from 'node:path';
import type { BrowserWindow, Dialog, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { settled } from '../../../shared/export/choice';
import { PICTURE_EXTENSIONS, readCodeFile, writeCodeFile } from '../../files/code-file';
import type { ExportedPlaces } from '../../files/exported-places';
import { readTextFile } from '../../files/read-text';
import { withExtension } from '../../files/target';
import type { Handlers } from '../dispatch';
import { askWhereToSave } from '../save-dialog';

export interface FilesHandlersOptions {
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly lastFolder: { get(): string; set(folder: string): void };
  readonly exported: ExportedPlaces;
  /** Shows a file or a folder in the system’s file manager. */
  readonly show: (path: string) => void;
}

const MARKDOWN_FILTER = { name: 'Markdown', extensions: ['md'] };
const TEXT_FILTER = { name: 'Text and Markdown', extensions: ['txt', 'text', 'md', 'markdown'] };
const ANY_FILTER = { name: 'All files', extensions: ['*'] };
const CODE_FILES = {
  invite: { title: 'Save invite', extension: 'recap-invite', filter: 'Recap Notebook invite', empty: 'Invite' },
  code: { title: 'Save code', extension: 'recap-code', filter: 'Recap Notebook code', empty: 'Code' },
} as const;
const CODE_FILTER = {
  name: 'Invites, codes and pictures of them',
  extensions: ['recap-invite', 'recap-code', 'recap', 'txt', ...PICTURE_EXTENSIONS],
};
const TITLES = { recap: 'Export recap', thread: 'Export thread', discussion: 'Export discussion' } as const;

export function filesHandlers({
  dialog,
  window,
  lastFolder,
  exported,
  show,
}: FilesHandlersOptions): Pick<
  Handlers,
  'files.export' | 'files.showExported' | 'files.openText' | 'files.saveText' | 'files.openCode'
> {
  const whereToSave = (options: SaveDialogOptions) => askWhereToSave(dialog, window(), options);

  async function askWhatToOpen(options: OpenDialogOptions): Promise<string | null> {
    const parent = window();
    const answer =
      parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options);
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  }

  async function askForFolder(title: string): Promise<string | null> {
    return askWhatToOpen({
      title,
      defaultPath: lastFolder.get(),
      buttonLabel: 'Export here',
      properties: ['openDirectory', 'createDirectory'],
    });
  }

  return {
    'files.export': async ({ kind, form, document, assets }) => {
      // Markdown is half of the main script; it is read with the first export, not at every start.
      const [{ exportFileName }, { planExport }, { writeExport, writeNewExport }] = await Promise.all([
        import('../../../shared/markdown'),
        import('../../../shared/export/plan'),
        import('../../files/export-discussion'),
      ]);
      const choice = settled({ kind, form });
      const byHash = new Map(assets.map((asset) => [asset.hash, asset]));
      const plan = (base: string) => planExport(document, choice, (hash) => byHash.get(hash) ?? null, base);
      if (choice.form !== 'file') {
        const folder = await askForFolder(TITLES[kind]);
        if (folder === null) return { status: 'cancelled' };
        const made = await writeNewExport(folder, document.title, choice, plan);
        lastFolder.set(folder);
        return { status: 'saved', path: made, place: exported.add(made) };
      }
      const chosen = await whereToSave({
        title: TITLES[kind],
        defaultPath: join(lastFolder.get(), exportFileName(document, kind)),
        filters: [MARKDOWN_FILTER],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (chosen === null) return { status: 'cancelled' };
      const path = await withExtension(chosen);
      await writeExport(path, plan(basename(path, extname(path))));
      lastFolder.set(dirname(path));
      return { status: 'saved', path, place: exported.add(path) };
    },
    'files.showExported': ({ place }) => {
      const path = exported.get(place);
      if (path !== undefined) show(path);
    },
    'files.openText': async () => {
      const path = await askWhatToOpen({
        title: 'Open a text file',
        properties: ['openFile'],
        filters: [TEXT_FILTER, ANY_FILTER],
      });
      if (path === null) return { status: 'cancelled' };
      return { status: 'opened', ...(await readTextFile(path)) };
    },
    'files.saveText': async ({ kind, name, text }) => {
      const { safeFileName } = await import('../../../shared/markdown');
      const { title, extension, filter, empty } = CODE_FILES[kind];
      const chosen = await whereToSave({
        title,
        defaultPath: join(lastFolder.get(), safeFileName(name, `.${extension}`, empty)),
        filters: [{ name: filter, extensions: [extension] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (chosen === null) return { status: 'cancelled' };
      const path = await withExtension(chosen, `.${extension}`);
      await writeCodeFile(path, text);
      lastFolder.set(dirname(path));
      return { status: 'saved', path };
    },
    'files.openCode': async () => {
      const path = await askWhatToOpen({
        title: 'Open an invite or a code',
        properties: ['openFile'],
        filters: [CODE_FILTER, ANY_FILTER],
      });
      return path === null ? { status: 'cancelled' } : readCodeFile(path);
    },
  };
}
