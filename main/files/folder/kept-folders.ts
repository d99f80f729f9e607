/** Which folder follows which notebook, on this device: `kept-folders.json`. The page never learns to name one. */
import { join } from 'node:path';
import * as z from 'zod';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import { exportChoiceSchema, exportScopeSchema } from '../../../shared/export/choice';
import { openJsonState } from '../json-state';

const keptSchema = z.object({
  folder: z.string().min(1),
  choice: exportChoiceSchema,
  scope: exportScopeSchema,
});
export type KeptFolder = z.infer<typeof keptSchema>;

export interface KeptFolders {
  get(notebook: string): KeptFolder | null;
  /**
   * null: nothing follows this notebook any more. In effect at once; resolves when it is on disk.
   * Errors: export/not-remembered (in effect until the app ends).
   */
  set(notebook: string, kept: KeptFolder | null): Promise<void>;
}

export function openKeptFolders(dataFolder: string): KeptFolders {
  const state = openJsonState(join(dataFolder, 'kept-folders.json'), z.record(z.string(), keptSchema), {});
  return {
    get: (notebook) => (Object.hasOwn(state.value, notebook) ? (state.value[notebook] ?? null) : null),
    async set(notebook, kept) {
      const { [notebook]: _, ...others } = state.value;
      try {
        await state.store(kept === null ? others : { ...others, [notebook]: kept });
      } catch (error) {
        throw new AppError('export/not-remembered', toAppError(error).detail, { cause: error });
      }
    },
  };
}
