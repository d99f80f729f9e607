/** Folders that something carries between devices: in any order, twice, in part, under other names, and not at all. */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderDevice } from '../../support/folder-device';
import { Seeded } from '../../support/seeded';

const NAMES = ['ann', 'ben', 'cat'] as const;
const TALKS = ['talk-one', 'talk-two', 'talk-three'] as const;
const STEPS = 40;
const SEEDS = 6;

/** A carrier that does what carriers do to folders, and in the end carries everything. */
class Carrier {
  private copies = 0;

  constructor(
    private readonly folders: readonly string[],
    private readonly random: Seeded,
  ) {}

  step(): void {
    const { random } = this;
    const [from, to] = [random.pick(this.folders), random.pick(this.folders)];
    const name = this.oneOf(from);
    if (name === null) return;
    const bytes = readFileSync(join(from, name));
    const part = bytes.subarray(0, random.int(bytes.length + 1));
    const what = random.int(8);
    if (what < 3) copyFileSync(join(from, name), join(to, name));
    else if (what === 3) writeFileSync(join(to, name), part);
    else if (what === 4) writeFileSync(join(to, this.conflicted(name)), random.chance(0.5) ? bytes : part);
    else if (what === 5) rmSync(join(from, name));
    else if (what === 6) writeFileSync(join(to, `.${name}.tmp`), Buffer.concat([part, Buffer.alloc(random.int(2000))]));
    else writeFileSync(join(from, name), flipped(bytes, random));
  }

  /** All folders hold all that any of them holds; of two files of one name both, under names of their own. */
  all(): void {
    for (const from of this.folders)
      for (const name of readdirSync(from))
        for (const to of this.folders) {
          if (to === from) continue;
          const bytes = readFileSync(join(from, name));
          const same = existsSync(join(to, name)) ? readFileSync(join(to, name)) : null;
          if (same === null || startsWith(bytes, same)) writeFileSync(join(to, name), bytes);
          else if (!startsWith(same, bytes)) writeFileSync(join(to, this.conflicted(name)), bytes);
        }
  }

  private conflicted(name: string): string {
    this.copies += 1;
    return `${name.slice(0, 40)} (conflicted copy ${this.copies})`;
  }

  private oneOf(folder: string): string | null {
    const names = readdirSync(folder).sort();
    return names.length === 0 ? null : this.random.pick(names);
  }
}

function startsWith(long: Uint8Array, short: Uint8Array): boolean {
  return short.length <= long.length && Buffer.compare(long.subarray(0, short.length), short) === 0;
}

function flipped(bytes: Buffer, random: Seeded): Buffer {
  const changed = Buffer.from(bytes);
  const at = random.int(Math.max(1, changed.length));
  if (changed.length > 0) changed[at] = (changed[at] ?? 0) ^ (1 << random.int(8));
  return changed;
}

async function act(device: FolderDevice, random: Seeded, mark: number): Promise<void> {
  const talk = random.pick(TALKS);
  const what = random.int(10);
  if (what < 5) await device.write(talk, ` ${mark}`);
  else if (what === 5 && device.listed().includes(talk)) {
    const { length } = await device.read(talk);
    await device.cut(talk, 0, Math.min(length, random.int(6)));
  } else if (what === 6) await device.restart();
  else await device.sync();
}

describe('[MF7] folders that are carried badly', () => {
  it.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
    'all hold the same in the end, seed %i',
    async (seed) => {
      const random = new Seeded(seed);
      const home = mkdtempSync(join(tmpdir(), 'recap-carried-'));
      const devices: FolderDevice[] = [];
      try {
        for (const name of NAMES) devices.push(await FolderDevice.start({ name, home: join(home, name) }));
        const carrier = new Carrier(
          devices.map(({ shared }) => shared),
          random,
        );
        for (let step = 0; step < STEPS; step += 1) {
          await act(random.pick(devices), random, step);
          carrier.step();
        }
        for (let round = 0; round < 4; round += 1) {
          for (const device of devices) await device.sync();
          carrier.all();
        }
        for (const device of devices) await device.sync();
        const [first, ...others] = await Promise.all(devices.map((device) => device.readAll()));
        expect(Object.keys(first ?? {}).length).toBeGreaterThan(0);
        for (const other of others) expect(other).toEqual(first);
        for (const { errors, meeting } of devices) {
          expect(errors).toEqual([]);
          expect(meeting.state.get()).toMatchObject({ problem: null, refused: 0 });
        }
      } finally {
        for (const device of devices) await device.end();
        rmSync(home, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  );
});
