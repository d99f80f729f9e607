/** The trash of a notebook: discussions, posts and points; 30 days; and what others hear of a deletion for ever. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../renderer/editor';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import type { Discussion, TrashRef } from '../../../../renderer/notebook/types';
import { exportMarkdown } from '../../../../shared/markdown';
import { deletedOf, discussionsOf, readSummary, writeSummary } from '../../../../shared/model/catalog-doc';
import { postsOf } from '../../../../shared/model/discussion-doc';
import { DAY_MS } from '../../../../shared/model/trash';
import type { DiscussionId, PostId } from '../../../../shared/util/brand';
import { MemoryStore } from '../../../support/memory-store';
import { doc, p } from '../../shared/markdown/build';
import { cite, point } from '../../shared/recap/build-points';

const entry = { id: 'n', name: 'SMCHAT', createdAt: 1, shared: false } as Parameters<typeof OpenNotebook.open>[0];
const RECAP = doc(point('takeaway', 'a', 'Ask first', {}, cite('p1')), point('takeaway', 'b', 'Listen'));

async function copy(name: string): Promise<OpenNotebook> {
  const profile = { participantId: name.toLowerCase(), name, colour: 0 };
  return OpenNotebook.open(entry, profile, { store: new MemoryStore(), recapUndo: createRecapUndo });
}

let renee: OpenNotebook;
let chris: OpenNotebook;
let id: DiscussionId;
let discussion: Discussion;
beforeEach(async () => {
  [renee, chris] = [await copy('Renee'), await copy('Chris')];
  const posts = ['One', 'Two'].map((said, at) => ({ id: `p${String(at)}`, body: doc(p(said)) }));
  id = await renee.createDiscussion({ title: 'Talk', posts, recap: RECAP });
  discussion = await renee.open(id);
});

afterEach(() => {
  vi.useRealTimers();
});

/** Both hear everything of each other. */
async function meet(): Promise<void> {
  for (const notebook of [renee, chris]) await notebook.flush();
  const there = await chris.open(id);
  for (let round = 0; round < 2; round += 1) {
    for (const [a, b] of [
      [renee.catalog, chris.catalog],
      [discussion.doc, there.doc],
    ] as const) {
      Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)), 'exchange');
      Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)), 'exchange');
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  chris.close(id);
}

const removePoint = async (at = 0): Promise<void> => {
  discussion.parts.ours.remove(at, at + 1);
  await Promise.resolve();
  await renee.flush();
};
const post = (at: number): PostId => discussion.posts.get()[at]?.id as PostId;
const words = (notebook: OpenNotebook) =>
  notebook.trashed.items.get().map((one) => `${one.kind} ${one.words || one.title}`);
const ref = (kind: TrashRef['kind'], of: string): TrashRef => ({ kind, discussion: id, id: of });

/** Every day of a month and more, without what happens between. */
async function liveOn(notebook: OpenNotebook, days = 33): Promise<void> {
  for (let day = 0; day <= days; day += 1) await notebook.trashed.tidy(Date.now() + day * DAY_MS);
}

describe('the trash of a notebook', () => {
  it('[TR1] [TR11] lists posts, points and discussions with who deleted them, on both sides, and nothing else shows them', async () => {
    const before = exportMarkdown(discussion.export(), 'discussion', { imageUrl: (src) => src });
    discussion.deletePost(post(1));
    await removePoint();
    await meet();
    expect(words(chris).toSorted()).toEqual(['point Ask first', 'post Two']);
    expect(chris.trashed.items.get()).toMatchObject([{ by: { name: 'Renee' } }, { by: { name: 'Renee' } }]);
    expect(exportMarkdown(discussion.export(), 'discussion', { imageUrl: (src) => src })).not.toContain('Ask first');
    for (const { kind, id: of } of renee.trashed.items.get())
      expect(await renee.trashed.putBack(ref(kind, of))).toBe(true);
    expect(exportMarkdown(discussion.export(), 'discussion', { imageUrl: (src) => src })).toBe(before);
    await meet();
    expect(words(chris)).toEqual([]);
    renee.trash(id);
    expect(words(renee)).toEqual(['discussion Talk']);
  });

  it('[TR10] a post is put back and deleted for ever by whoever may delete it, a point by everybody', async () => {
    discussion.deletePost(post(1));
    await removePoint();
    await meet();
    expect(chris.trashed.items.get().map(({ kind, own }) => [kind, own])).toEqual(
      expect.arrayContaining([
        ['post', false],
        ['point', true],
      ]),
    );
    expect(await chris.trashed.putBack(ref('post', post(1)))).toBe(false);
    expect(await chris.trashed.putBack(ref('point', 'a'))).toBe(true);
    await meet();
    expect(discussion.parts.ours.points.get().map((one) => one.id)).toEqual(['a', 'b']);
  });

  it('[TR6] what was deleted for ever is told by whom, its words are gone, and it does not come back from a copy that was apart', async () => {
    discussion.deletePost(post(1));
    await removePoint();
    await meet();
    const away = await chris.open(id);
    // As a version without this rule would.
    postsOf(away.doc).get(post(1))?.set('deletedAt', null);
    await renee.trashed.deleteForever([ref('post', post(1)), ref('point', 'a')]);
    expect(JSON.stringify([...discussion.doc.getMap('trash').keys()])).toBe('[]');
    await meet();
    for (const notebook of [renee, chris]) {
      expect(words(notebook)).toEqual([]);
      expect(
        notebook.trashed.gone
          .get()
          .map(({ kind, title, by }) => [kind, title, by?.name])
          .toSorted(),
      ).toEqual([
        ['point', 'Talk', 'Renee'],
        ['post', 'Talk', 'Renee'],
      ]);
    }
    expect(away.posts.get()[1]).toMatchObject({
      deleted: true,
      gone: { by: { name: 'Renee' } },
      body: { content: [] },
    });
  });

  it('[TR6] a discussion too, with the title that it had', async () => {
    await meet();
    await chris.trashed.deleteForever([{ kind: 'discussion', discussion: id, id }]);
    await meet();
    expect(renee.trashed.gone.get()).toMatchObject([{ kind: 'discussion', title: 'Talk', by: { name: 'Chris' } }]);
    expect(discussion.meta.get().presence).toMatchObject({ kind: 'deleted', by: { name: 'Chris' } });
  });

  it('[TR8] after 30 days it goes for good, with nobody named', async () => {
    discussion.deletePost(post(1));
    await removePoint();
    await liveOn(renee, 29);
    expect(words(renee).length).toBe(2);
    await liveOn(renee, 40);
    expect(words(renee)).toEqual([]);
    expect(renee.trashed.gone.get()).toEqual([]);
    expect(discussion.posts.get()[1]).toMatchObject({ deleted: true, body: { content: [] } });
    expect(await renee.trashed.putBack(ref('point', 'a'))).toBe(false);
  });

  it('[TR8] a discussion goes as well, 30 days after it was last written in', async () => {
    renee.close(id);
    renee.trash(id);
    const row = discussionsOf(renee.catalog).get(id);
    const summary = readSummary(row);
    if (row && summary) writeSummary(row, { ...summary, activeAt: Date.now() + 10 * DAY_MS });
    await liveOn(renee, 35);
    expect(words(renee)).toEqual(['discussion Talk']);
    await liveOn(renee, 45);
    expect(words(renee)).toEqual([]);
    expect(renee.summaries.get()).toEqual([]);
    expect(renee.lists(id)).toBe(false);
  });

  it('[TR9] a clock that is set ahead takes nothing away', async () => {
    await removePoint();
    await renee.trashed.tidy(Date.now());
    await renee.trashed.tidy(Date.now() + 500 * DAY_MS);
    expect(words(renee)).toEqual(['point Ask first']);
  });

  it('[TR9] nor does one that is set back: what is put back and deleted again has its days once more', async () => {
    await removePoint();
    await liveOn(renee, 30);
    expect(await renee.trashed.putBack(ref('point', 'a'))).toBe(true);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 100 * DAY_MS });
    await removePoint();
    vi.useRealTimers();
    for (const day of [31, 32]) await renee.trashed.tidy(Date.now() + day * DAY_MS);
    expect(words(renee)).toEqual(['point Ask first']);
  });

  it('[TR8] what was deleted again since the list knew of it is not yet over', async () => {
    const row = discussionsOf(renee.catalog).get(id);
    const key = 'trash:point:a';
    await removePoint();
    const known = row?.get(key);
    await liveOn(renee, 30);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 29 * DAY_MS });
    expect(await renee.trashed.putBack(ref('point', 'a'))).toBe(true);
    await removePoint();
    vi.useRealTimers();
    row?.set(key, known);
    for (const day of [31, 32]) await renee.trashed.tidy(Date.now() + day * DAY_MS);
    expect(words(renee)).toEqual(['point Ask first']);
    expect(row?.get(key)).not.toEqual(known);
  });

  /** Chris hears of the catalog alone, as before a discussion arrives. */
  function hearOfCatalog(): void {
    Y.applyUpdate(chris.catalog, Y.encodeStateAsUpdate(renee.catalog), 'exchange');
  }

  it('[TR11] of a discussion that has not arrived the row stays as others wrote it, whatever is put back or goes for good', async () => {
    discussion.deletePost(post(1));
    await removePoint();
    hearOfCatalog();
    const row = () => JSON.stringify(discussionsOf(chris.catalog).get(id));
    const before = row();
    expect(before).toContain('trash:point:a');
    expect(await chris.trashed.putBack(ref('point', 'a'))).toBe(false);
    await chris.trashed.deleteForever([ref('point', 'a')]);
    await liveOn(chris);
    await chris.flush();
    expect(row()).toBe(before);
    // When it has arrived, it goes as any other.
    await meet();
    await liveOn(chris);
    await meet();
    expect([words(chris), words(renee)]).toEqual([[], []]);
  });

  it('[TR8] a discussion that cannot be opened keeps no other from being tidied, and is told of once', async () => {
    await removePoint();
    const other = await renee.createDiscussion({ title: 'Other', recap: RECAP });
    const its = await renee.open(other);
    its.parts.ours.remove(0, 1);
    await Promise.resolve();
    await renee.flush();
    await liveOn(renee, 30);
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const opening = vi.spyOn(renee, 'within').mockRejectedValueOnce(new Error('cannot be read'));
    await renee.trashed.tidy(Date.now() + 31 * DAY_MS);
    expect([opening.mock.calls.length, words(renee).length, told.mock.calls.length]).toEqual([2, 1, 1]);
    await renee.trashed.tidy(Date.now() + 31 * DAY_MS);
    expect(words(renee)).toEqual([]);
    told.mockRestore();
  });

  it('[TR7] a discussion that somebody restored, apart, while its time was over is back on both sides', async () => {
    renee.trash(id);
    await meet();
    chris.restore(id);
    await liveOn(renee);
    expect(renee.lists(id)).toBe(false);
    await meet();
    for (const notebook of [renee, chris]) {
      expect(notebook.lists(id)).toBe(true);
      expect(notebook.summaries.get().length).toBe(1);
    }
    expect(deletedOf(renee.catalog).size).toBe(1);
  });

  it('[TR7] a post that somebody put back, apart, while its time was over is there with its words', async () => {
    discussion.deletePost(post(1));
    await meet();
    const own = await copy('Renee');
    Y.applyUpdate(own.catalog, Y.encodeStateAsUpdate(renee.catalog));
    const there = await own.open(id);
    Y.applyUpdate(there.doc, Y.encodeStateAsUpdate(discussion.doc), 'exchange');
    there.trash.putBack('post', post(1));
    await liveOn(renee);
    Y.applyUpdate(there.doc, Y.encodeStateAsUpdate(discussion.doc), 'exchange');
    await new Promise((resolve) => setImmediate(resolve));
    Y.applyUpdate(discussion.doc, Y.encodeStateAsUpdate(there.doc), 'exchange');
    for (const one of [there, discussion]) {
      expect(one.posts.get()[1]).toMatchObject({ deleted: false, body: doc(p('Two')) });
    }
  });
});
