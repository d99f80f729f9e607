import type { Editor } from '@tiptap/core';
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { fakeHost, recap, recapOn, takeaway, undo } from '../points/support';
import { doc, draft, join, p, press, type Side, select, shared, side, unmountAll, until } from '../support';

afterEach(unmountAll);

const BODY = doc(p('one'), takeaway('t', 'two'), p('three'), p('four'));
const HEIGHT = 100;

/** Gives the root blocks the places that a browser would. */
function layOut(editor: Editor): void {
  for (const [index, child] of [...editor.view.dom.children].entries()) {
    child.getBoundingClientRect = () => new DOMRect(0, index * HEIGHT, 300, HEIGHT - 10);
  }
  for (let at = editor.view.dom.parentElement; at !== null; at = at.parentElement) {
    at.getBoundingClientRect = () => new DOMRect(0, 0, 400, 700);
  }
}

const handleOf = (host: Element): HTMLButtonElement => {
  const found = host.querySelector<HTMLButtonElement>('.block-handle');
  if (found === null) throw new Error('no handle');
  return found;
};

function pointer(target: EventTarget, name: string, x: number, y: number, buttons = 0): void {
  act(() => {
    target.dispatchEvent(
      new PointerEvent(name, { clientX: x, clientY: y, buttons, button: 0, bubbles: true, cancelable: true }),
    );
  });
}

/** The pointer comes over the block, and takes it by its handle. */
async function grab({ host, editor }: { host: Element; editor: Editor }, index: number): Promise<HTMLButtonElement> {
  layOut(editor);
  pointer(editor.view.dom, 'pointermove', 50, index * HEIGHT + 10);
  await until(() => expect(handleOf(host).hidden).toBe(false));
  const handle = handleOf(host);
  pointer(handle, 'pointerdown', 5, index * HEIGHT + 10, 1);
  pointer(handle, 'pointermove', 5, index * HEIGHT + 30, 1);
  expect(document.querySelector('.block-cover')).not.toBeNull();
  return handle;
}

describe('the handle', () => {
  it('drops the block between two others, in one step that keeps its id', async () => {
    const made = recapOn(BODY);
    select(made.editor, 'four');
    const handle = await grab(made, 1);
    pointer(handle, 'pointermove', 5, 2 * HEIGHT + 80, 1);
    pointer(handle, 'pointerup', 5, 2 * HEIGHT + 80);
    expect(recap(made.editor)).toBe('one | three | takeaway#t(two) | four');
    expect(made.editor.state.selection.$from.nodeBefore?.text).toBe('four');
    expect(document.querySelector('.block-cover')).toBeNull();
    undo(made.editor);
    expect(recap(made.editor)).toBe('one | takeaway#t(two) | three | four');
  });

  it('leaves everything as it was after Esc', async () => {
    const made = recapOn(BODY);
    const handle = await grab(made, 0);
    pointer(handle, 'pointermove', 5, 3 * HEIGHT + 80, 1);
    act(() => void window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true })));
    expect(document.querySelector('.block-cover')).toBeNull();
    pointer(handle, 'pointerup', 5, 3 * HEIGHT + 80);
    expect(recap(made.editor)).toBe('one | takeaway#t(two) | three | four');
  });

  it('opens the menu when it is pressed and not dragged', async () => {
    const made = recapOn(BODY);
    layOut(made.editor);
    pointer(made.editor.view.dom, 'pointermove', 50, HEIGHT + 10);
    await until(() => expect(handleOf(made.host).hidden).toBe(false));
    act(() => handleOf(made.host).click());
    await until(() => expect(document.querySelector('[role="menu"]')?.textContent).toContain('Duplicate'));
    expect(handleOf(made.host).getAttribute('aria-expanded')).toBe('true');
  });

  it('opens the menu of the block with the caret by Ctrl+.', async () => {
    const { editor } = recapOn(BODY);
    select(editor, 'three');
    expect(press(editor, 'Ctrl+.')).toBe(true);
    await until(() => expect(document.querySelector('[role="menu"]')).not.toBeNull());
    const duplicate = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find(
      (one) => one.textContent === 'Duplicate',
    );
    act(() => duplicate?.click());
    await until(() => expect(recap(editor)).toBe('one | takeaway#t(two) | three | three | four'));
  });

  it('is not there where a post is written', () => {
    expect(draft(doc(p('one'))).host.querySelector('.block-handle')).toBeNull();
  });
});

describe('while somebody else writes', () => {
  function two(): { mine: Side; theirs: Side } {
    const mine = side(1, BODY);
    const theirs = side(2);
    join(mine.doc, theirs.doc);
    return { mine, theirs };
  }

  it('the block that was taken is the one that is dropped', async () => {
    const { mine, theirs } = two();
    const made = shared(mine.fragment, { points: fakeHost() });
    const { editor } = made;
    const handle = await grab({ host: made.host, editor }, 1);
    const words = (theirs.fragment.get(1) as Y.XmlElement).get(0) as Y.XmlElement;
    act(() => {
      (words.get(0) as Y.XmlText).insert(3, ' and more');
      theirs.fragment.insert(0, [new Y.XmlElement('horizontalRule')]);
    });
    layOut(editor);
    pointer(handle, 'pointermove', 5, 4 * HEIGHT + 80, 1);
    pointer(handle, 'pointerup', 5, 4 * HEIGHT + 80);
    expect(recap(editor)).toBe('horizontalRule() | one | three | four | takeaway#t(two and more)');
  });

  it('a drag ends when the block is removed', async () => {
    const { mine, theirs } = two();
    const made = shared(mine.fragment, { points: fakeHost() });
    const handle = await grab({ host: made.host, editor: made.editor }, 1);
    act(() => theirs.fragment.delete(1, 1));
    layOut(made.editor);
    await until(() => expect(document.querySelector('.block-cover')).toBeNull());
    pointer(handle, 'pointerup', 5, 10);
    expect(recap(made.editor)).toBe('one | three | four');
  });
});
