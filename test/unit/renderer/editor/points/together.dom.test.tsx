import type { Editor } from '@tiptap/core';
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { RecapEditorHandle } from '../../../../../renderer/editor/types';
import type { RichTextNode } from '../../../../../shared/model/rich-text';
import { doc, type Mounted, p, press, select, shared, side, type, unmountAll } from '../support';
import { cite, credit, detail, fakeHost, ids, point, recap, takeaway } from './support';

afterEach(unmountAll);

interface Someone {
  readonly editor: Editor;
  readonly handle: RecapEditorHandle;
  readonly host: Mounted['host'];
}

/** Two people with the same recap who do not hear of each other until `meet`. */
function apart(...body: RichTextNode[]): { a: Someone; b: Someone; meet: () => void } {
  const first = side(1, doc(...body));
  const docs = [1, 2].map((id) => {
    const copy = new Y.Doc();
    copy.clientID = id + 10;
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(first.doc));
    return copy;
  });
  const open = (copy: Y.Doc | undefined): Someone => {
    if (copy === undefined) throw new Error('no document');
    let handle: RecapEditorHandle | null = null;
    const made = shared(copy.getXmlFragment('recap'), {
      points: fakeHost(),
      handle: (now) => {
        handle = now ?? handle;
      },
    });
    if (handle === null) throw new Error('no handle');
    return { editor: made.editor, handle, host: made.host };
  };
  const [a, b] = [open(docs[0]), open(docs[1])];
  const meet = (): void => {
    const [left, right] = docs;
    if (left === undefined || right === undefined) return;
    const states = [Y.encodeStateAsUpdate(left), Y.encodeStateAsUpdate(right)] as const;
    act(() => {
      Y.applyUpdate(left, states[1]);
      Y.applyUpdate(right, states[0]);
    });
    expect(recap(b.editor)).toBe(recap(a.editor));
    for (const { editor } of [a, b]) expect(() => editor.state.doc.check()).not.toThrow();
  };
  return { a, b, meet };
}

const start = (): RichTextNode[] => [takeaway('a', 'one', cite('p1')), takeaway('b', 'two'), p('end')];

describe('two people at one recap, apart', () => {
  it('both add citations and credits: all are kept', () => {
    const { a, b, meet } = apart(...start());
    act(() => a.handle.extendPoint('a', [cite('p2')]));
    act(() => b.handle.extendPoint('a', [cite('p3'), credit('Chris')]));
    meet();
    for (const part of ['@p1', '@p2', '@p3', '+Chris']) expect(recap(a.editor)).toContain(part);
    expect(ids(a.editor)).toEqual(['a', 'b']);
  });

  it('both turn it into another kind: one of the two, on both sides, with all its parts', () => {
    const { a, b, meet } = apart(...start());
    select(a.editor, 'one');
    press(a.editor, 'Ctrl+Shift+2');
    select(b.editor, 'one');
    press(b.editor, 'Ctrl+Shift+4');
    meet();
    expect(recap(a.editor)).toMatch(/^(decision|question)#a\(one \/ @p1\) \|/);
  });

  it('one fills the fields of an action while the other writes its text', () => {
    const { a, b, meet } = apart(point('action', { id: 'a' }, p('one')));
    act(() => (a.host.querySelector('.point-check') as HTMLElement).click());
    select(b.editor, 'one');
    type(b.editor, ' more');
    meet();
    expect(recap(a.editor)).toBe('action#a(one more)');
    expect(a.editor.state.doc.child(0).attrs.done).toBe(true);
    expect(b.host.querySelector<HTMLInputElement>('.point-check')?.checked).toBe(true);
  });

  it.each<[string, (one: Someone) => void, (one: Someone) => void]>([
    ['one moves the point, the other types in it', moveDown('one'), typeIn('one')],
    ['both move the same point', moveDown('one'), moveDown('one')],
    ['one moves it down, the other the one below up', moveDown('one'), moveUp('two')],
    ['one deletes it, the other types in it', (one) => one.handle.removePoint('a'), typeIn('one')],
    ['one merges, the other types in the second', merge('two'), typeIn('two')],
    ['one merges, the other cites', merge('two'), (one) => one.handle.extendPoint('b', [cite('p9')])],
    ['both merge', merge('two'), merge('two')],
    ['one splits, the other adds a detail', split('one'), (one) => one.handle.extendPoint('a', [detail('why', 'so')])],
    ['both split', split('one'), split('one')],
    ['one makes it text, the other turns its kind', key('one', 'Ctrl+Shift+0'), key('one', 'Ctrl+Shift+3')],
    ['both delete it', (one) => one.handle.removePoint('a'), (one) => one.handle.removePoint('a')],
    ['one splits, the other moves', split('one'), moveDown('one')],
  ])('%s: nothing throws, both copies are equal and whole', (_name, left, right) => {
    const { a, b, meet } = apart(...start());
    act(() => left(a));
    act(() => right(b));
    meet();
    // A further edit gives every point an id of its own.
    select(a.editor, 'end');
    type(a.editor, '!');
    meet();
    expect(new Set(ids(a.editor)).size).toBe(ids(a.editor).length);
    expect(recap(a.editor)).toContain('end!');
  });
});

function key(at: string, keys: string): (one: Someone) => void {
  return ({ editor }) => {
    select(editor, at);
    press(editor, keys);
  };
}

function moveDown(at: string): (one: Someone) => void {
  return key(at, 'Alt+ArrowDown');
}

function moveUp(at: string): (one: Someone) => void {
  return key(at, 'Alt+ArrowUp');
}

function typeIn(at: string): (one: Someone) => void {
  return ({ editor }) => {
    select(editor, at);
    type(editor, ' typed');
  };
}

function merge(at: string): (one: Someone) => void {
  return ({ editor }) => {
    select(editor, at, 'start');
    press(editor, 'Backspace');
  };
}

function split(at: string): (one: Someone) => void {
  return ({ editor }) => {
    select(editor, at, 'start');
    act(() => void editor.commands.setTextSelection(editor.state.selection.from + 1));
    press(editor, 'Ctrl+Enter');
  };
}
