/** What may lie in a folder that others can write to, and disks that fail under it. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookInto, nodeMeetingFiles } from '../../../main/files/meeting-folder/meeting-files';
import { OwnFile } from '../../../main/files/meeting-folder/own-file';
import { encodeHeader, type StateRecord } from '../../../shared/meeting-folder/format';
import { FolderDevice, NOTEBOOK, SECRET } from '../../support/folder-device';
import { SystemError } from '../../support/made-disk';

let home: string;
let shared: string;
let devices: FolderDevice[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'recap-hostile-'));
  shared = join(home, 'shared');
  devices = [];
});

afterEach(async () => {
  await Promise.all(devices.map((device) => device.end()));
  for (const { errors } of devices) expect(errors).toEqual([]);
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

async function person(
  name: string,
  more: Partial<Parameters<typeof FolderDevice.start>[0]> = {},
): Promise<FolderDevice> {
  const device = await FolderDevice.start({ name, home: join(home, name), shared, ...more });
  devices.push(device);
  return device;
}

const MEMBER = { type: 'begin' as const, writer: 'ab'.repeat(16), participant: 'mallory' };
const options = () => ({ files: nodeMeetingFiles, folder: shared, secret: SECRET, notebook: NOTEBOOK });

async function memberWrites(...states: StateRecord[]): Promise<void> {
  const file = await OwnFile.begin(options(), MEMBER, async () => {});
  await file.append(states);
  await file.close();
}

const madeUp = (document: string, update: Uint8Array, digest = '12'.repeat(16)): StateRecord => ({
  type: 'state',
  document,
  digest,
  before: null,
  over: [],
  update,
});

describe('[MF10] a folder with anything in it', () => {
  it.each<[string, (ann: string) => void, number]>([
    ['nothing but other files', () => writeFileSync(join(shared, 'notes.txt'), 'words'), 0],
    [
      'a header and noise',
      () => writeFileSync(join(shared, 'x'), Buffer.concat([encodeHeader(randomBytes(32)), randomBytes(5000)])),
      1,
    ],
    [
      'a header that promises four gigabytes',
      () => writeFileSync(join(shared, 'x'), Buffer.concat([encodeHeader(randomBytes(32)), Buffer.alloc(8, 0xff)])),
      1,
    ],
    ['a header only', () => writeFileSync(join(shared, 'x'), encodeHeader(randomBytes(32))), 1],
    [
      'a huge file with holes',
      () => {
        writeFileSync(join(shared, 'x'), encodeHeader(randomBytes(32)));
        truncateSync(join(shared, 'x'), 50e9);
      },
      1,
    ],
    ['a folder of the name of a file', () => mkdirSync(join(shared, 'x.recap-meeting')), 0],
    ['a link to a file elsewhere', (ann) => symlinkSync(join(ann, 'away'), join(shared, 'x.recap-meeting')), 0],
    ['a link to nothing', () => symlinkSync('/nowhere', join(shared, 'x.recap-meeting')), 0],
    ['a FIFO', () => execFileSync('mkfifo', [join(shared, 'x.recap-meeting')]), 0],
  ])('%s is left alone', async (_what, make, foreign) => {
    const ann = await person('ann');
    const elsewhere = await FolderDevice.start({ name: 'zoe', home: join(home, 'zoe') });
    await elsewhere.write('talk-far', 'not in this folder');
    await elsewhere.sync();
    copyFileSync(join(elsewhere.shared, readdirSync(elsewhere.shared)[0] ?? ''), join(home, 'away'));
    await elsewhere.end();
    make(home);
    const ben = await person('ben');
    await ann.write('talk-one', 'from ann');
    for (const one of [ann, ben]) await one.sync();
    expect(await ben.readAll()).toEqual({ 'talk-one': 'from ann' });
    expect(ben.meeting.state.get()).toMatchObject({ foreign, newer: 0, problem: null });
  });

  it('a file of a later version is told as that', async () => {
    const ann = await person('ann');
    const later = encodeHeader(randomBytes(32));
    later[8] = 2;
    writeFileSync(join(shared, 'x'), later);
    await ann.sync();
    expect(ann.meeting.state.get()).toMatchObject({ foreign: 0, newer: 1 });
  });

  it('a record is not taken out of its file, nor out of its place', async () => {
    const ann = await person('ann');
    await ann.write('talk-one', 'from ann');
    await ann.sync();
    const [name] = readdirSync(shared) as [string];
    const whole = readFileSync(join(shared, name));
    const first = 42 + 4 + whole.readUInt32LE(42);
    const second = first + 4 + whole.readUInt32LE(first);
    rmSync(join(shared, name));
    const other = Buffer.concat([encodeHeader(randomBytes(32)), whole.subarray(42)]);
    const swapped = Buffer.concat([whole.subarray(0, first), whole.subarray(second), whole.subarray(first, second)]);
    writeFileSync(join(shared, 'other'), other);
    writeFileSync(join(shared, 'swapped'), swapped);
    const ben = await person('ben');
    await ben.sync();
    expect(ben.listed()).toEqual([]);
  });

  it('a folder with very many files is not looked through, and told', async () => {
    const ann = await person('ann', { files: { look: (folder) => lookInto(folder, 20) } });
    for (let index = 0; index <= 20; index += 1) writeFileSync(join(shared, `${index}`), '');
    await ann.sync();
    expect(ann.meeting.state.get()).toMatchObject({ problem: 'meeting/too-many', isThere: false });
  });

  it('a folder that may not be read is told', async () => {
    const files = { look: async () => Promise.reject(Object.assign(new Error(), { code: 'EACCES' })) };
    const ann = await person('ann', { files });
    await ann.sync();
    expect(ann.meeting.state.get()).toMatchObject({ problem: 'meeting/unwritable', isThere: false });
  });
});

describe('what a member writes by hand', () => {
  it('[MF11] is used whole or not at all, is told, and stands in nobody’s way', async () => {
    const ann = await person('ann');
    await ann.write('talk-one', 'from ann');
    await ann.sync();
    await memberWrites(
      madeUp('talk-one', randomBytes(200)),
      madeUp('talk-one', new Uint8Array([1, 1, 1, 0, 0xff, 0xff]), '34'.repeat(16)),
      madeUp('talk-unlisted', new Uint8Array([0, 0]), '56'.repeat(16)),
    );
    const ben = await person('ben');
    for (const one of [ann, ben, ann]) await one.sync();
    expect(await ben.readAll()).toEqual({ 'talk-one': 'from ann' });
    expect(await ann.readAll()).toEqual({ 'talk-one': 'from ann' });
    expect(ben.meeting.state.get().problem).toBeNull();
    await ben.write('talk-one', ', from ben');
    for (const one of [ben, ann]) await one.sync();
    expect(await ann.read('talk-one')).toBe('from ann, from ben');
  });
});

describe('[MF13] a folder that fails', () => {
  it('is missing for a while: nothing is lost, and it goes on by itself', async () => {
    const ann = await person('ann', { watches: true });
    await ann.write('talk-one', 'one');
    await ann.sync();
    renameSync(shared, `${shared}-away`);
    await ann.sync();
    expect(ann.meeting.state.get()).toMatchObject({ problem: 'meeting/missing', isThere: false });
    await ann.write('talk-one', ' two');
    await ann.sync();
    const before = readdirSync(`${shared}-away`).length;
    renameSync(`${shared}-away`, shared);
    await expect.poll(() => ann.meeting.state.get().problem, { timeout: 15_000 }).toBeNull();
    await expect.poll(() => readdirSync(shared).length, { timeout: 15_000 }).toBeGreaterThan(before);
    const ben = await person('ben');
    await ben.sync();
    expect(await ben.readAll()).toEqual({ 'talk-one': 'one two' });
  });

  it.each([
    ['ENOSPC', 'meeting/no-space'],
    ['EROFS', 'meeting/unwritable'],
    ['EACCES', 'meeting/unwritable'],
  ])('refuses with %s: it is told, and tried again', async (code, problem) => {
    let fails = true;
    const create: typeof nodeMeetingFiles.create = async (path) => {
      if (fails) throw new SystemError(code);
      return nodeMeetingFiles.create(path);
    };
    const ann = await person('ann', { files: { create } });
    await ann.write('talk-one', 'one');
    await ann.sync();
    expect(ann.meeting.state.get()).toMatchObject({ problem, written: null });
    fails = false;
    await ann.sync();
    expect(ann.meeting.state.get().problem).toBeNull();
    const ben = await person('ben');
    await ben.sync();
    expect(await ben.readAll()).toEqual({ 'talk-one': 'one' });
  });

  it('hangs: whoever leaves the notebook does not wait for it', async () => {
    let hangs = false;
    const never = new Promise<never>(() => {});
    const look: typeof nodeMeetingFiles.look = (folder) => (hangs ? never : nodeMeetingFiles.look(folder));
    const ann = await FolderDevice.start({ name: 'ann', home: join(home, 'ann'), shared, files: { look } });
    await ann.write('talk-one', 'one');
    hangs = true;
    void ann.sync();
    const ended = ann.end();
    await ann.pass(1000);
    await ended;
    expect(ann.errors).toEqual([]);
  });

  it('takes only a part of a record: what is whole counts, and a new file is begun', async () => {
    let room = Number.POSITIVE_INFINITY;
    const create: typeof nodeMeetingFiles.create = async (path) => {
      const file = await nodeMeetingFiles.create(path);
      const write = async (bytes: Uint8Array) => {
        if (room <= 0) throw new SystemError('ENOSPC');
        const taken = await file.write(bytes.subarray(0, room));
        room -= taken;
        return taken;
      };
      return { ...file, write };
    };
    const ann = await person('ann', { files: { create } });
    await ann.write('talk-one', 'one');
    await ann.sync();
    room = 30;
    await ann.write('talk-one', ' two');
    await ann.sync();
    expect(ann.meeting.state.get().problem).toBe('meeting/no-space');
    room = Number.POSITIVE_INFINITY;
    await ann.sync();
    const ben = await person('ben');
    await ben.sync();
    expect(await ben.readAll()).toEqual({ 'talk-one': 'one two' });
    expect(readdirSync(shared).length).toBe(3);
  });
});

it('[MF14] what comes is noticed by the system’s events', async () => {
  const ann = await person('ann', { watches: true });
  const ben = await person('ben');
  await ben.write('talk-one', 'from ben');
  await ben.sync();
  await expect.poll(() => ann.listed(), { timeout: 15_000 }).toEqual(['talk-one']);
  await expect.poll(() => ann.readAll(), { timeout: 15_000 }).toEqual({ 'talk-one': 'from ben' });
});

it('[MF5] nothing of what is written can be read in the folder', async () => {
  const ann = await person('participant-ann');
  await ann.write('talk-of-the-town', 'a secret sentence');
  await ann.sync();
  for (const name of readdirSync(shared)) {
    const bytes = readFileSync(join(shared, name)).toString('latin1');
    for (const word of ['participant-ann', 'talk-of', 'secret', NOTEBOOK, 'catalog'])
      expect(`${name} ${bytes}`).not.toContain(word);
  }
  const eve = await person('eve', { secret: `B${'A'.repeat(42)}` });
  await eve.sync();
  expect(eve.listed()).toEqual([]);
  expect(eve.meeting.state.get().foreign).toBe(1);
});
