/** Hand-off files between notebooks: real documents, real files, main’s own handlers. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { VersionStore } from '../../../../../main/files/versions/version-store';
import { newEntry } from '../../../../../renderer/app/new-entry';
import { takeAll } from '../../../../../renderer/features/hand-off/take';
import { storedLines } from '../../../../../renderer/notebook/versions/stored-version';
import { encodeInvite } from '../../../../../shared/invite/invite';
import { about, discussionRecord, writeHandOff } from '../../../../support/made-hand-off';
import { MemoryStore } from '../../../../support/memory-store';
import {
  changes,
  cleanUp,
  contentOf,
  ENTRY,
  folder,
  fresh,
  give,
  look,
  main,
  nothing,
  open,
  post,
  said,
  take,
  teaClub,
  titleIn,
} from '../../../../support/tea-club';

afterAll(cleanUp);
afterEach(() => main.handOffs.endAll());

describe('a notebook that is handed off', () => {
  test('[HO8] [HO9] is told, taken, and the same when it is taken again', async () => {
    const { ada } = await teaClub();
    const { at } = await give(ada);
    const ben = await open('Ben');
    const before = await contentOf(ben);
    const { preview } = await look(at, ben);
    expect(changes(preview).sort()).toEqual([
      ['Cups', 'new', 1],
      ['Which tea', 'new', 2],
    ]);
    expect(preview.discussions.find(({ title }) => title === 'Which tea')?.counts.words).toBe(7);
    expect(preview.about).toMatchObject({ by: { name: 'Ada' }, madeAt: 5 });
    expect(await contentOf(ben)).toEqual(before);
    await take(at, ben);
    expect(await contentOf(ben)).toEqual(await contentOf(ada));
    expect(ben.participants.get().get('ada' as never)?.name).toBe('Ada');
    expect(changes((await look(at, ben)).preview).map(([, change]) => change)).toEqual(['same', 'same']);
    expect((await take(at, ben))?.added).toEqual([]);
    expect(await contentOf(ben)).toEqual(await contentOf(ada));
  });

  test('[HO8] from two people, out of order and twice, comes to the same', async () => {
    const { ada, tea } = await teaClub();
    const first = await give(ada);
    const ben = await open('Ben');
    await take(first.at, ben);
    const [adas, bens] = [await ada.open(tea), await ben.open(tea)];
    adas.addPost(post('Ada again'));
    bens.addPost(post('Ben as well'));
    await ben.createDiscussion({ title: 'Biscuits' });
    const [second, third] = [await give(ada), await give(ben)];
    for (const order of [
      [first, second, third],
      [third, second, first, third],
      [second, first, third, second],
    ]) {
      const chris = await open('Chris');
      for (const { at } of order) await take(at, chris);
      const { preview } = await look(third.at, chris);
      expect(changes(preview).map(([, change]) => change)).toEqual(['same', 'same', 'same']);
      expect((await chris.open(tea)).posts.get()).toHaveLength(4);
    }
    const told = (await look(third.at, ada)).preview;
    expect(changes(told)).toContainEqual(['Which tea', 'gains', 1]);
    expect(changes(told)).toContainEqual(['Biscuits', 'new', 0]);
    await take(third.at, ada);
    await take((await give(ada)).at, ben);
    expect(await contentOf(ada)).toEqual(await contentOf(ben));
  });

  test('[HO8] brings back nothing that was deleted for ever, and deletes nothing', async () => {
    const { ada, cups } = await teaClub();
    const { at } = await give(ada);
    const ben = await open('Ben');
    await take(at, ben);
    await ada.trashed.deleteForever([{ kind: 'discussion', discussion: cups, id: cups }]);
    expect(changes((await look(at, ada)).preview)).toContainEqual(['Cups', 'deleted', 1]);
    await take(at, ada);
    expect(ada.summaries.get().map(({ title }) => title)).toEqual(['Which tea']);
    await take((await give(ada)).at, ben);
    expect(
      ben.summaries
        .get()
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['Cups', 'Which tea']);
  });

  test('goes into another notebook, with its people and its trash', async () => {
    const { ada, cups } = await teaClub();
    ada.trash(cups);
    const { at } = await give(ada);
    const other = await open('Ben', { ...newEntry('Mine', 1), id: 'mine' });
    await take(at, other);
    expect(other.name.get()).toBe('Mine');
    expect(other.participants.get().get('ada' as never)?.name).toBe('Ada');
    expect(
      other.summaries
        .get()
        .map(({ title, trashedAt }) => [title, trashedAt !== null])
        .sort(),
    ).toEqual([
      ['Cups', true],
      ['Which tea', false],
    ]);
    await take(at, other);
    expect(other.summaries.get()).toHaveLength(2);
  });

  test('[HO11] carries the invite only when it is given, and never drafts', async () => {
    const { ada, tea } = await teaClub();
    (await ada.open(tea)).saveDraft({ body: post('not yet said').body, replyTo: null });
    await ada.flush();
    const plain = await look((await give(ada)).at, null);
    expect(plain.preview.invite).toBeNull();
    const invite = encodeInvite({ ...ENTRY, name: 'Tea club', addresses: [] });
    const with_ = await look((await give(ada, { invite })).at, null);
    expect(with_.preview.invite).toMatchObject({ id: 'tea-club', secret: ENTRY.secret });
    const foreign = encodeInvite({ ...ENTRY, id: 'another', addresses: [] });
    expect((await look((await give(ada, { invite: foreign })).at, null)).preview.invite).toBeNull();
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
    expect(texts.some((text) => text.includes('not yet said'))).toBe(false);
  });

  test('brings the versions along, and joins them with those that are here', async () => {
    const { ada, tea } = await teaClub();
    const store = (name: string) =>
      new VersionStore({ folder: join(folder, name), now: () => 10_000, log: () => undefined });
    const version = (id: string, at: number) =>
      ({
        id,
        at,
        by: 'ada',
        why: 'named',
        name: { text: id, by: 'ada', at },
        writers: [],
        lines: ['["d","x","open"]', id],
      }) as const;
    const [adas, bens] = [store('versions-ada'), store('versions-ben')];
    await adas.add('tea-club', tea, version('first', 1));
    await adas.add('tea-club', tea, version('second', 2));
    await bens.add('tea-club', tea, version('third', 3));
    main.versions = adas;
    const { at } = await give(ada);
    main.versions = bens;
    const ben = await open('Ben');
    expect((await look(at, ben)).preview.versions).toBe(2);
    for (let times = 0; times < 2; times += 1) await take(at, ben);
    expect((await bens.list('tea-club', tea)).versions.map(({ id }) => id)).toEqual(['first', 'second', 'third']);
    expect(await bens.lines('tea-club', tea, 'second')).toEqual(['["d","x","open"]', 'second']);
    main.versions = null;
  });

  test('[VE11] what a discussion said is kept before a file changes it, and of new ones nothing', async () => {
    const { ada, tea } = await teaClub();
    const { at } = await give(ada);
    const ben = await open('Ben');
    said.length = 0;
    await take(at, ben);
    expect(said).toEqual([]);
    await ada.setTitle(tea, 'Green tea');
    await take((await give(ada)).at, ben);
    expect(said).toEqual(['Which tea']);
    expect(titleIn((await storedLines(ben, tea)) ?? [])).toBe('Green tea');
    expect(await storedLines(ben, 'not-here')).toBeNull();
  });

  test('some of it, locked: only these, only with the passphrase', async () => {
    const { ada, tea } = await teaClub();
    const { at } = await give(ada, { ids: [tea], passphrase: 'kettle' });
    await expect(look(at, null, 'pot')).rejects.toMatchObject({ code: 'handoff/wrong-passphrase' });
    const { preview } = await look(at, null, 'kettle');
    expect(changes(preview)).toEqual([['Which tea', 'new', 2]]);
  });

  test('a picture of several megabytes arrives', async () => {
    const { ada, tea } = await teaClub();
    const bytes = new Uint8Array(9_500_000);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 2654435761) >>> 13;
    const address = (await ada.open(tea)).addAsset(bytes, 'image/png');
    const { at } = await give(ada);
    const ben = await open('Ben');
    await take(at, ben);
    const arrived = (await ben.open(tea)).asset(address.slice('asset:'.length))?.bytes ?? new Uint8Array();
    expect(Buffer.compare(arrived, bytes)).toBe(0);
  });
});

describe('leaving off', () => {
  test('[HO10] a file that is being written leaves nothing', async () => {
    const { ada } = await teaClub();
    const stop = new AbortController();
    main.asked = (channel) => channel === 'handoff.begin' && stop.abort();
    const { at, given } = await give(ada, { signal: stop.signal });
    main.asked = () => undefined;
    expect(given).toBeNull();
    expect(readdirSync(folder).filter((name) => name === basename(at) || name.endsWith('.tmp'))).toEqual([]);
  });

  test('[HO10] a file that is being taken changes nothing', async () => {
    const { ada } = await teaClub();
    const { at } = await give(ada);
    const store = new MemoryStore();
    const ben = await open('Ben', ENTRY, store);
    const { file, preview } = await look(at, ben);
    const names = await store.names('tea-club');
    const stop = new AbortController();
    const taken = await takeAll({
      file,
      preview,
      into: ben,
      before: nothing,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(taken).toBeNull();
    expect(ben.summaries.get()).toEqual([]);
    expect(await store.names('tea-club')).toEqual(names);
  });

  test('[HO10] a disk that fails while a file is taken changes nothing', async () => {
    const { ada } = await teaClub();
    const { at } = await give(ada);
    const ben = await open('Ben');
    const { file, preview } = await look(at, ben);
    let reads = 0;
    main.asked = (channel) => {
      if (channel === 'handoff.read') reads += 1;
      if (reads === 1) main.handOffs.endAll().catch(() => undefined);
    };
    const taking = takeAll({
      file,
      preview,
      into: ben,
      before: nothing,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    await expect(taking.finally(() => (main.asked = () => undefined))).rejects.toMatchObject({
      code: 'files/unreadable',
    });
    expect(ben.summaries.get()).toEqual([]);
  });
});

describe('a file that was damaged, or made up', () => {
  test('[HO2] cut short: what is whole is told and can be taken, and the list that names the rest is left', async () => {
    const { ada } = await teaClub();
    const { at } = await give(ada);
    const bytes = readFileSync(at);
    const cut = fresh();
    writeFileSync(cut, bytes.subarray(0, bytes.length - 200));
    const ben = await open('Ben');
    const { preview } = await look(cut, ben);
    expect(preview.state.complete).toBe(false);
    expect(changes(preview).map(([, change]) => change)).toEqual(['new']);
    await take(cut, ben);
    expect(ben.summaries.get()).toHaveLength(1);
    await take(at, ben);
    expect(await contentOf(ben)).toEqual(await contentOf(ada));
  });

  test('[HO4] what is no discussion is told and left', async () => {
    const at = fresh();
    const doc = new Y.Doc();
    doc.getText('title').insert(0, 'Real');
    await writeHandOff(at, [
      about({ notebook: { id: 'tea-club', name: 'Tea club' } }),
      discussionRecord('aaaaaaaa-1', new Uint8Array([1, 2, 3, 250])),
      discussionRecord('catalog', Y.encodeStateAsUpdate(doc)),
      discussionRecord('aaaaaaaa-2', Y.encodeStateAsUpdate(doc)),
      { kind: 99, name: '', bytes: new Uint8Array([1]) },
    ]);
    const ben = await open('Ben');
    const { preview } = await look(at, ben);
    expect(changes(preview)).toEqual([
      ['', 'unreadable', 0],
      ['', 'unreadable', 0],
      ['Real', 'new', 0],
    ]);
    expect(preview.unknown).toBe(1);
    await take(at, ben);
    expect(ben.summaries.get().map(({ title }) => title)).toEqual(['Real']);
  });

  test('[HO4] without a beginning nothing is taken for one', async () => {
    const at = fresh();
    await writeHandOff(at, [discussionRecord('aaaaaaaa-1', new Uint8Array([0, 0]))]);
    await expect(look(at, null)).rejects.toMatchObject({ code: 'handoff/unreadable' });
  });
});
