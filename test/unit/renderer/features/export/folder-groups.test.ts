/** An export of many, with main in memory: what is asked for together, and what is read here. */
import { describe, expect, it } from 'vitest';
import { type RunReport, runFolder } from '../../../../../renderer/features/export/folder-run';
import { GroupReader, type ReadDiscussion } from '../../../../../renderer/features/export/group-reader';

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `d${String(at).padStart(3, '0')}`);
const goesOn = new AbortController().signal;

interface Asked {
  readonly ids: readonly string[];
  readonly given: readonly { readonly id: string; readonly update: Uint8Array }[];
}

/** @param lacking of these the journal has nothing */
async function run(
  all: readonly string[],
  {
    lacking = [] as readonly string[],
    size = 10,
    update = async () => new Uint8Array(1),
    digest = async (id: string) => id,
    signal = goesOn,
    onProgress = () => undefined,
  }: {
    lacking?: readonly string[];
    size?: number;
    update?: (id: string) => Promise<Uint8Array>;
    digest?: (id: string) => Promise<string>;
    signal?: AbortSignal;
    onProgress?: (done: number) => void;
  } = {},
): Promise<{ report: RunReport; groups: Asked[]; following: number[]; together: number; asked: string[] }> {
  const groups: Asked[] = [];
  const channels: string[] = [];
  const following: number[] = [];
  let [making, together] = [0, 0];
  const request = async (channel: string, input: unknown): Promise<unknown> => {
    channels.push(channel);
    if (channel === 'folder.plan') {
      const { discussions, following: more } = input as { discussions: { id: string }[]; following: number };
      following.push(more);
      return { wanted: discussions.map(({ id }) => id), same: 0 };
    }
    making += 1;
    together = Math.max(together, making);
    await new Promise((resolve) => setTimeout(resolve, 0));
    making -= 1;
    const asked = input as Asked;
    groups.push(asked);
    const left = asked.ids.filter((id) => lacking.includes(id));
    const written = asked.ids.length + asked.given.length - left.length;
    return { written, same: 0, outcomes: [], lacking: left, bytes: written * size, notes: [] };
  };
  const report = await runFolder({
    bridge: { request } as Parameters<typeof runFolder>[0]['bridge'],
    run: 'run',
    lanes: 3,
    stored: { digest, update },
    context: 'context',
    discussions: all.map((id) => ({ id, title: id })),
    onProgress,
    signal,
  });
  return { report, groups, following, together, asked: channels };
}

describe('an export to a folder', () => {
  it('asks for each discussion once, several groups at a time, and says how many follow', async () => {
    const all = ids(1150);
    const progress: number[] = [];
    const { report, groups, following, together } = await run(all, { onProgress: (done) => progress.push(done) });
    expect(report).toMatchObject({ written: 1150, bytes: 11_500, failed: [], cancelled: false });
    expect(groups.flatMap((group) => group.ids)).toEqual(all);
    expect(following).toEqual([650, 150, 0]);
    expect(together).toBe(3);
    expect(progress.at(-1)).toBe(1150);
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
  });

  it('gives what the journal lacks, tells what it cannot read, and counts each once', async () => {
    const update = async (id: string): Promise<Uint8Array> => {
      if (id === 'd003') throw new Error('unreadable');
      return new Uint8Array(8).subarray(0, 2);
    };
    const progress: number[] = [];
    const { report, groups } = await run(ids(8), {
      lacking: ['d001', 'd003', 'd005'],
      update,
      onProgress: (done) => progress.push(done),
    });
    expect(report).toMatchObject({ written: 7, failed: [{ id: 'd003', code: 'unexpected' }] });
    const given = groups.flatMap((group) => group.given);
    expect(given.map(({ id }) => id)).toEqual(['d001', 'd005']);
    // A view would take its whole buffer along.
    expect(given.map((one) => one.update.buffer.byteLength)).toEqual([2, 2]);
    expect(progress.at(-1)).toBe(8);
  });

  it.each([
    ['short ones', 1000, 96],
    ['long ones', 20_000, 13],
    ['pictures', 5_000_000, 4],
  ])('asks for as many together as they are long: %s', async (_, size, expected) => {
    const { groups } = await run(ids(450), { size });
    expect(groups[0]?.ids).toHaveLength(32);
    expect(groups[4]?.ids).toHaveLength(expected);
  });

  it('ends after the groups that are under way when it is cancelled', async () => {
    const stop = new AbortController();
    const { report } = await run(ids(400), { signal: stop.signal, onProgress: () => stop.abort() });
    expect(report.cancelled).toBe(true);
    expect(report.written).toBeGreaterThan(0);
    expect(report.written).toBeLessThan(400);
  });

  it('plans those that follow while those before are made, and asks and tells nothing more once it has ended', async () => {
    const { asked } = await run(ids(600));
    expect(asked.lastIndexOf('folder.plan')).toBeLessThan(asked.indexOf('folder.make') + 6);

    const stop = new AbortController();
    const digested: string[] = [];
    const cancelled = await run(ids(1000), {
      digest: async (id) => {
        if (digested.push(id) === 600) stop.abort();
        return id;
      },
      signal: stop.signal,
    });
    expect(digested).toHaveLength(600);
    expect(cancelled.asked.filter((channel) => channel === 'folder.plan')).toHaveLength(1);
    expect(cancelled.report.cancelled).toBe(true);
  });
});

describe('reading in groups', () => {
  const sizes = (size: number) => ({ update: async () => new Uint8Array(size) });
  const wanted = ids(200);

  it.each([
    ['short ones', 1000, [48, 48, 48, 48, 8]],
    ['long ones', 300_000, [12, 12, 12]],
    // Until the first shows how large they are.
    ['pictures', 5_000_000, [12, 1, 1, 1]],
  ])('%s', async (_, size, expected) => {
    const reader = new GroupReader(sizes(size), wanted, () => undefined, goesOn);
    const groups: (readonly ReadDiscussion[])[] = [];
    for (const _group of expected) groups.push(await reader.next());
    expect(groups.map(({ length }) => length)).toEqual(expected);
  });
});
