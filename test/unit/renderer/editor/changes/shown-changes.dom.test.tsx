import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../../renderer/editor';
import type { ChangesView, ShownChange } from '../../../../../renderer/editor/changes/types';
import { createStore } from '../../../../../renderer/ui/store';
import { visibleText } from '../../../../../shared/recap/seen-blocks';
import { point } from '../../../shared/recap/build-points';
import { doc, join, node, p, press, shared, side, type, unmountAll } from '../support';

afterEach(unmountAll);

const BODY = doc(p('The sky is blue'), point('action', 'a', 'Book the room'), p('Last'));

const change = (given: Partial<ShownChange>): ShownChange => ({
  id: 'c',
  type: 'text',
  at: 0,
  from: 11,
  words: 'blue',
  label: 'Chris changed words',
  current: false,
  ...given,
});

function open(...first: ShownChange[]) {
  const here = side(1, BODY);
  const shown = createStore<readonly ShownChange[]>(first);
  let view: ChangesView | null = null;
  const undoManager = createRecapUndo(here.fragment);
  const made = shared(here.fragment, {
    undoManager,
    changes: {
      shown,
      attach(next) {
        view = next;
        return () => {
          view = null;
        };
      },
    },
  });
  const { editor } = made;
  const marks = (selector: string) => [...editor.view.dom.querySelectorAll<HTMLElement>(selector)];
  return {
    ...here,
    editor,
    shown,
    marks,
    set: (...next: ShownChange[]) => act(() => shown.set(next)),
    replace: (...given: Parameters<ChangesView['replaceWords']>) => {
      let put = false;
      act(() => {
        put = view?.replaceWords(...given) === true;
      });
      return put;
    },
    texts: () => editor.state.doc.children.map((child) => child.textContent),
  };
}

describe('the marks of what was not seen yet', () => {
  it('[SL21] are there when what they mark comes to the editor after the list of changes', () => {
    const recap = open();
    const other = side(2);
    join(recap.doc, other.doc);
    recap.set(change({ from: 11, words: 'red' }));
    expect(recap.marks('.chg-words')).toEqual([]);
    const chris = shared(other.fragment).editor;
    act(() => void chris.commands.insertContentAt({ from: 12, to: 16 }, 'red'));
    expect(recap.texts()[0]).toBe('The sky is red');
    expect(recap.marks('.chg-words').map((one) => one.textContent)).toEqual(['red']);
  });

  it('[SL21] stand beside and under the words, and change nothing of the text or the caret', () => {
    const recap = open();
    const before = recap.editor.state.doc;
    const { selection } = recap.editor.state;
    recap.set(change({}), change({ id: 'n', type: 'added', at: 1, label: 'Renee added an action' }));
    expect(recap.marks('.chg-words').map((one) => one.textContent)).toEqual(['blue']);
    expect(recap.marks('.chg').map((one) => [one.className.includes('chg-added'), one.dataset.chg])).toEqual([
      [false, 'Chris changed words'],
      [true, 'Renee added an action'],
    ]);
    expect(recap.editor.state.doc.eq(before)).toBe(true);
    expect(recap.editor.state.selection.eq(selection)).toBe(true);
    recap.set();
    expect(recap.marks('.chg, .chg-words')).toEqual([]);
  });

  it('show where words and blocks went, also at the end', () => {
    const recap = open();
    recap.set(
      change({ id: 'w', from: 3, words: '' }),
      change({ id: 'b', type: 'removed', at: 1 }),
      change({ id: 'e', type: 'removed', at: 9 }),
    );
    expect(recap.marks('.chg-gone')).toHaveLength(1);
    expect(recap.marks('.chg-gone-block').map((one) => one.dataset.change)).toEqual(['b', 'e']);
    expect(recap.texts()).toEqual(['The sky is blue', 'Book the room', 'Last']);
  });

  it('stay with their words while this person writes and while others write elsewhere', () => {
    const recap = open();
    const other = side(2);
    join(recap.doc, other.doc);
    recap.set(change({}));
    act(() => {
      recap.editor.commands.setTextSelection(1);
    });
    type(recap.editor, 'Oh: ');
    expect(recap.marks('.chg-words').map((one) => one.textContent)).toEqual(['blue']);
    recap.set(change({ from: 15 }));
    act(() => (other.fragment.get(2) as Y.XmlElement).insert(0, [new Y.XmlText('Very ')]));
    expect(recap.texts()[2]).toContain('Very');
    expect(recap.marks('.chg-words').map((one) => one.textContent)).toEqual(['blue']);
  });

  it('are left out where the words are others by now', () => {
    const recap = open();
    recap.set(change({ words: 'grey' }));
    expect(recap.marks('.chg-words')).toEqual([]);
    expect(recap.marks('.chg')).toHaveLength(1);
  });
});

describe('putting other words in the place of some', () => {
  it('[SL16] is one step to undo', () => {
    const recap = open();
    expect(recap.replace(0, 0, 'The sky is blue', 'It rains')).toBe(true);
    expect(recap.texts()[0]).toBe('It rains');
    press(recap.editor, 'Ctrl+Z');
    expect(recap.texts()[0]).toBe('The sky is blue');
  });

  it('[SL16] finds them when they moved within the block, and does nothing when they are gone', () => {
    const recap = open();
    expect(recap.replace(0, 0, 'blue', 'red')).toBe(true);
    expect(recap.texts()[0]).toBe('The sky is red');
    expect(recap.replace(0, 11, 'blue', 'green')).toBe(false);
    expect(recap.replace(-1, 0, 'red', 'green')).toBe(false);
    expect(recap.replace(7, 0, 'red', 'green')).toBe(false);
    expect(recap.texts()[0]).toBe('The sky is red');
  });
});

describe('the text of a block', () => {
  it.each([
    ['a paragraph', p('One')],
    ['two lines in one', p('One', node('hardBreak', null), 'Two')],
    [
      'a point with a detail',
      point('decision', 'd', 'Go', {}, node('detail', { role: 'why' }, { type: 'text', text: 'Cheap' })),
    ],
    ['a list', node('bulletList', null, node('listItem', null, p('One')), node('listItem', null, p('Two')))],
    ['an empty line in a quotation', node('blockquote', null, p('One'), p(), p('Two'))],
  ])('has the same places in the editor as in what was seen: %s', async (_name, block) => {
    const { blockPlaces } = await import('../../../../../renderer/editor/changes/block-places');
    const { fragment } = side(1, doc(block));
    const { editor } = shared(fragment);
    const places = blockPlaces(editor.state.doc.child(0), 0);
    expect(places.text).toBe(visibleText(block));
    [...places.text].forEach((letter, at) => {
      if (letter === '\n') return;
      expect(editor.state.doc.textBetween(places.at(at), places.at(at) + 1)).toBe(letter);
    });
  });
});
