import type { Editor } from '@tiptap/core';
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../../renderer/editor';
import type { RichText } from '../../../../../shared/model/rich-text';
import { authors, whoWrote } from '../../../../support/authors';
import { doc, join, li, node, p, press, type Side, select, shared, side, type, unmountAll } from '../support';

afterEach(unmountAll);

/** Chris wrote it; Renee has it open. */
function written(body: RichText) {
  const chris = side(2, body);
  const renee = side(1);
  join(chris.doc, renee.doc);
  const undo = createRecapUndo(renee.fragment);
  const { editor } = shared(renee.fragment, { authorship: authors('renee'), undoManager: undo });
  return { chris, renee, undo, editor };
}

function move(editor: Editor, from: number, to: number): void {
  const { tr, doc: now } = editor.state;
  const child = now.child(from);
  let [start, target] = [0, 0];
  for (let at = 0; at < from; at += 1) start += now.child(at).nodeSize;
  tr.delete(start, start + child.nodeSize);
  for (let at = 0; at < to; at += 1) target += tr.doc.child(at).nodeSize;
  act(() => editor.view.dispatch(tr.insert(target, child)));
}

/** Copies what is selected and pastes it, as HTML, where the caret is after `between`. */
function copied(editor: Editor): { html: string; text: string } {
  const { dom, text } = editor.view.serializeForClipboard(editor.state.selection.content());
  return { html: dom.innerHTML, text };
}

/** Through stored bytes into a session that begins anew. */
function restarted({ doc: before }: Side): Y.XmlFragment {
  const after = new Y.Doc();
  Y.applyUpdate(after, Y.encodeStateAsUpdate(before));
  return after.getXmlFragment('recap');
}

const TWO = doc(p('Start with a small crew'), p('Pilot, learn, adjust'));

describe('text that Renee moves', () => {
  it.each<[string, RichText, (editor: Editor) => void, string]>([
    [
      'a paragraph split in two',
      doc(p('Start with a small crew')),
      (editor) => {
        select(editor, 'Start with');
        press(editor, 'Enter');
      },
      'chris:Start with\nchris: a small crew',
    ],
    [
      'a word cut off by the split',
      doc(p('Start now')),
      (editor) => {
        select(editor, 'Start no');
        press(editor, 'Enter');
      },
      'chris:Start no\nchris:w',
    ],
    [
      'two paragraphs joined',
      TWO,
      (editor) => {
        select(editor, 'Pilot', 'start');
        press(editor, 'Backspace');
      },
      'chris:Start with a small crewPilot, learn, adjust',
    ],
    [
      'a block carried up',
      TWO,
      (editor) => move(editor, 1, 0),
      'chris:Pilot, learn, adjust\nchris:Start with a small crew',
    ],
    [
      'a block carried down',
      TWO,
      (editor) => move(editor, 0, 1),
      'chris:Pilot, learn, adjust\nchris:Start with a small crew',
    ],
    [
      'blocks wrapped in a quote',
      TWO,
      (editor) => {
        act(() => void editor.chain().selectAll().toggleBlockquote().run());
      },
      'chris:Start with a small crew\nchris:Pilot, learn, adjust',
    ],
    [
      'a paragraph turned into a heading',
      TWO,
      (editor) => {
        select(editor, 'small');
        act(() => void editor.chain().toggleHeading({ level: 2 }).run());
      },
      'chris:Start with a small crew\nchris:Pilot, learn, adjust',
    ],
    [
      'a paragraph turned into code',
      TWO,
      (editor) => {
        select(editor, 'small');
        act(() => void editor.chain().toggleCodeBlock().run());
      },
      'chris:Start with a small crew\nchris:Pilot, learn, adjust',
    ],
    [
      'an item lifted out of its list',
      doc(node('bulletList', null, li(p('One thing')), li(p('Another thing')))),
      (editor) => {
        select(editor, 'Another');
        act(() => void editor.chain().liftListItem('listItem').run());
      },
      'chris:One thing\nchris:Another thing',
    ],
    [
      'a paragraph cut and pasted elsewhere',
      TWO,
      (editor) => {
        select(editor, 'Start with a small crew', 'all');
        const { html } = copied(editor);
        act(() => void editor.commands.deleteSelection());
        select(editor, 'adjust');
        act(() => void editor.view.pasteHTML(html));
      },
      'chris:Pilot, learn, adjustStart with a small crew',
    ],
    [
      'a copy of a part of it',
      TWO,
      (editor) => {
        select(editor, 'small crew', 'all');
        const { html } = copied(editor);
        select(editor, 'adjust');
        act(() => void editor.view.pasteHTML(html));
      },
      'chris:Start with a small crew\nchris:Pilot, learn, adjustsmall crew',
    ],
  ])('[WH2] stays Chris’s, and says so after a restart: %s', (_, body, change, expected) => {
    const { chris, renee, editor } = written(body);
    change(editor);
    expect(whoWrote(renee.fragment)).toBe(expected);
    expect(whoWrote(chris.fragment)).toBe(expected);
    expect(whoWrote(restarted(renee))).toBe(expected);
  });

  it('[WH2] keeps each of its authors, and is hers where she wrote it', () => {
    const { renee, editor } = written(doc(p('Start with a crew')));
    select(editor, 'with a ');
    type(editor, 'very small ');
    select(editor, 'Start', 'end');
    press(editor, 'Enter');
    expect(whoWrote(renee.fragment)).toBe('chris:Start\nchris: with a |renee:very small |chris:crew');
    move(editor, 1, 0);
    expect(whoWrote(renee.fragment)).toBe('chris: with a |renee:very small |chris:crew\nchris:Start');
  });

  it('[WH2] is moved on by a third person and stays whose it was', () => {
    const { renee, editor } = written(doc(p('Start with a small crew'), p('Pilot')));
    move(editor, 0, 1);
    const third = side(3);
    join(renee.doc, third.doc);
    const { editor: lurkers } = shared(third.fragment, { authorship: authors('lurker') });
    select(lurkers, 'with a');
    press(lurkers, 'Enter');
    expect(whoWrote(renee.fragment)).toBe('chris:Pilot\nchris:Start with a\nchris: small crew');
    select(lurkers, ' small', 'start');
    press(lurkers, 'Backspace');
    expect(whoWrote(renee.fragment)).toBe('chris:Pilot\nchris:Start with a small crew');
  });

  it('[WH3] is undone with its mark in one step, and stays Chris’s when it comes back', () => {
    const { renee, editor, undo } = written(TWO);
    move(editor, 1, 0);
    expect(undo.undoStack).toHaveLength(1);
    press(editor, 'Ctrl+Z');
    expect(editor.state.doc.textContent).toBe('Start with a small crewPilot, learn, adjust');
    expect(whoWrote(renee.fragment)).toBe('chris:Start with a small crew\nchris:Pilot, learn, adjust');
    press(editor, 'Ctrl+Shift+Z');
    expect(whoWrote(renee.fragment)).toBe('chris:Pilot, learn, adjust\nchris:Start with a small crew');
  });

  it('[WH3] deleted and brought back by undo is not hers', () => {
    const { renee, editor, undo } = written(TWO);
    select(editor, 'small crew', 'all');
    act(() => void editor.commands.deleteSelection());
    press(editor, 'Ctrl+Z');
    expect(whoWrote(renee.fragment)).toBe('chris:Start with a small crew\nchris:Pilot, learn, adjust');
    expect(undo.redoStack).toHaveLength(1);
    expect(undo.undoStack).toHaveLength(0);
    press(editor, 'Ctrl+Y');
    expect(editor.state.doc.firstChild?.textContent).toBe('Start with a ');
  });

  it('[WH2] leaves the caret and the next letter’s bold where they were', () => {
    const { editor } = written(doc(p('Start with a small crew')));
    select(editor, 'with ');
    act(() => void editor.chain().toggleBold().run());
    press(editor, 'Enter');
    expect(editor.state.selection.$from.parent.textContent).toBe('a small crew');
    expect(editor.state.selection.$from.parentOffset).toBe(0);
    expect(editor.isActive('bold')).toBe(true);
  });

  it('[WH2] and somebody else’s edit of it at the same time merge', () => {
    const { chris, renee, editor } = written(TWO);
    move(editor, 1, 0);
    const { editor: chriss } = shared(chris.fragment, { authorship: authors('chris') });
    select(chriss, 'Pilot');
    type(chriss, ' first');
    expect(whoWrote(renee.fragment)).toBe('chris:Pilot first, learn, adjust\nchris:Start with a small crew');
  });
});

describe('what Renee types', () => {
  it('[WH4] in the middle of moved text is hers', () => {
    const { renee, editor } = written(TWO);
    move(editor, 1, 0);
    select(editor, 'Pilot, ');
    type(editor, 'then ');
    expect(whoWrote(renee.fragment)).toBe(
      'chris:Pilot, |renee:then |chris:learn, adjust\nchris:Start with a small crew',
    );
    act(() => void editor.commands.insertContent('and '));
    expect(whoWrote(renee.fragment).split('\n')[0]).toBe('chris:Pilot, |renee:then and |chris:learn, adjust');
  });

  it('[WH4] at the end of moved text is hers', () => {
    const { renee, editor } = written(TWO);
    move(editor, 1, 0);
    select(editor, 'adjust');
    type(editor, ', repeat');
    expect(whoWrote(renee.fragment).split('\n')[0]).toBe('chris:Pilot, learn, adjust|renee:, repeat');
  });

  it('[WH4] over the same letter is hers', () => {
    const { renee, editor } = written(doc(p('Start')));
    select(editor, 'S', 'all');
    type(editor, 'S');
    expect(whoWrote(renee.fragment)).toMatch(/renee:S\|chris:tart|chris:Start/);
    select(editor, 'tart', 'all');
    type(editor, 'end');
    expect(whoWrote(renee.fragment)).toContain('renee:end');
  });

  it('[WH5] with the name of somebody unknown in pasted HTML stays hers', () => {
    const { renee, editor } = written(doc(p('Start')));
    select(editor, 'Start');
    act(() => void editor.view.pasteHTML('<p><span data-by="nobody">From</span> <span data-by="renee">far</span></p>'));
    expect(whoWrote(renee.fragment)).toBe('chris:Start|renee:From far');
    expect(renee.fragment.toString()).not.toContain('author');
  });

  it('[WH5] as plain text into moved text stays hers', () => {
    const { renee, editor } = written(TWO);
    move(editor, 1, 0);
    select(editor, 'Pilot, ');
    act(() => void editor.view.pasteText('test, '));
    expect(whoWrote(renee.fragment).split('\n')[0]).toBe('chris:Pilot, |renee:test, |chris:learn, adjust');
  });

  it('[WH4] costs nothing: no mark is looked for when nothing is deleted', () => {
    const { renee, editor } = written(doc(p('Start')));
    select(editor, 'Start');
    type(editor, ' now');
    expect(renee.fragment.toString()).not.toContain('author');
    expect(whoWrote(renee.fragment)).toBe('chris:Start|renee: now');
  });
});
