import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { NotebookFindings } from '../../../../../renderer/notebook/check/findings';
import { digestOf } from '../../../../../shared/exchange/digest';
import { deletedOf, discussionsOf } from '../../../../../shared/model/catalog-doc';
import { assetsOf, recapOf, titleOf } from '../../../../../shared/model/discussion-doc';
import type { DiscussionId } from '../../../../../shared/util/brand';
import { toHex } from '../../../../../shared/util/hex';
import { MadeDisk } from '../../../../support/made-disk';
import { MemoryStore } from '../../../../support/memory-store';
import { again, FOLDER, type Run, start, text } from '../../../../support/stored-runs';

const TITLES = ['One', 'Two', 'Three'];

async function check(run: Run, signal = new AbortController().signal): Promise<NotebookFindings> {
  return run.notebook.health.check({ onProgress: () => {}, signal });
}

const kinds = ({ findings }: NotebookFindings): string[] =>
  findings.map(({ kind, title }) => `${kind} ${title ?? 'list'}`).sort();

/** A notebook with three discussions that nobody has open, left in order and started again. */
async function begun(): Promise<{ run: Run; ids: DiscussionId[] }> {
  const first = await start();
  const ids: DiscussionId[] = [];
  for (const title of TITLES)
    ids.push(await first.notebook.createDiscussion({ title, posts: [{ body: text(`post of ${title}`) }] }));
  return { run: await again(first), ids };
}

const nameOf = (id: string): string => `recap/n1/${id}`;

async function bytesOn(disk: MadeDisk): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [name, size] of await disk.list(FOLDER))
    files[name] = Buffer.from(await disk.read(`${FOLDER}/${name}`, 0, size)).toString('base64');
  return files;
}

async function expectAllIn(memory: MemoryStore, disk: MadeDisk, ids: readonly DiscussionId[]): Promise<void> {
  const run = await start(memory, disk);
  expect(run.titles()).toEqual([...TITLES].sort());
  for (const [at, id] of ids.entries()) expect(await run.posts(id)).toContain(`post of ${TITLES[at]}`);
}

function lastSegment(disk: MadeDisk): string {
  return (
    disk
      .names(FOLDER)
      .filter((name) => name.endsWith('.journal'))
      .sort()[0] ?? ''
  );
}

describe('a check', () => {
  test('[CK1] [CK4] reads everything of both stores, and changes nothing where all is well', async () => {
    const { run } = await begun();
    const before = await bytesOn(run.disk);
    const steps: string[] = [];
    const found = await run.notebook.health.check({
      onProgress: ({ step }) => steps.push(step),
      signal: new AbortController().signal,
    });
    expect(found).toMatchObject({ isWhole: true, discussions: 3, busy: 0, findings: [] });
    expect(found.journal).toMatchObject({ damaged: [], newer: [], unsound: [] });
    expect(found.journal?.records).toBeGreaterThan(4);
    expect(new Set(steps)).toEqual(new Set(['journal', 'discussions']));
    expect(await bytesOn(run.disk)).toEqual(before);
    expect(run.problems()).toEqual([]);
    // It counts as compared: the next start does not do it again.
    const next = await again(run);
    expect(next.asked('journal.digests')).toBe(0);
  });

  const damages: readonly {
    readonly what: string;
    readonly damage: (run: Run, id: string) => void;
    readonly found: readonly string[];
    readonly inJournal?: number;
  }[] = [
    {
      what: '[CK2] a discussion that the storage lost comes from the journal',
      damage: ({ memory }, id) => memory.rowsOf(nameOf(id)).splice(0),
      found: ['storage-lacked One'],
    },
    {
      what: '[CK2] a journal that was taken away is written again',
      damage: ({ disk }) => disk.takeAway(FOLDER),
      found: ['journal-lacked One', 'journal-lacked Three', 'journal-lacked Two', 'journal-lacked list'],
    },
    {
      what: '[CK3] a stored part that is no update is put aside, and what it held comes from the journal',
      damage: ({ memory }, id) => {
        const rows = memory.rowsOf(nameOf(id));
        rows.splice(0, rows.length, new Uint8Array([1, 2, 3, 4, 250, 250]));
      },
      found: ['storage-lacked One', 'storage-unsound One'],
    },
    {
      what: '[CK1] a digest that is noted and not true is forgotten',
      damage: ({ memory }, id) => memory.note(nameOf(id), toHex(digestOf(new Y.Doc()))),
      found: ['wrong-note One'],
    },
    {
      what: '[CK6] a record of the journal that was changed is told, and what it held written again',
      damage: ({ disk }) =>
        disk.change(FOLDER, lastSegment(disk), (bytes) => {
          for (let at = 200; at < 500; at += 1) bytes[at] = 0;
          return bytes;
        }),
      found: ['journal-lacked'],
      inJournal: 1,
    },
    {
      what: '[CK6] bytes behind the last record are told, and cut',
      damage: ({ disk }) =>
        disk.change(FOLDER, lastSegment(disk), (bytes) => Buffer.concat([bytes, new Uint8Array(99)])),
      found: [],
      inJournal: 1,
    },
  ];

  test.each(damages)('$what', async ({ damage, found, inJournal = 0 }) => {
    const { run, ids } = await begun();
    damage(run, ids[0] ?? '');
    const first = await check(run);
    expect(first.journal?.damaged).toHaveLength(inJournal);
    if (found[0] === 'journal-lacked')
      expect(kinds(first).every((kind) => kind.startsWith('journal-lacked'))).toBe(true);
    else expect(kinds(first)).toEqual(found);
    // Damage within is put aside by a compaction that follows.
    await vi.waitFor(async () => {
      const second = await check(run);
      expect([kinds(second), second.journal?.damaged]).toEqual([[], []]);
    });
    await run.notebook.flush();
    await expectAllIn(run.memory.copy(), new MadeDisk(), ids);
    await expectAllIn(new MemoryStore(), run.disk.killed(), ids);
  });

  test('[CK1] what only a person can do something about is told: not here, not listed, newer, a picture', async () => {
    const { run, ids } = await begun();
    const [one = '', two = '', three = ''] = ids as string[];
    await run.notebook.documents.use(nameOf(one), ({ doc }) => {
      recapOf(doc).insert(0, [new Y.XmlElement('hologram')]);
    });
    await run.notebook.documents.use(nameOf(two), ({ doc }) => {
      assetsOf(doc).set('0'.repeat(64), { mime: 'image/png', bytes: new Uint8Array([1, 2, 3]) });
    });
    const { catalog } = run.notebook;
    discussionsOf(catalog).set('listed-only-1', new Y.Map([['title', 'Elsewhere']]));
    discussionsOf(catalog).delete(three);
    const found = await check(run);
    expect(kinds(found)).toEqual(['newer One', 'not-here Elsewhere', 'picture Two', 'unlisted Three']);
    expect(deletedOf(catalog).size).toBe(0);
  });

  test('[CK4] what is written while it runs is neither lost nor told as missing', async () => {
    const { run, ids } = await begun();
    const [one] = ids as [DiscussionId];
    const discussion = await run.notebook.open(one);
    let written = 0;
    const writing = setInterval(() => {
      written += 1;
      titleOf(discussion.doc).insert(0, `${written} `);
    }, 1);
    const found = await check(run);
    clearInterval(writing);
    expect(written).toBeGreaterThan(0);
    expect(kinds(found)).toEqual([]);
    expect(found.busy).toBeLessThanOrEqual(2);
    const title = discussion.title.toString();
    await run.notebook.flush();
    const kept = await start(run.memory.copy(), new MadeDisk());
    const restored = await start(new MemoryStore(), run.disk.killed());
    for (const other of [kept, restored]) expect((await other.notebook.open(one)).title.toString()).toBe(title);
  });

  test('[CK5] ends at once when it is cancelled, and the rest is compared in the background', async () => {
    const { run, ids } = await begun();
    const lost = nameOf(ids[2] ?? '');
    await run.memory.remove(lost);
    const cancel = new AbortController();
    const found = await run.notebook.health.check({
      onProgress: ({ step, done }) => step === 'discussions' && done === 1 && cancel.abort(),
      signal: cancel.signal,
    });
    expect(found).toMatchObject({ isWhole: false });
    await vi.waitFor(() => expect(run.memory.rowsOf(lost)).not.toEqual([]));
  });

  test('[CK7] what could not be read is never told as well', async () => {
    const { run, ids } = await begun();
    run.main.fails.add('journal.check').add('journal.digests');
    expect(await check(run)).toMatchObject({ isWhole: true, journal: null, discussions: 3, findings: [] });
    run.main.fails.delete('journal.check');
    expect(await check(run)).toMatchObject({ isWhole: true, journal: null, findings: [] });
    run.main.fails.clear();
    run.memory.closed = true;
    expect(kinds(await check(run))).toContain('unreadable One');
    run.memory.closed = false;
    expect(kinds(await check(run))).toEqual([]);
    await expectAllIn(new MemoryStore(), run.disk.killed(), ids);
  });
});
