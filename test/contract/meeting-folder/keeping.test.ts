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

/** A disk that fails to give single records, while whole files can be gone through. */
interface Disk {
  isFailing: boolean;
}

async function deviceOn(disk: Disk): Promise<FolderDevice> {
  const home = mkdtempSync(join(tmpdir(), 'recap-meeting-'));
  homes.push(home);
  const read: MeetingFiles['read'] = async (path, from, length) => {
    const isRecord = length < 1024 * 1024 && length !== HEADER_BYTES;
    if (isRecord && disk.isFailing) throw Object.assign(new Error('cannot be read'), { code: 'EIO' });
    return nodeMeetingFiles.read(path, from, length);
  };
  const device = await FolderDevice.start({ name: 'ann', home, files: { read } });
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

/** Names of the discussions that can be had from the folder. */
async function inFolder(folder: string): Promise<string[]> {
  const index = new FolderIndex({ files: nodeMeetingFiles, folder, secret: SECRET, notebook: NOTEBOOK });
  await index.look();
  const names = index.claims.documents().filter((name) => index.claims.heads(name).length > 0);
  return names.filter((name) => name !== 'catalog').sort();
}

const talks = (count: number): string[] => Array.from({ length: count }, (_, at) => `talk-${at}`).sort();

afterEach(async () => {
  await Promise.all(devices.splice(0).map((device) => device.end()));
  for (const made of homes.splice(0)) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
});

describe('[MF9] what goes of a device’s own files', () => {
  it('is nothing while the list, lost here, cannot be read from them', async () => {
    const disk = { isFailing: false };
    const ann = await deviceOn(disk);
    await writeFiles(ann, SMALL_FILES);
    const before = readdirSync(ann.shared).sort();
    disk.isFailing = true;
    await ann.lose();
    for (let round = 0; round < 3; round += 1) await ann.sync();
    expect(ann.listed()).toEqual([]);
    expect(readdirSync(ann.shared).sort()).toEqual(before);
    disk.isFailing = false;
    await ann.sync();
    expect(ann.listed()).toEqual(talks(SMALL_FILES));
    expect(await ann.read('talk-3')).toBe('words 3');
  });

  it('is what was deleted for ever, not what the list only does not name', async () => {
    const ann = await deviceOn({ isFailing: false });
    await writeFiles(ann, SMALL_FILES - 1);
    ann.unlist('talk-3');
    ann.remove('talk-4');
    await ann.sync();
    const before = readdirSync(ann.shared).length;
    for (let round = 0; round < 3; round += 1) {
      await ann.restart();
      await ann.write('talk-1', '!');
      await ann.sync();
    }
    expect(readdirSync(ann.shared).length).toBeLessThan(before);
    expect(await inFolder(ann.shared)).toEqual(talks(SMALL_FILES - 1).filter((name) => name !== 'talk-4'));
  });
});
