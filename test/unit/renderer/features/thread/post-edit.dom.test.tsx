import type { Editor } from '@tiptap/core';
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { fragmentToRichText } from '../../../../../renderer/editor';
import { beginPostEdit } from '../../../../../renderer/features/thread/post-edit';
import type { RichText } from '../../../../../shared/model/rich-text';
import { doc, join, li, node, p, shared, side, text, unmountAll } from '../../editor/support';

afterEach(unmountAll);

const BODY = doc(
  node('heading', { level: 2 }, text('Plan')),
  p('Find ', text('a small', 'bold'), ' crew'),
  node('bulletList', null, li(p('one')), li(p('two'))),
);

function editing(body: RichText) {
  const mine = side(1, body);
  const before = fragmentToRichText(mine.fragment);
  const edit = beginPostEdit(mine.fragment);
  const { editor } = shared(mine.fragment, { undoManager: edit.undo });
  return { mine, before, edit, editor, body: () => fragmentToRichText(mine.fragment) };
}

describe('editing a post', () => {
  it.each([
    ['more words', (editor: Editor) => editor.commands.insertContent('more')],
    ['a new paragraph', (editor: Editor) => editor.chain().splitBlock().insertContent('more').run()],
    ['another block', (editor: Editor) => editor.chain().selectAll().toggleBold().run()],
    ['nothing left', (editor: Editor) => editor.chain().selectAll().deleteSelection().run()],
    ['something else instead', (editor: Editor) => editor.commands.setContent('<p>Else</p><p>and more</p>')],
  ])('and cancelling it after %s restores exactly what was there', (_, change) => {
    const { edit, editor, before, body } = editing(BODY);
    act(() => {
      editor.commands.focus('end');
      change(editor);
      editor.commands.insertContent(' and on');
    });
    expect(body()).not.toEqual(before);
    edit.cancel();
    expect(body()).toEqual(before);
    expect(edit.done()).toBe('unchanged');
  });

  it('and leaving it without a change is no edit, also when the change was undone', () => {
    const { edit, editor } = editing(BODY);
    editor.commands.insertContentAt(1, 'x');
    edit.undo.undo();
    expect(edit.done()).toBe('unchanged');
  });

  it('and keeping a change says so', () => {
    const { edit, editor } = editing(BODY);
    editor.commands.insertContentAt(1, 'x');
    expect(edit.done()).toBe('changed');
  });

  it('to nothing gives the text back, for the post is deleted instead', () => {
    const { edit, editor, before, body } = editing(BODY);
    act(() => {
      editor.commands.selectAll();
      editor.commands.deleteSelection();
    });
    expect(edit.done()).toBe('emptied');
    expect(body()).toEqual(before);
  });

  it('and cancelling it keeps what arrived from another device meanwhile', () => {
    const { edit, editor, mine } = editing(doc(p('one')));
    const theirs = side(2);
    join(mine.doc, theirs.doc);
    editor.commands.insertContentAt(1, 'mine ');
    const paragraph = theirs.fragment.get(0);
    const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (!(words instanceof Y.XmlText)) throw new Error('no text');
    words.insert(words.length, ' theirs');
    edit.cancel();
    expect(fragmentToRichText(mine.fragment)).toEqual(fragmentToRichText(theirs.fragment));
    expect(JSON.stringify(fragmentToRichText(mine.fragment))).toContain('one theirs');
  });
});
