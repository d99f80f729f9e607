import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createPromoter, type Promoter } from '../../../../../renderer/features/recap/promote';
import { bringLateWords } from '../../../../../renderer/notebook/late-words';
import type { DiscussionParts } from '../../../../../renderer/notebook/types';
import { stanceKey, stancesOf } from '../../../../../shared/model/discussion-parts';
import { readPoints } from '../../../../../shared/model/point';
import type { RichTextNode } from '../../../../../shared/model/rich-text';
import { takenInto } from '../../../../../shared/recap/promoting';
import type { ParticipantId } from '../../../../../shared/util/brand';
import { openParts } from '../../../../support/parts';
import { cite, detail, point } from '../../../shared/recap/build-points';

const fail = (error: unknown): never => {
  throw error;
};

interface Copy {
  readonly doc: Y.Doc;
  readonly parts: DiscussionParts;
  readonly promoter: Promoter;
}

function copy(me: string, from?: Y.Doc): Copy {
  const doc = new Y.Doc();
  if (from !== undefined) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  const { parts } = openParts(me, doc).discussion;
  return { doc, parts, promoter: createPromoter({ parts }) };
}

function sync(...docs: readonly Y.Doc[]): void {
  for (const to of docs) for (const from of docs) if (to !== from) Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
}

const PILOT = point('takeaway', 'r1', 'Pilot, learn, adjust', {}, detail('why', 'Less to lose'), cite('p1'));

/** Renee with one point of her own and whatever ours holds, and Chris with the same. */
function two(ours: readonly RichTextNode[] = [], chris: readonly RichTextNode[] = []): [Copy, Copy] {
  const renee = copy('renee');
  renee.parts.startMine().insert([PILOT]);
  renee.parts.ours.insert([...ours]);
  const other = copy('chris', renee.doc);
  if (chris.length > 0) other.parts.startMine().insert([...chris]);
  sync(renee.doc, other.doc);
  return [renee, other];
}

const oursOf = ({ parts }: Copy) => readPoints(parts.ours.read());
const R1 = { recap: 'renee', id: 'r1' };
const inOurs = (id: string) => ({ recap: 'ours', id });

describe('points on their way into ours', () => {
  it('[LA1] a point of somebody else’s is copied with credit, and theirs stays as it is', () => {
    const [renee, chris] = two();
    const id = chris.promoter.take(R1);
    sync(renee.doc, chris.doc);
    expect(oursOf(renee)).toMatchObject([
      {
        id,
        origin: 'r1',
        text: 'Pilot, learn, adjust',
        details: { why: 'Less to lose' },
        credits: [{ name: 'Renee' }],
      },
    ]);
    expect(readPoints(renee.parts.own.get()[0]?.read() ?? { type: 'doc' })).toHaveLength(1);
    expect(chris.promoter.take(R1)).toBe(id);
    expect(oursOf(chris)).toHaveLength(1);
  });

  it('[LA1] taking is one step to undo, and brought back by redo', () => {
    const [renee] = two();
    renee.promoter.take(R1);
    renee.parts.ours.undo.undo();
    expect(oursOf(renee)).toEqual([]);
    renee.parts.ours.undo.redo();
    expect(oursOf(renee)).toMatchObject([{ origin: 'r1' }]);
  });

  it('[LA9] when both take the same point apart, one copy stays, the same on both sides', () => {
    const [renee, chris] = two();
    renee.promoter.take(R1);
    chris.promoter.take(R1);
    sync(renee.doc, chris.doc);
    expect(oursOf(renee)).toHaveLength(2);
    for (const { promoter } of [renee, chris]) promoter.tidy();
    sync(renee.doc, chris.doc);
    expect(oursOf(renee)).toHaveLength(1);
    expect(oursOf(chris)).toEqual(oursOf(renee));
  });

  it('[LA9] a copy that somebody changed or has a stance on stays, to be merged by hand', () => {
    for (const change of ['words', 'stance'] as const) {
      const [renee, chris] = two();
      const ids = [renee.promoter.take(R1), chris.promoter.take(R1)];
      sync(renee.doc, chris.doc);
      if (change === 'stance') {
        for (const id of ids) stancesOf(chris.doc).set(stanceKey(String(id), 'lurker'), { stance: 'agree', at: 1 });
      } else {
        const last = chris.parts.ours.fragment.toArray().at(-1) as Y.XmlElement;
        ((last.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Yes: ');
      }
      sync(renee.doc, chris.doc);
      for (const { promoter } of [renee, chris]) promoter.tidy();
      sync(renee.doc, chris.doc);
      expect(oursOf(renee), change).toHaveLength(2);
      const [first, second] = ids.map((id) => inOurs(String(id)));
      if (first !== undefined && second !== undefined) renee.promoter.merge(first, second);
      expect(oursOf(renee), change).toHaveLength(1);
    }
  });
});

it('[LA9] [LW3] what somebody writes in the copy that goes, before they hear of that, is in the one that stays', async () => {
  const [renee, chris] = two();
  for (const { promoter } of [renee, chris]) promoter.take(R1);
  sync(renee.doc, chris.doc);
  const ann = copy('ann', renee.doc);
  bringLateWords(ann.doc, 'ann' as ParticipantId, fail);
  const last = ann.parts.ours.fragment.toArray().at(-1) as Y.XmlElement;
  const text = (last.get(0) as Y.XmlElement).get(0) as Y.XmlText;
  text.insert(text.length, ', again');
  for (const { promoter } of [renee, chris]) promoter.tidy();
  sync(renee.doc, chris.doc, ann.doc);
  await Promise.resolve();
  sync(renee.doc, chris.doc, ann.doc);
  for (const one of [renee, chris, ann])
    expect(oursOf(one).map((at) => at.text)).toEqual(['Pilot, learn, adjust, again']);
});

const OURS = point('takeaway', 'o1', 'Pilot and learn', {}, cite('p2'));

describe('points brought together', () => {
  it('[LA5] in one step to undo', () => {
    const [renee] = two([OURS]);
    renee.promoter.merge(inOurs('o1'), R1);
    expect(oursOf(renee)).toMatchObject([
      { id: 'o1', text: 'Pilot and learn', details: { why: 'Less to lose', note: 'Pilot, learn, adjust' } },
    ]);
    expect(takenInto(oursOf(renee)).get('r1')).toBe('o1');
    renee.parts.ours.undo.undo();
    expect(oursOf(renee)).toMatchObject([{ id: 'o1', details: {}, credits: [] }]);
  });

  it('[LA10] merged by both at once, apart, it ends as if one had done it', () => {
    for (const leads of [
      [inOurs('o1'), inOurs('o1')],
      [R1, R1],
    ] as const) {
      const [renee, chris] = two([OURS]);
      const [alone] = two([OURS]);
      const act = (who: Copy, lead: (typeof leads)[number]): void => {
        who.promoter.merge(lead, lead === R1 ? inOurs('o1') : R1);
      };
      act(renee, leads[0]);
      act(chris, leads[1]);
      act(alone, leads[0]);
      sync(renee.doc, chris.doc);
      for (const { promoter } of [renee, chris]) promoter.tidy();
      sync(renee.doc, chris.doc);
      const shown = ({ text, details, cites, credits }: ReturnType<typeof oursOf>[number]) => ({
        text,
        details,
        cites,
        credits,
      });
      expect(oursOf(chris)).toEqual(oursOf(renee));
      expect(oursOf(renee).map(shown)).toEqual(oursOf(alone).map(shown));
    }
  });

  it('[LA10] with different wordings leading, both wordings are there', () => {
    const [renee, chris] = two([OURS]);
    renee.promoter.merge(R1, inOurs('o1'));
    chris.promoter.merge(inOurs('o1'), R1);
    sync(renee.doc, chris.doc);
    for (const { promoter } of [renee, chris]) promoter.tidy();
    sync(renee.doc, chris.doc);
    const [point] = oursOf(renee);
    expect(point?.text).toContain('Pilot, learn, adjust\nPilot and learn');
    expect(point?.cites.map((one) => one.post)).toEqual(['p2', 'p1']);
    expect(oursOf(chris)).toEqual(oursOf(renee));
  });

  it('[LA7] two of ours merged by both at once, one way and the other, leave one', () => {
    const [renee, chris] = two([OURS, point('takeaway', 'o2', 'Learn by piloting', {}, cite('p3'))]);
    renee.promoter.merge(inOurs('o1'), inOurs('o2'));
    chris.promoter.merge(inOurs('o2'), inOurs('o1'));
    sync(renee.doc, chris.doc);
    for (const { promoter } of [renee, chris]) promoter.tidy();
    sync(renee.doc, chris.doc);
    expect(oursOf(renee)).toHaveLength(1);
    expect(oursOf(renee)[0]?.cites.map((one) => one.post)).toEqual(['p2', 'p3']);
    expect(oursOf(renee)[0]?.text).toContain('Learn by piloting');
    expect(oursOf(chris)).toEqual(oursOf(renee));
  });

  it('[LA8] two of own recaps become one of ours, wherever each was', () => {
    const [renee, chris] = two([], [point('takeaway', 'c1', 'Pilot, adjust and learn')]);
    chris.promoter.merge({ recap: 'chris', id: 'c1' }, R1);
    sync(renee.doc, chris.doc);
    expect(oursOf(renee)).toMatchObject([{ text: 'Pilot, adjust and learn', origin: 'c1' }]);
    expect(oursOf(renee)[0]?.credits.map((one) => one.name)).toEqual(['Chris', 'Renee']);
  });

  it('[LA3] a point that was deleted meanwhile changes nothing', () => {
    const [renee] = two([OURS]);
    expect(renee.promoter.take({ recap: 'renee', id: 'gone' })).toBeNull();
    expect(renee.promoter.merge(inOurs('o1'), { recap: 'lurker', id: 'x' })).toBeNull();
    expect(oursOf(renee)).toMatchObject([{ id: 'o1', credits: [] }]);
  });
});
