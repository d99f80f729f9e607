/** The journals of a profile, telling the page in the window how they fare. */
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Log } from '../app/log';
import { Journals } from '../files/journal/journals';
import { nodeFiles } from '../files/journal/node-files';
import { ThreadedReading } from '../files/journal/threaded-reading';
import { sendEvent } from './ipc';

export function openJournals(userData: string, log: Log, window: () => BrowserWindow | null): Journals {
  return new Journals({
    files: nodeFiles,
    reading: new ThreadedReading(),
    folder: join(userData, 'journal'),
    hooks: {
      state: (notebook, code) => sendEvent(window(), 'journal.state', { notebook, code }),
      behind: (notebook) => sendEvent(window(), 'journal.behind', { notebook }),
      damaged: (notebook, bytes) => sendEvent(window(), 'journal.damaged', { notebook, bytes }),
      log: (level, what, detail) => log.write(level, what, detail),
    },
  });
}
