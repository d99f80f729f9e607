import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../renderer/editor';
import { mergeWithNext } from '../../../../renderer/editor/points/point-edit';
import { createPromoter } from '../../../../renderer/features/recap/promote';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import type { Discussion } from '../../../../renderer/notebook/types';
import { mergesOf, noteMerge, stanceKey, stancesOf } from '../../../../shared/model/discussion-parts';
import { OURS } from '../../../../shared/recap/coverage';
import { HeadlessEditor } from '../../../support/headless-editor';
import { MemoryStore } from '../../../support/memory-store';
import { doc, p } from '../../shared/markdown/build';
import { point } from '../../shared/recap/build-points';

const ENTRY = { id: 'n', name: 'SMCHAT', createdAt: 1, shared: false } as Parameters<typeof OpenNotebook.open>[0];

let discussion: Discussion;
beforeEach(async () => {
  const notebook = await OpenNotebook.open(
    ENTRY,
    { participantId: 'renee', name: 'Renee', colour: 0 },
    { store: new MemoryStore(), recapUndo: createRecapUndo },
  );
  const recap = doc(
    point('takeaway', 'a', 'Ask'),
    point('takeaway', 'b', 'Ask first'),
    point('takeaway', 'c', 'Listen'),
  );
  discussion = await notebook.open(await notebook.createDiscussion({ posts: [{ body: doc(p('One')) }], recap }));
});

const write = (id: string, person: string, stance: string, at: number): void => {
  stancesOf(discussion.doc).set(stanceKey(id, person), { stance, reason: 'Because', at });
};
const shown = () => discussion.parts.stances.get().map(({ point: id, person, stance }) => `${id} ${person} ${stance}`);
const exported = () =>
  discussion.export().parts.stances.map(({ point: id, person, stance }) => `${id} ${person} ${stance}`);
const merge = (lead: string, other: string) =>
  createPromoter(discussion).merge({ recap: OURS, id: lead }, { recap: OURS, id: other });

describe('stances on points that became one', () => {
  it('[MG1] [MG3] show on the one that stayed and leave with it, and undo gives each point its own back', () => {
    const { parts } = discussion;
    parts.setStance('a', 'agree', '');
    write('b', 'chris', 'disagree', 5);
    expect(shown()).toContain('b chris disagree');
    expect(merge('a', 'b')).toBe('a');
    expect(shown().sort()).toEqual(['a chris disagree', 'a renee agree']);
    expect(exported().sort()).toEqual(['a chris disagree', 'a renee agree']);
    parts.ours.undo.undo();
    expect(shown().sort()).toEqual(['a renee agree', 'b chris disagree']);
    expect(mergesOf(discussion.doc).size).toBe(0);
    parts.ours.undo.redo();
    expect(exported().sort()).toEqual(['a chris disagree', 'a renee agree']);
  });

  it('[MG2] are taken back together', () => {
    const { parts } = discussion;
    parts.setStance('b', 'disagree', 'No');
    merge('a', 'b');
    expect(shown()).toEqual(['a renee disagree']);
    parts.setStance('a', 'agree', '');
    expect(shown()).toEqual(['a renee agree']);
    parts.setStance('a', null, '');
    expect(shown()).toEqual([]);
  });

  it('[MG4] are all there after two merged apart, also when the point that stayed for one went away for the other', () => {
    write('c', 'chris', 'unsure', 5);
    write('b', 'lurker', 'agree', 6);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(discussion.doc));
    other.transact(() => {
      other.getXmlFragment('recap').delete(2, 1);
      noteMerge(other, { kept: 'b', gone: 'c', by: 'chris', recap: OURS });
    });
    merge('a', 'b');
    Y.applyUpdate(discussion.doc, Y.encodeStateAsUpdate(other), 'exchange');
    expect(shown()).toEqual(['a chris unsure', 'a lurker agree']);
  });

  it.each([
    ['each into the other', 'b', 'a', ['b']],
    ['one into what the other merged away', 'c', 'a', ['b', 'c']],
    ['one after the other', 'a', 'b', ['a']],
  ])('[MG6] and their words are there after merges apart: %s', async (_, lead, gone, expected) => {
    const words = () => JSON.stringify(discussion.recapJson());
    const ours = discussion.doc.getXmlFragment('recap');
    discussion.parts.ours.points.get();
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(discussion.doc));
    // Here b goes into a; there, at the same time, `gone` goes.
    merge('a', 'b');
    const there = other.getXmlFragment('recap');
    const at = there.toArray().findIndex((one) => one instanceof Y.XmlElement && one.getAttribute('id') === gone);
    other.transact(() => {
      there.delete(at, 1);
      noteMerge(other, { kept: lead, gone, by: 'chris', recap: OURS });
    });
    Y.applyUpdate(discussion.doc, Y.encodeStateAsUpdate(other), 'exchange');
    await Promise.resolve();
    const ids = ours.toArray().flatMap((one) => (one instanceof Y.XmlElement ? [one.getAttribute('id')] : []));
    for (const id of expected) expect(ids).toContain(id);
    expect(words()).toContain('Ask first');
    const settled = words();
    await Promise.resolve();
    expect(words()).toBe(settled);
  });

  it('[MG6] [LW7] and go along, once, when the point that they went into is merged into another one by somebody else', async () => {
    write('c', 'lurker', 'agree', 6);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(discussion.doc));
    merge('b', 'c');
    const editor = new HeadlessEditor(other.getXmlFragment('recap'));
    editor.run((state, dispatch) => {
      const { tr } = state;
      const isMerged = mergeWithNext(tr, 0);
      dispatch?.(tr);
      return isMerged;
    });
    noteMerge(other, { kept: 'a', gone: 'b', by: 'chris', recap: OURS }, point('takeaway', 'b', 'Ask first'));
    Y.applyUpdate(discussion.doc, Y.encodeStateAsUpdate(other), 'exchange');
    await Promise.resolve();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(discussion.doc));
    expect(editor.state.doc.children.map((block) => block.textContent)).toEqual(['AskAsk firstListen']);
    expect(shown()).toEqual(['a lurker agree']);
    editor.destroy();
  });

  it('[MG5] tell at the point that stayed where the other went on', () => {
    const { ending } = discussion.parts;
    ending.noteCarried(['a', 'b'], { discussion: 'next-discussion' as Discussion['id'], title: 'Next' });
    merge('a', 'b');
    expect(ending.carried.get()).toMatchObject([{ point: 'a', discussion: 'next-discussion' }]);
    discussion.parts.ours.undo.undo();
    expect(ending.carried.get()).toHaveLength(2);
  });
});
