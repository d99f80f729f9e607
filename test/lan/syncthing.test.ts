/** A notebook that goes through a folder which two real Syncthings keep equal, between two hosts and over a cable that is pulled. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FolderDevice } from '../support/folder-device';
import { timed } from './group';
import { SyncthingPair, whyNoSyncthing } from './syncthing';

const reason = whyNoSyncthing();
if (reason !== null) console.log(`The tests with Syncthing are skipped: ${reason}.`);

const TEST_MS = 90_000;
const PATIENCE = { timeout: 45_000, interval: 100 };

describe.skipIf(reason !== null)('a folder between two Syncthings', () => {
  const home = mkdtempSync(join(tmpdir(), 'recap-syncthing-'));
  const folders = [join(home, 'ann'), join(home, 'ben')] as const;
  let pair: SyncthingPair;
  let ann: FolderDevice;
  let ben: FolderDevice;

  beforeAll(async () => {
    for (const folder of folders) mkdirSync(folder);
    pair = new SyncthingPair(home, folders);
    const start = (name: string, shared: string) =>
      FolderDevice.start({ name, home: join(home, `home-${name}`), shared, watches: true });
    ann = await start('ann', folders[0]);
    ben = await start('ben', folders[1]);
  }, TEST_MS);

  afterAll(async () => {
    await Promise.all([ann?.end(), ben?.end()]);
    pair?.end();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  const bothRead = async (expected: Record<string, string>): Promise<void> => {
    await expect.poll(() => ann.readAll(), PATIENCE).toEqual(expected);
    await expect.poll(() => ben.readAll(), PATIENCE).toEqual(expected);
  };

  test(
    'what one writes comes to the other, who notices by itself',
    async () => {
      const words = 'from ann '.repeat(200_000);
      await ann.write('talk-one', words);
      await ann.sync();
      const length = async () => ((await ben.readAll())['talk-one'] ?? '').length;
      await timed('Syncthing: 1.8 MB came', () => expect.poll(length, PATIENCE).toBe(words.length));
      await ann.cut('talk-one', 0, words.length - 9);
      await ann.sync();
      await timed('Syncthing: a change came', () => bothRead({ 'talk-one': 'from ann ' }));
    },
    TEST_MS,
  );

  test(
    'both write while the cable is pulled, one carrier is killed, and one file is changed on both sides',
    async () => {
      pair.setCable(false);
      await ann.write('talk-one', 'and ann');
      await ben.write('talk-two', 'from ben');
      for (const one of [ann, ben]) await one.sync();
      // Makes Syncthing keep two of it, of which one is called a conflict.
      const [name] = readdirSync(folders[0]).filter((one) => one.endsWith('.recap-meeting')) as [string];
      for (const folder of folders) writeFileSync(join(folder, name), `damaged in ${folder}`);
      await pair.restart(1);
      for (const one of [ann, ben]) await one.sync();
      pair.setCable(true);
      await timed('Syncthing: equal after the cable', () =>
        bothRead({ 'talk-one': 'from ann and ann', 'talk-two': 'from ben' }),
      );
      expect([...ann.errors, ...ben.errors]).toEqual([]);
      expect(ann.meeting.state.get().problem).toBeNull();
    },
    TEST_MS,
  );
});
