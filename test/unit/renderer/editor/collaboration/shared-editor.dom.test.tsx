import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo, fragmentToRichText, SharedEditor } from '../../../../../renderer/editor';
import { renderCaret } from '../../../../../renderer/editor/collaboration/carets';
import { readCaret } from '../../../../../renderer/editor/collaboration/peer-carets';
import { describeError } from '../../../../../shared/errors/app-error';
import {
  browserHistory,
  doc,
  join,
  li,
  mount,
  node,
  outline,
  p,
  press,
  select,
  shared,
  sharedProps,
  side,
  task,
  text,
  type,
  unmountAll,
  until,
} from '../support';

afterEach(unmountAll);

const bytes = (of: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(of)).toString('hex');
const BODY = doc(
  node('heading', { level: 2 }, text('Title')),
  p('one ', text('two', 'bold')),
  node('taskList', null, task(false, p('do'))),
  node(
    'table',
    null,
    node('tableRow', null, node('tableHeader', null, p('h')), node('tableHeader', null, p('i'))),
    node('tableRow', null, node('tableCell', null, p('c'))),
  ),
  node('image', { src: 'asset:x', alt: null, title: null }),
  node('bulletList', null, li()),
);

describe('opening without typing', () => {
  it('leaves the document as it was, byte for byte, twenty times', () => {
    const { doc: ydoc, fragment, awareness } = side(1, BODY);
    const before = bytes(ydoc);
    for (let time = 0; time < 20; time += 1) {
      const { editor, unmount } = shared(fragment, { awareness });
      act(() => {
        editor.commands.focus('end');
        editor.commands.setTextSelection(3);
      });
      unmount();
    }
    expect(bytes(ydoc)).toBe(before);
  });

  it('writes nothing into an empty document either', () => {
    const { doc: ydoc, fragment } = side(1);
    const before = bytes(ydoc);
    shared(fragment).unmount();
    expect(bytes(ydoc)).toBe(before);
  });
});

describe('undo', () => {
  it('survives a change of view, caret and all', () => {
    const { fragment } = side(1, doc(p('start')));
    const undoManager = createRecapUndo(fragment);
    const first = shared(fragment, { undoManager });
    select(first.editor, 'start');
    type(first.editor, ' typed');
    first.unmount();
    const second = shared(fragment, { undoManager });
    expect(outline(second.editor)).toBe('p(start typed)');
    press(second.editor, 'Ctrl+Z');
    expect(outline(second.editor)).toBe('p(start)');
    press(second.editor, 'Ctrl+Shift+Z');
    expect(outline(second.editor)).toBe('p(start typed)');
    type(second.editor, '');
    for (let time = 0; time < 3; time += 1) shared(fragment, { undoManager }).unmount();
    press(second.editor, 'Ctrl+Z');
    expect(outline(second.editor)).toBe('p(start)');
  });

  it('keeps what is typed after a change of view apart from what was typed before', () => {
    const { fragment } = side(1, doc(p('a')));
    const undoManager = createRecapUndo(fragment);
    const first = shared(fragment, { undoManager });
    select(first.editor, 'a');
    type(first.editor, 'b');
    first.unmount();
    const second = shared(fragment, { undoManager });
    select(second.editor, 'ab');
    type(second.editor, 'c');
    press(second.editor, 'Ctrl+Z');
    expect(outline(second.editor)).toBe('p(ab)');
  });

  it('never undoes what the other side wrote', () => {
    const [a, b] = [side(1, doc(p('base'))), side(2)];
    join(a.doc, b.doc);
    const [renee, chris] = [shared(a.fragment), shared(b.fragment)];
    select(renee.editor, 'base');
    type(renee.editor, ' mine');
    select(chris.editor, 'base', 'start');
    type(chris.editor, 'theirs ');
    expect(outline(renee.editor)).toBe('p(theirs base mine)');
    press(renee.editor, 'Ctrl+Z');
    press(renee.editor, 'Ctrl+Z');
    expect(outline(renee.editor)).toBe('p(theirs base)');
    expect(outline(chris.editor)).toBe('p(theirs base)');
  });

  it('does not move the caret when the next change comes from the other side', () => {
    const [a, b] = [side(1, doc(p('one'), p('two'))), side(2)];
    join(a.doc, b.doc);
    const [renee, chris] = [shared(a.fragment), shared(b.fragment)];
    select(renee.editor, 'one');
    type(renee.editor, '!');
    press(renee.editor, 'Ctrl+Z');
    select(renee.editor, 'two');
    const { from } = renee.editor.state.selection;
    select(chris.editor, 'two', 'start');
    type(chris.editor, 'x');
    expect(renee.editor.state.selection.from).toBe(from + 1);
  });

  it('answers the undo of the native menu', () => {
    const { fragment } = side(1, doc(p('a')));
    const { editor } = shared(fragment);
    select(editor, 'a');
    type(editor, 'b');
    act(() => editor.view.dom.focus());
    expect(browserHistory(editor, 'historyUndo').defaultPrevented).toBe(true);
    expect(outline(editor)).toBe('p(a)');
  });

  it('refuses an undo that the browser aims at it while the focus is elsewhere', () => {
    const { fragment } = side(1, doc(p('a')));
    const { editor } = shared(fragment);
    select(editor, 'a');
    type(editor, 'b');
    act(() => editor.view.dom.focus());
    act(() => editor.view.dom.blur());
    expect(browserHistory(editor, 'historyUndo').defaultPrevented).toBe(true);
    expect(outline(editor)).toBe('p(ab)');
  });
});

describe('two people', () => {
  it('write in one paragraph at once without losing a word', () => {
    const [a, b] = [side(1, doc(p('The plan.'))), side(2)];
    join(a.doc, b.doc);
    const [renee, chris] = [shared(a.fragment), shared(b.fragment)];
    select(renee.editor, 'The', 'end');
    select(chris.editor, 'plan', 'end');
    type(renee.editor, ' good');
    type(chris.editor, ' works');
    expect(outline(renee.editor)).toBe('p(The good plan works.)');
    expect(outline(chris.editor)).toBe(outline(renee.editor));
  });

  it('may make a table ragged: it is shown, stays as it is on both sides, and is repaired by the next change of its shape', () => {
    const table = node(
      'table',
      null,
      node('tableRow', null, node('tableHeader', null, p('h')), node('tableHeader', null, p('i'))),
      node('tableRow', null, node('tableCell', null, p('c')), node('tableCell', null, p('d'))),
    );
    const [a, b] = [side(1, doc(table, p('end'))), side(2)];
    Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc));
    const [renee, chris] = [shared(a.fragment), shared(b.fragment)];
    select(renee.editor, 'd');
    act(() => void renee.editor.commands.addRowAfter());
    select(chris.editor, 'd');
    act(() => void chris.editor.commands.addColumnAfter());
    act(() => join(a.doc, b.doc));
    const ragged = 'table(tr(th(p(h)) th(p(i)) th(p())) tr(td(p(c)) td(p(d)) td(p())) tr(td(p()) td(p()))) p(end)';
    expect([outline(renee.editor), outline(chris.editor)]).toEqual([ragged, ragged]);
    select(renee.editor, 'c');
    type(renee.editor, '!');
    expect(outline(chris.editor)).toContain('tr(td(p()) td(p())))');
    select(renee.editor, 'd');
    press(renee.editor, 'Tab');
    press(renee.editor, 'Tab');
    press(renee.editor, 'Tab');
    press(renee.editor, 'Tab');
    expect(outline(chris.editor)).toBe(outline(renee.editor));
    expect(outline(renee.editor).match(/tr\(.*?\)\)\)/g)?.length).toBe(4);
    expect(outline(renee.editor)).toContain('tr(td(p()) td(p()) td(p())) tr(td(p()) td(p()) td(p()))');
  });

  it('tells the changes made here from those that arrive', () => {
    let local = 0;
    const [a, b] = [side(1, doc(p('base'))), side(2)];
    join(a.doc, b.doc);
    const renee = shared(a.fragment, {
      onLocalChange: () => {
        local += 1;
      },
    });
    const chris = shared(b.fragment);
    select(chris.editor, 'base');
    type(chris.editor, 'x');
    expect(local).toBe(0);
    select(renee.editor, 'base');
    type(renee.editor, 'yz');
    press(renee.editor, 'Ctrl+Z');
    expect(local).toBe(3);
  });
});

describe('content made by a newer version', () => {
  it('is shown for reading and never bound', () => {
    const { doc: ydoc, fragment } = side(1, doc(p('known')));
    const widget = new Y.XmlElement('widget');
    widget.insert(0, [new Y.XmlText('from the future')]);
    fragment.insert(1, [widget]);
    const before = bytes(ydoc);
    const codes: string[] = [];
    const { host } = shared(fragment, { onError: (error) => codes.push(describeError(error).code) });
    expect(host.querySelector('[contenteditable]')).toBe(null);
    expect(host.textContent).toContain('from the future');
    expect(codes).toEqual(['document/newer']);
    expect(bytes(ydoc)).toBe(before);
  });

  it('that arrives while somebody writes unbinds the editor before anything is lost', () => {
    const [a, b] = [side(1, doc(p('known'))), side(2)];
    join(a.doc, b.doc);
    const codes: string[] = [];
    const { host, editor } = shared(a.fragment, { onError: (error) => codes.push(describeError(error).code) });
    type(editor, 'x');
    act(() => {
      b.doc.transact(() => {
        const widget = new Y.XmlElement('widget');
        widget.insert(0, [new Y.XmlText('from the future')]);
        b.fragment.insert(1, [widget]);
      });
    });
    expect(fragmentToRichText(a.fragment)).toEqual(fragmentToRichText(b.fragment));
    expect(fragmentToRichText(a.fragment).content?.map((child) => child.type)).toEqual(['paragraph', 'widget']);
    expect(host.querySelector('[contenteditable]')).toBe(null);
    expect(codes).toEqual(['document/newer']);
  });
});

describe('carets', () => {
  it("show the other's name and palette colour", async () => {
    const [a, b] = [side(1, doc(p('base'))), side(2)];
    join(a.doc, b.doc);
    const renee = shared(a.fragment, { awareness: a.awareness });
    const cursor = {
      anchor: { type: null, tname: 'recap', item: null, assoc: 0 },
      head: { type: null, tname: 'recap', item: null, assoc: 0 },
    };
    a.awareness.states.set(2, { user: { name: 'Chris', colour: 1 }, cursor });
    a.awareness.emit('change', [{ added: [2], updated: [], removed: [] }, 'test']);
    await until(() =>
      expect(renee.host.querySelector<HTMLElement>('.caret.caret-p2 .caret-label')?.dataset.name).toBe('Chris'),
    );
    expect(a.awareness.getLocalState()?.user).toEqual({ name: 'Renee', colour: 0 });
  });

  it('use classes, and no style that a strict policy refuses', () => {
    const caret = renderCaret({ name: '<b>Chris</b>', colour: 7 });
    expect(caret.className).toBe('caret caret-p8');
    expect(caret.querySelector<HTMLElement>('.caret-label')?.dataset.name).toBe('<b>Chris</b>');
    expect(caret.textContent).toBe('');
    expect(caret.outerHTML).not.toContain('style');
  });

  const at = { type: null, tname: 'recap', item: { client: 1, clock: 0 }, assoc: -1 };
  it.each([
    ['null', null],
    ['a string', 'hello'],
    ['no cursor', { user: { name: 'x', colour: 1 } }],
    ['an empty cursor', { cursor: {} }],
    ['a cursor of nulls', { cursor: { anchor: null, head: null } }],
    ['a clock that is no number', { cursor: { anchor: { ...at, item: { client: 1, clock: 'x' } }, head: at } }],
    ['a negative clock', { cursor: { anchor: { ...at, item: { client: 1, clock: -5 } }, head: at } }],
    ['a clock that is no integer', { cursor: { anchor: { ...at, item: { client: 1, clock: 0.5 } }, head: at } }],
    ['the name of another root', { cursor: { anchor: { ...at, tname: 'evil' }, head: at } }],
  ])('are not read from %s', (_name, state) => {
    expect(readCaret(state, 'recap')).toBe(null);
  });

  it.each([
    [{ name: 'x'.repeat(5000), colour: 1 }, 'x'.repeat(40), 1],
    [{ name: 'a\u202eb\n', colour: 99 }, 'ab', 0],
    [{ name: 7, colour: 'red' }, 'Someone', 0],
    [undefined, 'Someone', 0],
    ['me', 'Someone', 0],
  ])('sanitise the user %#', (user, name, colour) => {
    expect(readCaret({ user, cursor: { anchor: at, head: at } }, 'recap')?.user).toMatchObject({ name, colour });
  });

  it('from anywhere in a hostile state never stop a change of the document', async () => {
    const [a, b] = [side(1, doc(p('base'))), side(2)];
    join(a.doc, b.doc);
    const renee = shared(a.fragment, { awareness: a.awareness });
    const chris = shared(b.fragment);
    const hostile: unknown[] = [
      at,
      { ...at, item: { client: 1, clock: 1e9 } },
      { type: { client: 1, clock: 1 }, tname: null, item: null },
    ];
    hostile.forEach((anchor, index) => {
      a.awareness.states.set(100 + index, { user: { name: 'x', colour: 1 }, cursor: { anchor, head: anchor } });
    });
    a.awareness.emit('change', [{ added: [100, 101, 102], updated: [], removed: [] }, 'test']);
    select(chris.editor, 'base');
    type(chris.editor, ' more');
    await until(() => expect(outline(renee.editor)).toBe('p(base more)'));
    expect([...a.doc.share.keys()]).toEqual(['recap']);
  });

  it('are not cleared by another editor of the same discussion', () => {
    const a = side(1, doc(p('base')));
    const post = a.doc.getXmlFragment('post');
    const other = shared(post, { awareness: a.awareness });
    const cursor = { anchor: at, head: at };
    a.awareness.setLocalStateField('cursor', cursor);
    other.unmount();
    expect(a.awareness.getLocalState()?.cursor).toEqual(cursor);
  });
});

describe('the textbox', () => {
  it('has a role, a name and a placeholder, and keeps up with its props', () => {
    const { fragment } = side(1);
    const { host, render } = shared(fragment);
    const box = () => host.querySelector('.ProseMirror');
    expect(box()?.getAttribute('role')).toBe('textbox');
    expect(box()?.getAttribute('aria-multiline')).toBe('true');
    expect(box()?.getAttribute('aria-label')).toBe('Recap');
    expect(host.querySelector('[data-placeholder]')?.getAttribute('data-placeholder')).toBe('Write the recap');
    const first = box();
    render(<SharedEditor {...sharedProps(fragment, { user: { name: 'R', colour: 3 } })} />);
    expect(box()).toBe(first);
  });

  it('is made anew for another fragment', () => {
    const [a, b] = [side(1, doc(p('first'))), side(2, doc(p('second')))];
    const made = mount(<SharedEditor {...sharedProps(a.fragment)} />);
    expect(made.host.querySelectorAll('.ProseMirror')).toHaveLength(1);
    made.render(<SharedEditor {...sharedProps(b.fragment)} />);
    expect(outline(made.editor)).toBe('p(second)');
    expect(made.host.querySelectorAll('.ProseMirror')).toHaveLength(1);
  });
});
