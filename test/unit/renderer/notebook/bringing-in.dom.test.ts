import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { newEntry } from '../../../../renderer/app/new-entry';
import type { DocumentStore } from '../../../../renderer/notebook/document-store';
import { JournaledStore } from '../../../../renderer/notebook/journal/journaled-store';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import { listSummary } from '../../../../shared/model/catalog-doc';
import { type BuiltDiscussion, buildDiscussion, toBytes } from '../../../../shared/model/imported-discussion';
import { ORIGIN } from '../../../../shared/model/origins';
import type { Profile } from '../../../../shared/model/settings';
import type { DiscussionId, NotebookId, ParticipantId, PostId } from '../../../../shared/util/brand';
import { madeMain } from '../../../support/journal-bridge';
import { MemoryStore } from '../../../support/memory-store';
import { start } from '../../../support/stored-runs';

const profile: Profile = { participantId: 'renee', name: 'Renee', colour: 1 };
const entry = { ...newEntry('SMCHAT', 1), id: 'n1' };
const [FIRST, SECOND] = ['aaaaaaaa-1', 'aaaaaaaa-2'] as [DiscussionId, DiscussionId];
const chris = 'guest:1' as ParticipantId;

const open = (store: DocumentStore): Promise<OpenNotebook> =>
  OpenNotebook.open(entry, profile, { store, recapUndo: (fragment) => new Y.UndoManager(fragment) });

function built(id: DiscussionId, words: readonly string[]): BuiltDiscussion {
  const doc = buildDiscussion({
    id,
    title: 'A chat',
    at: 2000,
    by: { id: 'renee' as ParticipantId, name: 'Renee', colour: 1 },
    people: new Map([[chris, { name: 'Chris', colour: 3 }]]),
    recap: null,
    posts: words.map((text, index) => ({
      id: `${id}-${String(index)}` as PostId,
      author: chris,
      createdAt: index === 1 ? null : 1000 - index,
      editedAt: index === 0 ? 1500 : null,
      replyTo: index === 0 ? null : (`${id}-0` as PostId),
      body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
      reactions: [{ person: chris, emoji: '👍' }],
    })),
  });
  return toBytes(id, doc);
}

describe('discussions that are brought in', () => {
  test('are listed all at once, with authors, times, replies and reactions, and are nothing new to whoever brought them', async () => {
    const notebook = await open(new MemoryStore());
    const bringing = await notebook.bringIn([FIRST, SECOND]);
    await bringing.keep(built(FIRST, ['one', 'two', 'three']));
    await bringing.keep(built(SECOND, ['four']));
    expect(notebook.summaries.get()).toEqual([]);
    await bringing.list();
    expect(notebook.summaries.get().map(({ id, unread }) => [id, unread])).toEqual([
      [FIRST, false],
      [SECOND, false],
    ]);
    const discussion = await notebook.open(FIRST);
    const posts = discussion.posts.get();
    expect(posts.map((post) => [post.author.name, post.createdAt, post.editedAt, post.replyTo, post.own])).toEqual([
      ['Chris', 1000, 1500, null, true],
      ['Chris', null, null, `${FIRST}-0`, true],
      ['Chris', 998, null, `${FIRST}-0`, true],
    ]);
    expect(discussion.parts.reactions.get()).toHaveLength(3);
    expect(discussion.newPosts.get().size).toBe(0);
    expect(discussion.meta.get()).toMatchObject({ title: 'A chat', createdAt: 1000, presence: { kind: 'here' } });
  });

  test('[CD7] leave nothing when they are left off', async () => {
    const store = new MemoryStore();
    const notebook = await open(store);
    const bringing = await notebook.bringIn([FIRST, SECOND]);
    await bringing.keep(built(FIRST, ['one']));
    await bringing.leaveOff();
    await bringing.leaveOff();
    expect(notebook.summaries.get()).toEqual([]);
    expect(await store.read(`recap/n1/${FIRST}`)).toEqual([]);
    await expect(bringing.keep(built(SECOND, ['two']))).rejects.toThrow('not expected');
  });

  test('[CD7] stay when another copy listed them meanwhile, or had sent something of them before', async () => {
    const store = new MemoryStore();
    const notebook = await open(store);
    const [listed, sent, shown, fresh] = [FIRST, SECOND, `${FIRST}-3`, `${FIRST}-4`] as [
      DiscussionId,
      DiscussionId,
      DiscussionId,
      DiscussionId,
    ];
    const name = (id: DiscussionId): string => `recap/n1/${id}`;
    for (const id of [sent, shown]) {
      const { update, digest } = built(id, ['theirs']);
      await store.append(name(id), update, digest);
    }
    const bringing = await notebook.bringIn([listed, sent, shown, fresh]);
    const held = await notebook.documents.acquire(name(shown));
    for (const id of [listed, sent, shown, fresh]) await bringing.keep(built(id, ['mine']));
    await held.stored.flush();
    notebook.catalog.transact(() => listSummary(notebook.catalog, listed, built(listed, []).summary), ORIGIN.exchange);
    await bringing.leaveOff();
    const left = [];
    for (const id of [listed, sent, shown, fresh]) left.push((await store.read(name(id))).length > 0);
    expect(left).toEqual([true, true, true, false]);
    expect(notebook.summaries.get().map(({ id }) => id)).toEqual([listed]);
  });

  test('[CD7] are put away at the next start when the app ended in between, which is told', async () => {
    const store = new MemoryStore();
    const before = await open(store);
    const mine = await before.createDiscussion({ title: 'Mine' });
    const bringing = await before.bringIn([FIRST, SECOND]);
    await bringing.keep(built(FIRST, ['one']));
    const after = await open(store);
    expect(after.summaries.get().map(({ id }) => id)).toEqual([mine]);
    expect(await store.read(`recap/n1/${FIRST}`)).toEqual([]);
    expect(after.problems.get().map(({ code }) => code)).toEqual(['chats/interrupted']);
    expect((await open(store)).problems.get()).toEqual([]);
  });

  test('[CD7] [TW4] stay at the next start when only the journal knows that they were listed, however long it takes', async () => {
    const run = await start();
    const bringing = await run.notebook.bringIn([FIRST]);
    await bringing.keep(built(FIRST, ['one']));
    await run.notebook.flush();
    // As a browser's storage is after a power cut: some seconds behind.
    const behind = run.memory.copy();
    await bringing.list();
    await run.notebook.flush();

    const main = madeMain(run.disk.killed(), 'n1');
    const { port } = main;
    let answer = (): void => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const late = { ...port, read: (document: string) => answered.then(() => port.read(document)) };
    const after = await open(new JournaledStore(behind, late, 'n1' as NotebookId));
    expect(after.summaries.get()).toEqual([]);
    answer();
    await vi.waitFor(() => expect(after.summaries.get().map(({ id }) => id)).toEqual([FIRST]));
    const discussion = await after.open(FIRST);
    expect(discussion.posts.get()).toHaveLength(1);
    expect(after.problems.get()).toEqual([]);
    await after.dispose();
    await main.journals.close();
  });

  test('that cannot be stored are refused, and can be left off', async () => {
    const store = new MemoryStore();
    const notebook = await open(store);
    const bringing = await notebook.bringIn([FIRST]);
    store.broken = true;
    await expect(bringing.keep(built(FIRST, ['one']))).rejects.toMatchObject({ code: 'store/write-failed' });
    store.broken = false;
    await bringing.leaveOff();
    expect(notebook.summaries.get()).toEqual([]);
  });
});
