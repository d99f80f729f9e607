/** Of whom everything is here: of nobody whose files came in part. */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FolderDevice } from '../../support/folder-device';

const homes: string[] = [];
const devices: FolderDevice[] = [];

/** Each has a folder of their own: what comes from one into the other the test carries. */
async function person(name: string): Promise<FolderDevice> {
  const home = mkdtempSync(join(tmpdir(), 'recap-meeting-'));
  homes.push(home);
  const device = await FolderDevice.start({ name, home });
  devices.push(device);
  return device;
}

afterEach(async () => {
  for (const device of devices) expect(device.errors).toEqual([]);
  await Promise.all(devices.splice(0).map((device) => device.end()));
  for (const made of homes.splice(0)) rmSync(made, { recursive: true, force: true, maxRetries: 5 });
});

describe('[MF16] nobody is met', () => {
  it('of whom a file has not come to its end', async () => {
    const ann = await person('ann');
    const ben = await person('ben');
    await ann.write('talk-one', 'one');
    await ann.sync();
    const [name] = readdirSync(ann.shared) as [string];
    const first = statSync(join(ann.shared, name)).size;
    await ann.write('talk-one', ' two');
    await ann.sync();
    const whole = readFileSync(join(ann.shared, name));
    for (const length of [first + 20, whole.length - 1]) {
      writeFileSync(join(ben.shared, name), whole.subarray(0, length));
      await ben.sync();
      expect(ben.met.size).toBe(0);
    }
    writeFileSync(join(ben.shared, name), whole);
    await ben.sync();
    expect([...ben.met.keys()]).toEqual(['ann']);
  });

  it('of whom changes came without what they build on', async () => {
    const ann = await person('ann');
    const ben = await person('ben');
    await ann.write('talk-one', 'x'.repeat(1000));
    await ann.sync();
    const [first] = readdirSync(ann.shared) as [string];
    await ann.restart();
    await ann.write('talk-one', 'y');
    await ann.sync();
    const carry = (name: string): void => copyFileSync(join(ann.shared, name), join(ben.shared, name));
    readdirSync(ann.shared)
      .filter((name) => name !== first)
      .forEach(carry);
    await ben.sync();
    expect(ben.meeting.state.get().people).toEqual(['ann']);
    expect(ben.met.size).toBe(0);
    carry(first);
    await ben.sync();
    expect([...ben.met.keys()]).toEqual(['ann']);
  });
});
