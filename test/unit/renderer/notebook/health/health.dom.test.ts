import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { MadeDisk } from '../../../../support/made-disk';
import { MemoryStore } from '../../../../support/memory-store';
import { type Run, start, text } from '../../../../support/stored-runs';

/** “Within a second”, with what a busy machine takes. */
const SOON = { timeout: 6000, interval: 20 };

async function begun() {
  const run = await start();
  const id = await run.notebook.createDiscussion({ title: 'One', posts: [{ body: text('hello') }] });
  const discussion = await run.notebook.open(id);
  await run.notebook.flush();
  return { run, id, discussion, name: `recap/n1/${id}` };
}

/** Either store alone has the title. */
async function expectStored(run: Run, id: string, title: string): Promise<void> {
  await run.notebook.flush();
  for (const other of [
    await start(run.memory.copy(), new MadeDisk()),
    await start(new MemoryStore(), run.disk.killed()),
  ])
    expect((await other.notebook.open(id as never)).title.toString()).toBe(title);
}

describe('a document', () => {
  test('[HL1] [HL2] whose events an exception stopped is told of at once, and what others missed they are told', async () => {
    const { run, id, discussion } = await begun();
    const { doc, title } = discussion;
    const seen: string[] = [];
    title.observe(() => seen.push(title.toString()));
    let throws = true;
    // A change that another change brings about stands behind the one at which it stops.
    title.observe(() => {
      if (title.toString() === 'aOne') doc.transact(() => title.insert(0, 'b'));
    });
    doc.on('update', () => {
      if (throws) throw new Error('somebody else’s listener');
    });
    expect(() => title.insert(0, 'a')).toThrow('somebody else’s listener');
    throws = false;
    await vi.waitFor(() => expect(run.problems()).toEqual(['document/stuck']), SOON);
    expect(title.toString()).toBe('baOne');
    expect(seen.at(-1)).toBe('baOne');
    title.insert(0, 'c');
    await expectStored(run, id, 'cbaOne');
  });

  test('[HL1] that nobody who stores it is told of any more is noticed within a second', async () => {
    const { run, id, discussion, name } = await begun();
    const { doc } = discussion;
    const undo = discussion.parts.ours.undo;
    // As if somebody had taken all listeners away.
    for (const listener of [...(doc._observers.get('update') ?? [])]) doc.off('update', listener);
    discussion.title.insert(0, 'a');
    await vi.waitFor(() => expect(run.problems()).toEqual(['document/stuck']), SOON);
    discussion.title.insert(0, 'b');
    await expectStored(run, id, 'baOne');
    // The same document, with what can be undone. [HL3]
    expect(run.notebook.documents.peek(name)?.doc).toBe(doc);
    expect(run.notebook.openDiscussion(id)?.parts.ours.undo).toBe(undo);
  });

  test('[HL5] of which something else is stored than is on screen is stored again, and told', async () => {
    const { run, id, discussion, name } = await begun();
    discussion.title.insert(0, 'a');
    await run.notebook.documents.flush();
    run.memory.rowsOf(name).pop();
    await vi.waitFor(() => expect(run.problems()).toEqual(['document/differed']));
    await expectStored(run, id, 'aOne');
    run.notebook.dismissProblem(`stuck:${name}`);
    discussion.title.insert(0, 'b');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(run.problems()).toEqual([]);
  });

  test('[HL3] [HL4] whose store fails is opened anew, while the journal takes what is written', async () => {
    const { run, id, discussion, name } = await begun();
    const opened = vi.spyOn(run.memory, 'open');
    run.memory.broken = true;
    discussion.title.insert(0, 'a');
    await vi.waitFor(() => expect(run.problems()).toContain('store/behind'), SOON);
    // Another window put something there meanwhile: it is merged in.
    const other = new Y.Doc();
    for (const row of run.memory.rowsOf(name)) Y.applyUpdate(other, row);
    other.getText('title').insert(0, 'x');
    run.memory.rowsOf(name).push(Y.encodeStateAsUpdate(other));
    await vi.waitFor(() => expect(opened).toHaveBeenCalledWith(name, discussion.doc, expect.anything()));
    run.memory.broken = false;
    await vi.waitFor(() => expect(discussion.title.toString()).toMatch(/^(ax|xa)One$/), SOON);
    await run.notebook.flush();
    expect(run.problems()).toEqual([]);
    await expectStored(run, id, discussion.title.toString());
  });

  test('[HL4] whose store does not answer is told of, and stored when it does', async () => {
    const { run, id, discussion, name } = await begun();
    const stored = run.notebook.documents.peek(name)?.stored;
    const silent = vi.spyOn(run.memory, 'waiting');
    silent.mockReturnValue(performance.now() - 10_000);
    await vi.waitFor(() => expect(run.problems()).toContain('store/behind'), SOON);
    discussion.title.insert(0, 'a');
    silent.mockReturnValue(null);
    await vi.waitFor(() => expect(run.problems()).toEqual([]));
    expect(run.notebook.documents.peek(name)?.stored).toBe(stored);
    await expectStored(run, id, 'aOne');
  });
});
