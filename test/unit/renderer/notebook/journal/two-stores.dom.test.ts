import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { JournaledStore } from '../../../../../renderer/notebook/journal/journaled-store';
import { OpenNotebook } from '../../../../../renderer/notebook/notebook';
import { digestOf } from '../../../../../shared/exchange/digest';
import type { DiscussionId, NotebookId } from '../../../../../shared/util/brand';
import { toHex } from '../../../../../shared/util/hex';
import { madeMain } from '../../../../support/journal-bridge';
import { MadeDisk } from '../../../../support/made-disk';
import { MemoryStore } from '../../../../support/memory-store';
import { again, entry, FOLDER, profile, start, text } from '../../../../support/stored-runs';

describe('two stores', () => {
  test('[TW3] [TW7] left in order are not compared, and a session that changes nothing writes nothing', async () => {
    const first = await start();
    await first.notebook.createDiscussion({ title: 'One', posts: [{ body: text('hello') }] });
    const second = await again(first);
    expect(second.titles()).toEqual(['One']);
    const before = second.disk.names(FOLDER);
    const third = await again(second);
    for (const channel of ['journal.digests', 'journal.read', 'journal.append'])
      expect([channel, second.asked(channel), third.asked(channel)]).toEqual([channel, 0, 0]);
    expect(third.disk.names(FOLDER)).toEqual(before);
    expect(third.problems()).toEqual([]);
  });

  test('[TW1] [TW2] when the browser’s storage is lost, everything comes back: open, closed, arrived, drafts', async () => {
    const first = await start();
    const ids: DiscussionId[] = [];
    for (const title of ['One', 'Two', 'Three'])
      ids.push(await first.notebook.createDiscussion({ title, posts: [{ body: text(`post of ${title}`) }] }));
    const [one] = ids as [DiscussionId];
    const open = await first.notebook.open(one);
    open.saveDraft({ body: text('half a thought'), replyTo: null });
    // What arrives for a document that nobody has open.
    const arrived = new Y.Doc();
    arrived.getText('title').insert(0, 'Arrived');
    await first.notebook.documents.either(
      'recap/n1/arrived-1',
      () => {},
      (store) => store.append('recap/n1/arrived-1', Y.encodeStateAsUpdate(arrived), toHex(digestOf(arrived))),
    );
    const second = await again(first, new MemoryStore());
    expect(second.titles()).toEqual(['One', 'Three', 'Two']);
    for (const id of ids) expect(await second.posts(id)).toMatch(/post of (One|Two|Three)/);
    expect(await (await second.notebook.open(one)).loadDraft()).toMatchObject({ body: text('half a thought') });
    await vi.waitFor(() => expect(second.problems()).toEqual(['store/restored']));
    // In the background also what nobody opened; then both are equal again.
    await vi.waitFor(async () => expect(await second.memory.names('n1')).toContain('recap/n1/arrived-1'));
    const third = await again(second);
    expect(third.titles()).toEqual(['One', 'Three', 'Two']);
    expect(third.asked('journal.digests')).toBe(0);
  });

  test('[TW8] when the journal is lost, it is given everything, and alone brings everything back', async () => {
    const first = await start();
    const ids: DiscussionId[] = [];
    for (const title of ['One', 'Two'])
      ids.push(await first.notebook.createDiscussion({ title, posts: [{ body: text(title) }] }));
    const [one] = ids as [DiscussionId];
    (await first.notebook.open(one)).saveDraft({ body: text('half a thought'), replyTo: null });
    const second = await again(first, first.memory, new MadeDisk());
    await vi.waitFor(async () => {
      await second.notebook.flush();
      expect(second.asked('journal.rest')).toBe(1);
    });
    const third = await again(second, new MemoryStore());
    expect(third.titles()).toEqual(['One', 'Two']);
    expect(await (await third.notebook.open(one)).loadDraft()).toMatchObject({ body: text('half a thought') });
    for (const id of ids) expect(await third.posts(id)).toMatch(/One|Two/);
  });

  test('[TW8] a journal that is taken away while the app runs is given everything again', async () => {
    const first = await start();
    await first.notebook.createDiscussion({ title: 'Before', posts: [{ body: text('before') }] });
    await first.notebook.flush();
    first.disk.takeAway(FOLDER);
    await first.notebook.createDiscussion({ title: 'After' });
    await first.notebook.flush();
    const rests = first.asked('journal.rest');
    await vi.waitFor(async () => {
      await first.notebook.flush();
      expect(first.asked('journal.rest')).toBe(rests + 1);
    });
    const second = await again(first, new MemoryStore());
    expect(second.titles()).toEqual(['After', 'Before']);
  });

  test('[TW8] that a journal which was taken away cannot be written is told until it has everything again', async () => {
    const first = await start();
    await first.notebook.createDiscussion({ title: 'Before', posts: [{ body: text('before') }] });
    await first.notebook.flush();
    first.disk.takeAway(FOLDER);
    first.disk.fails = () => 'EACCES';
    await first.notebook.createDiscussion({ title: 'After' });
    await vi.waitFor(() => expect(first.problems()).toEqual(['journal/unwritable']));
    first.disk.fails = () => null;
    await vi.waitFor(() => expect(first.problems()).toEqual([]), { interval: 1 });
    const killed = await start(new MemoryStore(), first.disk.killed());
    expect(killed.titles()).toEqual(['After', 'Before']);
    for (const { id, title } of killed.notebook.summaries.get())
      if (title === 'Before') expect(await killed.posts(id)).toContain('before');
  });

  test('[TW8] a journal that is taken away before anything is written to it is given everything again', async () => {
    const before = await start();
    await before.notebook.createDiscussion({ title: 'Before' });
    await before.quit();
    const first = await again(before);
    first.disk.takeAway(FOLDER);
    await first.notebook.createDiscussion({ title: 'After' });
    await vi.waitFor(async () => {
      await first.notebook.flush();
      const alone = await start(new MemoryStore(), first.disk.killed());
      expect(alone.titles()).toEqual(['After', 'Before']);
    });
  });

  test('[TW2] after a crash each has what only the other had', async () => {
    const first = await start();
    const id = await first.notebook.createDiscussion({ title: 'Shared', posts: [{ body: text('start') }] });
    const second = await again(first);
    const [memoryBefore, diskBefore] = [second.memory.copy(), second.disk.killed()];
    await second.notebook.createDiscussion({ title: 'In one of the two' });
    const discussion = await second.notebook.open(id);
    discussion.addPost({ body: text('late') });
    await second.notebook.flush();
    // The one is as it was before, the other as after it.
    for (const [memory, disk] of [
      [memoryBefore, second.disk.killed()],
      [second.memory.copy(), diskBefore],
    ] as const) {
      const crashed = await start(memory, disk);
      await vi.waitFor(() => expect(crashed.titles()).toEqual(['In one of the two', 'Shared']));
      await vi.waitFor(async () => expect(await crashed.posts(id)).toContain('late'));
      expect(crashed.problems()).toEqual([]);
      for (const lost of [new MemoryStore(), 'journal'] as const) {
        await crashed.notebook.flush();
        const alone =
          lost === 'journal'
            ? await start(crashed.memory.copy(), new MadeDisk())
            : await start(lost, crashed.disk.killed());
        expect(alone.titles()).toEqual(['In one of the two', 'Shared']);
        expect(await alone.posts(id)).toContain('late');
      }
    }
  });

  test('[TW2] a draft comes back also when its discussion already did, before the app ended once more', async () => {
    const first = await start();
    const id = await first.notebook.createDiscussion({ title: 'One', posts: [{ body: text('hello') }] });
    (await first.notebook.open(id)).saveDraft({ body: text('half a thought'), replyTo: null });
    await first.notebook.documents.flush();
    const half = first.memory.copy();
    half.forgetLocals();
    const second = await start(half, first.disk.killed());
    await vi.waitFor(async () => {
      await second.notebook.flush();
      expect(second.asked('journal.rest')).toBe(1);
    });
    expect(await second.memory.getLocal(`recap/n1/${id}`, 'draft')).toMatchObject({ body: text('half a thought') });
  });

  test('[TW2] of two drafts the one that was typed later comes back, whichever of the two has it', async () => {
    const first = await start();
    const id = await first.notebook.createDiscussion({ title: 'One', posts: [{ body: text('hello') }] });
    const discussion = await first.notebook.open(id);
    discussion.saveDraft(null);
    await first.notebook.documents.flush();
    const [memory, disk] = [first.memory.copy(), first.disk.killed()];
    discussion.saveDraft({ body: text('half a thought'), replyTo: null });
    await first.notebook.documents.flush();
    const lost = await start(memory, first.disk.killed());
    const draft = async (run: Awaited<ReturnType<typeof start>>) => (await run.notebook.open(id)).loadDraft();
    expect(await draft(lost)).toMatchObject({ body: text('half a thought') });
    const behind = await start(first.memory.copy(), disk);
    expect(await draft(behind)).toMatchObject({ body: text('half a thought') });
    await behind.notebook.documents.flush();
    const only = await start(new MemoryStore(), behind.disk.killed());
    expect(await draft(only)).toMatchObject({ body: text('half a thought') });
  });

  test('[TW4] a draft that only the journal has is waited for, however long that takes', async () => {
    const first = await start();
    const id = await first.notebook.createDiscussion({ title: 'One', posts: [{ body: text('hello') }] });
    (await first.notebook.open(id)).saveDraft({ body: text('half a thought'), replyTo: null });
    await first.notebook.documents.flush();
    const half = first.memory.copy();
    half.forgetLocals();
    const main = madeMain(first.disk.killed(), 'n1');
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const port = { ...main.port, read: (document: string) => answered.then(() => main.port.read(document)) };
    const store = new JournaledStore(half, port, 'n1' as NotebookId);
    const recapUndo = (fragment: Y.XmlFragment) => new Y.UndoManager(fragment);
    const notebook = await OpenNotebook.open(entry, profile, { store, recapUndo });
    const draft = (await notebook.open(id)).loadDraft();
    expect(await Promise.race([draft, 'not yet'])).toBe('not yet');
    answer();
    expect(await draft).toMatchObject({ body: text('half a thought') });
    await notebook.dispose();
  });

  test('[TW6] what was deleted for ever comes back from neither', async () => {
    const first = await start();
    const gone = await first.notebook.createDiscussion({ title: 'Gone', posts: [{ body: text('secret') }] });
    await first.notebook.createDiscussion({ title: 'Stays' });
    const before = first.disk.killed();
    await first.notebook.flush();
    const full = first.disk.killed();
    await first.notebook.trashed.deleteForever([{ kind: 'discussion', discussion: gone, id: gone }]);
    await vi.waitFor(async () => expect(await first.memory.names('n1')).not.toContain(`recap/n1/${gone}`));
    // A journal from before the deletion, or one that has it: in both the discussion is gone for good.
    for (const disk of [full, before]) {
      const crashed = await start(first.memory.copy(), disk);
      await vi.waitFor(() => expect(crashed.asked('journal.digests')).toBe(1));
      await crashed.notebook.flush();
      const alone = await again(crashed, new MemoryStore());
      expect(alone.titles()).toEqual(['Stays']);
      await vi.waitFor(() => expect(alone.asked('journal.digests')).toBe(1));
      expect(await alone.memory.names('n1')).not.toContain(`recap/n1/${gone}`);
    }
  });

  test('[TW5] when the browser’s storage fails, writing goes on into the journal, and it catches up', async () => {
    const first = await start();
    const id = await first.notebook.createDiscussion({ title: 'One' });
    const discussion = await first.notebook.open(id);
    first.memory.broken = true;
    discussion.addPost({ body: text('while it fails') });
    await vi.waitFor(() => expect(first.problems()).toContain('store/behind'));
    await first.notebook.documents.flush();
    const crashed = await start(new MemoryStore(), first.disk.killed());
    expect(await crashed.posts(id)).toContain('while it fails');
    first.memory.broken = false;
    await first.notebook.flush();
    expect(first.problems()).toEqual([]);
    expect(await (await start(first.memory.copy(), new MadeDisk())).posts(id)).toContain('while it fails');
  });

  test('[TW5] when the journal fails, writing goes on into the browser’s storage, and it catches up', async () => {
    const first = await start();
    const id = await first.notebook.createDiscussion({ title: 'One' });
    const discussion = await first.notebook.open(id);
    first.disk.fails = () => 'ENOSPC';
    discussion.addPost({ body: text('while it fails') });
    await vi.waitFor(() => expect(first.problems()).toEqual(['journal/no-space']));
    await first.notebook.documents.flush();
    expect(await (await start(first.memory.copy(), new MadeDisk())).posts(id)).toContain('while it fails');
    first.disk.fails = () => null;
    await vi.waitFor(() => expect(first.problems()).toEqual([]));
    await first.notebook.flush();
    expect(await (await start(new MemoryStore(), first.disk.killed())).posts(id)).toContain('while it fails');
  });

  test('[TW5] a document that the browser’s storage cannot open comes from the journal, and is stored again later', async () => {
    const first = await start();
    const id = await first.notebook.createDiscussion({ title: 'One', posts: [{ body: text('hello') }] });
    await first.quit();
    first.memory.closed = true;
    const second = await start(first.memory, first.disk);
    expect(second.titles()).toEqual(['One']);
    expect(await second.posts(id)).toContain('hello');
    expect(second.problems()).toContain('store/behind');
    (await second.notebook.open(id)).addPost({ body: text('more') });
    first.memory.closed = false;
    await vi.waitFor(() => expect(second.problems()).toEqual([]));
    await second.notebook.flush();
    const third = await start(first.memory.copy(), new MadeDisk());
    expect(await third.posts(id)).toMatch(/hello.*more/);
  });

  test('[TW4] a start does not wait for a journal that does not answer', async () => {
    const first = await start();
    await first.notebook.createDiscussion({ title: 'One' });
    await first.notebook.documents.flush();
    const main = madeMain(first.disk.killed(), 'n1');
    const port = { ...main.port, open: () => new Promise<never>(() => {}), read: () => new Promise<never>(() => {}) };
    const store = new JournaledStore(first.memory.copy(), port, 'n1' as NotebookId);
    const began = performance.now();
    const recapUndo = (fragment: Y.XmlFragment) => new Y.UndoManager(fragment);
    const notebook = await OpenNotebook.open(entry, profile, { store, recapUndo });
    expect(performance.now() - began).toBeLessThan(3000);
    expect(notebook.summaries.get().map(({ title }) => title)).toEqual(['One']);
  });

  test('[TW3] what cannot be compared is told, and never passes for equal', async () => {
    const first = await start();
    await first.notebook.createDiscussion({ title: 'One' });
    await first.notebook.documents.flush();
    const main = madeMain(first.disk.killed(), 'n1');
    const port = { ...main.port, read: () => Promise.reject(new Error('unreadable')) };
    const memory = new MemoryStore();
    const store = new JournaledStore(memory, port, 'n1' as NotebookId);
    const recapUndo = (fragment: Y.XmlFragment) => new Y.UndoManager(fragment);
    const notebook = await OpenNotebook.open(entry, profile, { store, recapUndo });
    await vi.waitFor(() => expect(notebook.problems.get()).toMatchObject([{ code: 'journal/not-compared' }]));
    await notebook.dispose();
    expect(await memory.getMark('n1')).toBeNull();
    const later = await start(memory, first.disk.killed());
    await vi.waitFor(() => expect(later.titles()).toEqual(['One']));
  });

  test('[TW7] what came back is not written to the journal once more', async () => {
    const first = await start();
    for (let index = 0; index < 20; index += 1)
      await first.notebook.createDiscussion({ title: `Discussion ${index}`, posts: [{ body: text('x'.repeat(500)) }] });
    await first.quit();
    const size = async (disk: MadeDisk) =>
      [...(await disk.list(FOLDER)).values()].reduce((sum, bytes) => sum + bytes, 0);
    const before = await size(first.disk);
    const second = await start(new MemoryStore(), first.disk);
    await vi.waitFor(async () => expect((await second.memory.names('n1')).length).toBe(21));
    await second.notebook.flush();
    expect((await size(first.disk)) - before).toBeLessThan(1000);
  });
});
