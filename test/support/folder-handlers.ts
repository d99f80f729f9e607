/** The main process's handlers of folders over real folders, asked through the contract as a page asks. */
import { join } from 'node:path';
import * as z from 'zod';
import type { ExportMeans } from '../../main/files/folder/export-threads';
import { FolderRuns } from '../../main/files/folder/folder-runs';
import { openKeptFolders } from '../../main/files/folder/kept-folders';
import { openJsonState } from '../../main/files/json-state';
import { folderHandlers } from '../../main/ipc/handlers/folder';
import type { Bridge } from '../../renderer/bridge';
import { requests } from '../../shared/ipc/contract';
import { directExport } from './direct-export';

export interface FolderSide {
  readonly bridge: Pick<Bridge, 'request'>;
  /** What the native dialog answers from now on; null cancels. */
  answer(folder: string | null): void;
  /** Folders that were shown in the file manager. */
  readonly shown: readonly string[];
  /** Every request so far, by channel. */
  readonly asked: readonly string[];
  readonly runs: FolderRuns;
}

/** @param means made and written on the spot unless told */
export function folderSide(dataFolder: string, means: ExportMeans = directExport): FolderSide {
  let chosen: string | null = null;
  const shown: string[] = [];
  const asked: string[] = [];
  const runs = new FolderRuns();
  const lastFolder = openJsonState(join(dataFolder, 'export-folder.json'), z.string(), dataFolder);
  const handlers = folderHandlers({
    dialog: {
      showOpenDialog: async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] }),
    },
    window: () => null,
    lastFolder: { get: () => lastFolder.value, set: (folder) => void lastFolder.set(folder) },
    kept: openKeptFolders(dataFolder),
    runs,
    means,
    journal: (notebook) => join(dataFolder, 'journal', notebook),
    show: (folder) => void shown.push(folder),
  });
  const request = async (channel: keyof typeof handlers, input: unknown): Promise<unknown> => {
    asked.push(channel);
    const handle = handlers[channel] as (input: unknown) => unknown;
    const { input: given, output } = requests[channel];
    return output.parse(await handle(given.parse(input)));
  };
  return {
    bridge: { request: request as Bridge['request'] },
    answer: (folder) => {
      chosen = folder;
    },
    shown,
    asked,
    runs,
  };
}
