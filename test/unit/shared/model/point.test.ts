import { describe, expect, it } from 'vitest';
import { readCite, readPoints, textMark } from '../../../../shared/model/point';
import type { RichText, RichTextNode } from '../../../../shared/model/rich-text';

const p = (text: string): RichTextNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const point = (attrs: Record<string, unknown>, ...content: RichTextNode[]): RichTextNode => ({
  type: 'point',
  attrs,
  content,
});
const recap = (...content: RichTextNode[]): RichText => ({ type: 'doc', content });

describe('readPoints', () => {
  it('tells the section, the text, the details, the cites and the credits of each point in order', () => {
    const found = readPoints(
      recap(
        p('before'),
        { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Decisions' }] },
        point(
          { kind: 'decision', id: 'a' },
          p('We start small.'),
          { type: 'detail', attrs: { role: 'why' }, content: [{ type: 'text', text: 'It is cheap.' }] },
          { type: 'cite', attrs: { post: 'post-1', passage: 'small', label: 'Renee' } },
          { type: 'credit', attrs: { role: 'agreed', person: 'p1', name: 'Chris' } },
          p('And then grow.'),
        ),
        point(
          { kind: 'action', id: 'b', owner: 'p1', ownerName: 'Chris', due: '2026-12-01', done: true },
          p('Write it'),
        ),
      ),
    );
    expect(found.map(({ kind, id, index, section, text }) => ({ kind, id, index, section, text }))).toEqual([
      { kind: 'decision', id: 'a', index: 2, section: 'Decisions', text: 'We start small.\nAnd then grow.' },
      { kind: 'action', id: 'b', index: 3, section: 'Decisions', text: 'Write it' },
    ]);
    expect(found[0]?.details).toEqual({ why: 'It is cheap.' });
    expect(found[0]?.cites).toMatchObject([{ post: 'post-1', passage: 'small', role: 'source', discussion: null }]);
    expect(found[0]?.credits).toEqual([{ role: 'agreed', person: 'p1', name: 'Chris', from: '' }]);
    expect(found[1]).toMatchObject({ owner: 'p1', ownerName: 'Chris', due: '2026-12-01', done: true });
  });

  it.each([
    ['a kind of another version', { kind: 'poll' }, { kind: 'takeaway' }],
    ['an object for a text', { owner: {}, link: 4, id: null }, { ownerName: '', link: '', id: '' }],
    ['a day that is none', { due: '2026-13-01' }, { due: '' }],
    ['a word for a truth', { done: 'yes' }, { done: false }],
  ])('takes %s for its default', (_what, attrs, expected) => {
    expect(readPoints(recap(point(attrs)))[0]).toMatchObject(expected);
  });

  it('bounds what a peer wrote', () => {
    expect(readCite({ type: 'cite', attrs: { passage: 'x'.repeat(50_000), role: 'judge' } })).toMatchObject({
      passage: 'x'.repeat(20_000),
      role: 'source',
    });
  });
});

describe('textMark', () => {
  it('is the same for equal texts and another for each change', () => {
    expect(textMark('silo straddlers')).toBe(textMark('silo straddlers'));
    const marks = ['', 'a', 'b', 'ab', 'ba', 'silo straddlers', 'silo straddler', 'Silo straddlers'].map(textMark);
    expect(new Set(marks).size).toBe(marks.length);
    for (const mark of marks) expect(mark).toMatch(/^[\da-f]{16}$/);
  });
});
