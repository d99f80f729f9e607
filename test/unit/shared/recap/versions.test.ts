import { describe, expect, it } from 'vitest';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { changesSince, recapVersion, signedBlocks, wordChanges } from '../../../../shared/recap/versions';
import { doc, h, p, task, tasks } from '../markdown/build';
import { agreed, cite, detail, point } from './build-points';

const by = (text: string, person: string): RichTextNode => ({
  type: 'text',
  text,
  marks: [{ type: 'author', attrs: { by: person } }],
});
const bold = (text: string): RichTextNode => ({ type: 'text', text, marks: [{ type: 'bold' }] });

describe('the name of a version', () => {
  const base = doc(h(2, 'Takeaways'), point('action', 'a', 'Book the room', {}, cite('p1'), agreed('r', 'Renee')));
  const version = recapVersion(base);

  it('[FI1] is the same for equal recaps, and short', () => {
    expect(version).toMatch(/^[0-9a-f]{32}$/);
    expect(recapVersion(JSON.parse(JSON.stringify(base)))).toBe(version);
  });

  it.each<[string, RichTextNode[]]>([
    ['words', [h(2, 'Takeaways'), point('action', 'a', 'Book a room', {}, cite('p1'), agreed('r', 'Renee'))]],
    ['form', [h(3, 'Takeaways'), point('action', 'a', 'Book the room', {}, cite('p1'), agreed('r', 'Renee'))]],
    ['a kind', [h(2, 'Takeaways'), point('question', 'a', 'Book the room', {}, cite('p1'), agreed('r', 'Renee'))]],
    [
      'an owner',
      [h(2, 'Takeaways'), point('action', 'a', 'Book the room', { owner: 'c' }, cite('p1'), agreed('r', ''))],
    ],
    [
      'a date',
      [h(2, 'Takeaways'), point('action', 'a', 'Book the room', { due: '2026-08-12' }, cite('p1'), agreed('r', ''))],
    ],
    ['a citation', [h(2, 'Takeaways'), point('action', 'a', 'Book the room', {}, cite('p2'), agreed('r', 'Renee'))]],
    ['who agreed', [h(2, 'Takeaways'), point('action', 'a', 'Book the room', {}, cite('p1'))]],
    ['the order', [point('action', 'a', 'Book the room', {}, cite('p1'), agreed('r', 'Renee')), h(2, 'Takeaways')]],
    [
      'a detail',
      [h(2, 'Takeaways'), point('action', 'a', 'Book the room', {}, detail('note', 'x'), cite('p1'), agreed('r', ''))],
    ],
  ])('[FI1] is another one after a change of %s', (_what, blocks) => {
    expect(recapVersion(doc(...blocks))).not.toBe(version);
  });

  it('[FI1] tells bold from plain, and one paragraph from two', () => {
    expect(recapVersion(doc(p('a ', bold('b'))))).not.toBe(recapVersion(doc(p('a b'))));
    expect(recapVersion(doc(p('a'), p('b')))).not.toBe(recapVersion(doc(p('ab'))));
  });

  it.each<[string, RichTextNode[]]>([
    [
      'who wrote what',
      [
        h(2, by('Take', 'r'), by('aways', 'c')),
        point('action', 'a', 'Book the room', {}, cite('p1'), agreed('r', 'Renee')),
      ],
    ],
    [
      'ids and origins',
      [h(2, 'Takeaways'), point('action', 'z', 'Book the room', { origin: 'x' }, cite('p1'), agreed('r', 'Renee'))],
    ],
    [
      'labels and marks of citations',
      [
        h(2, 'Takeaways'),
        point('action', 'a', 'Book the room', {}, cite('p1', { label: 'R', seen: 'q' }), agreed('r', 'R')),
      ],
    ],
    [
      'empty lines',
      [
        p(),
        h(2, 'Takeaways'),
        p(' '),
        point('action', 'a', 'Book the room', {}, detail('why', ''), cite('p1'), agreed('r', '')),
        p(),
      ],
    ],
    [
      'ticks',
      [h(2, 'Takeaways'), point('action', 'a', 'Book the room', { done: true }, cite('p1'), agreed('r', 'Renee'))],
    ],
    [
      'defaults that are left out',
      [
        h(2, 'Takeaways'),
        {
          type: 'point',
          attrs: { kind: 'action', id: 'a' },
          content: [p('Book the room'), cite('p1'), agreed('r', '')],
        },
      ],
    ],
  ])('[FI2] leaves out %s', (_what, blocks) => {
    expect(recapVersion(doc(...blocks))).toBe(version);
  });

  it('[FI2] does not change when a task is ticked off', () => {
    expect(recapVersion(doc(tasks(task(true, p('x')))))).toBe(recapVersion(doc(tasks(task(false, p('x'))))));
  });
});

describe('what changed since a version', () => {
  const before = doc(
    h(2, 'Takeaways'),
    point('takeaway', 'a', 'Start with a small crew'),
    p('Pilot, learn and adjust; use early wins.'),
    point('question', 'q', 'Seminars or doing?'),
    p('Thanks to all of you.'),
  );
  const since = (...now: RichTextNode[]) =>
    changesSince(signedBlocks(before), signedBlocks(doc(...now))).map(
      ({ kind, id, before: old, after }) => `${kind} ${id}: ${old} → ${after}`,
    );
  const [title, crew, pilot, question, thanks] = before.content as [
    RichTextNode,
    RichTextNode,
    RichTextNode,
    RichTextNode,
    RichTextNode,
  ];

  it.each<[string, RichTextNode[], string[]]>([
    ['nothing', [title, crew, pilot, question, thanks], []],
    ['a new block', [title, crew, pilot, p('Try it.'), question, thanks], ['added :  → Try it.']],
    ['a block that is gone', [title, crew, pilot, thanks], ['removed : Seminars or doing? → ']],
    [
      'a point that reads quite differently and stands elsewhere',
      [title, pilot, question, thanks, point('takeaway', 'a', 'Let others beg to join')],
      ['changed a: Start with a small crew → Let others beg to join'],
    ],
    [
      'an answer to a question',
      [title, crew, pilot, point('question', 'q', 'Seminars or doing?', {}, detail('answer', 'Doing.')), thanks],
      ['changed q: Seminars or doing? → Seminars or doing?\nAnswer: Doing.'],
    ],
    [
      'a paragraph that was reworded',
      [title, crew, p('Pilot, learn and adjust; use early wins to win support.'), question, thanks],
      ['changed : Pilot, learn and adjust; use early wins. → Pilot, learn and adjust; use early wins to win support.'],
    ],
    [
      'a paragraph in place of another',
      [title, crew, p('Weak ties cross the organisation.'), question, thanks],
      ['removed : Pilot, learn and adjust; use early wins. → ', 'added :  → Weak ties cross the organisation.'],
    ],
    [
      'a point that was moved',
      [title, pilot, question, thanks, crew],
      ['moved a: Start with a small crew → Start with a small crew'],
    ],
  ])('[FI4] tells %s', (_what, now, told) => {
    expect(since(...now).sort()).toEqual([...told].sort());
  });

  it('[FI4] tells every block when nothing is left', () => {
    expect(since()).toHaveLength(5);
  });

  it('[FI4] says what is gone where it was', () => {
    expect(since(title, pilot, question, p('New.'), thanks)).toEqual([
      'removed : Start with a small crew → ',
      'added :  → New.',
    ]);
  });

  it.each([
    ['one two three', 'one 2 three', '=one |-two|+2|= three'],
    ['one two', 'one two three', '=one two|+ three'],
    ['one two', 'two', '-one |=two'],
    ['', 'new', '+new'],
    ['same', 'same', '=same'],
    ['a b c', 'x y z', '-a|+x|= |-b|+y|= |-c|+z'],
  ])('[FI5] shows %j to %j word by word', (old, now, told) => {
    const signs = { same: '=', added: '+', removed: '-' };
    expect(
      wordChanges(old, now)
        .map(({ kind, text }) => signs[kind] + text)
        .join('|'),
    ).toBe(told);
  });

  it('[FI5] gives the texts back whole', () => {
    const [old, now] = ['It is “cool” to share, isn’t it?', 'Is it uncool to share? It is.'];
    const words = wordChanges(old, now);
    const side = (without: string) =>
      words
        .filter((one) => one.kind !== without)
        .map((one) => one.text)
        .join('');
    expect([side('added'), side('removed')]).toEqual([old, now]);
  });
});
