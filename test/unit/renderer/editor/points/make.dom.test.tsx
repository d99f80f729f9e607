import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { RichTextNode } from '../../../../../shared/model/rich-text';
import { doc, draft, li, node, p, press, select, task, type, unmountAll } from '../support';
import { cite, credit, detail, ids, point, recap, recapOn, takeaway, undo } from './support';

afterEach(unmountAll);

const h = (words: string) => node('heading', { level: 2 }, { type: 'text', text: words });
const list = (...words: string[]) => node('bulletList', null, ...words.map((one) => li(p(one))));

describe('points typed like Markdown', () => {
  it.each([
    ['!! one', 'takeaway#new(one)'],
    ['=> one', 'decision#new(one)'],
    ['-> one', 'action#new(one)'],
    ['[]@ one', 'action#new(one)'],
    ['?? one', 'question#new(one)'],
    ['"" one', 'quote#new(one)'],
    ['@@ one', 'source#new(one)'],
    ['a !! one', 'a !! one'],
    ['!!one', '!!one'],
  ])('%s', (typed, expected) => {
    const { editor } = recapOn(doc(p()));
    type(editor, typed);
    expect(recap(editor)).toBe(expected);
  });

  it('at the start of a point turn it into another kind, and keep its id and its citations', () => {
    const { editor } = recapOn(doc(takeaway('a', 'one', cite('p1'))));
    select(editor, 'one', 'start');
    type(editor, '=> ');
    expect(recap(editor)).toBe('decision#a(one / @p1)');
  });

  it.each([
    ['a heading', h(''), 'h2 !! x'],
    ['a list', node('bulletList', null, li(p())), 'bulletList(listItem(!! x))'],
    ['a quote', node('blockquote', null, p()), 'blockquote(!! x)'],
  ])('stay text in %s', (_name, body, expected) => {
    const { editor } = recapOn(doc(body));
    act(() => void editor.commands.focus('end'));
    type(editor, '!! x');
    expect(recap(editor)).toBe(expected);
  });

  it('stay text in a post', () => {
    const { editor } = draft(doc(p()));
    type(editor, '!! one');
    expect(recap(editor)).toBe('!! one');
  });

  it('Backspace right after brings the signs back', () => {
    const { editor } = recapOn(doc(p()));
    type(editor, '!! ');
    press(editor, 'Backspace');
    expect(recap(editor)).toBe('!! ');
  });
});

describe('turning blocks into points', () => {
  it.each<[string, RichTextNode[], string, string, string]>([
    ['a paragraph', [p('one')], 'one', '1', 'takeaway#new(one)'],
    ['a heading', [h('one')], 'one', '2', 'decision#new(one)'],
    [
      'an item of a list',
      [list('one', 'two', 'three')],
      'two',
      '1',
      'bulletList(listItem(one)) | takeaway#new(two) | bulletList(listItem(three))',
    ],
    ['a done task', [node('taskList', null, task(true, p('one')))], 'one', '3', 'action#new(one)'],
    ['a quote', [node('blockquote', null, p('one'))], 'one', '5', 'quote#new(one)'],
    [
      'a point',
      [point('question', { id: 'q' }, p('one'), detail('answer', 'yes'), cite('p1'))],
      'one',
      '6',
      'source#q(one / answer: yes / @p1)',
    ],
  ])('%s', (_name, body, at, key, expected) => {
    const { editor } = recapOn(doc(...body));
    select(editor, at);
    const before = editor.state.selection.$from.parentOffset;
    expect(press(editor, `Ctrl+Shift+${key}`)).toBe(true);
    expect(recap(editor)).toBe(expected);
    expect(editor.state.selection.$from.parent.textContent).toBe(at);
    expect(editor.state.selection.$from.parentOffset).toBe(before);
  });

  it('several blocks become a point each, in one step', () => {
    const { editor } = recapOn(doc(p('one'), p('two'), list('three', 'four')));
    act(() => void editor.commands.setTextSelection({ from: 2, to: editor.state.doc.content.size - 3 }));
    press(editor, 'Ctrl+Shift+1');
    expect(recap(editor)).toBe('takeaway#new(one) | takeaway#new(two) | takeaway#new(three) | takeaway#new(four)');
    expect(new Set(ids(editor)).size).toBe(4);
    undo(editor);
    expect(recap(editor)).toBe('one | two | bulletList(listItem(three), listItem(four))');
  });

  it('and back into text that says the same', () => {
    const body = point(
      'decision',
      { id: 'a' },
      p('We pilot'),
      detail('why', 'it is cheap'),
      cite('p1', { label: 'Renee, Wed 20:14' }),
      credit('Chris', 'agreed'),
    );
    const { editor } = recapOn(doc(body));
    select(editor, 'pilot');
    press(editor, 'Ctrl+Shift+0');
    expect(recap(editor)).toBe('We pilot | Why: it is cheap (Renee, Wed 20:14; agreed by Chris)');
    expect(editor.state.selection.$from.parent.textContent).toBe('We pilot');
    undo(editor);
    expect(recap(editor)).toBe('decision#a(We pilot / why: it is cheap / @p1 / =Chris)');
  });

  it('the slash menu makes them, in a recap only', () => {
    const { editor } = recapOn(doc(p()));
    type(editor, '/open');
    press(editor, 'Enter');
    type(editor, 'who?');
    expect(recap(editor)).toBe('question#new(who?)');
    const post = draft(doc(p()));
    type(post.editor, '/takeaway');
    expect(press(post.editor, 'Enter')).toBe(true);
    expect(recap(post.editor)).toBe('/takeaway | ');
  });
});
