import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { LONGEST_MS, PAUSE_MS, VersionKeeper } from '../../../../renderer/notebook/versions/version-keeper';
import type { VersionPort } from '../../../../renderer/notebook/versions/version-port';
import { authorsOf, recapOf, titleOf } from '../../../../shared/model/discussion-doc';
import { signoffsOf } from '../../../../shared/model/discussion-parts';
import { insertNodes } from '../../../../shared/model/rich-text-yjs';
import { recapVersion } from '../../../../shared/recap/versions';
import { readContent } from '../../../../shared/versions/content';
import type { VersionNote } from '../../../../shared/versions/types';
import { openParts } from '../../../support/parts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function made() {
  const { doc, discussion } = openParts();
  const kept: { note: VersionNote; lines: readonly string[] }[] = [];
  const failed: unknown[] = [];
  const disk = { refuses: false };
  const idle = { waits: [] as (() => void)[], left: 50 };
  const port: VersionPort = {
    list: () => Promise.resolve({ versions: [], damaged: false }),
    read: () => Promise.reject(new Error('not expected')),
    name: () => Promise.resolve(),
    add(_, note, lines) {
      if (disk.refuses) return Promise.reject(new Error('full'));
      kept.push({ note, lines });
      return Promise.resolve(true);
    },
  };
  let ids = 0;
  const keeper = new VersionKeeper(discussion, port, {
    now: Date.now,
    idle(run) {
      const one = (): void => run(() => idle.left);
      idle.waits.push(one);
      return () => void idle.waits.splice(idle.waits.indexOf(one), 1);
    },
    newId: () => `id${String(++ids)}`,
    onFailed: (error) => failed.push(error),
  });
  const write = (text: string): void => titleOf(doc).insert(titleOf(doc).length, text);
  /** All moments in which nothing else goes on, one after the other. */
  const rest = (): void => {
    for (let run = idle.waits.shift(); run !== undefined; run = idle.waits.shift()) run();
  };
  const titles = (): string[] => kept.map(({ lines }) => readContent(lines).title);
  return { doc, discussion, keeper, kept, failed, disk, idle, write, rest, titles };
}

test('[VE11] a pause in writing makes one, in a moment in which nothing else goes on, and nothing is read before', () => {
  const { write, rest, titles, kept, idle } = made();
  write('a');
  vi.advanceTimersByTime(PAUSE_MS - 1000);
  write('b');
  vi.advanceTimersByTime(PAUSE_MS - 1000);
  expect([idle.waits.length, titles()]).toEqual([0, []]);
  vi.advanceTimersByTime(1000);
  expect(titles()).toEqual([]);
  rest();
  expect(titles()).toEqual(['ab']);
  expect(kept[0]?.note).toMatchObject({ why: 'paused', by: 'renee', name: null, writers: ['renee'] });
  vi.advanceTimersByTime(10 * LONGEST_MS);
  rest();
  expect(titles()).toEqual(['ab']);
});

test('[VE11] who writes without a pause gets one after ten minutes', () => {
  const { write, rest, titles } = made();
  for (let at = 0; at < LONGEST_MS + PAUSE_MS; at += 10_000) {
    write('x');
    vi.advanceTimersByTime(10_000);
    rest();
  }
  expect(titles().length).toBe(1);
});

test('[VE11] whoever writes while one is read is not in it by half: it is begun anew', () => {
  const { doc, write, rest, titles, idle, kept } = made();
  idle.left = 0;
  for (let at = 0; at < 5; at += 1) insertNodes(recapOf(doc), at, [{ type: 'paragraph' }]);
  write('a');
  vi.advanceTimersByTime(PAUSE_MS);
  // One block a moment.
  idle.waits.shift()?.();
  idle.waits.shift()?.();
  recapOf(doc).delete(0, 1);
  write('b');
  expect(kept).toEqual([]);
  rest();
  expect(titles()).toEqual(['ab']);
  expect(readContent(kept[0]?.lines ?? []).recap.length).toBe(4);
});

test('[VE11] leaving the discussion and the end of the app keep what is in no version yet, once', async () => {
  const { keeper, write, rest, titles } = made();
  await keeper.flush();
  expect(titles()).toEqual([]);
  write('a');
  await keeper.flush();
  expect(titles()).toEqual(['a']);
  await keeper.flush();
  write('b');
  keeper.dispose();
  rest();
  expect(titles()).toEqual(['a', 'ab']);
  write('c');
  vi.advanceTimersByTime(LONGEST_MS);
  rest();
  expect(titles().length).toBe(2);
});

test('[VE11] finishing and signing make one each, by whom and when as the discussion says', async () => {
  const { discussion, kept } = made();
  vi.setSystemTime(Date.UTC(2026, 10, 30));
  discussion.parts.ending.signOff(true);
  await Promise.resolve();
  expect(kept.map(({ note }) => [note.why, note.by, note.at])).toEqual([['signed', 'renee', Date.UTC(2026, 10, 30)]]);
  discussion.parts.ending.signOff(false);
  await Promise.resolve();
  expect(kept.length).toBe(1);
});

test('[VE3] what somebody signed elsewhere has the same id on every device, and is made here only while it reads the same', async () => {
  const [one, other] = [made(), made()];
  const sign = (doc: Y.Doc, version: string): void => {
    authorsOf(doc).set('1', 'chris');
    signoffsOf(doc).set('chris', { at: 5000, version });
  };
  for (const { doc, discussion } of [one, other]) sign(doc, recapVersion(discussion.parts.ours.read()));
  await Promise.resolve();
  expect(one.kept[0]?.note.id).toBe(other.kept[0]?.note.id);
  expect(one.kept[0]?.note).toMatchObject({ why: 'signed', by: 'chris', at: 5000 });
  sign(one.doc, 'something older');
  await Promise.resolve();
  expect(one.kept.length).toBe(1);
});

test('[VE11] what could not be kept is tried again, interrupts nobody, and a named one says so', async () => {
  const { keeper, write, disk, failed, titles } = made();
  disk.refuses = true;
  write('a');
  await keeper.flush();
  await Promise.resolve();
  expect([titles(), failed.length]).toEqual([[], 1]);
  await expect(keeper.keep('named', { text: 'x', by: 'renee', at: 1 })).rejects.toThrow('full');
  disk.refuses = false;
  write('b');
  await keeper.flush();
  expect(titles()).toEqual(['ab']);
});

test('others who wrote since the version before are named', async () => {
  const { doc, keeper, kept } = made();
  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
  authorsOf(theirs).set(String(theirs.clientID), 'chris');
  titleOf(theirs).insert(0, 'x');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs));
  await keeper.keep('before-import');
  expect(kept[0]?.note.writers).toEqual(['chris']);
});
