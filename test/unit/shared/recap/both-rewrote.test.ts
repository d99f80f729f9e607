import { describe, expect, it } from 'vitest';
import { bothRewrote, type Strand } from '../../../../shared/recap/both-rewrote';

/**
 * A text out of pieces: what was there, and what became of it. `=` stays, `m` was removed here, `t` removed there,
 * `x` removed here (and there, as far as anybody can tell), `M` written here, `R` and `C` written there by Renee and Chris.
 */
function strands(...pieces: readonly (readonly ['=' | 't' | 'x' | 'M' | 'R' | 'C', string])[]): Strand[] {
  return pieces.flatMap(([what, text]) =>
    [...text].map((letter) => {
      const base = what === '=' || what === 't' || what === 'x';
      const mine = what === '=' || what === 't' || what === 'M';
      const by = { M: 'me', R: 'renee', C: 'chris', '=': '', t: '', x: '' }[what];
      return { text: letter, base, mine, now: what !== 't' && what !== 'x', by };
    }),
  );
}

describe('a sentence that both sides rewrote', () => {
  it('[SL13] is shown as it was, as each side had it, and as it stands', () => {
    const text = strands(
      ['=', 'It rains. The sky is '],
      ['x', 'blue'],
      ['M', 'red'],
      ['R', 'green'],
      ['=', '. We go.'],
    );
    expect(bothRewrote(text, 'me')).toEqual([
      {
        base: 'The sky is blue.',
        mine: 'The sky is red.',
        theirs: 'The sky is green.',
        now: 'The sky is redgreen.',
        from: 10,
        to: 30,
        by: ['renee'],
      },
    ]);
  });

  it.each<[string, Strand[]]>([
    ['only this side', strands(['=', 'The sky is '], ['x', 'blue'], ['M', 'red'], ['=', '.'])],
    ['only the other side', strands(['=', 'The sky is '], ['t', 'blue'], ['R', 'green'], ['=', '.'])],
    ['nobody', strands(['=', 'The sky is blue.'])],
    ['both, but to the same', strands(['=', 'The sky is '], ['x', 'blue'], ['M', 'red'], ['R', 'red'], ['=', '.'])],
    [
      'each another sentence',
      strands(
        ['=', 'The sky is '],
        ['x', 'blue'],
        ['M', 'red'],
        ['=', '. We '],
        ['t', 'go'],
        ['R', 'stay'],
        ['=', '.'],
      ),
    ],
    ['a block that is new', strands(['M', 'Mine. '], ['R', 'Theirs.'])],
  ])('[SL13] is not flagged when it was changed by %s', (_name, text) => {
    expect(bothRewrote(text, 'me')).toEqual([]);
  });

  it('[SL14] names everybody of the other side, in one', () => {
    const text = strands(
      ['C', 'Today t'],
      ['t', 'T'],
      ['=', 'he sky is '],
      ['x', 'blue'],
      ['M', 'red'],
      ['R', 'green'],
      ['=', '.'],
    );
    expect(bothRewrote(text, 'me')).toMatchObject([{ theirs: 'Today the sky is green.', by: ['chris', 'renee'] }]);
  });

  it.each<[string, Strand[], string | null]>([
    ['when it wrote something in their place', strands(['x', 'Sky is blue.'], ['M', 'Rain.'], ['R', 'Snow.']), 'Snow.'],
    [
      'not when it wrote beside them',
      strands(['=', 'Sky is '], ['R', 'very '], ['x', 'blue'], ['M', 'red'], ['=', '.']),
      'Sky is very blue.',
    ],
    [
      'not when it wrote something elsewhere',
      strands(['=', 'Sky '], ['t', 'is'], ['R', 'was'], ['=', ' '], ['x', 'blue'], ['M', 'red'], ['=', '.']),
      'Sky was blue.',
    ],
  ])('[SL15] counts words that this side removed as removed by the other %s', (_name, text, theirs) => {
    expect(bothRewrote(text, 'me').map((one) => one.theirs)).toEqual(theirs === null ? [] : [theirs]);
  });

  it('[SL13] is flagged in the middle of a text, each with its own place', () => {
    const text = strands(
      ['=', 'One '],
      ['x', 'a'],
      ['M', 'b'],
      ['R', 'c'],
      ['=', '. Two stays. Three '],
      ['x', 'a'],
      ['R', 'c'],
      ['M', 'b'],
      ['=', '.'],
    );
    const found = bothRewrote(text, 'me');
    const now = text
      .filter((one) => one.now)
      .map((one) => one.text)
      .join('');
    expect(found.map((one) => now.slice(one.from, one.to))).toEqual(['One bc.', 'Three cb.']);
  });
});
