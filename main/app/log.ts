/** A small log on this machine: one JSON object per line, two files of at most 1 MB. Nothing of it leaves the machine. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type LogLevel = 'info' | 'warn' | 'error';

export interface Log {
  /** Never throws: a full disk must not end the app. */
  write(level: LogLevel, message: string, detail?: string): void;
}

const MAX_BYTES = 1_000_000;
const FILE_NAME = 'recap-notebook.log';

export function openLog(folder: string, now: () => Date = () => new Date(), maxBytes = MAX_BYTES): Log {
  const path = join(folder, FILE_NAME);
  let size = 0;
  quietly(() => mkdirSync(folder, { recursive: true }));
  quietly(() => {
    size = statSync(path).size;
  });
  return {
    write(level, message, detail) {
      const line = `${JSON.stringify({ time: now().toISOString(), level, message, detail })}\n`;
      quietly(() => {
        if (size > 0 && size + line.length > maxBytes) {
          renameSync(path, `${path}.1`);
          size = 0;
        }
        appendFileSync(path, line, { mode: 0o600 });
        size += Buffer.byteLength(line);
      });
    },
  };
}

function quietly(task: () => void): void {
  try {
    task();
  } catch {
    // There is nowhere left to tell it.
  }
}
