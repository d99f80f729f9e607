/** Writes to the log what nobody caught, here and in the other processes. */
import { app } from 'electron';
import type { Log } from './log';

export function logFailures(log: Log): void {
  process.on('uncaughtException', (error) => log.write('error', 'uncaught exception', error.stack ?? String(error)));
  process.on('unhandledRejection', (reason) => log.write('error', 'unhandled rejection', describe(reason)));
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) =>
    log.write(reason === 'clean-exit' ? 'info' : 'error', 'page process gone', `${reason}, exit code ${exitCode}`),
  );
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) =>
    log.write(
      reason === 'clean-exit' ? 'info' : 'error',
      'child process gone',
      `${type} ${name ?? ''}: ${reason}, exit code ${exitCode}`,
    ),
  );
  app.on('web-contents-created', (_event, contents) =>
    contents.on('preload-error', (_preloadEvent, path, error) =>
      log.write('error', 'preload failed', `${path}: ${error.stack ?? error.message}`),
    ),
  );
}

function describe(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}
