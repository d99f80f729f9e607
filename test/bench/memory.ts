/** The most memory that a process of the app held (resident, Linux only), from a moment that the caller chooses. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Person } from '../support/person';

export interface MemoryWatch {
  /** Bytes above what was held in the beginning; null where the system does not tell. */
  peak(): Promise<number | null>;
}

async function field(pid: number, name: string): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const line = status.split('\n').find((row) => row.startsWith(`${name}:`));
  return line === undefined ? null : Number(/\d+/.exec(line)?.[0]) * 1024;
}

/** What seeding left behind would be let go of meanwhile, and hide as much. */
async function collectGarbage({ page }: Person): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

/** Bytes of the page's own heap that something still refers to; its workers have heaps of their own. */
export async function heldByPage({ page }: Person): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** @param of the window with its workers, or the main process */
export async function watchMemory(person: Person, of: 'window' | 'main' = 'window'): Promise<MemoryWatch> {
  const pid = await person.app.evaluate(
    ({ BrowserWindow }, main) =>
      main ? process.pid : (BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0),
    of === 'main',
  );
  await collectGarbage(person);
  // 5: the peak begins anew (proc(5), clear_refs).
  await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => {});
  const before = await field(pid, 'VmRSS');
  return {
    async peak() {
      const most = await field(pid, 'VmHWM');
      return most === null || before === null ? null : most - before;
    },
  };
}
