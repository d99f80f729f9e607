import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../renderer/editor';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import type { Discussion } from '../../../../renderer/notebook/types';
import { templatesOf } from '../../../../shared/model/catalog-doc';
import { metaOf } from '../../../../shared/model/discussion-doc';
import { recapVersion } from '../../../../shared/recap/versions';
import { MemoryStore } from '../../../support/memory-store';
import { doc, h, p } from '../../shared/markdown/build';
import { cite, point } from '../../shared/recap/build-points';

const ENTRY = { id: 'n', name: 'SMCHAT', createdAt: 1, shared: false } as Parameters<typeof OpenNotebook.open>[0];
const open = (name = 'Renee') =>
  OpenNotebook.open(
    ENTRY,
    { participantId: name.toLowerCase(), name, colour: 0 },
    { store: new MemoryStore(), recapUndo: createRecapUndo },
  );

let notebook: OpenNotebook;
let discussion: Discussion;
beforeEach(async () => {
  notebook = await open();
  const id = await notebook.createDiscussion({
    title: 'Weak ties',
    posts: [{ body: doc(p('One')) }, { body: doc(p('Two')), authorName: 'Lurker', createdAt: 1 }],
    recap: doc(h(2, 'Takeaways'), point('action', 'a', 'Book the room')),
  });
  discussion = await notebook.open(id);
});

describe('a discussion at its end', () => {
  it('[FI8] [FI11] notes who finished what and what was left out, whichever way it was finished, and keeps it when reopened', () => {
    discussion.setStatus('review');
    expect(discussion.parts.ending.state.get().review).toMatchObject({ by: 'renee' });
    discussion.setStatus('finished');
    const { finished } = discussion.parts.ending.state.get();
    expect(finished).toMatchObject({
      by: 'renee',
      version: recapVersion(discussion.parts.ours.read()),
      leftOut: { posts: 2, people: 2, actions: 1, questions: 0, decisions: 0 },
    });
    discussion.setStatus('open');
    expect(discussion.meta.get().status).toBe('open');
    expect(discussion.parts.ending.state.get().finished).toEqual(finished);
  });

  it('[FI3] [FI10] keeps what was signed, until the sign-off is taken back', () => {
    const { ending, signoffs, ours } = discussion.parts;
    ending.signOff(true);
    const [signed] = signoffs.get();
    expect(signed).toMatchObject({ person: 'renee', version: recapVersion(ours.read()) });
    expect(ending.signedBlocks(signed?.version ?? '')?.map((one) => one.text)).toEqual(['Takeaways', 'Book the room']);
    ending.signOff(false);
    expect(signoffs.get()).toEqual([]);
    expect(ending.signedBlocks(signed?.version ?? '')).toBeNull();
  });

  it('[FI9] counts those who wrote here, not those whose posts were imported', () => {
    expect(discussion.parts.ending.members.get()).toEqual(['renee']);
  });

  it('[CO5] knows which points went on, and where its own come from', () => {
    const { ending } = discussion.parts;
    ending.noteCarried(['a', ''], { discussion: 'discussion-2' as Discussion['id'], title: 'Next' });
    expect(ending.carried.get()).toMatchObject([{ point: 'a', discussion: 'discussion-2', title: 'Next' }]);
    ending.noteCarriedFrom({ discussion: 'discussion-0' as Discussion['id'], title: 'Before' });
    expect(ending.state.get().carriedFrom).toMatchObject({ discussion: 'discussion-0', title: 'Before' });
    metaOf(discussion.doc).set('carriedFrom', 7);
    expect(ending.state.get().carriedFrom).toBeNull();
  });

  it.each(['catalog', '../catalog', '__proto__', 'x'.repeat(65)])(
    '[FI12] never leads into what is no discussion: %s',
    (name) => {
      const { ending } = discussion.parts;
      ending.noteCarried(['a'], { discussion: name as Discussion['id'], title: 'Next' });
      ending.noteCarriedFrom({ discussion: name as Discussion['id'], title: 'Before' });
      expect(ending.carried.get()).toEqual([]);
      expect(ending.state.get().carriedFrom).toBeNull();
    },
  );
});

describe('blocks put into a recap', () => {
  const words = () =>
    (discussion.recapJson().content ?? []).map(
      (node) => JSON.stringify(node).match(/"text":"(.*?)"/)?.[1] ?? node.type,
    );

  it('[TM1] stand behind the last block that says something, and go in one step', () => {
    const { ours } = discussion.parts;
    discussion.recap.insert(2, [new Y.XmlElement('paragraph')]);
    ours.insert([h(2, 'Actions'), point('action', 'b', 'Tell all', {}, cite('p1'))]);
    expect(words()).toEqual(['Takeaways', 'Book the room', 'Actions', 'Tell all', 'paragraph']);
    ours.undo.undo();
    expect(words()).toEqual(['Takeaways', 'Book the room', 'paragraph']);
    ours.undo.redo();
    expect(words()).toHaveLength(5);
  });

  it('[TM1] stand before the empty line of an empty recap', async () => {
    discussion = await notebook.open(await notebook.createDiscussion());
    discussion.recap.insert(0, [new Y.XmlElement('paragraph')]);
    discussion.parts.ours.insert([h(2, 'Actions')]);
    expect(words()).toEqual(['Actions', 'paragraph']);
  });
});

describe('the templates of a notebook', () => {
  it('[TM5] are there for every member, by name, and come back after they were deleted', async () => {
    const { templates } = notebook;
    const made = templates.save('Weekly', doc(h(2, 'Topics')));
    templates.save('Board', doc(h(2, 'Motions')));
    const other = await open('Chris');
    Y.applyUpdate(other.catalog, Y.encodeStateAsUpdate(notebook.catalog));
    expect(other.templates.list.get().map((one) => one.name)).toEqual(['Board', 'Weekly']);
    if (made === null) throw new Error('not saved');
    templates.rename(made.id, 'Agenda');
    expect(templates.list.get().map((one) => one.name)).toEqual(['Agenda', 'Board']);
    templates.remove(made.id);
    expect(templates.list.get().map((one) => one.name)).toEqual(['Board']);
    templates.put(made);
    expect(templates.list.get().map((one) => one.name)).toEqual(['Board', 'Weekly']);
  });

  it('[TM4] are not offered where a peer wrote something else, and bounded when saved', () => {
    const { templates } = notebook;
    templatesOf(notebook.catalog).set('x', { name: 'x', body: { type: 'doc', content: [{ type: 'board' }] } });
    expect(templates.list.get()).toEqual([]);
    expect(templates.save(' ', doc(h(2, 'Topics')))).toBeNull();
    expect(templates.save('Empty', doc())).toBeNull();
    notebook.catalog.transact(() => {
      const body = doc(h(2, 'Topics'));
      for (let at = 0; at < 5_000; at += 1)
        templatesOf(notebook.catalog).set(`t${String(at)}`, { name: 'Many', body, by: 'x', at });
    });
    expect(templates.list.get()).toHaveLength(100);
  });
});
