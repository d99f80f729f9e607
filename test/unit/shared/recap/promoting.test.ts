import { describe, expect, it } from 'vitest';
import { type RecapPoint, readPoint } from '../../../../shared/model/point';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import {
  isNothing,
  merged,
  mergePlan,
  placeForPoint,
  promotedPoint,
  promotedTogether,
  stays,
  takenInto,
} from '../../../../shared/recap/promoting';
import type { ParticipantId } from '../../../../shared/util/brand';
import { h, img, p, quote } from '../markdown/build';
import { agreed, cite, detail, point } from './build-points';

const read = (node: RichTextNode): RecapPoint => readPoint(node, 0, '');
const person = (id: string, name: string) => ({ id: id as ParticipantId, name });
const RENEE = person('renee', 'Renee');
const CHRIS = person('chris', 'Chris');
const ME = 'chris' as ParticipantId;

const credit = (who: string, name: string, from: string): RichTextNode => ({
  type: 'credit',
  attrs: { role: 'credit', person: who, name, from },
});

describe('taking a point into ours', () => {
  const original = point(
    'decision',
    'r1',
    'Start small',
    { owner: 'lurker', ownerName: 'Lurker', due: '2026-12-01' },
    detail('why', 'Less to lose'),
    cite('p1', { passage: 'small' }),
    agreed('chris', 'Chris'),
  );

  it('[LA1] it goes whole, under a new id, knowing what it was taken from, with credit to whoever wrote it', () => {
    const copy = read(promotedPoint(read(original), RENEE, 'n1', ME));
    expect(copy).toMatchObject({ id: 'n1', origin: 'r1', kind: 'decision', text: 'Start small', due: '2026-12-01' });
    expect(copy).toMatchObject({ owner: 'lurker', ownerName: 'Lurker', details: { why: 'Less to lose' } });
    expect(copy.cites).toEqual(read(original).cites);
    expect(copy.credits).toEqual([
      { role: 'agreed', person: 'chris', name: 'Chris', from: '' },
      { role: 'credit', person: 'renee', name: 'Renee', from: 'r1' },
    ]);
  });

  it('[LA2] the words stay those of their author; one’s own carry no mark', () => {
    const taken = (owner: typeof RENEE): unknown => promotedPoint(read(original), owner, 'n1', ME).content?.[0];
    const marks = [{ type: 'author', attrs: { by: 'renee' } }];
    expect(taken(RENEE)).toEqual({ type: 'paragraph', content: [{ type: 'text', text: 'Start small', marks }] });
    expect(taken(CHRIS)).toEqual(p('Start small'));
  });

  it('[LA3] a point is in ours when one of ours was taken from it or has it merged in, and no longer when that is gone', () => {
    const ours = [
      read(point('takeaway', 'o1', 'a', { origin: 'r1' })),
      read(point('takeaway', 'o2', 'b', {}, credit('chris', 'Chris', 'c1'), credit('lurker', 'Lurker', ''))),
      read(point('takeaway', 'o3', 'c', { origin: 'r1' })),
    ];
    expect([...takenInto(ours)]).toEqual([
      ['r1', 'o1'],
      ['c1', 'o2'],
    ]);
    expect(takenInto(ours.slice(2)).get('r1')).toBe('o3');
  });

  it('[LA4] it goes to the end of the section with the same heading, else to the end, before an empty last line', () => {
    const blocks = [h(2, 'Takeaways'), p('one'), h(3, 'Sub'), p('two'), p(), h(2, 'Questions'), p('three'), p()];
    expect(placeForPoint(blocks, ' takeaways')).toBe(4);
    expect(placeForPoint(blocks, 'Questions')).toBe(7);
    expect(placeForPoint(blocks, 'Elsewhere')).toBe(7);
    expect(placeForPoint(blocks, '')).toBe(7);
    expect(placeForPoint([], 'Takeaways')).toBe(0);
    expect(placeForPoint([p()], '')).toBe(0);
  });
});

const OURS = point('takeaway', 'o1', 'Start small, with a crew', {}, cite('p1'));
const THEIRS = point(
  'takeaway',
  'r1',
  'Begin with few',
  { owner: 'lurker', ownerName: 'Lurker' },
  detail('why', 'Less to lose'),
  cite('p1'),
  cite('p2', { passage: 'few' }),
  credit('lurker', 'Lurker', 'l1'),
);

describe('bringing two points together', () => {
  const merge = (over: Partial<Parameters<typeof mergePlan>[0]> = {}) =>
    mergePlan({ into: read(OURS), from: read(THEIRS), owner: RENEE, lead: 'into', me: ME, ...over });

  it('[LA5] both texts, all citations and details and both credits are kept; the leading words come first', () => {
    const ours = read(merged(OURS, merge()));
    expect(ours.text).toBe('Start small, with a crew');
    expect(ours.details).toEqual({ why: 'Less to lose', note: 'Begin with few' });
    expect(ours.cites.map(({ post, passage }) => `${post} ${passage}`)).toEqual(['p1 ', 'p2 few']);
    expect(ours.credits.map(({ name, from }) => `${name} ${from}`)).toEqual(['Lurker l1', 'Renee r1']);
    expect(ours.ownerName).toBe('Lurker');
    const theirs = read(merged(OURS, merge({ lead: 'from' })));
    expect(theirs.text).toBe('Begin with few\nStart small, with a crew');
    expect(theirs.details).toEqual({ why: 'Less to lose' });
  });

  it('[LA6] merging again adds nothing', () => {
    for (const lead of ['into', 'from'] as const) {
      const once = read(merged(OURS, merge({ lead })));
      for (const again of ['into', 'from'] as const) {
        expect(isNothing(mergePlan({ into: once, from: read(THEIRS), owner: RENEE, lead: again, me: ME }))).toBe(true);
      }
    }
  });

  it('[LA5] what both have filled in differently is kept in words', () => {
    const into = read(point('action', 'o1', 'Book a room', { owner: 'chris', ownerName: 'Chris', due: '2026-12-01' }));
    const from = read(point('action', 'r1', 'Book a room', { owner: 'renee', ownerName: 'Renee', due: '2026-12-01' }));
    const plan = mergePlan({ into, from, owner: null, lead: 'into', me: ME });
    const { ownerName, details } = read(merged(into.node, plan));
    expect({ ownerName, details }).toEqual({ ownerName: 'Chris', details: { note: 'Owner: Renee' } });
    expect(isNothing(mergePlan({ into: read(merged(into.node, plan)), from, owner: null, lead: 'into', me: ME }))).toBe(
      true,
    );
  });

  it('[LA5] [LA6] a picture beside words that become a note is kept, once', () => {
    const from = read(point('takeaway', 'r1', 'Begin with few', {}, quote(p('like them'), img('asset:a'))));
    for (const lead of ['into', 'from'] as const) {
      const once = merged(OURS, merge({ from, lead }));
      expect(JSON.stringify(once).match(/asset:a/g)).toEqual(['asset:a']);
      expect(isNothing(merge({ into: read(once), from, lead }))).toBe(true);
    }
  });

  it('[LA5] details stand before the citations and credits that end a point', () => {
    const types = merged(OURS, merge()).content?.map(({ type }) => type);
    expect(types).toEqual(['paragraph', 'detail', 'detail', 'cite', 'cite', 'credit', 'credit']);
  });

  it('[LA7] of two points of ours the same one stays on every device', () => {
    const [a, b] = [{ id: 'a' }, { id: 'b' }];
    expect(stays(a, b)).toBe(a);
    expect(stays(b, a)).toBe(a);
  });

  it('[LA8] two from own recaps become one point of ours with credit to both', () => {
    const node = promotedTogether(
      read(THEIRS),
      RENEE,
      read({ ...OURS, attrs: { ...OURS.attrs, id: 'c1' } }),
      CHRIS,
      'n1',
      ME,
    );
    const made = read(node);
    expect(made).toMatchObject({ id: 'n1', origin: 'r1', text: 'Begin with few' });
    expect(made.details.note).toBe('Start small, with a crew');
    expect([...takenInto([made])]).toEqual([
      ['r1', 'n1'],
      ['l1', 'n1'],
      ['c1', 'n1'],
    ]);
  });
});
