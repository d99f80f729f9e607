/** What the page knows of backups, and asks of them. */
import * as z from 'zod';
import { handOffOpenedSchema } from './hand-off';

const nothing = z.void();

export const backupStateSchema = z.object({
  folder: z.string(),
  /** The folder is the app's own, beside what it backs up. */
  own: z.boolean(),
  running: z.boolean(),
  /** When backups were last found to be up to date; null for never. */
  checkedAt: z.number().nullable(),
  /** An error code of shared/errors while the last attempt failed. */
  failure: z.string().nullable(),
  /** Where a file is that was being written when the app ended, and could not be read back; null for none. */
  aside: z.string().nullable(),
  /** Those in the folder, the newest first. */
  made: z.array(z.object({ id: z.string(), name: z.string(), at: z.number(), size: z.number(), discussions: z.int() })),
});
export type BackupState = z.infer<typeof backupStateSchema>;

export const backupRequests = {
  'backup.state': { input: nothing, output: backupStateSchema },
  /** Answers how it went, when it ended. */
  'backup.now': { input: nothing, output: backupStateSchema },
  /** Native dialog for a folder. Those that were made before stay where they are. */
  'backup.choose': { input: nothing, output: backupStateSchema },
  /** The app's own folder again. */
  'backup.own': { input: nothing, output: backupStateSchema },
  /** Opens one as a hand-off file. Errors: as handoff.choose, handoff/gone. */
  'backup.open': { input: z.object({ id: z.string().max(100) }), output: handOffOpenedSchema },
  /** Shows the folder in the file manager. */
  'backup.show': { input: nothing, output: nothing },
} as const;

export const backupEvents = { 'backup.changed': backupStateSchema } as const;
