import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { metaOf } from '../../../../shared/model/discussion-doc';
import { signoffsOf } from '../../../../shared/model/discussion-parts';
import {
  carriedOf,
  keepSigned,
  readCarried,
  readEnding,
  readSigned,
  SIGNED_LIMITS,
  signedOf,
} from '../../../../shared/model/finishing';
import { readPoints } from '../../../../shared/model/point';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { amountMissing, leftOutOf, missingIn, signersOf } from '../../../../shared/recap/finishing';
import type { ParticipantId, PostId } from '../../../../shared/util/brand';
import { doc } from '../markdown/build';
import { agreed, cite, detail, point } from './build-points';

const ids = <T extends string>(...names: string[]): T[] => names as T[];
const nothing = { missing: [], unheard: [] };
const missing = (...points: RichTextNode[]) => missingIn(nothing, readPoints(doc(...points)));

describe('what is missing', () => {
  it.each<[string, RichTextNode, string]>([
    ['an action without both', point('action', 'x', 'Do it'), 'actions: owner due'],
    ['an action without a date', point('action', 'x', 'Do it', { owner: 'c' }), 'actions: due'],
    ['an action without an owner', point('action', 'x', 'Do it', { due: '2026-08-12' }), 'actions: owner'],
    ['an action with both', point('action', 'x', 'Do it', { ownerName: 'Chris', due: '2026-08-12' }), ''],
    ['an action that is done', point('action', 'x', 'Do it', { done: true }), ''],
    ['a question', point('question', 'x', 'Who?'), 'questions'],
    ['a question with an empty answer', point('question', 'x', 'Who?', {}, detail('answer', '')), 'questions'],
    ['an answered question', point('question', 'x', 'Who?', {}, detail('answer', 'Us.')), ''],
    ['a question that a post answers', point('question', 'x', 'Who?', {}, cite('p', { role: 'answer' })), ''],
    ['a question with its source', point('question', 'x', 'Who?', {}, cite('p')), 'questions'],
    ['a decision', point('decision', 'x', 'We go'), 'decisions'],
    ['a decision that Renee agreed to', point('decision', 'x', 'We go', {}, agreed('r', 'Renee')), ''],
    ['a takeaway', point('takeaway', 'x', 'Small crews'), ''],
  ])('[FI6] of %s', (_what, node, told) => {
    const found = missing(node);
    const said = [
      ...found.actions.map((one) => `actions: ${one.lacks.join(' ')}`),
      ...found.questions.map(() => 'questions'),
      ...found.decisions.map(() => 'decisions'),
    ];
    expect(said.join()).toBe(told);
  });

  it('[FI6] holds the posts and people that the coverage names', () => {
    const coverage = { missing: ids<PostId>('p1', 'p2'), unheard: ids<ParticipantId>('c') };
    const found = missingIn(coverage, []);
    expect(found.posts).toEqual(['p1', 'p2']);
    expect(found.people).toEqual(['c']);
  });

  it('[FI7] of a blank point is its text, and nothing else', () => {
    const found = missing(
      point('action', 'x', ''),
      point('question', 'y', ' '),
      point('quote', 'z', '', {}, cite('p')),
    );
    expect(found.blank.map((one) => one.id)).toEqual(['x', 'y']);
    expect([found.actions, found.questions]).toEqual([[], []]);
    expect(amountMissing(found)).toBe(2);
  });

  it('[FI8] is counted for the record', () => {
    const found = missingIn(
      { missing: ids<PostId>('p1', 'p2'), unheard: ids<ParticipantId>('c') },
      readPoints(doc(point('decision', 'x', 'We go'), point('action', 'y', ''))),
    );
    expect(leftOutOf(found)).toEqual({ posts: 2, people: 1, actions: 0, questions: 0, decisions: 1 });
    expect(amountMissing(found)).toBe(4);
  });
});

describe('who stands to which version', () => {
  const signed = (person: string, version: string, at: number) => ({ person: person as ParticipantId, version, at });

  it('[FI9] is asked of those who took part and of those who signed, never of imported authors', () => {
    const signers = signersOf(ids('renee', 'guest:1', 'chris'), [signed('lurker', 'v', 3)], 'v');
    expect(signers.map(({ person, standing }) => `${person} ${standing}`)).toEqual([
      'lurker signed',
      'renee not',
      'chris not',
    ]);
  });

  it('[FI10] changes with the version, and back with the same words', () => {
    const signoffs = [signed('renee', 'v1', 1), signed('chris', 'v2', 2)];
    const standing = (version: string) =>
      signersOf([], signoffs, version).map((one) => `${one.person} ${one.standing}`);
    expect(standing('v1')).toEqual(['renee signed', 'chris earlier']);
    expect(standing('v2')).toEqual(['chris signed', 'renee earlier']);
    expect(standing('v3')).toEqual(['renee earlier', 'chris earlier']);
  });
});

describe('what a document keeps of its end', () => {
  const block = (text: string, id = '') => ({ id, mark: 'm', text });
  const sign = (of: Y.Doc, person: string, version: string | null) =>
    version === null ? signoffsOf(of).delete(person) : signoffsOf(of).set(person, { at: 1, version });

  it('[FI3] is the signed text, until nobody’s name stands to it', () => {
    const of = new Y.Doc();
    sign(of, 'renee', 'v1');
    keepSigned(of, 'v1', [block('One'), block('Two', 'x')]);
    expect(readSigned(of, 'v1')).toEqual([block('One'), block('Two', 'x')]);
    sign(of, 'chris', 'v2');
    keepSigned(of, 'v2', [block('Three')]);
    expect([...signedOf(of).keys()].sort()).toEqual(['v1', 'v2']);
    sign(of, 'renee', null);
    keepSigned(of, null, []);
    expect([...signedOf(of).keys()]).toEqual(['v2']);
    metaOf(of).set('finished', { at: 1, by: 'renee', version: 'v2', leftOut: null });
    sign(of, 'chris', null);
    keepSigned(of, null, []);
    expect([...signedOf(of).keys()]).toEqual(['v2']);
  });

  it('[FI3] is bounded, and unknown when it is not there', () => {
    const of = new Y.Doc();
    sign(of, 'renee', 'v1');
    keepSigned(
      of,
      'v1',
      Array.from({ length: SIGNED_LIMITS.blocks + 5 }, () => block('x'.repeat(3000))),
    );
    const kept = readSigned(of, 'v1') ?? [];
    expect(kept).toHaveLength(SIGNED_LIMITS.blocks);
    expect(kept[0]?.text).toHaveLength(SIGNED_LIMITS.block);
    expect(kept.reduce((sum, one) => sum + one.text.length, 0)).toBe(SIGNED_LIMITS.text);
    expect(readSigned(of, 'v9')).toBeNull();
  });

  it('[FI8] [FI11] is who finished what and when, and what was left out', () => {
    const of = new Y.Doc();
    const leftOut = { posts: 3, people: 1, actions: 0, questions: 2, decisions: 0 };
    metaOf(of).set('finished', { at: 5, by: 'renee', version: 'v1', leftOut });
    metaOf(of).set('review', { at: 4, by: 'renee' });
    expect(readEnding(of)).toEqual({
      review: { at: 4, by: 'renee' },
      finished: { at: 5, by: 'renee', version: 'v1', leftOut },
      carriedFrom: null,
    });
  });

  it.each<[string, unknown]>([
    ['a number', 3],
    ['no time', { by: 'renee', version: 'v' }],
    ['a time that no clock shows', { at: 1e300, by: 'renee', version: 'v' }],
    ['nobody', { at: 1, by: '', version: 'v' }],
    ['a list', [1, 2]],
  ])('[FI12] is nothing where a peer wrote %s', (_what, value) => {
    const of = new Y.Doc();
    for (const key of ['finished', 'review', 'carriedFrom']) metaOf(of).set(key, value);
    expect(readEnding(of)).toEqual({ review: null, finished: null, carriedFrom: null });
    signedOf(of).set('v', value);
    carriedOf(of).set('point/discussion', value);
    expect(readSigned(of, 'v')).toBeNull();
    expect(readCarried(of).length).toBeLessThanOrEqual(typeof value === 'object' && !Array.isArray(value) ? 1 : 0);
  });

  it('[FI12] counts nothing where a peer wrote nonsense', () => {
    const of = new Y.Doc();
    metaOf(of).set('finished', { at: 5, by: 'renee', version: 7, leftOut: { posts: -1, people: 'many' } });
    expect(readEnding(of).finished).toEqual({
      at: 5,
      by: 'renee',
      version: '',
      leftOut: { posts: 0, people: 0, actions: 0, questions: 0, decisions: 0 },
    });
  });
});
