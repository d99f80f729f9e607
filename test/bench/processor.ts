/** Processor time of all processes of the app (Linux only): unlike time on the clock it says the same on a busy machine. */
import { readFile } from 'node:fs/promises';
import type { Person } from '../support/person';

/** What Linux counts processor time in, whatever the kernel's own clock (sysconf(3), _SC_CLK_TCK). */
const TICK_MS = 10;

async function ticksOf(pid: number): Promise<number | null> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The name in brackets may hold spaces; utime and stime are the 14th and 15th field.
  const fields = line?.slice(line.lastIndexOf(')') + 2).split(' ');
  return fields === undefined ? null : Number(fields[11]) + Number(fields[12]);
}

/** Milliseconds so far; null where the system does not tell. Of one that ended meanwhile nothing is counted. */
export async function processorTime({ app }: Person): Promise<number | null> {
  const pids = await app.evaluate((electron) => electron.app.getAppMetrics().map(({ pid }) => pid));
  const ticks = (await Promise.all(pids.map(ticksOf))).filter((one) => one !== null);
  return ticks.length === 0 ? null : ticks.reduce((sum, one) => sum + one, 0) * TICK_MS;
}
