/** The passes of a meeting in a folder, against a folder that answers as the test says. */
import { expect, test } from 'vitest';
import { FolderMeeting } from '../../../../renderer/sync/folder/folder-meeting';
import {
  type FolderHead,
  type FolderPort,
  type FolderState,
  NO_FOLDER,
} from '../../../../renderer/sync/folder/folder-port';
import { EMPTY_DIGEST } from '../../../../shared/exchange/digest';
import type { ExchangeDocuments } from '../../../../shared/exchange/ports';
import { FakeClock, settle } from '../../../support/fake-wire';

interface Folder {
  heads: readonly FolderHead[];
  wrote: FolderState['wrote'];
  /** Nothing that is asked for comes. */
  isFailing: boolean;
}

function meeting(folder: Folder, listed: readonly string[], deleted: readonly string[] = []) {
  const clock = new FakeClock();
  const states = new Map<string, string>();
  const told: string[][] = [];
  let passes = 0;
  let tell = (): void => {};
  const port: FolderPort = {
    choose: async () => true,
    stop: async () => {},
    show: async () => {},
    async news(all) {
      passes += 1;
      const state = { ...NO_FOLDER, path: '/shared', isThere: true, wrote: folder.wrote };
      const heads = all ? folder.heads : [];
      return { state, anew: all, touched: heads.map(({ document }) => document), heads };
    },
    standing: async (documents) =>
      documents.map((one) => ({ ...one, written: true, elsewhere: false, told: true, bases: [] })),
    take: async () => null,
    takeShort: async (wanted) => wanted.map(() => (folder.isFailing ? null : new Uint8Array([0]))),
    put: async () => true,
    tidy: async () => {},
    close: async () => {},
    onChanged(listener) {
      tell = listener;
      return () => {};
    },
  };
  const documents: ExchangeDocuments = {
    names: () => listed,
    accepts: (name) => listed.includes(name),
    digest: async (name) => states.get(name) ?? EMPTY_DIGEST,
    stateVector: async () => new Uint8Array([0]),
    diff: async () => null,
    async apply(name) {
      states.set(name, digestOf(name));
      return true;
    },
    settle: async () => false,
    failed: () => {},
    awareness: () => null,
    applyAwareness: () => {},
  };
  const made = new FolderMeeting(documents, port, clock, {
    changed: () => {},
    elsewhere: () => {},
    isDeleted: (document) => deleted.includes(document),
    met: (people) => told.push(people.map(({ participant }) => participant)),
    loadTimes: async () => ({ written: null, read: null }),
    saveTimes: async () => {},
    onError: () => {},
  });
  /** What is begun comes to its end without waiting for a time. */
  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await settle();
  };
  const change = async (): Promise<void> => {
    tell();
    await rest();
  };
  return { made, clock, told, change, rest, passes: () => passes };
}

const digestOf = (document: string): string => `digest of ${document}`;
const head = (document: string, participant: string): FolderHead => ({
  document,
  digest: digestOf(document),
  participant,
  people: [participant],
  own: false,
});

test('[MF13] after many passes that do not succeed one only is waited for, and none when the meeting has ended', async () => {
  const folder: Folder = { heads: [head('catalog', 'ann')], wrote: [], isFailing: true };
  const { made, clock, change, rest, passes } = meeting(folder, ['catalog']);
  await rest();
  for (let round = 0; round < 49; round += 1) await change();
  expect(passes()).toBe(50);
  expect(clock.pending()).toHaveLength(1);
  const ended = made.dispose();
  await rest();
  // The end itself waits for a drive that hangs.
  await clock.advance(1000);
  await ended;
  expect(clock.pending()).toEqual([]);
});

test('[MF13] what does not come is asked for at growing intervals of up to a minute, and soon again once it came', async () => {
  const folder: Folder = { heads: [head('catalog', 'ann')], wrote: [], isFailing: true };
  const { clock, change, rest, passes } = meeting(folder, ['catalog']);
  await rest();
  const waits: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const wait = (clock.pending()[0] ?? 0) - clock.now();
    waits.push(wait);
    await clock.advance(wait);
    await rest();
  }
  expect(waits).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  expect(passes()).toBe(7);
  folder.isFailing = false;
  await change();
  expect(clock.pending()).toEqual([]);
});

test.each([
  { of: 'not listed yet', deleted: [], met: ['ann'] },
  { of: 'deleted for ever', deleted: ['talk-new'], met: ['ann', 'ben', 'cat'] },
])('[MF16] whose discussion is $of, and whose files were not all read: of $met everything is here', async (given) => {
  const wrote = ['ann', 'ben', 'cat', 'dan'].map((participant) => ({
    participant,
    at: 1,
    whole: participant !== 'dan',
  }));
  const unlisted = { ...head('talk-new', 'ben'), people: ['cat', 'ben'] };
  const folder: Folder = { heads: [head('catalog', 'ann'), unlisted], wrote, isFailing: false };
  const { told, rest } = meeting(folder, ['catalog'], given.deleted);
  await rest();
  expect(told).toEqual([given.met]);
});
