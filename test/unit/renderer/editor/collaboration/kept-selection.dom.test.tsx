import type { Editor } from '@tiptap/core';
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RichText } from '../../../../../shared/model/rich-text';
import { doc, join, li, node, outline, p, press, select, shared, side, text, type, unmountAll } from '../support';

afterEach(unmountAll);

function two(body?: RichText): { renee: Editor; chris: Editor } {
  const [a, b] = [side(1, body), side(2)];
  join(a.doc, b.doc);
  return { renee: shared(a.fragment).editor, chris: shared(b.fragment).editor };
}

/** The top-level block and its text, with `|` where the caret stands and `[` where a selection began. */
function caret({ state }: Editor): string {
  const { tr, selection } = state;
  if (!selection.empty) tr.insertText('[', selection.anchor);
  tr.insertText('|', tr.mapping.map(selection.head));
  const $head = state.doc.resolve(selection.head);
  const block = $head.index(0);
  return `${block} ${tr.doc.child(block).textContent}`;
}

const toHeading = (editor: Editor): void => {
  act(() => void editor.commands.setNode('heading', { level: 2 }));
};
const remove = (editor: Editor, needle: string): void => {
  select(editor, needle, 'all');
  act(() => void editor.commands.deleteSelection());
};
const at = (editor: Editor, needle: string, where: 'start' | 'end', keys: string): void => {
  select(editor, needle, where);
  press(editor, keys);
};

interface Case {
  readonly name: string;
  readonly body: RichText;
  readonly renee: readonly [needle: string, where: 'start' | 'end' | 'all'];
  readonly chris: (editor: Editor) => void;
  readonly shows: string;
}

const ALIKE = doc(p('alike'), p('alike'));

const CASES: readonly Case[] = [
  {
    name: 'writes on in a line of which there is another like it',
    body: ALIKE,
    renee: ['alike', 'end'],
    chris: (editor) => {
      select(editor, 'alike', 'end');
      type(editor, '!');
    },
    shows: '0 alike|!',
  },
  {
    name: 'writes before the caret in a line of which there is another like it',
    body: ALIKE,
    renee: ['alike', 'end'],
    chris: (editor) => {
      select(editor, 'alike', 'start');
      type(editor, 'much ');
    },
    shows: '0 much alike|',
  },
  {
    name: 'removes the first letter of all, behind which the caret stands',
    body: doc(p('ab'), p('c')),
    renee: ['a', 'end'],
    chris: (editor) => remove(editor, 'a'),
    shows: '0 |b',
  },
  {
    name: 'removes the block in which the caret stands',
    body: doc(p('one'), p('two'), p('three')),
    renee: ['two', 'end'],
    chris: (editor) => {
      act(() => {
        editor.commands.deleteRange({ from: 5, to: 10 });
      });
    },
    shows: '1 |three',
  },
  {
    name: 'splits the block before the caret',
    body: doc(p('one two'), p('one')),
    renee: ['two', 'end'],
    chris: (editor) => at(editor, 'two', 'start', 'Enter'),
    shows: '1 two|',
  },
  {
    name: 'splits the block behind the caret',
    body: doc(p('one two'), p('one')),
    renee: ['on', 'end'],
    chris: (editor) => at(editor, 'two', 'start', 'Enter'),
    shows: '0 on|e ',
  },
  {
    name: 'joins the block of the caret with the one before it',
    body: doc(p('one'), p('two')),
    renee: ['tw', 'end'],
    chris: (editor) => act(() => void editor.chain().setTextSelection(6).joinBackward().run()),
    shows: '0 onetw|o',
  },
  {
    name: 'turns the block of the caret into a heading',
    body: doc(p('one'), p('Title'), p('two')),
    renee: ['Titl', 'end'],
    chris: (editor) => {
      select(editor, 'Title');
      toHeading(editor);
    },
    shows: '1 Titl|e',
  },
  {
    name: 'moves the block of the caret to the end',
    body: doc(p('one'), p('two'), p('three')),
    renee: ['on', 'end'],
    chris: (editor) =>
      act(() => {
        const { tr, doc: now } = editor.state;
        const first = now.child(0);
        tr.delete(0, first.nodeSize);
        editor.view.dispatch(tr.insert(tr.doc.content.size, first));
      }),
    shows: '2 on|e',
  },
  {
    name: 'writes between the ends of a selection',
    body: doc(p('one two'), p('one two')),
    renee: ['one two', 'all'],
    chris: (editor) => {
      select(editor, 'one', 'end');
      type(editor, ' and');
    },
    shows: '0 [one and two|',
  },
  {
    name: 'writes above a list item',
    body: doc(p('one'), node('bulletList', null, li(p('same')), li(p('same')))),
    renee: ['same', 'end'],
    chris: (editor) => {
      select(editor, 'one');
      type(editor, ' more');
    },
    shows: '1 same|same',
  },
];

describe('the caret stays between its letters when somebody else', () => {
  it.each(CASES)('$name', ({ body, renee: [needle, where], chris: write, shows }) => {
    const { renee, chris } = two(body);
    select(renee, needle, where);
    write(chris);
    expect(outline(renee)).toBe(outline(chris));
    expect(caret(renee)).toBe(shows);
  });

  it('writes in the empty paragraph where it stands', () => {
    const { renee, chris } = two(doc(p('one'), p()));
    act(() => void renee.commands.setTextSelection(6));
    act(() => void chris.commands.setTextSelection(6));
    type(chris, 'theirs');
    expect(caret(renee)).toBe('1 |theirs');
  });
});

it('bold switched on for the next letter stays on when a letter of somebody else comes first', () => {
  const { renee, chris } = two(doc(p('one'), p('two')));
  select(renee, 'one');
  act(() => void renee.commands.toggleBold());
  select(chris, 'two');
  type(chris, '!');
  type(renee, 'x');
  expect(outline(chris)).toBe('p(one|bold:x) p(two!)');
});

it('a change of somebody else does not end a step of undo', () => {
  const { renee, chris } = two(doc(p('one', text(' two', 'bold')), p('alike'), p('alike')));
  select(renee, 'alike');
  type(renee, 'a');
  select(chris, 'alike', 'start');
  type(chris, 'b');
  type(renee, 'c');
  press(renee, 'Ctrl+Z');
  expect(outline(renee)).toBe('p(one|bold: two) p(balike) p(alike)');
});

it('a letter typed before an equal one of somebody else has its own marks, and is undone alone', () => {
  const { renee, chris } = two(doc(p('x')));
  select(chris, 'x');
  type(chris, ' b');
  select(renee, 'x');
  act(() => void renee.commands.toggleBold());
  type(renee, ' ');
  expect(outline(chris)).toBe('p(x|bold: | b)');
  select(chris, 'b', 'start');
  act(() => void chris.commands.setTextSelection({ from: 3, to: 4 }));
  act(() => void chris.commands.deleteSelection());
  expect(outline(renee)).toBe('p(x|bold: |b)');
  press(renee, 'Ctrl+Z');
  expect([outline(renee), outline(chris)]).toEqual(['p(xb)', 'p(xb)']);
});

it('a key that only moved the caret is not undone by a change of somebody else that came before the browser told of it', () => {
  const { renee, chris } = two(doc(p('one'), p('two')));
  act(() => renee.view.dom.focus());
  select(renee, 'one');
  select(chris, 'two');
  // What End does. The browser tells of it in a task of its own, here it would at once.
  const told = vi.spyOn(document, 'dispatchEvent').mockReturnValue(true);
  getSelection()?.collapse(renee.view.dom.querySelector('p + p')?.firstChild ?? null, 3);
  told.mockRestore();
  type(chris, '!');
  expect(caret(renee)).toBe('1 two|!');
});

it('a key that goes to the start right after the focus came is not taken for the browser’s own doing', () => {
  const { renee } = two(doc(p('one'), p('two')));
  select(renee, 'two');
  act(() => renee.view.dom.focus());
  renee.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', ctrlKey: true, bubbles: true }));
  act(() => void getSelection()?.collapse(renee.view.dom.querySelector('p')?.firstChild ?? null, 0));
  expect(caret(renee)).toBe('0 |one');
});
