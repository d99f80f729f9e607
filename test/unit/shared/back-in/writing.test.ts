/** What is taken from a file is written as little as possible, and nothing else is. */
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { normaliseRichText } from '../../../../shared/markdown';
import { postsOf, recapOf, titleOf } from '../../../../shared/model/discussion-doc';
import { b, doc, h, p, point } from '../markdown/build';
import {
  authorsOfText,
  bodyIn,
  bringBack,
  changesOf,
  copyOf,
  digest,
  discussion,
  edited,
  elementWith,
  exported,
  lineOf,
  RECAP,
  recapIn,
  rewrite,
  texts,
  told,
} from './edited';

const made = discussion();
const FILE = exported(made);

describe('what is taken', () => {
  test('[BI8] is one transaction with its origin, and one step to undo', () => {
    const copy = copyOf(made);
    const before = [texts(copy), bodyIn(copy, 'p3')];
    const origins: unknown[] = [];
    copy.on('afterTransaction', ({ origin, changed }: Y.Transaction) => changed.size > 0 && origins.push(origin));
    const undo = new Y.UndoManager([recapOf(copy), postsOf(copy), titleOf(copy)], {
      trackedOrigins: new Set(['mine']),
    });
    const file = edited(
      FILE,
      ['Small groups', 'Tiny groups'],
      ['We meet weekly', 'We meet daily'],
      ['Then it is agreed', 'Then it is so'],
      ['# Wednesdays', '# Days'],
    );
    expect(bringBack(copy, file, undefined, 'mine')).toBe(4);
    expect(origins).toEqual(['mine']);
    undo.undo();
    expect([texts(copy), bodyIn(copy, 'p3')]).toEqual(before);
    expect(titleOf(copy).toString()).toBe('Wednesdays');
  });

  test('[BI8] leaves letters that stay to those who wrote them', () => {
    const copy = copyOf(made);
    bringBack(
      copy,
      edited(FILE, ['for two years', 'for **three** years'], ['\nThanks to everybody', '\n## Thanks to everybody']),
    );
    expect(authorsOfText(lineOf(elementWith(copy, 'The group')))).toBe(
      'Bob: The group met every Wednesday evening for  | Ann: three | Bob:  years.',
    );
    expect(recapIn(copy)[1]).toEqual(p('The group met every Wednesday evening for ', b('three'), ' years.'));
    expect(elementWith(copy, 'Thanks').nodeName).toBe('heading');
    expect(authorsOfText(lineOf(elementWith(copy, 'Thanks')))).toBe('Bob: Thanks to everybody who came.');
  });

  test('[BI8] keeps two points apart that the file gives one id', () => {
    const copy = copyOf(made);
    const twice = edited(FILE, [
      'Thanks to everybody',
      '<!--point takeaway id="t1"-->\n\nAgain.\n\n<!--/point-->\n\nThanks to everybody',
    ]);
    bringBack(copy, twice);
    const ids = recapIn(copy).flatMap(({ type, attrs }) => (type === 'point' ? [attrs?.id] : []));
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
    expect(texts(copy)).toContain('Again.');
  });

  test('[BI10] is nothing while somebody only looks, or leaves everything', () => {
    const copy = copyOf(made);
    const before = digest(copy);
    const file = edited(FILE, ['Small groups', 'Tiny groups'], ['Then it is agreed', 'Then it is so']);
    expect(changesOf(copy, file)).toHaveLength(2);
    expect(bringBack(copy, file, () => 'leave')).toBe(0);
    expect(digest(copy)).toBe(before);
  });

  test('[BI10] is not what changed here after it was shown', () => {
    const copy = copyOf(made);
    const file = edited(FILE, ['Small groups', 'Tiny groups']);
    const shown = changesOf(copy, file);
    rewrite(copy, 'Small groups', 'Small groups learn best.');
    const keys = new Set(shown.map(({ key }) => key));
    expect(bringBack(copy, file, ({ key }) => (keys.has(key) ? 'take' : 'leave'))).toBe(0);
    expect(texts(copy)[2]).toBe('Small groups learn best.');
  });
});

test('[BI2] a recap exported alone changes no post, and a thread no recap', () => {
  expect(told(changesOf(made, edited(exported(made, 'recap'), ['Find a room', 'Find a hall'])))).toEqual([
    'ours changed action: Find a room → Find a hall (take)',
  ]);
  expect(told(changesOf(made, edited(exported(made, 'thread'), ['Then it is agreed', 'Then so be it'])))).toEqual([
    'posts changed post: Then it is agreed. → Then so be it. (take)',
  ]);
});

test('[BI8] whatever the file says, the recap then says the same', () => {
  const next = doc(
    h(2, 'What we learned'),
    point('decision', { id: 'd1', done: true }, p('We meet '), p(b('weekly'), '.')),
    ...(RECAP.content ?? []).slice(4).toReversed(),
    p('And an end.'),
  );
  const other = discussion(next);
  const copy = copyOf(made);
  const base = /<!--base title[\s\S]*$/.exec(FILE)?.[0] ?? '';
  const file = exported(other).replace(/<!--base title[\s\S]*$/, base);
  bringBack(copy, file, ({ refused }) => (refused === null ? 'take' : 'leave'));
  expect(normaliseRichText(doc(...recapIn(copy)))).toEqual(normaliseRichText(doc(...recapIn(other))));
});
