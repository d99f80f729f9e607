import { describe, expect, it } from 'vitest';
import {
  blankWords,
  lacksWords,
  leftOutWords,
  lineOf,
  signerWords,
} from '../../../../../renderer/features/recap/finish-words';
import { type RecapPoint, readPoint } from '../../../../../shared/model/point';
import type { Signer } from '../../../../../shared/recap/finishing';
import { point } from '../../../shared/recap/build-points';

const NOTHING = { posts: 0, people: 0, actions: 0, questions: 0, decisions: 0 };
const signer = (person: string, standing: Signer['standing']) => ({ person, standing, at: 1, version: '' }) as Signer;
const nameOf = (person: string) => (person === 'renee' ? 'you' : person.charAt(0).toUpperCase() + person.slice(1));

describe('the end in words', () => {
  it.each([
    [{}, ''],
    [{ posts: 1 }, 'Left out: 1 post.'],
    [{ posts: 3, people: 1 }, 'Left out: 3 posts and 1 person not heard.'],
    [
      { actions: 2, questions: 1, decisions: 1 },
      'Left out: 2 unclear actions, 1 open question and 1 decision nobody agreed to by name.',
    ],
  ])('%j was left out: %s', (patch, words) => {
    expect(leftOutWords({ ...NOTHING, ...patch })).toBe(words);
  });

  it.each<[Signer[], string]>([
    [[], ''],
    [[signer('renee', 'not'), signer('chris', 'not')], 'Nobody signed off yet.'],
    [[signer('chris', 'signed'), signer('renee', 'signed')], 'You and Chris signed off.'],
    [[signer('renee', 'signed'), signer('chris', 'not')], 'You signed off. Not yet: Chris.'],
    [[signer('chris', 'earlier'), signer('renee', 'not')], 'Changed since Chris signed off. Not yet: you.'],
    [[signer('lurker', 'signed'), signer('renee', 'earlier')], 'Lurker signed off. Changed since you signed off.'],
  ])('signers %#', (signers, words) => {
    expect(signerWords(signers, nameOf)).toBe(words);
  });

  it('says what an action lacks, and where a blank point is', () => {
    expect(lacksWords(['owner', 'due'])).toBe('nobody does it yet, no date');
    const blank = (section: string): RecapPoint => readPoint(point('question', 'q', ''), 0, section);
    expect(blankWords(blank('Topics'))).toBe('Open question below “Topics”');
    expect(blankWords(blank(''))).toBe('Open question');
  });

  it('puts a text on one line, cut between words', () => {
    expect(lineOf(' one\n two ')).toBe('one two');
    expect(lineOf('one two three', 9)).toBe('one two…');
  });
});
