/** Blocks in which several people began at once hold several texts: every edit there is written as it is shown. */
import { joinBackward, splitBlock, toggleMark } from '@tiptap/pm/commands';
import { type Command, TextSelection } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { HeadlessEditor, randomEdit } from '../support/headless-editor';
import { Seeded } from '../support/seeded';

const SEEDS = 30;
const EDITS = 40;

/** Each block with its texts, by the client that began them; the first block holds no joined text. */
function recap(blocks: readonly (readonly [client: number, text: string][])[]): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = 100;
  const fragment = doc.getXmlFragment('recap');
  fragment.insert(0, [new Y.XmlElement('paragraph'), ...blocks.map(() => new Y.XmlElement('paragraph'))]);
  const start = Y.encodeStateAsUpdate(doc);
  for (const client of new Set(blocks.flat().map(([one]) => one))) {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, start);
    copy.clientID = client;
    for (const [index, texts] of blocks.entries()) {
      const block = copy.getXmlFragment('recap').get(index + 1);
      const own = texts.find(([one]) => one === client);
      if (block instanceof Y.XmlElement && own) block.insert(0, [new Y.XmlText(own[1])]);
    }
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy));
  }
  return doc;
}

function copyOf(doc: Y.Doc, client: number): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = client;
  return copy;
}

const open = (doc: Y.Doc): HeadlessEditor => new HeadlessEditor(doc.getXmlFragment('recap'));

/** What a copy that has just been opened shows. */
function stored(doc: Y.Doc): string {
  const editor = open(copyOf(doc, 99));
  const shown = editor.state.doc.toString();
  editor.destroy();
  return shown;
}

/** The texts of the last block, one by one. */
function texts(doc: Y.Doc): string[] {
  const fragment = doc.getXmlFragment('recap');
  const last = fragment.get(fragment.length - 1);
  return last instanceof Y.XmlElement ? last.toArray().map((text) => text.toString()) : [];
}

function caretAt(editor: HeadlessEditor, from: number, to = from): void {
  const { doc, tr } = editor.state;
  const start = doc.content.size - (doc.lastChild?.nodeSize ?? 0) + 1;
  editor.dispatch(tr.setSelection(TextSelection.create(doc, start + from, start + to)));
}

const typed =
  (text: string): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.insertText(text));
    return true;
  };
const removed: Command = (state, dispatch) => {
  dispatch?.(state.tr.deleteSelection());
  return true;
};
const bold: Command = (state, dispatch) => {
  const { bold: mark } = state.schema.marks;
  return mark !== undefined && toggleMark(mark)(state, dispatch);
};

const AAA_BBB = [
  [
    [1, 'aaa'],
    [2, 'bbb'],
  ],
] as const;

describe('in a block with a text of each of two people', () => {
  test.each([
    ['a letter in the first', 1, 1, typed('x'), ['axaa', 'bbb']],
    ['a letter in the second', 5, 5, typed('x'), ['aaa', 'bbxb']],
    ['a letter at the end', 6, 6, typed('x'), ['aaa', 'bbbx']],
    ['a letter between them', 3, 3, typed('x'), ['aaax', 'bbb']],
    ['a letter between them like the next one', 3, 3, typed('b'), ['aaab', 'bbb']],
    ['a removal over both', 1, 5, removed, ['a', 'b']],
    ['a removal of the first', 0, 3, removed, ['', 'bbb']],
    ['a removal of all', 0, 6, removed, ['', '']],
    ['other words over both', 2, 4, typed('xy'), ['aaxy', 'bb']],
    ['bold letters over both', 2, 4, bold, ['aa<bold>a</bold>', '<bold>b</bold>bb']],
  ] as const)('%s is written where it stands, and nothing else changes', (_name, from, to, command, left) => {
    const doc = recap(AAA_BBB.map((block) => block.map(([client, text]) => [client, text])));
    doc.clientID = 7;
    const editor = open(doc);
    caretAt(editor, from, to);
    editor.run(command);
    expect(texts(doc)).toEqual(left);
    expect(editor.state.doc.toString()).toBe(stored(doc));
    editor.destroy();
  });

  test('a letter between them goes to the text that was begun by who writes it', () => {
    const doc = recap([
      [
        [1, 'aaa'],
        [2, 'bbb'],
      ],
    ]);
    doc.clientID = 2;
    const editor = open(doc);
    caretAt(editor, 3);
    editor.run(typed('x'));
    expect(texts(doc)).toEqual(['aaa', 'xbbb']);
    editor.destroy();
  });

  test('an editor that is opened again in the same session leaves both texts where they are', () => {
    const doc = recap([
      [
        [1, 'aaa'],
        [2, 'bbb'],
      ],
    ]);
    doc.clientID = 2;
    const before = Y.encodeStateAsUpdate(doc);
    open(doc).destroy();
    open(doc).destroy();
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  test.each([
    ['Enter at the end', 6, splitBlock],
    ['a letter at the end', 6, typed('x')],
    ['a letter at the start', 0, typed('x')],
    ['a letter between them', 3, typed('x')],
  ] as const)('%s takes nothing of what another one writes there meanwhile', (_name, at, command) => {
    const doc = recap([
      [
        [1, 'aaa'],
        [2, 'bbb'],
      ],
    ]);
    const [here, there] = [copyOf(doc, 1), copyOf(doc, 2)];
    const [renee, chris] = [open(here), open(there)];
    caretAt(renee, at);
    renee.run(command);
    for (const place of [1, 5, 8]) {
      caretAt(chris, place);
      chris.run(typed('?'));
    }
    Y.applyUpdate(here, Y.encodeStateAsUpdate(there));
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
    expect(renee.state.doc.toString()).toBe(chris.state.doc.toString());
    expect(renee.state.doc.textContent.replace('x', '')).toBe('a?aab?bb?');
    renee.destroy();
    chris.destroy();
  });

  test('joined with the block before, its letters are there once', () => {
    const doc = recap([
      [[1, 'one']],
      [
        [1, 'aaa'],
        [2, 'bbb'],
      ],
    ]);
    const editor = open(doc);
    caretAt(editor, 0);
    editor.run(joinBackward);
    expect(editor.state.doc.textContent).toBe('oneaaabbb');
    expect(editor.state.doc.toString()).toBe(stored(doc));
    editor.destroy();
  });
});

test(`random edits of two people in such blocks are written as they are shown: ${SEEDS} seeds`, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = new Seeded(seed);
    const blocks = Array.from({ length: 3 }, () =>
      [1, 2, 3]
        .filter(() => random.chance(0.8))
        .map((client): [number, string] => [client, random.pick(['aab', ' b ', 'é🙂'])]),
    );
    const doc = recap(blocks);
    const docs = [copyOf(doc, 1), copyOf(doc, 2)];
    const editors = docs.map(open);
    for (let count = 0; count < EDITS; count++) {
      for (const [index, editor] of editors.entries()) {
        randomEdit(editor, random);
        const own = docs[index];
        if (own) expect(editor.state.doc.toString(), `seed ${seed}, edit ${count}`).toBe(stored(own));
      }
      if (random.chance(0.4)) {
        const [a, b] = docs;
        if (a && b) {
          Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
          Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
        }
        const shown = new Set(editors.map(({ state }) => state.doc.toString()));
        expect(shown.size, `seed ${seed}, edit ${count}`).toBe(1);
      }
    }
    for (const editor of editors) editor.destroy();
  }
}, 60_000);
