/** files.*: native dialogs, then the disk. The page never names a path. */
import { dirname, join } from 'node:path';
import type { BrowserWindow, Dialog, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { withExtension, writeExport } from '../../files/export-discussion';
import { readTextFile } from '../../files/read-text';
import type { Handlers } from '../dispatch';

export interface FilesHandlersOptions {
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly lastFolder: { get(): string; set(folder: string): void };
}

const MARKDOWN_FILTER = { name: 'Markdown', extensions: ['md'] };
const TEXT_FILTER = { name: 'Text and Markdown', extensions: ['txt', 'text', 'md', 'markdown'] };
const ANY_FILTER = { name: 'All files', extensions: ['*'] };
const TITLES = { recap: 'Export recap', thread: 'Export thread', discussion: 'Export discussion' } as const;

export function filesHandlers({
  dialog,
  window,
  lastFolder,
}: FilesHandlersOptions): Pick<Handlers, 'files.export' | 'files.openText'> {
  return {
    'files.export': async ({ kind, document, assets }) => {
      // Markdown is half of the main script; it is read with the first export, not at every start.
      const [{ exportFileName }, { planExport }] = await Promise.all([
        import('../../../shared/markdown'),
        import('../../files/export-plan'),
      ]);
      const options: SaveDialogOptions = {
        title: TITLES[kind],
        defaultPath: join(lastFolder.get(), exportFileName(document, kind)),
        filters: [MARKDOWN_FILTER],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      };
      const parent = window();
      const answer =
        parent === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options);
      if (answer.canceled || answer.filePath === undefined || answer.filePath === '') return { status: 'cancelled' };
      const path = await withExtension(answer.filePath);
      await writeExport(path, planExport(document, kind, assets, path));
      lastFolder.set(dirname(path));
      return { status: 'saved', path };
    },
    'files.openText': async () => {
      const options: OpenDialogOptions = {
        title: 'Open a text file',
        properties: ['openFile'],
        filters: [TEXT_FILTER, ANY_FILTER],
      };
      const parent = window();
      const answer =
        parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options);
      const [path] = answer.filePaths;
      if (answer.canceled || path === undefined) return { status: 'cancelled' };
      return { status: 'opened', ...(await readTextFile(path)) };
    },
  };
}
