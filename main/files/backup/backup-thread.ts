/** Makes one backup: its own bundle, started for it and ended by it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ErrorCode } from '../../../shared/errors/codes';
import { type BackupJob, backupError, type MadeBackup, makeBackup } from './make-backup';

export type BackupAnswer = { readonly made: MadeBackup } | { readonly code: ErrorCode; readonly detail: string };

makeBackup(workerData as BackupJob).then(
  (made) => parentPort?.postMessage({ made } satisfies BackupAnswer),
  (error: unknown) => {
    const { code, message } = backupError(error);
    parentPort?.postMessage({ code, detail: message } satisfies BackupAnswer);
  },
);
