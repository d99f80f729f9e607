import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { newEntry } from '../../../../renderer/app/new-entry';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import { discussionsOf } from '../../../../shared/model/catalog-doc';
import { authorsOf, peopleOf, postsOf } from '../../../../shared/model/discussion-doc';
import type { RichText } from '../../../../shared/model/rich-text';
import type { NotebookEntry, Profile } from '../../../../shared/model/settings';
import type { DiscussionId } from '../../../../shared/util/brand';
import { MemoryStore } from '../../../support/memory-store';

const profile: Profile = { participantId: 'renee', name: 'Renee', colour: 1 };
const entry: NotebookEntry = { ...newEntry('SMCHAT', 1), id: 'n1' };
const text = (value: string): RichText => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: value }] }],
});

function open(store = new MemoryStore(), who = profile, which = entry): Promise<OpenNotebook> {
  return OpenNotebook.open(which, who, { store, recapUndo: (fragment) => new Y.UndoManager(fragment) });
}

async function mirror(from: OpenNotebook, to: OpenNotebook, id: DiscussionId): Promise<void> {
  Y.applyUpdate(to.catalog, Y.encodeStateAsUpdate(from.catalog));
  const [a, b] = [await from.open(id), await to.open(id)];
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc));
}

describe('a notebook', () => {
  test('shows exactly what was there after closing and starting again', async () => {
    const store = new MemoryStore();
    const first = await open(store);
    const id = await first.createDiscussion({ title: 'One', posts: [{ body: text('hello') }], recap: text('recap') });
    first.rename('Wednesdays');
    await first.setStatus(id, 'recapping');
    const before = (await first.open(id)).export();
    await first.dispose();
    const again = await open(store);
    expect(again.name.get()).toBe('Wednesdays');
    expect(again.summaries.get()).toMatchObject([
      { id, title: 'One', status: 'recapping', postCount: 1, unread: false },
    ]);
    expect((await again.open(id)).export()).toEqual(before);
  });

  test('that was joined gets its name from the others, not from this device', async () => {
    const joined = await open(new MemoryStore(), profile, { ...entry, shared: true, name: 'From the invite' });
    expect(joined.name.get()).toBe('From the invite');
    expect(joined.catalog.getMap('meta').size).toBe(0);
  });

  test('moves a discussion to the trash, back, and deletes it for ever', async () => {
    const notebook = await open();
    const id = await notebook.createDiscussion({ title: 'Gone' });
    notebook.trash(id);
    expect(notebook.summaries.get()[0]?.trashedAt).not.toBeNull();
    notebook.restore(id);
    expect(notebook.summaries.get()[0]?.trashedAt).toBeNull();
    await notebook.trashed.deleteForever([{ kind: 'discussion', discussion: id, id: id }]);
    expect(notebook.summaries.get()).toEqual([]);
    expect(notebook.lists(id)).toBe(false);
  });

  test('does not take back a discussion that was deleted for ever while somebody else edited it', async () => {
    const [a, b] = [await open(), await open(new MemoryStore(), { ...profile, participantId: 'chris', name: 'Chris' })];
    const id = await a.createDiscussion({ title: 'x' });
    await mirror(a, b, id);
    discussionsOf(b.catalog).get(id)?.set('title', 'edited');
    await a.trashed.deleteForever([{ kind: 'discussion', discussion: id, id: id }]);
    Y.applyUpdate(a.catalog, Y.encodeStateAsUpdate(b.catalog));
    expect(a.lists(id)).toBe(false);
  });

  test('keeps the catalog’s row current while a discussion is written in', async () => {
    const notebook = await open();
    const id = await notebook.createDiscussion({ title: 'Old' });
    await notebook.setTitle(id, 'New');
    (await notebook.open(id)).addPost({ body: text('hi') });
    await vi.waitFor(() => expect(notebook.summaries.get()[0]).toMatchObject({ title: 'New', postCount: 1 }));
  });

  test('keeps its catalog and its name, whatever a member deletes or calls it', async () => {
    const store = new MemoryStore();
    const notebook = await open(store);
    await notebook.createDiscussion({ title: 'Precious' });
    notebook.catalog.transact(() => {
      for (const id of ['catalog', '', '../catalog', '__proto__']) {
        notebook.catalog.getMap('deleted').set(id, { at: 1, by: 'x' });
      }
      notebook.catalog.getMap('meta').set('name', ` ${'n'.repeat(5000)}`);
    });
    await notebook.flush();
    expect(notebook.name.get()).toHaveLength(200);
    await notebook.dispose();
    expect((await open(store)).summaries.get()).toMatchObject([{ title: 'Precious' }]);
  });

  test('tells of every document in memory, also those that nobody opened', async () => {
    const notebook = await open();
    const id = await notebook.createDiscussion({ title: 'x' });
    const told: string[] = [];
    notebook.onDocument((name) => told.push(name));
    expect(told.sort()).toEqual([id, 'catalog'].sort());
  });

  test('marks what somebody else did since as unread, until it is looked at', async () => {
    const [a, b] = [await open(), await open(new MemoryStore(), { ...profile, participantId: 'chris', name: 'Chris' })];
    const id = await a.createDiscussion({ title: 'x', posts: [{ body: text('hi') }] });
    await mirror(a, b, id);
    expect(b.summaries.get()[0]?.unread).toBe(true);
    (await b.open(id)).markSeen();
    expect(b.summaries.get()[0]?.unread).toBe(false);
    expect(a.summaries.get()[0]?.unread).toBe(false);
  });
});

describe('a discussion', () => {
  test('notes the author of a session once, with the first edit and not before', async () => {
    const notebook = await open();
    const id = await notebook.createDiscussion({ title: 'x' });
    const store = new MemoryStore();
    const reader = await open(store, { ...profile, participantId: 'chris', name: 'Chris' });
    await mirror(notebook, reader, id);
    const discussion = await reader.open(id);
    await Promise.resolve();
    expect([...authorsOf(discussion.doc).values()]).toEqual(['renee']);
    discussion.addPost({ body: text('a') });
    await vi.waitFor(() => expect([...authorsOf(discussion.doc).values()].sort()).toEqual(['chris', 'renee']));
    expect(peopleOf(discussion.doc).get('chris')).toEqual({ name: 'Chris', colour: 1 });
  });

  test('keeps imported posts in the order given, with one guest per name', async () => {
    const notebook = await open();
    const id = await notebook.createDiscussion({
      posts: [
        { body: text('1'), authorName: 'Renee', createdAt: null },
        { body: text('2'), authorName: 'Chris', createdAt: 1_250_000_000_000 },
        { body: text('3'), authorName: 'renee', createdAt: 1_240_000_000_000 },
        { body: text('4'), createdAt: null },
      ],
    });
    const posts = (await notebook.open(id)).posts.get();
    expect(posts.map((post) => post.body.content?.[0]?.content?.[0]?.text)).toEqual(['1', '2', '3', '4']);
    expect(posts.map((post) => post.author.name)).toEqual(['Renee', 'Chris', 'Renee', 'Unknown author']);
    expect(posts[0]?.author.id).toBe(posts[2]?.author.id);
    expect(posts.every((post) => post.own)).toBe(true);
  });

  test('a deleted post leaves its line and can come back', async () => {
    const notebook = await open();
    const id = await notebook.createDiscussion({ posts: [{ body: text('mine') }] });
    const discussion = await notebook.open(id);
    const [post] = discussion.posts.get();
    discussion.deletePost(post?.id as never);
    expect(discussion.posts.get()[0]).toMatchObject({ deleted: true });
    expect(discussion.export().posts[0]).toMatchObject({ deleted: true, body: { content: [] } });
    discussion.trash.putBack('post', post?.id as never);
    expect(discussion.export().posts[0]?.deleted).toBe(false);
  });

  test('counts posts that arrived since the last look as new, also those written earlier elsewhere', async () => {
    const [a, b] = [await open(), await open(new MemoryStore(), { ...profile, participantId: 'chris', name: 'Chris' })];
    const id = await a.createDiscussion({ posts: [{ body: text('old') }] });
    await mirror(a, b, id);
    (await b.open(id)).markSeen();
    const late = (await a.open(id)).addPosts([{ body: text('late'), createdAt: 5, authorName: 'Guest' }]);
    await mirror(a, b, id);
    const again = await b.open(id);
    expect([...again.newPosts.get()]).toEqual(late);
    again.markSeen();
    expect(again.newPosts.get().size).toBe(0);
  });

  test('keeps the composer’s draft on this device', async () => {
    const store = new MemoryStore();
    const notebook = await open(store);
    const id = await notebook.createDiscussion();
    const discussion = await notebook.open(id);
    discussion.saveDraft({ body: text('not sent yet'), replyTo: null });
    expect(await discussion.loadDraft()).toEqual({ body: text('not sent yet'), replyTo: null });
    discussion.saveDraft(null);
    expect(await discussion.loadDraft()).toBeNull();
  });

  test('whose events were stopped by a throwing listener is healed, stored and told of', async () => {
    const store = new MemoryStore();
    const notebook = await open(store);
    const id = await notebook.createDiscussion();
    const discussion = await notebook.open(id);
    let throwing = true;
    discussion.doc.on('update', () => {
      if (throwing) throw new Error('somebody else’s listener');
    });
    expect(() => discussion.title.insert(0, 'a')).toThrow('somebody else’s listener');
    throwing = false;
    await vi.waitFor(() => expect(notebook.problems.get()).toMatchObject([{ code: 'document/stuck' }]));
    discussion.title.insert(1, 'b');
    await notebook.dispose();
    const again = await open(store);
    expect((await again.open(id)).title.toString()).toBe('ab');
  });

  test('that holds content of a newer version is marked read-only', async () => {
    const store = new MemoryStore();
    const notebook = await open(store);
    const id = await notebook.createDiscussion({ posts: [{ body: text('x') }] });
    const discussion = await notebook.open(id);
    for (const post of postsOf(discussion.doc).values()) {
      const body = post.get('body');
      if (body instanceof Y.XmlFragment) body.insert(0, [new Y.XmlElement('poll')]);
    }
    discussion.recap.insert(0, [new Y.XmlElement('takeaway')]);
    expect(discussion.posts.get()[0]?.readOnly).toBe(true);
    await notebook.dispose();
    const again = await (await open(store)).open(id);
    expect(again.meta.get().recapReadOnly).toBe(true);
  });
});
