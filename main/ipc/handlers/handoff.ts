/** handoff.*: files with discussions, to and from somebody else. Native dialogs, then the disk; the page names no path. */
import { dirname, join } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { AppError } from '../../../shared/errors/app-error';
import { writeJson } from '../../../shared/hand-off/contents';
import { KIND } from '../../../shared/hand-off/format';
import type { ExportedPlaces } from '../../files/exported-places';
import { HandOffWriter } from '../../files/hand-off/hand-off-writer';
import type { OpenHandOffs } from '../../files/hand-off/open-hand-offs';
import { withExtension } from '../../files/target';
import type { Handlers } from '../dispatch';
import { askWhereToSave } from '../save-dialog';

export interface HandOffHandlersOptions {
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly lastFolder: { get(): string; set(folder: string): void };
  readonly exported: ExportedPlaces;
  readonly handOffs: OpenHandOffs;
  /** The dialog asks before it names a file that is there. */
  readonly asksToReplace: boolean;
  /** The invite in a file that an older version wrote; null when it is none. */
  readonly readInvite: (path: string) => Promise<string | null>;
}

type HandOffHandlers = Pick<Handlers, Extract<keyof Handlers, `handoff.${string}`>>;

const FILTER = { name: 'Recap Notebook hand-off', extensions: ['recap'] };

export function handOffHandlers(options: HandOffHandlersOptions): HandOffHandlers {
  const { dialog, window, lastFolder, exported, handOffs, asksToReplace, readInvite } = options;
  return {
    'handoff.begin': async ({ name, about, passphrase, versions }) => {
      const { page } = handOffs;
      const { safeFileName } = await import('../../../shared/markdown');
      const chosen = await askWhereToSave(dialog, window(), {
        title: 'Hand off',
        defaultPath: join(lastFolder.get(), safeFileName(name, '.recap', 'Hand-off')),
        filters: [FILTER],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (chosen === null) return { status: 'cancelled' };
      const path = await withExtension(chosen, '.recap');
      const writer = await HandOffWriter.begin(path, passphrase, { replaces: asksToReplace });
      try {
        await writer.add(KIND.about, '', writeJson(about));
        const run = handOffs.beginWriting(page, { writer, path, notebook: about.notebook.id, withVersions: versions });
        lastFolder.set(dirname(path));
        return { status: 'chosen', run };
      } catch (error) {
        await writer.leaveOff();
        throw error;
      }
    },
    'handoff.write': ({ run, records }) => handOffs.write(run, records),
    'handoff.finish': async ({ run }) => {
      const { path, size } = await handOffs.finish(run);
      return { path, place: exported.add(path), size };
    },
    'handoff.leaveOff': ({ run }) => handOffs.leaveOff(run),
    'handoff.choose': async () => {
      const { page } = handOffs;
      const parent = window();
      const asked = {
        title: 'Open hand-off file',
        defaultPath: lastFolder.get(),
        properties: ['openFile' as const],
        filters: [FILTER, { name: 'All files', extensions: ['*'] }],
      };
      const answer = parent === null ? await dialog.showOpenDialog(asked) : await dialog.showOpenDialog(parent, asked);
      const path = answer.canceled ? undefined : answer.filePaths[0];
      if (path === undefined) return { status: 'cancelled' };
      lastFolder.set(dirname(path));
      try {
        return { status: 'opened', opened: await handOffs.open(path, page) };
      } catch (error) {
        const link = error instanceof AppError && error.code === 'handoff/not-one' ? await readInvite(path) : null;
        if (link === null) throw error;
        return { status: 'invite', link };
      }
    },
    'handoff.dropped': ({ path }) => handOffs.open(path),
    'handoff.unlock': ({ file, passphrase }) => handOffs.unlock(file, passphrase),
    'handoff.read': ({ file, again }) => handOffs.read(file, again),
    'handoff.lookAtVersions': async ({ file, notebook, discussions }) => ({
      count: await handOffs.lookAtVersions(file, notebook, new Set(discussions)),
    }),
    'handoff.takeVersions': async ({ file, notebook, discussions }) => ({
      count: await handOffs.takeVersions(file, notebook, new Set(discussions)),
    }),
    'handoff.close': ({ file }) => handOffs.close(file),
  };
}
