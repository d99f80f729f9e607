/** Exports are made and written on the spot, without threads. */
import type { Content, Contents } from '../../main/files/folder/export-folder';
import type { ExportMeans } from '../../main/files/folder/export-threads';
import { FolderExport } from '../../main/files/folder/folder-export';
import { Maker } from '../../main/files/folder/maker';

export const directExport: ExportMeans = {
  folder: (asked) => FolderExport.open(asked),
  makers(asked) {
    const maker = new Maker(asked);
    return { lanes: 2, make: async (wanted) => maker.make(wanted), end: () => maker.end() };
  },
};

export function contentsOf(all: readonly Content[]): Contents {
  return {
    discussions: all.map(({ files, ...one }) => ({
      ...one,
      files: files.map(({ path, bytes }) => ({ path, size: bytes.length })),
    })),
    bytes: new Uint8Array(Buffer.concat(all.flatMap(({ files }) => files.map(({ bytes }) => bytes)))),
  };
}
