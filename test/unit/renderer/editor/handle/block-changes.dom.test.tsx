import type { Transaction } from '@tiptap/pm/state';
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type BlockForm,
  duplicateBlock,
  moveBlockTo,
  removeBlock,
  turnInto,
} from '../../../../../renderer/editor/handle/block-changes';
import { blockAt, gapAt } from '../../../../../renderer/editor/handle/root-blocks';
import type { RichTextNode } from '../../../../../shared/model/rich-text';
import { cite, detail, ids, point, recap, recapOn, takeaway } from '../points/support';
import { doc, li, node, p, select, task, unmountAll } from '../support';

afterEach(unmountAll);

const h = (level: number, words: string) => node('heading', { level }, { type: 'text', text: words });
const list = (...words: string[]) => node('bulletList', null, ...words.map((one) => li(p(one))));
const abc = [p('a'), takeaway('id-b', 'b', cite('p1')), p('c')];

function changed(body: readonly RichTextNode[], change: (tr: Transaction) => unknown, caret?: string) {
  const { editor } = recapOn(doc(...body));
  if (caret !== undefined) select(editor, caret, 'end');
  act(() => {
    const { tr } = editor.state;
    change(tr);
    editor.view.dispatch(tr);
  });
  return editor;
}

describe('a block is moved to the place', () => {
  it.each([
    ['before the first', 1, 0, 'takeaway#id-b(b / @p1) | a | c'],
    ['behind the last', 1, 3, 'a | c | takeaway#id-b(b / @p1)'],
    ['past the next', 0, 2, 'takeaway#id-b(b / @p1) | a | c'],
    ['before itself, which changes nothing', 1, 1, 'a | takeaway#id-b(b / @p1) | c'],
    ['behind itself, which changes nothing', 1, 2, 'a | takeaway#id-b(b / @p1) | c'],
    ['beyond the end, which changes nothing', 1, 9, 'a | takeaway#id-b(b / @p1) | c'],
  ])('%s', (_name, index, gap, expected) => {
    expect(recap(changed(abc, (tr) => moveBlockTo(tr, index, gap)))).toBe(expected);
  });

  it.each(['a', 'b', 'c'])('and the caret behind "%s" stays there', (letter) => {
    const editor = changed(abc, (tr) => moveBlockTo(tr, 1, 0), letter);
    expect(editor.state.selection.$from.nodeBefore?.text).toBe(letter);
  });
});

describe('a block becomes', () => {
  it.each<[BlockForm, RichTextNode, string]>([
    ['text', h(2, 'one'), 'one'],
    ['text', list('one', 'two'), 'one | two'],
    ['text', point('decision', { id: 'a' }, p('one'), detail('why', 'it works')), 'one | Why: it works'],
    ['heading-2', p('one'), 'h2 one'],
    ['heading-1', takeaway('a', 'one'), 'h1 one'],
    ['bulletList', p('one'), 'bulletList(listItem(one))'],
    ['orderedList', list('one', 'two'), 'orderedList(listItem(one), listItem(two))'],
    [
      'taskList',
      node('bulletList', null, li(p('one'), list('two'))),
      'taskList(taskItem(one, bulletList(listItem(two))))',
    ],
    ['bulletList', node('taskList', null, task(true, p('one'))), 'bulletList(listItem(one))'],
    ['blockquote', h(1, 'one'), 'blockquote(one)'],
    ['takeaway', p('one'), 'takeaway#new(one)'],
    ['action', list('one', 'two'), 'action#new(one) | action#new(two)'],
    ['decision', takeaway('a', 'one', cite('p1')), 'decision#a(one / @p1)'],
    ['text', p('one'), 'one'],
    ['text', node('horizontalRule', null), 'horizontalRule()'],
  ])('%s: from %o', (form, block, expected) => {
    expect(recap(changed([block], (tr) => turnInto(tr, 0, form)))).toBe(expected);
  });

  it('something else without moving the caret', () => {
    const editor = changed([p('one'), p('two')], (tr) => turnInto(tr, 0, 'takeaway'), 'two');
    expect(editor.state.selection.$from.nodeBefore?.text).toBe('two');
  });
});

it('a copy of a point stands below it with an id of its own', () => {
  const editor = changed(abc, (tr) => duplicateBlock(tr, 1));
  expect(recap(editor)).toBe('a | takeaway#id-b(b / @p1) | takeaway#new(b / @p1) | c');
  expect(new Set(ids(editor)).size).toBe(2);
});

it.each([
  [[p('a'), p('b')], 'b'],
  [[p('a')], ''],
])('a block is removed, and the last one leaves an empty line', (body, expected) => {
  expect(recap(changed(body, (tr) => removeBlock(tr, 0)))).toBe(expected);
});

describe('blocks are found by height', () => {
  const blocks = [0, 100, 200, 300].map((top) => ({ getBoundingClientRect: () => new DOMRect(0, top, 10, 80) }));
  it.each([
    [-5, 0, 0],
    [10, 0, 0],
    [60, 0, 1],
    [95, 0, 1],
    [110, 1, 1],
    [250, 2, 3],
    [999, 3, 4],
  ])('%i: block %i, place %i', (y, block, gap) => {
    expect(blockAt(blocks, y)).toBe(block);
    expect(gapAt(blocks, y)).toBe(gap);
  });
});
