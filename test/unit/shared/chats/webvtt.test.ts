import { expect, test } from 'vitest';
import { namesOf } from '../../../../shared/chats/formats/webvtt/speakers';
import { lastPart } from '../../../../shared/chats/words/addresses';

test.each<[string, string[], string[]]>([
  [
    'all who are named',
    ['Ann: a', 'Bob Lee: b', 'Ann: c', 'ann: d', 'José de la Cruz: e'],
    ['Ann', 'Bob Lee', 'ann', 'José de la Cruz'],
  ],
  [
    'nobody in the middle of a sentence',
    ['Ann: a', 'Bob: b', 'Ann: c', 'and that means: more', 'Bob: d'],
    ['Ann', 'Bob'],
  ],
  [
    'nobody in a sentence of its own',
    ['Ann: a', 'Bob: b', 'What I wanted to say is: no', 'Ann: c', 'Bob: d'],
    ['Ann', 'Bob'],
  ],
  ['who comes back, among many cues without names', ['Ann: a', 'b', 'c', 'Ann: d', 'So: e'], ['Ann']],
])('[CH6] speakers are %s', (_, texts, names) => {
  expect([...namesOf(texts)]).toEqual(names);
});

test.each([
  ['photos/photo_1.jpg', 'photo_1.jpg'],
  ['https://cdn.example.org/a/f.png?sig=SECRET#t', 'f.png'],
  ['a\\b\\what?.txt', 'what?.txt'],
])('[CH13] of %s the name is %s', (path, name) => {
  expect(lastPart(path)).toBe(name);
});
