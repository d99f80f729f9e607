import { NodeSelection } from '@tiptap/pm/state';
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { RichTextNode } from '../../../../../shared/model/rich-text';
import { doc, li, node, p, press, select, type, unmountAll } from '../support';
import { cite, credit, detail, ids, point, recap, recapOn, takeaway, undo } from './support';

afterEach(unmountAll);

const list = (...words: string[]) => node('bulletList', null, ...words.map((one) => li(p(one))));

describe('Enter in a point', () => {
  it.each<[string, RichTextNode[], string, string[], string]>([
    ['makes a new line of it', [takeaway('a', 'one', cite('p1'))], 'one', ['Enter'], 'takeaway#a(one /  / @p1)'],
    [
      'on an empty last line leaves it',
      [takeaway('a', 'one', cite('p1'))],
      'one',
      ['Enter', 'Enter'],
      'takeaway#a(one / @p1) | ',
    ],
    [
      'on an empty last line leaves it, also before details',
      [takeaway('a', 'one', detail('why', 'so'))],
      'one',
      ['Enter', 'Enter'],
      'takeaway#a(one / why: so) | ',
    ],
    ['in a point without words makes it text', [takeaway('a', '')], '', ['Enter'], ''],
    [
      'in a point without words that has citations goes below it',
      [takeaway('a', '', cite('p1'))],
      '',
      ['Enter'],
      'takeaway#a( / @p1) | ',
    ],
    [
      'in a detail makes another line of it',
      [takeaway('a', 'one', detail('why', 'so'))],
      'so',
      ['Enter'],
      'takeaway#a(one / why: so / why: )',
    ],
    [
      'on an empty line of a detail leaves the point',
      [takeaway('a', 'one', detail('why', 'so'), cite('p1'))],
      'so',
      ['Enter', 'Enter'],
      'takeaway#a(one / why: so / @p1) | ',
    ],
  ])('%s', (_name, body, at, keys, expected) => {
    const { editor } = recapOn(doc(...body));
    if (at === '') act(() => void editor.commands.setTextSelection(2));
    else select(editor, at);
    for (const key of keys) expect(press(editor, key)).toBe(true);
    expect(recap(editor)).toBe(expected);
    type(editor, 'x');
    expect(() => editor.state.doc.check()).not.toThrow();
    if (keys.length > 1) expect(recap(editor)).toBe(`${expected}x`);
  });
});

describe('splitting and merging', () => {
  it('Ctrl+Enter parts a point in two; both keep the citations, and the second gets an id of its own', () => {
    const { editor } = recapOn(doc(takeaway('a', 'onetwo', detail('why', 'so'), cite('p1'), credit('Renee'))));
    select(editor, 'one');
    expect(press(editor, 'Ctrl+Enter')).toBe(true);
    expect(recap(editor)).toBe('takeaway#a(one / @p1 / +Renee) | takeaway#new(two / why: so / @p1 / +Renee)');
    type(editor, 'x');
    expect(recap(editor)).toContain('(xtwo /');
    undo(editor);
    undo(editor);
    expect(recap(editor)).toBe('takeaway#a(onetwo / why: so / @p1 / +Renee)');
  });

  it.each<[string, 'start' | 'end', string]>([
    ['at the end begins the next one of the kind', 'end', 'takeaway#a(one / @p1) | takeaway#new()'],
    ['at the start makes room above', 'start', 'takeaway#new() | takeaway#a(one / @p1)'],
  ])('Ctrl+Enter %s', (_name, where, expected) => {
    const { editor } = recapOn(doc(takeaway('a', 'one', cite('p1'))));
    select(editor, 'one', where);
    press(editor, 'Ctrl+Enter');
    expect(recap(editor)).toBe(expected);
  });

  it('parts a list inside a point, and a detail', () => {
    const { editor } = recapOn(doc(takeaway('a', 'intro', list('one', 'two'), detail('why', 'sobecause'))));
    select(editor, 'one');
    press(editor, 'Ctrl+Enter');
    expect(recap(editor)).toMatch(
      /^takeaway#a\(intro \/ bulletList\(listItem\(one\)\)\) \| takeaway#new\(bulletList\(listItem\(\), listItem\(two\)\)/,
    );
    select(editor, 'so');
    press(editor, 'Ctrl+Enter');
    expect(recap(editor)).toMatch(/why: so\) \| takeaway#new\(because\)$/);
  });

  const first = point(
    'action',
    { id: 'a', owner: 'r', ownerName: 'Renee', origin: 'o1' },
    p('one'),
    detail('why', 'so'),
    cite('p1'),
  );
  const second = point(
    'decision',
    { id: 'b', ownerName: 'Chris', due: '2026-12-01', origin: 'o2' },
    p('two'),
    cite('p1'),
    cite('p2'),
    credit('Chris', 'agreed'),
  );
  const merged = 'action#a(one / two / (Chris; due 2026-12-01) / why: so / @p1 / @p2 / =Chris / +)';

  it.each<[string, string, 'start' | 'end', string]>([
    ['Backspace at the start', 'two', 'start', 'Backspace'],
    ['Delete at the end', 'one', 'end', 'Delete'],
  ])('%s merges with the neighbour, and nothing is lost', (_name, at, where, key) => {
    const clash = { ...second, attrs: { ...second.attrs, kind: 'action' } };
    const { editor, app } = recapOn(doc(first, clash));
    select(editor, at, where);
    // Delete at the end of the text leads to the details first.
    if (key === 'Delete') select(editor, 'so', where);
    expect(press(editor, key)).toBe(true);
    expect(recap(editor)).toBe(merged);
    const { attrs } = editor.state.doc.child(0);
    expect(attrs).toMatchObject({ id: 'a', ownerName: 'Renee', due: '2026-12-01', origin: 'o1' });
    expect(editor.state.doc.child(0).lastChild?.attrs).toMatchObject({ role: 'credit', from: 'o2' });
    expect(app.merged).toHaveBeenCalledExactlyOnceWith('a', 'b');
    undo(editor);
    expect(editor.state.doc.childCount).toBe(2);
  });

  it.each<[string, RichTextNode[], string, 'start' | 'end', string, string]>([
    ['Backspace in a point without words makes it text', [p('x'), takeaway('a', '')], '', 'start', 'Backspace', 'x | '],
    [
      'Backspace at the start of a point below text makes it text',
      [p('x'), takeaway('a', 'one', cite('p1', { label: 'R' }))],
      'one',
      'start',
      'Backspace',
      'x | one (R)',
    ],
    [
      'Backspace at the start of a point below an empty line removes that line',
      [p('x'), p(), takeaway('a', 'one')],
      'one',
      'start',
      'Backspace',
      'x | takeaway#a(one)',
    ],
    [
      'Backspace in the empty line below a point removes it',
      [takeaway('a', 'one', cite('p1')), p()],
      'end',
      'end',
      'Backspace',
      'takeaway#a(one / @p1)',
    ],
    [
      'Backspace at the start of text below a point joins it',
      [takeaway('a', 'one', cite('p1')), p('two')],
      'two',
      'start',
      'Backspace',
      'takeaway#a(onetwo / @p1)',
    ],
    [
      'Delete at the end of a point joins the text below',
      [takeaway('a', 'one', cite('p1')), p('two')],
      'one',
      'end',
      'Delete',
      'takeaway#a(onetwo / @p1)',
    ],
    [
      'Delete at the end of a point keeps a table below',
      [takeaway('a', 'one', cite('p1')), node('horizontalRule', null)],
      'one',
      'end',
      'Delete',
      'takeaway#a(one / @p1) | horizontalRule()',
    ],
    [
      'Delete in an empty line above a point removes the line',
      [p(), takeaway('a', 'one')],
      'first',
      'start',
      'Delete',
      'takeaway#a(one)',
    ],
    [
      'Backspace between two lines keeps a citation that stands there',
      [takeaway('a', 'one', cite('p1'), p('two'))],
      'two',
      'start',
      'Backspace',
      'takeaway#a(onetwo / @p1)',
    ],
    [
      'Delete between two lines keeps a citation that stands there',
      [takeaway('a', 'one', cite('p1'), p('two'))],
      'one',
      'end',
      'Delete',
      'takeaway#a(onetwo / @p1)',
    ],
    [
      'Backspace at the start of a detail makes it a line',
      [takeaway('a', 'one', detail('why', 'so'))],
      'so',
      'start',
      'Backspace',
      'takeaway#a(one / so)',
    ],
    [
      'Delete before a detail keeps it',
      [takeaway('a', 'one', detail('why', 'so'))],
      'one',
      'end',
      'Delete',
      'takeaway#a(one / why: so)',
    ],
  ])('%s', (_name, body, at, where, key, expected) => {
    const { editor } = recapOn(doc(...body));
    if (at === 'end' || at === '') act(() => void editor.commands.focus('end'));
    else if (at === 'first') act(() => void editor.commands.setTextSelection(1));
    else select(editor, at, where);
    expect(press(editor, key)).toBe(true);
    expect(recap(editor)).toBe(expected);
    expect(editor.state.selection.empty).toBe(true);
    expect(() => editor.state.doc.check()).not.toThrow();
  });

  it('Delete at the end of text selects the point below, and deletes it the second time', () => {
    const { editor } = recapOn(doc(p('x'), takeaway('a', 'one')));
    select(editor, 'x');
    press(editor, 'Delete');
    expect(editor.state.selection).toBeInstanceOf(NodeSelection);
    press(editor, 'Delete');
    expect(recap(editor)).toBe('x');
  });
});

describe('moving', () => {
  it('Alt and an arrow move the point that the caret is in as a whole, and the caret with it', () => {
    const { editor } = recapOn(
      doc(p('x'), takeaway('a', 'one', list('two', 'three'), cite('p1')), takeaway('b', 'four')),
    );
    select(editor, 'three');
    press(editor, 'Alt+ArrowUp');
    expect(ids(editor)).toEqual(['a', 'b']);
    expect(recap(editor)).toMatch(/^takeaway#a.* \| x \| takeaway#b/);
    press(editor, 'Alt+ArrowDown');
    press(editor, 'Alt+ArrowDown');
    expect(recap(editor)).toMatch(/^x \| takeaway#b\(four\) \| takeaway#a/);
    expect(editor.state.selection.$from.parent.textContent).toBe('three');
  });

  it('Esc selects the point, arrows with Alt move it, Enter goes back into its text', () => {
    const { editor } = recapOn(doc(takeaway('a', 'one', cite('p1')), takeaway('b', 'two')));
    select(editor, 'one', 'start');
    expect(press(editor, 'Escape')).toBe(true);
    press(editor, 'Alt+ArrowDown');
    expect(ids(editor)).toEqual(['b', 'a']);
    expect(editor.state.selection).toBeInstanceOf(NodeSelection);
    press(editor, 'Enter');
    type(editor, 'x');
    expect(recap(editor)).toBe('takeaway#b(two) | takeaway#a(onex / @p1)');
  });
});

describe('ids', () => {
  it('an edit here that finds two points with one id renames the later one, and gives one where a peer left it out', () => {
    const { editor } = recapOn(doc(takeaway('a', 'one'), takeaway('a', 'two'), takeaway('', 'three'), p('x')));
    expect(ids(editor)).toEqual(['a', 'a', '']);
    select(editor, 'x');
    type(editor, 'y');
    const after = ids(editor);
    expect(after[0]).toBe('a');
    expect(new Set(after).size).toBe(3);
    expect(after).not.toContain('');
  });
});
