/** Makes one backup, or reads one back: its own bundle, started for it and ended by it. */
import { parentPort, workerData } from 'node:worker_threads';
import { toAppError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import { type BackupJob, backupError, type MadeBackup, makeBackup } from './make-backup';
import { type ReadBack, readBack } from './read-back';

export type BackupTask = { readonly make: BackupJob } | { readonly readBack: string };
export type BackupAnswer<T = MadeBackup | ReadBack> =
  | { readonly done: T }
  | { readonly code: ErrorCode; readonly detail: string };

const task = workerData as BackupTask;
const isMaking = 'make' in task;
(isMaking ? makeBackup(task.make) : readBack(task.readBack)).then(
  (done) => parentPort?.postMessage({ done } satisfies BackupAnswer),
  (error: unknown) => {
    const { code, message } = isMaking ? backupError(error) : toAppError(error);
    parentPort?.postMessage({ code, detail: message } satisfies BackupAnswer);
  },
);
