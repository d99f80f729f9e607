/** When a folder that follows a notebook is tried again, by the clock, over a main that answers as it is told. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Bridge } from '../../../../../renderer/bridge';
import { type KeepState, KeepUp } from '../../../../../renderer/features/export/keep-up';
import { notebookExport } from '../../../../../renderer/features/export/notebook-export';
import { AppError } from '../../../../../shared/errors/app-error';
import type { ErrorCode } from '../../../../../shared/errors/codes';
import type { ExportScope } from '../../../../../shared/export/choice';
import { INDEX_FILE, INDEX_ID } from '../../../../../shared/export/index-file';
import { StoredTalks } from '../../../../support/stored-talks';
import { doc, p } from '../../../shared/markdown/build';

const PAUSES = { settle: 1500, longest: 10_000, retry: 4000 };

/** A folder in main: what stands there, and what it refuses. */
class MadeFolder {
  /** Of the folder as a whole. */
  refuses: ErrorCode | null = null;
  /** Of one file, by id. */
  readonly failing = new Map<string, ErrorCode>();
  readonly there = new Map<string, string>();
  /** What the list of discussions names; null: there is none. */
  list: readonly string[] | null = null;
  opened = 0;
  closed = 0;
  private planned = new Map<string, string>();
  private listed: string[] = [];

  constructor(private readonly scope: ExportScope) {}

  /** Somebody put an empty folder in its place. */
  empty(): void {
    this.there.clear();
    this.list = null;
  }

  readonly request = (async (channel: string, input: never) => this.answer(channel, input)) as Bridge['request'];

  private answer(
    channel: string,
    input: {
      readonly discussions: readonly { id: string; digest: string }[];
      readonly ids: readonly string[];
      readonly listed: readonly { id: string }[];
      readonly isListed: boolean;
    },
  ): unknown {
    switch (channel) {
      case 'folder.kept':
        return { path: '/kept', choice: { kind: 'discussion', form: 'file' }, scope: this.scope };
      case 'folder.open':
        this.opened += 1;
        if (this.refuses !== null) throw new AppError(this.refuses);
        return { run: 'r', lanes: 1 };
      case 'folder.plan': {
        const asked = input.discussions;
        this.planned = new Map(asked.map(({ id, digest }) => [id, digest]));
        const wanted = asked.filter(({ id, digest }) => this.there.get(id) !== digest).map(({ id }) => id);
        return { wanted, same: asked.length - wanted.length };
      }
      case 'folder.make': {
        const { ids } = input;
        const good = ids.filter((id) => !this.failing.has(id));
        for (const id of good) this.there.set(id, this.planned.get(id) ?? '');
        const outcomes = ids.flatMap((id) => this.failed(id) ?? []);
        return { written: good.length, same: 0, outcomes, lacking: [], bytes: 0, notes: [] };
      }
      case 'folder.list':
        this.listed.push(...input.listed.map(({ id }) => id));
        return undefined;
      case 'folder.finish': {
        const names = this.listed.splice(0);
        if (!input.isListed) return { orphans: [], index: null };
        const index = this.failed(INDEX_ID);
        if (index === null) this.list = names;
        return { orphans: [], index: index ?? { kind: 'written', id: INDEX_ID } };
      }
      default:
        this.closed += 1;
        return undefined;
    }
  }

  private failed(id: string): { kind: 'failed'; id: string; code: string } | null {
    const code = this.failing.get(id);
    return code === undefined ? null : { kind: 'failed', id, code };
  }
}

let talks: StoredTalks;
let errors: unknown[];
beforeEach(() => {
  vi.useFakeTimers();
  talks = new StoredTalks();
  errors = [];
});
afterEach(() => {
  expect(errors).toEqual([]);
  vi.useRealTimers();
});

async function kept(folder: MadeFolder): Promise<KeepUp> {
  const made = new KeepUp({
    bridge: { request: folder.request },
    notebook: talks.notebook,
    version: '1',
    onError: (error) => void errors.push(error),
    pauses: PAUSES,
  });
  await made.start();
  await passes(0);
  return made;
}
const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const stateOf = (made: KeepUp): Extract<KeepState, { kind: 'on' }> => {
  const state = made.state.get();
  if (state.kind !== 'on') throw new Error('nothing is followed');
  return state;
};

test.each<ErrorCode>(['export/folder-missing', 'export/other-notebook', 'files/unwritable', 'files/no-space'])(
  'a folder that answers %s is tried every four seconds, told all the while, and written whole when it takes it',
  async (code) => {
    talks.add('a', 'A');
    const folder = new MadeFolder('all');
    folder.refuses = code;
    const made = await kept(folder);
    for (let tries = 1; tries < 4; tries += 1) {
      expect(folder.opened).toBe(tries);
      expect(stateOf(made).phase).toEqual({ kind: 'paused', code });
      await passes(PAUSES.retry - 1);
      expect(folder.opened).toBe(tries);
      await passes(1);
    }
    folder.refuses = null;
    await passes(PAUSES.retry);
    expect(stateOf(made).phase).toEqual({ kind: 'current' });
    expect([[...folder.there.keys()], folder.list]).toEqual([['a'], ['a']]);
    const { opened } = folder;
    await passes(60_000);
    expect(folder.opened).toBe(opened);
    made.dispose();
  },
);

/** Of a folder that is away something is to be written. */
async function gone() {
  talks.add('a', 'A');
  const folder = new MadeFolder('all');
  const made = await kept(folder);
  folder.refuses = 'export/folder-missing';
  talks.post('a', doc(p('Meanwhile.')));
  await passes(PAUSES.settle);
  return { folder, made };
}

test('what is written while it is away is there with the first try that succeeds, which a change does not put off for long', async () => {
  talks.add('a', 'A');
  talks.add('b', 'B');
  const folder = new MadeFolder('all');
  const made = await kept(folder);
  const before = folder.there.get('a');
  folder.refuses = 'export/folder-missing';
  talks.post('a', doc(p('Meanwhile.')));
  await passes(PAUSES.settle);
  expect(stateOf(made).phase).toEqual({ kind: 'paused', code: 'export/folder-missing' });
  // Somebody who writes on and on.
  for (let ms = 0; ms < PAUSES.longest; ms += 500) {
    if (ms === 5000) folder.refuses = null;
    talks.post('b', doc(p(`At ${String(ms)}.`)));
    await passes(500);
  }
  await passes(PAUSES.settle);
  expect(stateOf(made).phase).toEqual({ kind: 'current' });
  expect(folder.there.get('a')).not.toBe(before);
  made.dispose();
});

test('a folder that comes back empty gets everything again, the list of discussions too', async () => {
  const { folder, made } = await gone();
  folder.empty();
  folder.refuses = null;
  await passes(PAUSES.retry);
  expect(stateOf(made).phase).toEqual({ kind: 'current' });
  expect([[...folder.there.keys()], folder.list]).toEqual([['a'], ['a']]);
  made.dispose();
});

test('what was paused is current again also when nothing is left to be written', async () => {
  talks.add('a', 'A');
  const folder = new MadeFolder('all');
  folder.refuses = 'export/folder-missing';
  const made = await kept(folder);
  talks.change('a', { trashedAt: 1 });
  folder.refuses = null;
  await passes(PAUSES.retry);
  expect(stateOf(made).phase).toEqual({ kind: 'current' });
  made.dispose();
});

test('a folder for finished discussions is current when none is finished', async () => {
  talks.add('a', 'A');
  const folder = new MadeFolder('finished');
  const made = await kept(folder);
  expect(stateOf(made).phase).toEqual({ kind: 'current' });
  expect([[...folder.there.keys()], folder.list]).toEqual([[], []]);
  made.dispose();
});

test('one discussion that fails is tried again by itself, and the others are not written again', async () => {
  talks.add('a', 'A');
  talks.add('b', 'B');
  const folder = new MadeFolder('all');
  folder.failing.set('a', 'files/unwritable');
  const made = await kept(folder);
  expect(stateOf(made)).toMatchObject({ phase: { kind: 'current' }, failed: [{ id: 'a', code: 'files/unwritable' }] });
  folder.there.delete('b');
  folder.failing.clear();
  await passes(PAUSES.retry);
  expect(stateOf(made).failed).toEqual([]);
  expect([...folder.there.keys()]).toEqual(['a']);
  made.dispose();
});

test.each<[ErrorCode, object]>([
  ['files/no-space', { phase: { kind: 'paused', code: 'files/no-space' } }],
  [
    'files/unwritable',
    { phase: { kind: 'current' }, failed: [{ id: INDEX_ID, title: INDEX_FILE, code: 'files/unwritable' }] },
  ],
])('a list of discussions that cannot be written, for %s, is told and tried again', async (code, told) => {
  talks.add('a', 'A');
  const folder = new MadeFolder('all');
  folder.failing.set(INDEX_ID, code);
  const made = await kept(folder);
  expect(stateOf(made)).toMatchObject(told);
  folder.failing.clear();
  await passes(PAUSES.retry);
  expect(stateOf(made)).toMatchObject({ phase: { kind: 'current' }, failed: [] });
  expect(folder.list).toEqual(['a']);
  made.dispose();
});

test('an export that is done once tells it as well', async () => {
  talks.add('a', 'A');
  const folder = new MadeFolder('all');
  folder.failing.set(INDEX_ID, 'files/no-space');
  const { run } = notebookExport({ request: folder.request }, talks.notebook, '1');
  const asked = { target: 't', choice: { kind: 'discussion', form: 'file' }, scope: 'all', beside: [] } as const;
  const { failed } = await run(asked, () => undefined, new AbortController().signal);
  expect(failed).toEqual([{ id: INDEX_ID, title: INDEX_FILE, code: 'files/no-space' }]);
});

test('when it is stopped nothing is tried any more, and what was opened is closed', async () => {
  const { folder, made } = await gone();
  const { opened } = folder;
  made.dispose();
  folder.refuses = null;
  await passes(60_000);
  expect(folder.opened).toBe(opened);
  expect(folder.closed).toBe(opened - 1);
  expect(made.state.get()).toEqual({ kind: 'off' });
});
