import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../renderer/editor';
import { createPromoter } from '../../../../renderer/features/recap/promote';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import type { Discussion } from '../../../../renderer/notebook/types';
import { mergesOf, noteMerge, stanceKey, stancesOf } from '../../../../shared/model/discussion-parts';
import { OURS } from '../../../../shared/recap/coverage';
import type { ParticipantId } from '../../../../shared/util/brand';
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
      noteMerge(other, 'b', 'c', 'chris' as ParticipantId);
    });
    merge('a', 'b');
    Y.applyUpdate(discussion.doc, Y.encodeStateAsUpdate(other), 'exchange');
    expect(shown()).toEqual(['a chris unsure', 'a lurker agree']);
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
