/** Devices that meet in a real folder and nowhere else. */
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type MeetingFiles, nodeMeetingFiles } from '../../../main/files/meeting-folder/meeting-files';
import { FolderDevice } from '../../support/folder-device';

const homes: string[] = [];
const devices: FolderDevice[] = [];

function home(): string {
  const made = mkdtempSync(join(tmpdir(), 'recap-meeting-'));
  homes.push(made);
  return made;
}

/** Everybody has the same folder. */
async function people(...names: string[]): Promise<FolderDevice[]> {
  const shared = join(home(), 'carried');
  const all: FolderDevice[] = [];
  for (const name of names) all.push(await FolderDevice.start({ name, home: home(), shared }));
  devices.push(...all);
  return all;
}

const filesIn = (folder: string): string[] => readdirSync(folder).sort();
const sizeOf = (folder: string): number =>
  filesIn(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

afterEach(async () => {
  for (const device of devices) expect(device.errors).toEqual([]);
  await Promise.all(devices.splice(0).map((device) => device.end()));
  for (const made of homes.splice(0)) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
});

describe('a folder that carries a notebook', () => {
  it('brings together two who are never there at the same time', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'from ann');
    await ann.sync();
    await ben.sync();
    await ben.write('talk-one', ', from ben');
    await ben.sync();
    await ann.sync();
    expect(await ann.readAll()).toEqual({ 'talk-one': 'from ann, from ben' });
    expect(await ben.readAll()).toEqual({ 'talk-one': 'from ann, from ben' });
    expect(ann.meeting.state.get()).toMatchObject({ problem: null, people: ['ben'], read: { participant: 'ben' } });
  });

  it('tells each that another one has what they wrote', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'from ann');
    await ann.sync();
    expect([...ann.elsewhere]).toEqual([]);
    await ben.sync();
    await ann.sync();
    expect([...ann.elsewhere].sort()).toEqual(['catalog', 'talk-one']);
  });

  it('writes nothing when nothing changed, however often it is looked at', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'from ann');
    for (const one of [ann, ben, ann, ben]) await one.sync();
    const before = sizeOf(ann.shared);
    for (const one of [ann, ben, ann, ben]) await one.sync();
    await ann.restart();
    await ann.sync();
    expect(sizeOf(ann.shared)).toBe(before);
  });

  it('carries what was deleted', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'one two three');
    for (const one of [ann, ben]) await one.sync();
    await ben.cut('talk-one', 3, 4);
    for (const one of [ben, ann]) await one.sync();
    expect(await ann.read('talk-one')).toBe('one three');
  });

  it('[MF1] has each device write files of its own only, which only grow', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'from ann');
    await ann.sync();
    const [name] = filesIn(ann.shared) as [string];
    const before = readFileSync(join(ann.shared, name));
    await ben.write('talk-one', 'from ben');
    await ben.sync();
    expect(readFileSync(join(ann.shared, name))).toEqual(before);
    await ann.write('talk-one', 'more');
    await ann.sync();
    expect(readFileSync(join(ann.shared, name)).subarray(0, before.length)).toEqual(before);
    expect(filesIn(ann.shared)).toHaveLength(2);
  });

  it('[MF2] knows a file by what is in it: a renamed one counts, a doubled one counts once', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'from ann');
    await ann.sync();
    const [name] = filesIn(ann.shared) as [string];
    renameSync(join(ann.shared, name), join(ann.shared, "x (Ann's conflicted copy 2026-11-30).txt"));
    copyFileSync(
      join(ann.shared, "x (Ann's conflicted copy 2026-11-30).txt"),
      join(ann.shared, `.${name}.sync-conflict`),
    );
    await ben.sync();
    expect(await ben.readAll()).toEqual({ 'talk-one': 'from ann' });
    expect(ben.meeting.state.get()).toMatchObject({ people: ['ann'], foreign: 0 });
    await ann.write('talk-one', ' again');
    for (const one of [ann, ben]) await one.sync();
    expect(await ben.read('talk-one')).toBe('from ann again');
  });

  it('[MF3] reads a file up to where it holds, and the rest when it is there', async () => {
    const [ann] = (await people('ann')) as [FolderDevice];
    const ben = await FolderDevice.start({ name: 'ben', home: home() });
    devices.push(ben);
    await ann.write('talk-one', 'one');
    await ann.sync();
    const first = sizeOf(ann.shared);
    await ann.write('talk-one', ' two');
    await ann.sync();
    const [name] = filesIn(ann.shared) as [string];
    const whole = readFileSync(join(ann.shared, name));
    const seen: string[] = [];
    for (const length of [0, 5, 41, 60, first - 1, first, first + 20, whole.length - 1, whole.length]) {
      writeFileSync(join(ben.shared, name), whole.subarray(0, length));
      await ben.sync();
      seen.push(ben.listed().length === 0 ? '' : await ben.read('talk-one'));
    }
    expect(seen.at(-1)).toBe('one two');
    expect(seen[5]).toBe('one');
    expect(seen.slice(0, 4)).toEqual(['', '', '', '']);
    expect(ben.meeting.state.get().refused).toBe(0);
  });

  it('[MF8] writes its own files again when they are gone or damaged, and keeps what was read of others', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'from ann');
    await ann.sync();
    await ben.sync();
    for (const name of filesIn(ann.shared)) rmSync(join(ann.shared, name));
    await ben.sync();
    expect(await ben.readAll()).toEqual({ 'talk-one': 'from ann' });
    for (const name of filesIn(ann.shared)) rmSync(join(ann.shared, name));
    await ann.sync();
    const [cat] = (await people('cat')) as [FolderDevice];
    await cat.choose(ann.shared);
    await cat.sync();
    expect(await cat.readAll()).toEqual({ 'talk-one': 'from ann' });
    const [name] = filesIn(ann.shared) as [string];
    const bytes = readFileSync(join(ann.shared, name));
    bytes[150] = (bytes[150] ?? 0) ^ 1;
    writeFileSync(join(ann.shared, name), bytes);
    for (const one of [ann, ben, cat]) await one.sync();
    const dan = await FolderDevice.start({ name: 'dan', home: home(), shared: ann.shared });
    devices.push(dan);
    await dan.sync();
    expect(await dan.readAll()).toEqual({ 'talk-one': 'from ann' });
  });

  it('brings back to a device what it has lost, also out of its own files', async () => {
    const [ann] = (await people('ann')) as [FolderDevice];
    await ann.write('talk-one', 'from ann');
    await ann.sync();
    const again = await FolderDevice.start({ name: 'ann', home: home(), shared: ann.shared });
    devices.push(again);
    await again.sync();
    expect(await again.readAll()).toEqual({ 'talk-one': 'from ann' });
  });

  it('goes on with what is there after a restart, and writes only what changed', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'x'.repeat(100_000));
    await ann.sync();
    const before = sizeOf(ann.shared);
    await ann.restart();
    await ann.write('talk-one', 'y');
    await ann.sync();
    expect(sizeOf(ann.shared) - before).toBeLessThan(2000);
    await ben.sync();
    expect((await ben.read('talk-one')).length).toBe(100_001);
  });

  it('[MF9] stays small: what was written in many steps becomes one state, and the old files go', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'start');
    await ann.sync();
    await ben.sync();
    for (let round = 0; round < 20; round += 1) {
      await ann.restart();
      await ann.write('talk-one', ` ${round}`);
      await ann.sync();
    }
    expect(filesIn(ann.shared).length).toBeLessThan(20);
    for (let round = 0; round < 30; round += 1) {
      await ann.cut('talk-one', 0, (await ann.read('talk-one')).length);
      await ann.write('talk-one', `${round}`.padStart(60_000, 'x'));
      await ann.sync();
    }
    expect(sizeOf(ann.shared)).toBeLessThan(1_700_000);
    await ben.sync();
    expect(await ben.read('talk-one')).toBe(await ann.read('talk-one'));
  });

  it('puts hundreds of discussions together without waiting for the disk with each', async () => {
    const shared = join(home(), 'carried');
    let syncs = 0;
    const create: MeetingFiles['create'] = async (path) => {
      const file = await nodeMeetingFiles.create(path);
      const sync = (): Promise<void> => {
        if (path.endsWith('.tmp')) syncs += 1;
        return file.sync();
      };
      return { ...file, sync };
    };
    const ann = await FolderDevice.start({ name: 'ann', home: home(), shared, files: { create } });
    devices.push(ann);
    for (let at = 0; at < 200; at += 1) await ann.write(`talk-${at}`, `${at}`);
    await ann.sync();
    for (let round = 0; syncs === 0 && round < 30; round += 1) {
      await ann.restart();
      await ann.write('talk-0', ` ${round}`);
      await ann.sync();
    }
    expect(syncs).toBeGreaterThan(0);
    expect(syncs).toBeLessThan(5);
    const ben = await FolderDevice.start({ name: 'ben', home: home(), shared });
    devices.push(ben);
    await ben.sync();
    expect(await ben.readAll()).toEqual(await ann.readAll());
  });

  it('[MF11] takes no content of a discussion that the list does not name, and drops what was deleted for ever', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'from ann');
    await ann.write('talk-two', 'to go');
    for (const one of [ann, ben]) await one.sync();
    ben.remove('talk-two');
    for (const one of [ben, ann]) await one.sync();
    expect(ann.listed()).toEqual(['talk-one']);
    expect(await ann.readAll()).toEqual({ 'talk-one': 'from ann' });
  });

  it('[MF12] after new invites reads nothing of the old secret, and takes its own old files away', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'before');
    for (const one of [ann, ben]) await one.sync();
    const old = filesIn(ann.shared);
    await ann.restart('B'.repeat(43));
    await ann.write('talk-one', ' and after');
    await ann.sync();
    await ben.sync();
    expect(await ben.read('talk-one')).toBe('before');
    expect(ben.meeting.state.get().foreign).toBe(1);
    await ben.restart('B'.repeat(43));
    await ben.sync();
    expect(await ben.read('talk-one')).toBe('before and after');
    expect(filesIn(ann.shared).filter((name) => old.includes(name))).toEqual([]);
    expect(ben.meeting.state.get().foreign).toBe(0);
  });

  it('[MF12] after new invites writes everything anew, also what nobody writes in any more', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'one');
    await ann.write('talk-two', 'two');
    await ann.sync();
    await ann.renew('B'.repeat(43));
    await ann.sync();
    await ann.write('talk-one', ' and more');
    await ann.sync();
    await ben.restart('B'.repeat(43));
    await ben.sync();
    expect(await ben.readAll()).toEqual({ 'talk-one': 'one and more', 'talk-two': 'two' });
  });

  it('[MF12] takes no old file away before everything is written anew, also when the page hears of the new secret late', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'one');
    await ann.write('talk-two', 'two');
    await ann.sync();
    ann.renewUnheard('B'.repeat(43));
    await ann.write('talk-one', ' and more');
    await ann.sync();
    await ben.restart('B'.repeat(43));
    await ben.sync();
    expect(await ben.readAll()).toEqual({ 'talk-one': 'one and more', 'talk-two': 'two' });
    expect(ben.meeting.state.get().foreign).toBe(0);
  });

  it('[MF12] goes on after an end in the middle of it, and keeps the old files until then', async () => {
    const shared = join(home(), 'carried');
    let room = Number.POSITIVE_INFINITY;
    const create: MeetingFiles['create'] = async (path) => {
      const file = await nodeMeetingFiles.create(path);
      const write: typeof file.write = (bytes, ...rest) => {
        room -= bytes.length;
        if (room < 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        return file.write(bytes, ...rest);
      };
      return { ...file, write };
    };
    const ann = await FolderDevice.start({ name: 'ann', home: home(), shared, files: { create } });
    devices.push(ann);
    const names = Array.from({ length: 30 }, (_, at) => `talk-${at}`);
    for (const name of names) await ann.write(name, name.padStart(2000));
    await ann.sync();
    const old = filesIn(shared);
    room = 30_000;
    await ann.renew('B'.repeat(43));
    await ann.sync();
    expect(filesIn(shared)).toEqual(expect.arrayContaining(old));
    expect(ann.meeting.state.get().problem).toBe('meeting/no-space');
    room = Number.POSITIVE_INFINITY;
    await ann.restart();
    await ann.sync();
    expect(filesIn(shared).filter((name) => old.includes(name))).toEqual([]);
    const ben = await FolderDevice.start({ name: 'ben', home: home(), shared, secret: 'B'.repeat(43) });
    devices.push(ben);
    await ben.sync();
    expect(ben.listed()).toEqual(names.toSorted());
    expect(await ben.read('talk-29')).toBe('talk-29'.padStart(2000));
  });

  it('[MF15] reads and writes for one change no more than the change, however much is there', async () => {
    const shared = join(home(), 'carried');
    const read = { bytes: 0 };
    const files: Partial<MeetingFiles> = {
      async read(path, from, length) {
        const bytes = await nodeMeetingFiles.read(path, from, length);
        read.bytes += bytes.length;
        return bytes;
      },
    };
    const all: FolderDevice[] = [];
    for (const name of ['ann', 'ben']) all.push(await FolderDevice.start({ name, home: home(), shared, files }));
    devices.push(...all);
    const [ann, ben] = all as [FolderDevice, FolderDevice];
    for (let at = 0; at < 100; at += 1) await ann.write(`talk-${at}`, 'x'.repeat(10_000));
    for (const one of [ann, ben, ann]) await one.sync();
    await ann.write('talk-7', 'y');
    for (const one of [ann, ben, ann]) await one.sync();
    const before = sizeOf(shared);
    expect(before).toBeGreaterThan(1_000_000);
    read.bytes = 0;
    await ann.write('talk-7', 'z');
    for (const one of [ann, ben, ann]) await one.sync();
    expect((await ben.read('talk-7')).endsWith('yz')).toBe(true);
    expect(read.bytes).toBeLessThan(30_000);
    expect(sizeOf(shared) - before).toBeLessThan(3000);
  });

  it('[MF16] tells of whom everything is here, as of the newest of their files that was read', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'one');
    await ann.sync();
    const [name] = filesIn(ann.shared) as [string];
    const hour = new Date(1000 * Math.floor(Date.now() / 1000 - 3600));
    utimesSync(join(ann.shared, name), hour, hour);
    await ben.sync();
    expect(ben.met).toEqual(new Map([['ann', hour.getTime()]]));
    // A carrier touches it: nobody wrote.
    utimesSync(join(ann.shared, name), new Date(), new Date());
    await ben.sync();
    expect(ben.met.get('ann')).toBe(hour.getTime());
    await ann.sync();
    expect([...ann.met.keys()]).toEqual(['ben']);
  });

  it('takes its own files out when it is asked to, and leaves those of others', async () => {
    const [ann, ben] = (await people('ann', 'ben')) as [FolderDevice, FolderDevice];
    await ann.write('talk-one', 'from ann');
    for (const one of [ann, ben]) await one.sync();
    await ben.write('talk-one', '!');
    await ben.sync();
    await ann.meeting.stop(true);
    expect(ann.meeting.state.get().path).toBeNull();
    expect(filesIn(ben.shared)).toHaveLength(1);
    await ben.meeting.stop(false);
    expect(filesIn(ben.shared)).toHaveLength(1);
  });
});
