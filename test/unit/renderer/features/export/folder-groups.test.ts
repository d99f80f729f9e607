import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ExportWork } from '../../../../../renderer/features/export/export-work';
import { type RunReport, runFolder } from '../../../../../renderer/features/export/folder-run';
import { GroupReader } from '../../../../../renderer/features/export/group-reader';
import { filesMaker, type MakeJob } from '../../../../../renderer/features/export/make-files';
import { makeGroup } from '../../../../../renderer/features/export/make-group';
import { initDiscussion } from '../../../../../shared/model/discussion-doc';

const CONTEXT = { notebookName: 'Ours', people: [], choice: { kind: 'discussion', form: 'file' } } as const;
const make = filesMaker(CONTEXT);

function stateOf(title: string): Uint8Array {
  const doc = new Y.Doc();
  initDiscussion(doc, { title, createdAt: 0 });
  return Y.encodeStateAsUpdate(doc);
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `d${String(at).padStart(3, '0')}`);
const goesOn = new AbortController().signal;

interface Written {
  readonly id: string;
  readonly text: string;
}

/** An export of some discussions, with the disk in memory. */
async function run(
  all: readonly string[],
  {
    work = { lanes: 3, make: async (jobs) => makeGroup(make, jobs), end: () => undefined },
    update = async (id) => stateOf(id),
    signal = goesOn,
    onProgress = () => undefined,
  }: {
    work?: ExportWork;
    update?: (id: string) => Promise<Uint8Array>;
    signal?: AbortSignal;
    onProgress?: (done: number) => void;
  } = {},
): Promise<{ report: RunReport; written: Written[]; together: number }> {
  const written: Written[] = [];
  let [writing, together] = [0, 0];
  const request = async (channel: string, input: unknown): Promise<unknown> => {
    if (channel === 'folder.plan') {
      const { discussions } = input as { discussions: { id: string }[] };
      return discussions.map(({ id }) => ({ id, base: id, fresh: false, noted: false }));
    }
    writing += 1;
    together = Math.max(together, writing);
    await new Promise((resolve) => setTimeout(resolve, 0));
    writing -= 1;
    const { discussions, bytes } = input as {
      discussions: { id: string; files: { path: string; size: number }[] }[];
      bytes: Uint8Array;
    };
    let at = 0;
    for (const { id, files } of discussions) {
      for (const { size } of files) {
        written.push({ id, text: Buffer.from(bytes.subarray(at, at + size)).toString() });
        at += size;
      }
    }
    expect(at).toBe(bytes.length);
    return discussions.map(({ id }) => ({ id, kind: 'written' }));
  };
  const report = await runFolder({
    bridge: { request } as Parameters<typeof runFolder>[0]['bridge'],
    run: 'run',
    stored: { digest: async (id) => id, update },
    work,
    context: 'context',
    discussions: all.map((id) => ({ id, title: id })),
    onProgress,
    signal,
  });
  return { report, written, together };
}

const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1);

describe('an export to a folder', () => {
  it('gives each discussion its own part of the bytes, one group at a time', async () => {
    const all = ids(150);
    const { report, written, together } = await run(all);
    expect(report).toMatchObject({ written: 150, failed: [], cancelled: false });
    expect(written.sort(byId).map(({ id, text }) => [id, /^title: (.*)$/m.exec(text)?.[1]])).toEqual(
      all.map((id) => [id, id]),
    );
    expect(report.bytes).toBe(written.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0));
    expect(together).toBe(1);
  });

  it('goes on past what cannot be read, what cannot be made, and what is not here', async () => {
    const update = async (id: string): Promise<Uint8Array> => {
      if (id === 'd001') throw new Error('unreadable');
      if (id === 'd003') return Uint8Array.of(1, 2, 3);
      return id === 'd005' ? Y.encodeStateAsUpdate(new Y.Doc()) : stateOf(id);
    };
    const progress: number[] = [];
    const { report, written } = await run(ids(8), { update, onProgress: (done) => progress.push(done) });
    expect(written.map(({ id }) => id).sort()).toEqual(['d000', 'd002', 'd004', 'd006', 'd007']);
    expect([...report.failed].sort(byId).map(({ id, code }) => [id, code])).toEqual([
      ['d001', 'unexpected'],
      ['d003', 'unexpected'],
      ['d005', 'export/not-here'],
    ]);
    expect(progress.at(-1)).toBe(8);
  });

  it('makes each by itself when the worker ended at one of a group', async () => {
    const work: ExportWork = {
      lanes: 3,
      async make(jobs) {
        if (jobs.some(({ id }) => id === 'd004')) throw new Error('out of memory');
        return makeGroup(make, jobs);
      },
      end: () => undefined,
    };
    const { report, written } = await run(ids(12), { work });
    expect(written).toHaveLength(11);
    expect(report.failed.map(({ id }) => id)).toEqual(['d004']);
  });

  it('ends after the groups that are under way when it is cancelled', async () => {
    const stop = new AbortController();
    const { report } = await run(ids(400), { signal: stop.signal, onProgress: () => stop.abort() });
    expect(report.cancelled).toBe(true);
    expect(report.written).toBeGreaterThan(0);
    expect(report.written).toBeLessThan(400);
  });
});

describe('reading in groups', () => {
  const sizes = (size: number) => ({ update: async () => new Uint8Array(size) });
  const wanted = ids(200).map((id) => ({ id, base: id, notesOnly: false }));

  it.each([
    ['short ones', 1000, [48, 48, 48, 48, 8]],
    ['long ones', 300_000, [12, 12, 12]],
    // Until the first shows how large they are.
    ['pictures', 5_000_000, [12, 1, 1, 1]],
  ])('%s', async (_, size, expected) => {
    const reader = new GroupReader(sizes(size), wanted, () => undefined, goesOn);
    const groups: (readonly MakeJob[])[] = [];
    for (const _group of expected) groups.push(await reader.next());
    expect(groups.map(({ length }) => length)).toEqual(expected);
  });
});
