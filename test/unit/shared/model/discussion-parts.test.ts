import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  asideOf,
  reactionKey,
  reactionsOf,
  readAside,
  readReactions,
  readRecaps,
  readSignoffs,
  readStances,
  recapsOf,
  signoffsOf,
  stanceKey,
  stancesOf,
} from '../../../../shared/model/discussion-parts';

function merged(...writers: ((doc: Y.Doc) => void)[]): Y.Doc {
  const docs = writers.map((write) => {
    const doc = new Y.Doc();
    write(doc);
    return doc;
  });
  const all = new Y.Doc();
  for (const doc of docs) Y.applyUpdate(all, Y.encodeStateAsUpdate(doc));
  return all;
}

describe('what two people write apart', () => {
  it('keeps both stances on one point', () => {
    const doc = merged(
      (a) => stancesOf(a).set(stanceKey('pt', 'ann'), { stance: 'agree', reason: '', at: 1 }),
      (b) => stancesOf(b).set(stanceKey('pt', 'ben'), { stance: 'disagree', reason: 'too soon', at: 2 }),
    );
    expect(readStances(doc)).toEqual([
      { point: 'pt', person: 'ann', stance: 'agree', reason: '', at: 1 },
      { point: 'pt', person: 'ben', stance: 'disagree', reason: 'too soon', at: 2 },
    ]);
  });

  it('keeps both reactions to one post', () => {
    const doc = merged(
      (a) => reactionsOf(a).set(reactionKey('post', 'ann', '👍'), 1),
      (b) => reactionsOf(b).set(reactionKey('post', 'ben', '👍'), 2),
    );
    expect(readReactions(doc).map(({ person }) => person)).toEqual(['ann', 'ben']);
  });

  it('keeps both of their own recaps', () => {
    const doc = merged(
      (a) => recapsOf(a).set('ann', new Y.XmlFragment()),
      (b) => recapsOf(b).set('ben', new Y.XmlFragment()),
    );
    expect([...readRecaps(doc).keys()].sort()).toEqual(['ann', 'ben']);
  });
});

describe('what a peer wrote wrongly', () => {
  it.each<[string, (doc: Y.Doc) => void]>([
    ['a stance without a point', (doc) => stancesOf(doc).set('ann', { stance: 'agree', reason: '', at: 1 })],
    ['a stance that is none', (doc) => stancesOf(doc).set('p/ann', { stance: 'maybe' })],
    ['a text for a stance', (doc) => stancesOf(doc).set('p/ann', 'agree')],
    ['a post set aside by nobody', (doc) => asideOf(doc).set('post', { reason: 'x' })],
    ['a sign-off without a time', (doc) => signoffsOf(doc).set('ann', { version: 'v' })],
    ['a reaction that is an essay', (doc) => reactionsOf(doc).set(`post/ann/${'x'.repeat(40)}`, 1)],
    ['a number for a recap', (doc) => recapsOf(doc).set('ann', 4 as unknown as Y.XmlFragment)],
  ])('leaves out %s', (_what, write) => {
    const doc = merged(write);
    expect([
      readStances(doc).length,
      readAside(doc).size,
      readSignoffs(doc).length,
      readReactions(doc).length,
      readRecaps(doc).size,
    ]).toEqual([0, 0, 0, 0, 0]);
  });
});
