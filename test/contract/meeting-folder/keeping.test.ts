/** What a device's own files hold stays as long as it may be all that is left, whatever is read or not. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FolderIndex } from '../../../main/files/meeting-folder/folder-index';
import { type MeetingFiles, nodeMeetingFiles } from '../../../main/files/meeting-folder/meeting-files';
import { HEADER_BYTES } from '../../../shared/meeting-folder/format';
import { FolderDevice, NOTEBOOK, SECRET } from '../../support/folder-device';

const homes: string[] = [];
const devices: FolderDevice[] = [];
/** Agrees with MAX_FILES of main/files/meeting-folder/compact-own.ts: that many small files are not put together yet. */
const SMALL_FILES = 17;

/** Past a file's first record. */
const DAMAGED_AT = 200;

/** A disk that does not give single records of some files, while they can be gone through, and damages others. */
class Disk {
  readonly failing = new Set<string>();
  /** Damaged for good from when a single record of them is asked for. */
  readonly wearing = new Set<string>();
  private readonly damaged = new Set<string>();
  onRemoved: (path: string) => Promise<void> = async () => {};

  readonly remove: MeetingFiles['remove'] = async (path) => {
    await nodeMeetingFiles.remove(path);
    await this.onRemoved(path);
  };

  readonly read: MeetingFiles['read'] = async (path, from, length) => {
    const isRecord = length < 1024 * 1024 && length !== HEADER_BYTES;
    if (isRecord && this.failing.has(path)) throw Object.assign(new Error('cannot be read'), { code: 'EIO' });
    const bytes = await nodeMeetingFiles.read(path, from, length);
    if (isRecord && this.wearing.has(path)) this.damaged.add(path);
    const at = DAMAGED_AT - from;
    if (this.damaged.has(path) && at >= 0 && at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };
}

async function deviceOn(disk: Disk): Promise<FolderDevice> {
  const home = mkdtempSync(join(tmpdir(), 'recap-meeting-'));
  homes.push(home);
  const device = await FolderDevice.start({ name: 'ann', home, files: { read: disk.read, remove: disk.remove } });
  devices.push(device);
  return device;
}

/** Each start that writes begins a file. */
async function writeFiles(device: FolderDevice, files: number): Promise<void> {
  for (let at = 0; at < files; at += 1) {
    if (at > 0) await device.restart();
    await device.write(`talk-${at}`, `words ${at}`);
    await device.sync();
  }
}

async function indexOf(folder: string): Promise<FolderIndex> {
  const index = new FolderIndex({ files: nodeMeetingFiles, folder, secret: SECRET, notebook: NOTEBOOK });
  await index.look();
  return index;
}

/** Names of the discussions that can be had from the folder. */
async function inFolder(folder: string): Promise<string[]> {
  const { claims } = await indexOf(folder);
  const names = claims.documents().filter((name) => claims.heads(name).length > 0);
  return names.filter((name) => name !== 'catalog').sort();
}

/** Paths of the files that hold states of a document. */
async function filesOf(document: string, folder: string): Promise<string[]> {
  const index = await indexOf(folder);
  const { claims } = index;
  const chains = claims.heads(document).map(({ digest }) => claims.view(document).chain(digest) ?? []);
  const salts = new Set(chains.flat().map(({ where }) => where.file));
  return [...salts].flatMap((salt) => index.namesOf(salt)).map((name) => join(folder, name));
}

const filesIn = (folder: string): string[] => readdirSync(folder).sort();
const talks = (count: number): string[] => Array.from({ length: count }, (_, at) => `talk-${at}`).sort();

afterEach(async () => {
  await Promise.all(devices.splice(0).map((device) => device.end()));
  for (const made of homes.splice(0)) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
});

describe('[MF9] what goes of a device’s own files', () => {
  it('is nothing while the list, lost here, cannot be read from them', async () => {
    const disk = new Disk();
    const ann = await deviceOn(disk);
    await writeFiles(ann, SMALL_FILES);
    const before = filesIn(ann.shared);
    for (const name of before) disk.failing.add(join(ann.shared, name));
    await ann.lose();
    for (let round = 0; round < 3; round += 1) await ann.sync();
    expect(ann.listed()).toEqual([]);
    expect(filesIn(ann.shared)).toEqual(before);
    disk.failing.clear();
    await ann.sync();
    expect(ann.listed()).toEqual(talks(SMALL_FILES));
    expect(await ann.read('talk-3')).toBe('words 3');
  });

  it('is what was deleted for ever, not what the list only does not name', async () => {
    const ann = await deviceOn(new Disk());
    await writeFiles(ann, SMALL_FILES - 1);
    ann.unlist('talk-3');
    ann.remove('talk-4');
    await ann.sync();
    const before = filesIn(ann.shared).length;
    for (let round = 0; round < 3; round += 1) {
      await ann.restart();
      await ann.write('talk-1', '!');
      await ann.sync();
    }
    expect(filesIn(ann.shared).length).toBeLessThan(before);
    expect(await inFolder(ann.shared)).toEqual(talks(SMALL_FILES - 1).filter((name) => name !== 'talk-4'));
  });

  it('is nothing while a document of theirs cannot be read or the folder lacks something, and they go then', async () => {
    const disk = new Disk();
    const ann = await deviceOn(disk);
    await writeFiles(ann, SMALL_FILES);
    const before = filesIn(ann.shared);
    for (const path of await filesOf('talk-3', ann.shared)) disk.failing.add(path);
    await ann.restart();
    await ann.sync();
    expect(filesIn(ann.shared)).toEqual(before);
    disk.failing.clear();
    const folder = ann.folders.of(NOTEBOOK);
    await folder?.look();
    await folder?.tidy(false, new Set());
    expect(filesIn(ann.shared)).toEqual(before);
    await folder?.tidy(true, new Set());
    expect(filesIn(ann.shared)).toHaveLength(1);
    expect(await inFolder(ann.shared)).toEqual(talks(SMALL_FILES));
  });

  it('is what is damaged for good, once its documents are written anew', async () => {
    const disk = new Disk();
    const ann = await deviceOn(disk);
    await writeFiles(ann, SMALL_FILES);
    const [damaged] = (await filesOf('talk-3', ann.shared)) as [string];
    disk.wearing.add(damaged);
    let left: string[] = [];
    disk.onRemoved = async (path) => {
      if (path === damaged) left = await inFolder(ann.shared);
    };
    await ann.restart();
    for (let round = 0; round < 3; round += 1) await ann.sync();
    expect(left).toEqual(talks(SMALL_FILES));
    expect(filesIn(ann.shared).length).toBeLessThan(4);
    expect(await inFolder(ann.shared)).toEqual(talks(SMALL_FILES));
  });
});
