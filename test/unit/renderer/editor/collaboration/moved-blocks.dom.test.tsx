/** Blocks that change places in one copy while somebody writes in the other. */
import type { Editor } from '@tiptap/core';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { RichTextNode } from '../../../../../shared/model/rich-text';
import { fakeHost, point, takeaway, undo } from '../points/support';
import { doc, join, li, node, p, press, select, shared, side, type, unmountAll, until } from '../support';

afterEach(unmountAll);

interface Two {
  readonly a: Editor;
  readonly b: Editor;
  /** From now on each hears of the other at once. */
  readonly meet: () => void;
}

function two(...body: RichTextNode[]): Two {
  const first = side(1, doc(...body));
  const [left, right] = [11, 12].map((id) => {
    const copy = new Y.Doc();
    copy.clientID = id;
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(first.doc));
    return copy;
  }) as [Y.Doc, Y.Doc];
  const open = (of: Y.Doc) => shared(of.getXmlFragment('recap'), { points: fakeHost(), handle: () => {} }).editor;
  return { a: open(left), b: open(right), meet: () => act(() => join(left, right)) };
}

const texts = (editor: Editor): string[] => editor.state.doc.content.content.map((block) => block.textContent);

async function expectBoth({ a, b }: Two, ...wanted: readonly string[]): Promise<void> {
  for (const editor of [a, b]) {
    await until(() => expect(texts(editor)).toEqual(wanted));
    expect(() => editor.state.doc.check()).not.toThrow();
  }
}

describe('a block that one moves', () => {
  it.each([
    ['paragraphs', [p('one'), p('two'), p('three')]],
    ['points', [takeaway('1', 'one'), takeaway('2', 'two'), takeaway('3', 'three')]],
    [
      'blocks of different kinds',
      [p('one'), takeaway('2', 'two'), node('heading', { level: 2 }, ...(p('three').content ?? []))],
    ],
  ])('leaves what others write in its neighbours where they wrote it: %s', async (_name, body) => {
    const both = two(...body);
    select(both.a, 'two');
    press(both.a, 'Alt+ArrowUp');
    for (const word of ['one', 'three']) {
      select(both.b, word);
      type(both.b, '!');
    }
    both.meet();
    await expectBoth(both, 'two', 'one!', 'three!');
  });

  it('goes down and over several just as well', async () => {
    const both = two(p('one'), p('two'), p('three'), p('four'));
    select(both.a, 'one');
    for (let step = 0; step < 3; step += 1) press(both.a, 'Alt+ArrowDown');
    select(both.b, 'three');
    type(both.b, '!');
    both.meet();
    await expectBoth(both, 'two', 'three!', 'four', 'one');
  });

  it('may be an item of a list', async () => {
    const both = two(node('bulletList', null, li(p('one')), li(p('two'))), p('end'));
    select(both.a, 'two');
    press(both.a, 'Alt+ArrowUp');
    select(both.b, 'one');
    type(both.b, '!');
    both.meet();
    await expectBoth(both, 'twoone!', 'end');
  });

  it('keeps all that is known of it, whatever its kind', async () => {
    const heading = node('heading', { level: 3 }, ...(p('three').content ?? []));
    const action = point('action', { id: 'a', done: true, due: '2026-12-01', ownerName: 'Chris' }, p('do it'));
    const both = two(p('one'), action, heading);
    const wanted = both.a.state.doc.child(1).toJSON();
    for (const words of ['three', 'do it']) {
      select(both.a, words);
      press(both.a, 'Alt+ArrowUp');
    }
    both.meet();
    await expectBoth(both, 'one', 'do it', 'three');
    for (const { state } of [both.a, both.b]) {
      expect(state.doc.child(1).toJSON()).toEqual(wanted);
      expect(state.doc.child(2).attrs).toMatchObject({ level: 3 });
    }
  });

  it('may read like another one that is the same to the editor', async () => {
    const both = two(p('one'), p('two'), p('three'));
    const twin = both.a.state.doc.child(0);
    act(() => both.a.view.dispatch(both.a.state.tr.insert(both.a.state.doc.content.size, [twin, twin])));
    select(both.a, 'three');
    for (const key of ['Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowDown', 'Alt+ArrowDown', 'Alt+ArrowDown'])
      press(both.a, key);
    const { doc: now, tr } = both.a.state;
    const turned = tr.replaceWith(0, now.content.size, now.content.content.toReversed());
    act(() => both.a.view.dispatch(turned));
    both.meet();
    await expectBoth(both, 'one', 'three', 'one', 'two', 'one');
  });

  it('comes back with one undo, and leaves what others wrote meanwhile', async () => {
    const both = two(takeaway('1', 'one'), takeaway('2', 'two'));
    both.meet();
    select(both.a, 'two');
    press(both.a, 'Alt+ArrowUp');
    await expectBoth(both, 'two', 'one');
    select(both.b, 'one');
    type(both.b, '!');
    undo(both.a);
    await expectBoth(both, 'one!', 'two');
  });
});

/** What each has done is sent when the test says so. */
function byHand({ a, b }: Two) {
  const docOf = (editor: Editor): Y.Doc => (ySyncPluginKey.getState(editor.state) as { doc: Y.Doc }).doc;
  const docs = { a: docOf(a), b: docOf(b) };
  return { docs, send: (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc) };
}

/** Each moves the last of three blocks up, one by one place and one by two. */
function moveThird({ a, b }: Two): void {
  for (const [editor, steps] of [
    [a, 1],
    [b, 2],
  ] as const) {
    select(editor, 'three');
    for (let step = 0; step < steps; step += 1) press(editor, 'Alt+ArrowUp');
  }
}

describe('a block that both move', () => {
  it('stands once when it is a point, at the place of one of them', async () => {
    const both = two(takeaway('1', 'one'), takeaway('2', 'two'), takeaway('3', 'three'));
    moveThird(both);
    both.meet();
    await expectBoth(both, 'one', 'three', 'two');
  });

  it('stays twice when it is no point: one that reads alike may have been meant', async () => {
    const both = two(p('one'), p('two'), p('three'));
    moveThird(both);
    both.meet();
    await expectBoth(both, 'three', 'one', 'three', 'two');
  });

  it('is left alone when somebody brings in another one that reads alike', async () => {
    const both = two(takeaway('1', 'one'), takeaway('2', 'two'));
    select(both.a, 'two');
    press(both.a, 'Alt+ArrowUp');
    const twin = both.b.state.doc.child(1);
    act(() =>
      both.b.view.dispatch(both.b.state.tr.insert(0, twin.type.create({ ...twin.attrs, id: '9' }, twin.content))),
    );
    both.meet();
    await expectBoth(both, 'two', 'two', 'one');
  });

  it('is not taken back twice when one moves it on before hearing of the other', async () => {
    const both = two(takeaway('1', 'one'), takeaway('2', 'two'), takeaway('3', 'three'));
    const { docs, send } = byHand(both);
    select(both.a, 'three');
    press(both.a, 'Alt+ArrowUp');
    const fromA = send(docs.a);
    select(both.b, 'three');
    for (const key of ['Alt+ArrowUp', 'Alt+ArrowUp']) press(both.b, key);
    const fromB = send(docs.b);
    for (const key of ['Alt+ArrowDown', 'Alt+ArrowDown']) press(both.b, key);
    await act(async () => Y.applyUpdate(docs.a, fromB));
    await act(async () => Y.applyUpdate(docs.b, fromA));
    both.meet();
    await until(() => expect(texts(both.a).filter((one) => one === 'three')).toHaveLength(1));
    expect(texts(both.b)).toEqual(texts(both.a));
  });

  it('is not taken back when a third person’s words in it come in the same moment', async () => {
    const both = two(takeaway('1', 'one'), takeaway('2', 'two'));
    const { docs, send } = byHand(both);
    for (const editor of [both.a, both.b]) {
      select(editor, 'two');
      press(editor, 'Alt+ArrowUp');
    }
    const third = new Y.Doc();
    Y.applyUpdate(third, send(docs.b));
    const moved = third.getXmlFragment('recap').get(0) as Y.XmlElement;
    ((moved.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(3, '!');
    const updates = [send(docs.a), send(third)];
    await act(async () => {
      for (const update of updates) Y.applyUpdate(docs.b, update);
    });
    both.meet();
    await until(() => expect(texts(both.a).toSorted()).toEqual(['one', 'two', 'two!']));
    expect(texts(both.b)).toEqual(texts(both.a));
  });

  it('stays twice when somebody wrote in one of the copies: no word is lost', async () => {
    const both = two(takeaway('1', 'one'), takeaway('2', 'two'));
    for (const editor of [both.a, both.b]) {
      select(editor, 'two');
      press(editor, 'Alt+ArrowUp');
    }
    select(both.b, 'two');
    type(both.b, '!');
    both.meet();
    for (const editor of [both.a, both.b]) expect(texts(editor).toSorted()).toEqual(['one', 'two', 'two!']);
  });
});
