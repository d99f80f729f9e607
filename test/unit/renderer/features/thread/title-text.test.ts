import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { diffText, mapPlace, oneLine, type TextDelta } from '../../../../../renderer/features/thread/title-text';

describe('the smallest change between two texts', () => {
  it.each([
    ['nothing', 'abc', 'abc', 3, null],
    ['typing at the end', 'abc', 'abcd', 4, { at: 3, remove: 0, insert: 'd' }],
    ['typing in the middle', 'abd', 'abcd', 3, { at: 2, remove: 0, insert: 'c' }],
    ['the second of two equal letters', 'aa', 'aaa', 2, { at: 1, remove: 0, insert: 'a' }],
    ['the first of two equal letters', 'aa', 'aaa', 1, { at: 0, remove: 0, insert: 'a' }],
    ['deleting a selection', 'hello world', 'held', 3, { at: 3, remove: 7, insert: '' }],
    ['replacing a word', 'one two', 'one ten', 7, { at: 5, remove: 2, insert: 'en' }],
    ['replacing everything', 'abc', 'xyz', 3, { at: 0, remove: 3, insert: 'xyz' }],
    ['an emoji by its sibling', '👍', '👎', 2, { at: 0, remove: 2, insert: '👎' }],
  ])('for %s', (_, before, after, caret, change) => {
    expect(diffText(before, after, caret)).toEqual(change);
  });

  it('always makes the one text of the other, and never cuts a letter of two units', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '👍', '👎', 'é'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.nat(24), (before, after, caret) => {
        const change = diffText(before, after, caret);
        const made =
          change === null
            ? before
            : before.slice(0, change.at) + change.insert + before.slice(change.at + change.remove);
        expect(made).toBe(after);
        if (change !== null) {
          expect(change.insert).not.toMatch(/\p{Surrogate}/u);
          expect(before.slice(0, change.at)).not.toMatch(/\p{Surrogate}/u);
        }
      }),
      { seed: 20090812, numRuns: 500 },
    );
  });
});

describe('the caret while others write', () => {
  const rows: readonly [string, number, TextDelta, number][] = [
    ['stays when they write behind it', 2, [{ retain: 5 }, { insert: 'x' }], 2],
    ['moves along when they write before it', 2, [{ insert: 'xyz' }], 5],
    ['stays before what they write exactly at it', 2, [{ retain: 2 }, { insert: 'x' }], 2],
    ['moves back when they delete before it', 4, [{ delete: 2 }], 2],
    ['goes to the place of what they deleted around it', 4, [{ retain: 2 }, { delete: 9 }], 2],
    ['follows several changes at once', 6, [{ insert: 'ab' }, { retain: 2 }, { delete: 1 }, { insert: 'c' }], 8],
  ];

  it.each(rows)('%s', (_, place, delta, expected) => {
    expect(mapPlace(place, delta)).toBe(expected);
  });

  it('stays on the same letter, whatever Yjs reports', () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.array(fc.record({ at: fc.nat(20), remove: fc.nat(3), insert: fc.string({ maxLength: 3 }) }), {
          maxLength: 4,
        }),
        (place, edits) => {
          const doc = new Y.Doc();
          const text = doc.getText('title');
          text.insert(0, 'abcdefghijklmnopqrst');
          const anchor = Y.createRelativePositionFromTypeIndex(text, place, 0);
          let mapped = place;
          text.observe((event) => {
            mapped = mapPlace(mapped, event.delta);
          });
          for (const { at, remove, insert } of edits) {
            // Writing exactly at the caret may leave it on either side.
            const here = Math.min(at, text.length);
            if (here <= mapped && mapped <= here + remove) continue;
            text.delete(here, Math.min(remove, text.length - here));
            text.insert(here, insert);
          }
          expect(mapped).toBe(Y.createAbsolutePositionFromRelativePosition(anchor, doc)?.index);
        },
      ),
      { seed: 20090812, numRuns: 300 },
    );
  });
});

describe('a pasted title', () => {
  it('becomes one line', () => {
    expect(oneLine('first\r\nsecond\tthird\u2028fourth')).toBe('first second third fourth');
  });
});
