/** Makes a backup in a thread, so that windows, typing and the journal never wait for it. */
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/errors/app-error';
import type { BackupAnswer, BackupTask } from './backup-thread';
import type { BackupJob, MadeBackup } from './make-backup';
import type { ReadBack } from './read-back';

export const backupInThread = (job: BackupJob): Promise<MadeBackup> => inThread({ make: job });
export const readBackInThread = (path: string): Promise<ReadBack> => inThread({ readBack: path });

function inThread<T>(task: BackupTask): Promise<T> {
  return new Promise((resolve, reject) => {
    // In development Yjs freezes what it reads, and cannot freeze bytes.
    const env = { ...process.env, NODE_ENV: 'production' };
    const worker = new Worker(new URL('./backup-thread.js', import.meta.url), { env, workerData: task });
    // It must not keep the app from ending: half a file is under no name, and is made anew.
    worker.unref();
    worker.on('message', (answer: BackupAnswer<T>) => {
      if ('done' in answer) resolve(answer.done);
      else reject(new AppError(answer.code, answer.detail));
    });
    worker.on('error', reject);
    worker.on('exit', () =>
      reject(new AppError('make' in task ? 'backup/unwritable' : 'unexpected', 'the thread ended')),
    );
  });
}
