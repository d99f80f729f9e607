import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { mergesOf, readMerges, type Stance, type StanceRecord } from '../../../../shared/model/discussion-parts';
import { mergedInto, mergedStances } from '../../../../shared/recap/merges';
import type { ParticipantId } from '../../../../shared/util/brand';

const said = (point: string, person: string, stance: Stance, at: number): StanceRecord => ({
  point,
  person: person as ParticipantId,
  stance,
  reason: '',
  at,
});
const into = (notes: Record<string, string>, ...there: string[]) =>
  mergedInto(new Map(Object.entries(notes).map(([id, one]) => [id, { into: one }])), (id) => there.includes(id));
const pairs = (found: ReadonlyMap<string, string>) => Object.fromEntries(found);

describe('points that became one', () => {
  it.each([
    ['one merge', { b: 'a' }, ['a'], { b: 'a' }],
    ['one after the other', { c: 'b', b: 'a' }, ['a'], { c: 'a', b: 'a' }],
    ['[MG3] one that is there', { b: 'a', c: 'b' }, ['a', 'b'], { c: 'b' }],
    ['one whose holder is gone as well', { b: 'a' }, [], {}],
    ['[MG4] a circle of two who merged apart', { a: 'b', b: 'a' }, [], {}],
    ['[MG4] a circle of which one is there', { a: 'b', b: 'a' }, ['b'], { a: 'b' }],
    ['[MG4] a way into a circle', { d: 'c', a: 'b', b: 'c', c: 'a' }, [], {}],
  ])('[MG1] are followed: %s', (_, notes, there, expected) => {
    expect(pairs(into(notes as Record<string, string>, ...there))).toEqual(expected);
  });

  it('[MG4] end in a chain of 100,000 that a peer wrote', () => {
    const notes = new Map(
      Array.from({ length: 100_000 }, (_, at) => [`p${String(at + 1)}`, { into: `p${String(at)}` }]),
    );
    expect(mergedInto(notes, (id) => id === 'p0').get('p100000')).toBe('p0');
  });

  it('[MG2] show each person once, their stance on the point that stayed before that on another', () => {
    const records = [
      said('a', 'renee', 'agree', 1),
      said('b', 'renee', 'disagree', 2),
      said('b', 'chris', 'unsure', 3),
    ];
    const all = [...records, said('c', 'chris', 'agree', 4)];
    expect(mergedStances(all, into({ b: 'a', c: 'a' }, 'a'))).toEqual([
      said('a', 'renee', 'agree', 1),
      said('a', 'chris', 'agree', 4),
    ]);
    expect(mergedStances(all, into({}, 'a'))).toBe(all);
  });

  it.each([
    ['no note', 5],
    ['itself', { into: 'gone', by: 'x', at: 1 }],
    ['nothing', { into: '', by: 'x', at: 1 }],
    ['a list', { into: ['a'], by: 'x', at: 1 }],
    ['a huge name', { into: 'a'.repeat(501), by: 'x', at: 1 }],
  ])('[MG4] ignore what a peer wrote in place of a note: %s', (_, value) => {
    const doc = new Y.Doc();
    mergesOf(doc).set('gone', value);
    mergesOf(doc).set('__proto__', { into: 'a', by: 'x', at: 1 });
    expect([...readMerges(doc)].map(([id, note]) => [id, note.into])).toEqual([['__proto__', 'a']]);
  });
});
