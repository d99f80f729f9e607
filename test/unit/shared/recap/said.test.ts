import { describe, expect, test } from 'vitest';
import { isSaid } from '../../../../shared/recap/said';

describe('whether words stand elsewhere', () => {
  test.each([
    ['a line as a whole', 'no', ['no'], true],
    ['whatever is between its words', 'We  go\tnow ', ['We go now'], true],
    ['every line of it, in any order', 'a\nb', ['b', 'a'], true],
    ['several whole words in a row', 'ask them first', ['Always ask them first, then wait'], false],
    ['several whole words in a row, up to a space', 'ask them first', ['Always ask them first then wait'], true],
    ['nothing', '', [], true],
    ['a part of a word', 'no', ['We go now'], false],
    ['a word of a sentence', 'OK', ['That is OK'], false],
    ['a figure of a number', '1', ['Room 12'], false],
    ['two words of a sentence', 'go now', ['We go now'], false],
    ['several words, the last a part of one', 'we can not', ['we can note it'], false],
    ['the same letters in another case', 'US', ['us'], false],
    ['words that stand in two lines', 'ask them first', ['ask them', 'first'], false],
    ['one line of two', 'a\nb', ['a'], false],
  ])('[TR5] %s', (_, text, others, said) => {
    expect(isSaid(text, others)).toBe(said);
  });
});
