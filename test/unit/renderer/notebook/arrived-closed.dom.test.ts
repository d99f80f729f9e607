/** What arrives for a discussion that is not open. */
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../renderer/editor';
import { moveBlockTo } from '../../../../renderer/editor/handle/block-changes';
import { Merging } from '../../../../renderer/notebook/merging';
import { storeName } from '../../../../renderer/notebook/names';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import type { Discussion } from '../../../../renderer/notebook/types';
import { postsOf, recapOf } from '../../../../shared/model/discussion-doc';
import { blockText } from '../../../../shared/model/point';
import { readRichText } from '../../../../shared/model/rich-text-yjs';
import { deleteForever } from '../../../../shared/recap/trash';
import type { DiscussionId, PostId } from '../../../../shared/util/brand';
import { HeadlessEditor } from '../../../support/headless-editor';
import { MemoryStore } from '../../../support/memory-store';
import { doc, p } from '../../shared/markdown/build';
import { point } from '../../shared/recap/build-points';

const entry = { id: 'n', name: 'SMCHAT', createdAt: 1, shared: false } as Parameters<typeof OpenNotebook.open>[0];
const open = (name: string, store: MemoryStore): Promise<OpenNotebook> =>
  OpenNotebook.open(
    entry,
    { participantId: name.toLowerCase(), name, colour: 0 },
    { store, recapUndo: createRecapUndo },
  );
const RECAP = doc(point('takeaway', 'a', 'Ask first'), p('end'));

/** Renee's copy of a talk, and Chris's as it is stored, with all that both know and what Chris wrote after that. */
async function apart(write: (doc: Y.Doc) => void) {
  const renee = await open('Renee', new MemoryStore());
  const id = await renee.createDiscussion({ title: 'Talk', posts: [{ id: 'p0', body: doc(p('One')) }], recap: RECAP });
  const hers = await renee.open(id);
  hers.deletePost('p0' as PostId);
  const store = new MemoryStore();
  const chris = await open('Chris', store);
  Y.applyUpdate(chris.catalog, Y.encodeStateAsUpdate(renee.catalog), 'exchange');
  const his = await chris.open(id);
  Y.applyUpdate(his.doc, Y.encodeStateAsUpdate(hers.doc), 'exchange');
  his.doc.transact(() => write(his.doc), 'typing');
  await chris.flush();
  return { id, hers, store, known: Y.encodeStateVector(his.doc) };
}

const first = (doc: Y.Doc): Y.XmlText =>
  ((recapOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlElement).get(0) as Y.XmlText;

/** Chris starts the app, hears what is new of Renee's, and opens the talk. */
async function arrives(
  store: MemoryStore,
  id: DiscussionId,
  { doc }: Discussion,
  known: Uint8Array,
): Promise<Discussion> {
  const chris = await open('Chris', store.copy());
  await new Merging(chris.documents).apply(storeName(chris.id, id), [Y.encodeStateAsUpdate(doc, known)]);
  return chris.open(id);
}

function move({ doc }: Discussion): void {
  const editor = new HeadlessEditor(recapOf(doc));
  const { tr } = editor.state;
  moveBlockTo(tr, 0, 2);
  editor.dispatch(tr);
  editor.destroy();
}

it.each<[string, (hers: Discussion) => void, string[], string[]]>([
  ['deleted', (hers: Discussion) => hers.parts.ours.remove(0, 1), ['end'], ['Ask first and wait']],
  ['moved', move, ['end', 'Ask first and wait'], []],
])(
  '[LW5] words in a point that somebody else %s are with it, when that arrived while the discussion was closed',
  async (_how, act, texts, inTrash) => {
    const { id, hers, store, known } = await apart((doc) => first(doc).insert('Ask first'.length, ' and wait'));
    act(hers);
    await Promise.resolve();
    const again = await open('Chris', store.copy());
    const update = Y.encodeStateAsUpdate(hers.doc, known);
    await new Merging(again.documents).apply(storeName(again.id, id), [update]);
    const opened = await again.open(id);
    const points = opened.trash.items.get().filter(({ kind }) => kind === 'point');
    expect(points.map(({ words }) => words)).toEqual(inTrash);
    expect(readRichText(recapOf(opened.doc)).content?.map(blockText)).toEqual(texts);
  },
);

it('[TR7] so is a post with its words that this person had put back while its time was over elsewhere', async () => {
  const { id, hers, store, known } = await apart((doc) => {
    postsOf(doc).get('p0')?.set('deletedAt', null);
    postsOf(doc).get('p0')?.set('deletedBy', 'chris');
  });
  deleteForever(hers.doc, 'post', 'p0', '', Date.now());
  expect((await arrives(store, id, hers, known)).posts.get()).toMatchObject([{ deleted: false, body: doc(p('One')) }]);
});
