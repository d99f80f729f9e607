/** backup.*: how backups stand, where they go, and opening one. */
import type { BrowserWindow, Dialog } from 'electron';
import type { Backups } from '../../files/backup/backups';
import type { OpenHandOffs } from '../../files/hand-off/open-hand-offs';
import type { Handlers } from '../dispatch';

export interface BackupHandlersOptions {
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly backups: Backups;
  readonly handOffs: OpenHandOffs;
  /** Opens a folder in the system’s file manager. */
  readonly show: (folder: string) => void;
}

export function backupHandlers({
  dialog,
  window,
  backups,
  handOffs,
  show,
}: BackupHandlersOptions): Pick<Handlers, Extract<keyof Handlers, `backup.${string}`>> {
  return {
    'backup.state': () => backups.state(),
    'backup.now': async () => {
      await backups.run();
      return backups.state();
    },
    'backup.choose': async () => {
      const parent = window();
      const asked = {
        title: 'Folder for backups',
        defaultPath: backups.folder,
        buttonLabel: 'Use this folder',
        properties: ['openDirectory' as const, 'createDirectory' as const],
      };
      const answer = parent === null ? await dialog.showOpenDialog(asked) : await dialog.showOpenDialog(parent, asked);
      const folder = answer.canceled ? undefined : answer.filePaths[0];
      if (folder !== undefined) {
        await backups.setFolder(folder);
        void backups.run();
      }
      return backups.state();
    },
    'backup.own': async () => {
      await backups.setFolder(null);
      return backups.state();
    },
    'backup.open': ({ id }) => handOffs.open(backups.pathOf(id)),
    'backup.show': () => show(backups.folder),
  };
}
