import type { ExportWork } from '../../renderer/features/export/export-work';
import { filesMaker, type MakeContext } from '../../renderer/features/export/make-files';
import { makeGroup } from '../../renderer/features/export/make-group';

/** Makes the files of exports on the spot, without workers. */
export function directWork(context: MakeContext): ExportWork {
  const make = filesMaker(context);
  return { lanes: 2, make: async (jobs) => makeGroup(make, jobs), end: () => undefined };
}
