/** What taking a hand-off file may change, what is left when it breaks off, and what it brings beside discussions. */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { VersionStore } from '../../../../../main/files/versions/version-store';
import { newEntry } from '../../../../../renderer/app/new-entry';
import { bringsSomething } from '../../../../../renderer/features/hand-off/preview';
import { BrokeOff, takeAll } from '../../../../../renderer/features/hand-off/take';
import { changeWords, failedWords, tallyWords } from '../../../../../renderer/features/hand-off/words';
import { storeName } from '../../../../../renderer/notebook/names';
import type { OpenNotebook } from '../../../../../renderer/notebook/notebook';
import { AppError } from '../../../../../shared/errors/app-error';
import { digestOfUpdates } from '../../../../../shared/exchange/digest';
import { KIND } from '../../../../../shared/hand-off/format';
import { blockText } from '../../../../../shared/model/point';
import { toHex } from '../../../../../shared/util/hex';
import { readHandOff } from '../../../../support/made-hand-off';
import { MemoryStore } from '../../../../support/memory-store';
import {
  changes,
  cleanUp,
  contentOf,
  ENTRY,
  folder,
  give,
  look,
  main,
  nothing,
  open,
  post,
  take,
  teaClub,
} from '../../../../support/tea-club';

afterAll(cleanUp);
afterEach(() => {
  main.asked = () => undefined;
  main.versions = null;
  return main.handOffs.endAll();
});

const titles = (notebook: OpenNotebook): string[] =>
  notebook.summaries
    .get()
    .map(({ title, trashedAt }) => (trashedAt === null ? title : `${title} (trash)`))
    .sort();

/** Takes it and answers what it rejected with. */
async function broken(at: string, into: OpenNotebook, between = (): void => undefined): Promise<unknown> {
  const { file, preview } = await look(at, into);
  between();
  return takeAll({
    file,
    preview,
    into,
    before: nothing,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  }).then(
    () => null,
    (error: unknown) => error,
  );
}

describe('a file of the same notebook', () => {
  const does: readonly [string, (ada: OpenNotebook, cups: string) => unknown][] = [
    [
      'deletes a discussion for ever',
      (ada, cups) => ada.trashed.deleteForever([{ kind: 'discussion', discussion: cups, id: cups }] as never),
    ],
    ['puts one into the trash', (ada, cups) => ada.trash(cups as never)],
    ['renames the notebook', (ada) => ada.rename('Coffee club')],
    ['names an owner', (ada) => ada.owner.claim('k'.repeat(43), 'ada')],
    [
      'has lost a person and a template',
      (ada) => {
        ada.catalog.getMap('participants').delete('dora');
        ada.catalog.getMap('templates').delete('minutes');
      },
    ],
  ];
  test.each(does)('[HO8] that %s takes nothing away, and what it adds is taken', async (_, act) => {
    const { ada, cups } = await teaClub();
    ada.catalog.getMap('participants').set('dora', { name: 'Dora', colour: 2 });
    ada.catalog.getMap('templates').set('minutes', { name: 'Minutes' });
    // All that Ben knows of the notebook is what Ada said first.
    const ben = await open('Ben', { ...ENTRY, shared: true });
    await take((await give(ada)).at, ben);
    const owner = ben.catalog.getMap('meta').get('owner');
    await act(ada, cups);
    ada.catalog.getMap('participants').set('chris', { name: 'Chris', colour: 3 });
    await ada.createDiscussion({ title: 'Biscuits' });
    await take((await give(ada)).at, ben);
    expect(titles(ben)).toEqual(['Biscuits', 'Cups', 'Which tea']);
    expect(ben.name.get()).toBe('Tea club');
    expect(ben.catalog.getMap('meta').get('owner')).toBe(owner);
    const people = ben.participants.get();
    expect(people.get('chris' as never)?.name).toBe('Chris');
    expect(people.has('dora' as never)).toBe(true);
    expect(ben.catalog.getMap('templates').has('minutes')).toBe(true);
  });

  test('[HO8] tells its name, its owner and its trash to whoever joined just now and knows nothing of it', async () => {
    const { ada, cups } = await teaClub();
    ada.owner.claim('k'.repeat(43), 'ada');
    ada.rename('Coffee club');
    ada.trash(cups);
    const ben = await open('Ben', { ...ENTRY, shared: true });
    await take((await give(ada)).at, ben);
    expect(ben.name.get()).toBe('Coffee club');
    expect(ben.catalog.getMap('meta').get('owner')).toBe('k'.repeat(43));
    expect(titles(ben)).toEqual(['Cups (trash)', 'Which tea']);
  });
});

describe('taking that breaks off', () => {
  /** Ben has “Which tea”, and the file brings more of it, and two that are new. */
  async function halfKnown(store = new MemoryStore()) {
    const { ada, tea } = await teaClub();
    const ben = await open('Ben', ENTRY, store);
    await take((await give(ada, { ids: [tea] })).at, ben);
    (await ada.open(tea)).addPost(post('Or white'));
    await ada.createDiscussion({ title: 'Biscuits' });
    return { ada, ben, tea, at: (await give(ada)).at };
  }

  test('[HO10] when what is new is in: that is listed, told, and the rest comes when the file is opened again', async () => {
    const { ada, ben, at } = await halfKnown();
    let reads = 0;
    main.asked = (channel) => {
      if (channel === 'handoff.read') reads += 1;
      // The stick is pulled out before what is here is merged.
      if (reads === 3) main.handOffs.endAll().catch(() => undefined);
    };
    reads = -1;
    const error = await broken(at, ben);
    main.asked = () => undefined;
    expect(error).toMatchObject({ code: 'handoff/broke-off' });
    expect(error).toBeInstanceOf(BrokeOff);
    expect(titles(ben)).toEqual(['Biscuits', 'Cups', 'Which tea']);
    const { more } = failedWords(error);
    expect(more).toContain('2 discussions came.');
    expect(more).toContain('Open the file again');
    expect(more).not.toContain('Nothing was changed');
    await take(at, ben);
    expect(await contentOf(ben)).toEqual(await contentOf(ada));
  });

  test('[HO10] because the file was cut since it was gone through: only what was still in it is told, and the rest comes later', async () => {
    const { ada } = await teaClub();
    const { at } = await give(ada);
    const bytes = readFileSync(at);
    const ben = await open('Ben');
    const error = await broken(at, ben, () => truncateSync(at, bytes.length - 200));
    expect(error).toMatchObject({ code: 'handoff/broke-off', why: { code: 'handoff/changed' } });
    expect((error as BrokeOff).taken).toEqual({
      added: ben.summaries.get().map(({ id }) => id),
      merged: [],
      versions: 0,
    });
    expect(titles(ben)).toHaveLength(1);
    expect(failedWords(error).more).toContain('1 discussion came.');
    writeFileSync(at, bytes);
    await take(at, ben);
    expect(await contentOf(ben)).toEqual(await contentOf(ada));
  });

  test('[HO10] because nothing is left in the file says so, and takes nothing', async () => {
    const { ada, cups } = await teaClub();
    const { at } = await give(ada, { ids: [cups] });
    const ben = await open('Ben');
    const error = await broken(at, ben, () => truncateSync(at, 100));
    expect(error).toMatchObject({ code: 'handoff/changed' });
    expect(titles(ben)).toEqual([]);
  });

  test('[HO10] because what is here could not be merged any more is told', async () => {
    const { ada, ben, at } = await halfKnown();
    const bytes = readFileSync(at);
    const error = await broken(at, ben, () => {
      let reads = 0;
      main.asked = (channel) => {
        if (channel === 'handoff.read') reads += 1;
        if (reads === 2) truncateSync(at, 100);
      };
    });
    expect(error).toMatchObject({ code: 'handoff/broke-off', taken: { merged: [] } });
    expect(titles(ben)).toEqual(['Biscuits', 'Cups', 'Which tea']);
    expect(failedWords(error).more).toContain('2 discussions came.');
    main.asked = () => undefined;
    writeFileSync(at, bytes);
    await take(at, ben);
    expect(await contentOf(ben)).toEqual(await contentOf(ada));
  });

  test('[HO10] before anything came says so', async () => {
    const { ben, at } = await halfKnown();
    const { file, preview } = await look(at, ben);
    await main.handOffs.endAll();
    const error = await takeAll({
      file,
      preview,
      into: ben,
      before: nothing,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    }).catch((why: unknown) => why);
    expect(error).toMatchObject({ code: 'handoff/gone' });
    expect(titles(ben)).toEqual(['Which tea']);
    expect(failedWords(error).more).toContain('Nothing was changed');
  });

  test('[HO10] what an end in the middle left stored and unlisted comes once more, also from an older file', async () => {
    const { ada, tea } = await teaClub();
    const store = new MemoryStore();
    const ben = await open('Ben', ENTRY, store);
    const old = (await give(ada)).at;
    (await ada.open(tea)).addPost(post('Or white'));
    await ada.flush();
    const update = await ada.stored.update(tea);
    await store.append(storeName(ben.id, tea), update, toHex(digestOfUpdates([update])));
    expect(titles(ben)).toEqual([]);
    expect(changes((await look(old, ben)).preview)).toContainEqual(['Which tea', 'new', 2]);
    await take(old, ben);
    expect(titles(ben)).toEqual(['Cups', 'Which tea']);
    // What is noted of it is what is stored of it.
    expect(await ben.stored.digest(tea)).toBe(await ada.stored.digest(tea));
    expect((await ben.open(tea)).posts.get()).toHaveLength(3);
  });
});

describe('versions', () => {
  const store = (name: string): VersionStore =>
    new VersionStore({ folder: join(folder, name), now: () => 10_000, log: () => undefined });
  const version = (id: string, at: number) => ({
    id,
    at,
    by: 'ada',
    why: 'named' as const,
    name: { text: id, by: 'ada', at },
    writers: [],
    lines: ['["d","x","open"]', `["t","${id}"]`],
  });

  test('[HO12] stay here when whoever makes the file says so: no version is in it', async () => {
    const { ada, tea } = await teaClub();
    const versions = store('kept-here');
    await versions.add('tea-club', tea, version('deleted on purpose', 1));
    main.versions = versions;
    const kinds = async (at: string): Promise<number[]> => (await readHandOff(at)).records.map(({ kind }) => kind);
    const without = (await give(ada, { ids: [tea], versions: false })).at;
    expect(await kinds(without)).toEqual([KIND.about, KIND.discussion]);
    const bytes = (await readHandOff(without)).records.map((one) => Buffer.from(one.bytes).toString('latin1'));
    expect(bytes.join('')).not.toContain('deleted on purpose');
    expect(await kinds((await give(ada, { ids: [tea] })).at)).toEqual([KIND.about, KIND.discussion, KIND.version]);
  });

  test('[HO9] are told, and come, when they are all that a file brings', async () => {
    const { ada, tea } = await teaClub();
    const [adas, bens] = [store('looked-back'), store('looked-back-bens')];
    const ben = await open('Ben');
    await take((await give(ada)).at, ben);
    await adas.add('tea-club', tea, version('first', 1));
    await adas.add('tea-club', tea, version('second', 2));
    main.versions = adas;
    const { at } = await give(ada);
    main.versions = bens;
    const { preview } = await look(at, ben);
    expect(bringsSomething(preview)).toBe(true);
    expect(tallyWords(preview)).toBe('2 are the same here. 2 earlier versions are not here yet.');
    expect((await bens.list('tea-club', tea)).versions).toEqual([]);
    expect(await take(at, ben)).toEqual({ added: [], merged: [], versions: 2 });
    expect(bringsSomething((await look(at, ben)).preview)).toBe(false);
    await adas.name('tea-club', tea, 'second', { text: 'Named anew', by: 'ada', at: 9 });
    main.versions = adas;
    const named = (await give(ada)).at;
    main.versions = bens;
    expect((await look(named, ben)).preview.versions).toBe(1);
    await take(named, ben);
    expect((await bens.list('tea-club', tea)).versions.map(({ name }) => name?.text)).toEqual(['first', 'Named anew']);
    expect((await look(named, null)).preview.versions).toBe(2);
  });

  test('[HO10] that cannot be kept are told, and the discussions stay', async () => {
    const { ada, tea } = await teaClub();
    const versions = store('full-disk');
    await versions.add('tea-club', tea, version('first', 1));
    main.versions = versions;
    const { at } = await give(ada);
    main.versions = {
      bytes: async () => null,
      lacking: async () => 1,
      merge: () => Promise.reject(new AppError('files/no-space')),
    };
    const ben = await open('Ben', { ...newEntry('Mine', 1), id: 'mine' });
    const error = await broken(at, ben);
    expect(error).toMatchObject({ code: 'handoff/broke-off', why: { code: 'files/no-space' } });
    expect(failedWords(error).more).toContain('2 discussions came. Their earlier versions could not be kept.');
    expect(titles(ben)).toEqual(['Cups', 'Which tea']);
  });
});

describe('what goes', () => {
  test('[HO9] is told beside what comes', async () => {
    const { ada, tea } = await teaClub();
    const ben = await open('Ben');
    await take((await give(ada)).at, ben);
    const adas = await ada.open(tea);
    const assam = adas.posts.get().find(({ body }) => blockText(body).includes('Assam'));
    adas.deletePost(assam?.id as never);
    const row = async () => {
      const { preview } = await look((await give(ada)).at, ben);
      const one = preview.discussions.find(({ id }) => id === tea);
      return one === undefined ? '' : changeWords(one);
    };
    expect(await row()).toBe('1 post, 3 words deleted there');
    adas.addPost(post('Or white'));
    expect(await row()).toBe('Gains 1 post, 2 words; 1 post, 3 words deleted there');
    await ada.setTitle(tea, 'Which coffee');
    expect(await row()).toBe('Gains 1 post, 2 words; 1 post, 3 words deleted there');
  });
});
