/** Folders that rsync copies to and fro, and that it is killed over. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderDevice } from '../../support/folder-device';
import { Seeded } from '../../support/seeded';

const hasRsync = spawnSync('rsync', ['--version']).status === 0;
if (!hasRsync) console.log('The tests with rsync are skipped: it is not on this machine (apt-get install rsync).');

const ROUNDS = 6;

function rsync(from: string, to: string, ...how: readonly string[]): ChildProcess {
  return spawn('rsync', ['-rt', ...how, `${from}/`, `${to}/`], { stdio: 'ignore' });
}

/** Resolves when it is killed, or was done before. */
async function interrupted(process: ChildProcess, ms: number): Promise<void> {
  const ended = once(process, 'exit');
  const timer = setTimeout(() => process.kill('SIGKILL'), ms);
  await ended;
  clearTimeout(timer);
}

describe.skipIf(!hasRsync)('a folder that rsync carries', () => {
  it.each([
    ['as it does by itself', []],
    ['into the files themselves, and leaving parts', ['--inplace', '--partial']],
    ['adding to the files', ['--append']],
  ])('[MF7] is equal in the end %s, however often it is interrupted', async (_what, how) => {
    const random = new Seeded(11);
    const home = mkdtempSync(join(tmpdir(), 'recap-rsync-'));
    const ann = await FolderDevice.start({ name: 'ann', home: join(home, 'ann') });
    const ben = await FolderDevice.start({ name: 'ben', home: join(home, 'ben') });
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        await ann.write('talk-one', `${round} `.padStart(60_000, 'a'));
        await ben.write('talk-two', `${round} `.padStart(60_000, 'b'));
        for (const one of [ann, ben]) await one.sync();
        // 400 kB a second: it is killed in the middle of a file.
        const slow = [...how, '--bwlimit=400'];
        await interrupted(rsync(ann.shared, ben.shared, ...slow), 20 + random.int(150));
        await interrupted(rsync(ben.shared, ann.shared, ...slow), 20 + random.int(150));
        for (const one of [ann, ben]) await one.sync();
      }
      for (let last = 0; last < 3; last += 1) {
        await interrupted(rsync(ann.shared, ben.shared, ...how), 20_000);
        await interrupted(rsync(ben.shared, ann.shared, ...how), 20_000);
        for (const one of [ann, ben]) await one.sync();
      }
      const all = await ann.readAll();
      expect(await ben.readAll()).toEqual(all);
      expect(Object.values(all).map(({ length }) => length)).toEqual([ROUNDS * 60_000, ROUNDS * 60_000]);
      expect([...ann.errors, ...ben.errors]).toEqual([]);
    } finally {
      for (const one of [ann, ben]) await one.end();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
