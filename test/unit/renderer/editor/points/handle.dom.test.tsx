import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { InsertPlace, RecapEditorHandle } from '../../../../../renderer/editor/types';
import type { RichTextNode } from '../../../../../shared/model/rich-text';
import { doc, node, p, press, select, type, unmountAll } from '../support';
import { cite, credit, ids, recap, recapOn, takeaway, undo } from './support';

afterEach(unmountAll);

const h = (words: string) => node('heading', { level: 2 }, { type: 'text', text: words });
const added = takeaway('new-one', 'added');
const insert = (handle: RecapEditorHandle, one: RichTextNode, at?: InsertPlace): string => {
  let id = '';
  act(() => {
    id = handle.insertPoint(one, at);
  });
  return id;
};

describe('the commands from outside', () => {
  it.each<[string, RichTextNode[], string | null, InsertPlace | undefined, string]>([
    ['after the block with the caret', [p('one'), p('two')], 'one', 'caret', 'one | takeaway#new-one(added) | two'],
    [
      'at the end while nobody chose a place',
      [p('one'), p('two')],
      null,
      'caret',
      'one | two | takeaway#new-one(added)',
    ],
    ['before the empty line that ends the text', [p('one'), p()], null, 'end', 'one | takeaway#new-one(added) | '],
    ['into an empty recap, with room below', [p()], null, 'end', 'takeaway#new-one(added) | '],
    [
      'after the point with the caret',
      [takeaway('a', 'one'), p('two')],
      'one',
      'caret',
      'takeaway#a(one) | takeaway#new-one(added) | two',
    ],
    [
      'at the end of a section',
      [h('Takeaways'), p('one'), h('Questions'), p('two')],
      null,
      { section: ' takeaways' },
      'h2 Takeaways | one | takeaway#new-one(added) | h2 Questions | two',
    ],
    [
      'at the end without such a section',
      [h('A'), p('one')],
      null,
      { section: 'B' },
      'h2 A | one | takeaway#new-one(added)',
    ],
  ])('insertPoint puts a point %s', (_name, body, at, place, expected) => {
    const { editor, handle } = recapOn(doc(...body));
    if (at !== null) select(editor, at);
    const before = at === null ? null : editor.state.selection.$from.parent.textContent;
    expect(insert(handle, added, place)).toBe('new-one');
    expect(recap(editor)).toBe(expected);
    if (before !== null) expect(editor.state.selection.$from.parent.textContent).toBe(before);
  });

  it('insertPoint gives a new id to a point that has none or one that is there already', () => {
    const { editor, handle } = recapOn(doc(takeaway('a', 'one')));
    insert(handle, takeaway('a', 'two'), 'end');
    insert(handle, takeaway('', 'three'), 'end');
    expect(new Set(ids(editor)).size).toBe(3);
    expect(ids(editor)[0]).toBe('a');
    expect(ids(editor).every((id) => id !== '')).toBe(true);
  });

  it('each command is undone by itself, also between letters that were typed quickly', () => {
    const { editor, handle } = recapOn(doc(p('one')));
    select(editor, 'one');
    type(editor, 'a');
    insert(handle, added, 'end');
    type(editor, 'b');
    undo(editor);
    expect(recap(editor)).toBe('onea | takeaway#new-one(added)');
    undo(editor);
    expect(recap(editor)).toBe('onea');
    undo(editor);
    expect(recap(editor)).toBe('one');
  });

  it('extendPoint adds cites, credits and details where they belong, and none twice', () => {
    const { editor, handle } = recapOn(doc(takeaway('a', 'one', cite('p1'))));
    const parts = [
      cite('p1'),
      cite('p2'),
      credit('Renee'),
      node('detail', { role: 'why' }, { type: 'text', text: 'so' }),
    ];
    act(() => handle.extendPoint('a', parts));
    expect(recap(editor)).toBe('takeaway#a(one / why: so / @p1 / @p2 / +Renee)');
    act(() => handle.extendPoint('a', [cite('p2'), credit('Renee')]));
    act(() => handle.extendPoint('gone', [cite('p2')]));
    expect(recap(editor)).toBe('takeaway#a(one / why: so / @p1 / @p2 / +Renee)');
  });

  it('removePoint takes a point away; the last block leaves an empty line', () => {
    const { editor, handle } = recapOn(doc(takeaway('a', 'one'), takeaway('b', 'two')));
    act(() => handle.removePoint('a'));
    expect(recap(editor)).toBe('takeaway#b(two)');
    act(() => handle.removePoint('b'));
    expect(recap(editor)).toBe('');
    undo(editor);
    expect(recap(editor)).toBe('takeaway#b(two)');
  });

  it('showPoint lights a point, and moves the caret only when asked', () => {
    const { editor, handle, host } = recapOn(doc(p('text'), takeaway('a', 'one')));
    select(editor, 'text');
    act(() => handle.showPoint('a'));
    expect(host.querySelector('.point')?.classList.contains('point-lit')).toBe(true);
    expect(editor.state.selection.$from.parent.textContent).toBe('text');
    act(() => handle.showPoint('a', true));
    expect(editor.state.selection.$from.parent.textContent).toBe('one');
    expect(document.activeElement).toBe(editor.view.dom);
    act(() => handle.showPoint('gone', true));
    expect(editor.state.selection.$from.parent.textContent).toBe('one');
  });

  it('hostile parts of a point are left out or made harmless', () => {
    const { editor, handle } = recapOn(doc(p('one')));
    const strange = node(
      'point',
      { kind: '<b>', id: 7, due: {}, what: 1 },
      node('widget', null),
      p('text'),
      cite('p1', { label: 3 }),
    );
    insert(handle, strange, 'end');
    expect(() => editor.state.doc.check()).not.toThrow();
    expect(press(editor, 'ArrowDown')).toBe(false);
    expect(editor.view.dom.querySelector('.point')?.getAttribute('data-kind')).toBe('takeaway');
  });
});
