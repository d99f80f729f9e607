import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../../renderer/editor';
import { createPromoter } from '../../../../../renderer/features/recap/promote';
import { OpenNotebook } from '../../../../../renderer/notebook/notebook';
import type { Discussion } from '../../../../../renderer/notebook/types';
import { mergesOf, stanceKey, stancesOf } from '../../../../../shared/model/discussion-parts';
import { MemoryStore } from '../../../../support/memory-store';
import { doc, p } from '../../../shared/markdown/build';
import { point } from '../../../shared/recap/build-points';
import { fakeHost, undo } from '../../editor/points/support';
import { press, select, shared, unmountAll } from '../../editor/support';

const ENTRY = { id: 'n', name: 'SMCHAT', createdAt: 1, shared: false } as Parameters<typeof OpenNotebook.open>[0];

let discussion: Discussion;
beforeEach(async () => {
  const notebook = await OpenNotebook.open(
    ENTRY,
    { participantId: 'renee', name: 'Renee', colour: 0 },
    { store: new MemoryStore(), recapUndo: createRecapUndo },
  );
  const recap = doc(point('takeaway', 'a', 'Ask'), point('takeaway', 'b', 'Listen'));
  discussion = await notebook.open(await notebook.createDiscussion({ posts: [{ body: doc(p('One')) }], recap }));
});
afterEach(unmountAll);

const shown = () => discussion.parts.stances.get().map(({ point: id, person }) => `${id} ${person}`);
const ids = (fragment: Y.XmlFragment) =>
  fragment.toArray().map((one) => (one instanceof Y.XmlElement ? String(one.getAttribute('id')) : ''));

describe('points that became one in the editor', () => {
  it('[MG1] [MG3] hand their stances on, and one undo takes the merge and what was noted of it back', () => {
    const { parts } = discussion;
    stancesOf(discussion.doc).set(stanceKey('b', 'chris'), { stance: 'disagree', reason: 'No', at: 5 });
    const points = { ...fakeHost(), merged: (kept: string, gone: string) => parts.noteMerged(kept, gone) };
    const { editor } = shared(parts.ours.fragment, { points, undoManager: parts.ours.undo });
    // The views look at the points.
    parts.ours.points.get();
    select(editor, 'Listen', 'start');
    press(editor, 'Backspace');
    expect(ids(parts.ours.fragment)).toEqual(['a']);
    expect(shown()).toEqual(['a chris']);
    expect(mergesOf(discussion.doc).get('b')).toMatchObject({ into: 'a', by: 'renee', node: { type: 'point' } });
    undo(editor);
    expect(ids(parts.ours.fragment)).toEqual(['a', 'b']);
    expect(shown()).toEqual(['b chris']);
    expect(mergesOf(discussion.doc).size).toBe(0);
    expect(parts.ours.undo.undoStack).toHaveLength(0);
  });

  it('[MG1] hand on what somebody says apart of a point that was put in twice and taken out', () => {
    const { parts } = discussion;
    const mine = parts.startMine();
    mine.insert([point('takeaway', 'mine', 'Write it down')]);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(discussion.doc));
    const promoter = createPromoter(discussion);
    const own = promoter.take({ recap: 'renee', id: 'mine' }) ?? '';
    const twin = (parts.ours.fragment.get(2) as Y.XmlElement).clone();
    twin.setAttribute('id', 'theirs');
    parts.ours.fragment.insert(0, [twin]);
    promoter.tidy();
    expect(ids(parts.ours.fragment)).not.toContain(own);
    stancesOf(other).set(stanceKey(own, 'chris'), { stance: 'agree', reason: '', at: 5 });
    Y.applyUpdate(discussion.doc, Y.encodeStateAsUpdate(other), 'exchange');
    expect(shown()).toEqual(['theirs chris']);
  });
});
