import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { richTextToFragment } from '../../../../../renderer/editor';
import { doc, editorOn, li, node, outline, p, select, shared, side, type, unmountAll } from '../support';

afterEach(unmountAll);

const TWO = doc(p('one'), p('two'));
const focus = (editor: { view: { dom: HTMLElement } }) => act(() => editor.view.dom.focus());

describe('the focus that comes by key or command', () => {
  it.each([
    ['the end of the text', TWO, 'p(one) p(two!)'],
    [
      'the last item of a list',
      doc(node('bulletList', null, li(p('one')), li(p('two')))),
      'ul(li(p(one)) li(p(two!)))',
    ],
  ])('goes to %s the first time', (_name, body, expected) => {
    const { editor } = editorOn(body);
    focus(editor);
    type(editor, '!');
    expect(outline(editor)).toBe(expected);
  });

  it('goes to the end of a text that arrived after the editor', () => {
    const { fragment } = side(1, doc(p()));
    const { editor } = shared(fragment);
    act(() => richTextToFragment(TWO, fragment));
    focus(editor);
    expect(editor.state.selection.$head.parent.textContent).toBe('two');
  });

  it('finds the caret where it was later on', () => {
    const { editor } = editorOn(TWO);
    focus(editor);
    select(editor, 'one');
    act(() => editor.view.dom.blur());
    focus(editor);
    type(editor, '!');
    expect(outline(editor)).toBe('p(one!) p(two)');
  });

  it('leaves the caret to a pointer that gives the focus', () => {
    const { editor } = editorOn(TWO);
    act(() => void editor.view.dom.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })));
    focus(editor);
    expect(editor.state.selection.from).toBe(1);
  });

  it('does not scroll the text to its start', () => {
    const { editor } = editorOn(TWO);
    const asked: unknown[] = [];
    const { focus: original } = HTMLElement.prototype;
    HTMLElement.prototype.focus = function (this: HTMLElement, options) {
      asked.push(options);
      original.call(this, options);
    };
    focus(editor);
    HTMLElement.prototype.focus = original;
    expect(asked).toEqual([{ preventScroll: true }]);
  });
});
