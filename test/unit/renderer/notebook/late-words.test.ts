/** One person moves a block while others, apart, write in it. */
import { toggleMark } from '@tiptap/pm/commands';
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { moveBlockTo } from '../../../../renderer/editor/handle/block-changes';
import { mergeWithNext } from '../../../../renderer/editor/points/point-edit';
import { bringLateWords } from '../../../../renderer/notebook/late-words';
import { authorsOf } from '../../../../shared/model/discussion-doc';
import { movedOf } from '../../../../shared/model/moved-notes';
import { ORIGIN } from '../../../../shared/model/origins';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { insertNodes } from '../../../../shared/model/rich-text-yjs';
import type { ParticipantId } from '../../../../shared/util/brand';
import { HeadlessEditor } from '../../../support/headless-editor';
import { p } from '../../shared/markdown/build';

const point = (id: string, ...content: RichTextNode[]): RichTextNode => ({
  type: 'point',
  attrs: { kind: 'action', id },
  content,
});
const START = [
  point('a', p('one two'), p(), { type: 'cite', attrs: { post: 'p1' } }),
  p('between'),
  { type: 'bulletList', content: ['x', 'y'].map((word) => ({ type: 'listItem', content: [p(word)] })) },
  p('end'),
];

class Person {
  readonly doc = new Y.Doc();
  editor: HeadlessEditor;

  constructor(
    readonly name: string,
    client: number,
    ...updates: readonly Uint8Array[]
  ) {
    bringLateWords(this.doc, name as ParticipantId, (error) => {
      throw error;
    });
    for (const update of updates) Y.applyUpdate(this.doc, update);
    this.doc.clientID = client;
    authorsOf(this.doc).set(String(client), name);
    this.editor = new HeadlessEditor(this.doc.getXmlFragment('recap'));
  }

  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }

  move(from: number, gap: number): void {
    const { tr } = this.editor.state;
    if (!moveBlockTo(tr, from, gap)) throw new Error('nothing moved');
    this.editor.dispatch(tr);
  }

  /** Behind the first place where the words stand. */
  type(words: string, behind: string, shift = behind.length): void {
    this.editor.dispatch(this.editor.state.tr.insertText(words, this.find(behind) + shift));
  }

  find(words: string): number {
    let found = -1;
    this.editor.state.doc.descendants((node, at) => {
      const index = node.isText ? (node.text ?? '').indexOf(words) : -1;
      if (index >= 0 && found < 0) found = at + index;
    });
    return found;
  }

  block(words: string): string {
    return this.editor.state.doc.children.find((block) => block.textContent.includes(words))?.toString() ?? '';
  }

  get texts(): string[] {
    return this.editor.state.doc.children.map((block) => block.textContent);
  }
}

function people(...names: string[]): Person[] {
  const first = new Y.Doc();
  first.clientID = 1;
  insertNodes(first.getXmlFragment('recap'), 0, START);
  return names.map((name, at) => new Person(name, 10 + at, Y.encodeStateAsUpdate(first)));
}

/** All hear of all, until nothing is new. */
async function meet(...all: Person[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    for (const { state, doc } of all) for (const other of all) if (other.doc !== doc) Y.applyUpdate(other.doc, state);
    await Promise.resolve();
  }
  for (const { editor } of all) {
    expect(() => editor.state.doc.check()).not.toThrow();
    expect(editor.state.doc.toJSON()).toEqual(all[0]?.editor.state.doc.toJSON());
  }
}

const type = (words: string, behind: string, shift?: number) => (person: Person) => person.type(words, behind, shift);

describe('what one writes in a block that another moves meanwhile', () => {
  test.each<[string, (chris: Person) => void, string]>([
    ['words at the end', type(' three', 'one two'), 'one two three'],
    ['words in the middle', type('and ', 'one '), 'one and two'],
    ['words at the start', type('zero ', 'one', 0), 'zero one two'],
    [
      'words at several places',
      (chris) => {
        chris.type('0 ', 'one', 0);
        chris.type('3', 'two');
        chris.type('1 ', 'one ');
      },
      '0 one 1 two3',
    ],
    [
      'words in a line that was empty',
      (chris) =>
        chris.editor.dispatch(chris.editor.state.tr.insertText('new', chris.find('one two') + 'one two'.length + 2)),
      'one twonew',
    ],
  ])('[LW1] is in it where it was written: %s', async (_name, write, expected) => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    renee.move(0, 2);
    write(chris);
    await meet(renee, chris);
    expect(renee.texts).toEqual(['between', expected, 'xy', 'end']);
  });

  test('[LW1] keeps its form and its author', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    renee.move(0, 2);
    chris.type('three', 'one two');
    const from = chris.find('three');
    const { doc, tr } = chris.editor.state;
    chris.editor.dispatch(tr.setSelection(TextSelection.create(doc, from, from + 5)));
    const { bold } = chris.editor.state.schema.marks;
    chris.editor.run((state, dispatch) => bold !== undefined && toggleMark(bold)(state, dispatch));
    await meet(renee, chris);
    expect(renee.block('one two')).toContain('"one two", bold("three")');
  });

  test('[LW2] a new line and a citation stand where they were put, and a field is filled in', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    renee.move(0, 2);
    const { schema } = chris.editor.state;
    const at = chris.find('one two') + 'one two'.length + 1;
    chris.editor.dispatch(chris.editor.state.tr.insert(at, schema.node('paragraph', null, schema.text('line'))));
    const end = chris.editor.state.doc.child(0).nodeSize - 1;
    chris.editor.dispatch(chris.editor.state.tr.insert(end, schema.node('cite', { post: 'p2' })));
    chris.editor.dispatch(
      chris.editor.state.tr.setNodeAttribute(0, 'due', '2026-12-01').setNodeAttribute(0, 'done', true),
    );
    await meet(renee, chris);
    const [, moved] = renee.editor.state.doc.children;
    expect(moved?.attrs).toMatchObject({ id: 'a', due: '2026-12-01', done: true });
    expect(moved?.children.map((child) => child.attrs.post ?? child.textContent)).toEqual([
      'one two',
      'line',
      '',
      'p1',
      'p2',
    ]);
  });

  test('[LW2] an item of a list that is moved keeps what was added to it', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    renee.move(2, 0);
    chris.type('!', 'y');
    const { schema } = chris.editor.state;
    const item = schema.node('listItem', null, [schema.node('paragraph', null, schema.text('z'))]);
    chris.editor.dispatch(chris.editor.state.tr.insert(chris.find('y') + 4, item));
    await meet(renee, chris);
    expect(renee.editor.state.doc.child(0).children.map((one) => one.textContent)).toEqual(['x', 'y!', 'z']);
  });

  test('[LW3] follows the block through several moves, also when its words were changed there', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    renee.move(0, 2);
    renee.move(1, 4);
    renee.type('1 ', 'one ');
    renee.move(3, 0);
    chris.type(' three', 'one two');
    await meet(renee, chris);
    expect(renee.texts).toEqual(['one 1 two three', 'between', 'xy', 'end']);
  });

  test('[LW3] stands behind the block when nothing is left of the words around it', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    renee.move(0, 2);
    const at = renee.find('one two');
    renee.editor.dispatch(renee.editor.state.tr.insertText('other', at, at + 'one two'.length));
    chris.type(' three', 'one two');
    await meet(renee, chris);
    expect(renee.texts).toEqual(['between', 'other', ' three', 'xy', 'end']);
  });

  test('[LW3] stays away when the block was removed after the move', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    renee.move(0, 2);
    const [first, second] = renee.editor.state.doc.children;
    const at = first?.nodeSize ?? 0;
    renee.editor.dispatch(renee.editor.state.tr.delete(at, at + (second?.nodeSize ?? 0)));
    chris.type(' three', 'one two');
    await meet(renee, chris);
    expect(renee.texts).toEqual(['between', 'xy', 'end']);
  });

  test.each([
    ['in the block', (julie: Person, _chris: Person) => julie.type(' three', 'one two')],
    [
      'in the copy',
      (julie: Person, chris: Person) => {
        Y.applyUpdate(julie.doc, chris.state);
        julie.type(' three', 'one two');
      },
    ],
  ])('[LW3] follows the one of two copies that stays: %s', async (_name, write) => {
    const [renee, chris, julie] = people('renee', 'chris', 'julie') as [Person, Person, Person];
    renee.move(0, 2);
    chris.move(0, 4);
    write(julie, chris);
    await meet(renee, chris);
    await meet(renee, chris, julie);
    expect(renee.texts).toEqual(['between', 'one two three', 'xy', 'end']);
  });

  test('[LW4] is brought by whoever wrote it, once: of three who meet nobody’s words are lost or doubled', async () => {
    const [renee, chris, julie] = people('renee', 'chris', 'julie') as [Person, Person, Person];
    renee.move(0, 2);
    chris.type(' three', 'one two');
    await meet(chris, julie);
    julie.type(' four', 'three');
    await meet(renee, chris, julie);
    const [moved] = renee.texts.filter((text) => text.includes('one two'));
    for (const words of ['one two', ' three', ' four']) expect(moved?.split(words)).toHaveLength(2);
    expect(renee.texts).toHaveLength(4);
  });

  test('[LW4] is not brought again when the mover knew it, and took it out', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    chris.type(' three', 'one two');
    await meet(renee, chris);
    const at = renee.find(' three');
    renee.editor.dispatch(renee.editor.state.tr.delete(at, at + ' three'.length));
    renee.move(0, 2);
    await meet(renee, chris);
    expect(renee.texts).toEqual(['between', 'one two', 'xy', 'end']);
  });

  test('[LW5] is brought when the discussion is opened, if the move arrived while it was closed', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    renee.move(0, 2);
    chris.type(' three', 'one two');
    const again = new Person('chris', 30, chris.state, renee.state);
    await Promise.resolve();
    await meet(renee, again);
    expect(renee.texts).toEqual(['between', 'one two three', 'xy', 'end']);
    expect(authorsOf(again.doc).get('30')).toBe('chris');
  });

  test('[LW5] is brought when a move can be read only after what it builds upon has come', async () => {
    const [renee, chris, julie] = people('renee', 'chris', 'julie') as [Person, Person, Person];
    julie.type('?', 'end');
    const fromJulie = julie.state;
    Y.applyUpdate(renee.doc, fromJulie);
    const known = Y.encodeStateVector(renee.doc);
    renee.type('!', 'end?');
    renee.move(0, 2);
    chris.type(' three', 'one two');
    Y.applyUpdate(chris.doc, Y.encodeStateAsUpdate(renee.doc, known));
    expect(chris.texts).toEqual(['between', 'xy', 'end']);
    Y.applyUpdate(chris.doc, fromJulie);
    await meet(renee, chris, julie);
    expect(renee.texts).toEqual(['between', 'one two three', 'xy', 'end?!']);
  });

  test('[LW5] is brought when the move is the first that comes from others to whoever began the discussion', async () => {
    const begun = new Person('chris', 30);
    insertNodes(begun.doc.getXmlFragment('recap'), 0, START);
    const renee = new Person('renee', 10, begun.state);
    renee.move(0, 2);
    begun.type(' three', 'one two');
    await meet(renee, begun);
    expect(renee.texts).toEqual(['between', 'one two three', 'xy', 'end']);
  });

  test.each<[string, boolean]>([
    ['in the journal, which was ahead of the storage', false],
    ['in another copy, after this device went back to an older one', true],
  ])(
    '[LW4] is not brought again when the move and the words that were brought come as one: %s',
    async (_name, isOlder) => {
      const [renee, chris] = people('renee', 'chris') as [Person, Person];
      renee.move(0, 2);
      chris.type(' three', 'one two');
      const before = chris.state;
      await meet(renee, chris);
      const again = new Person('chris', 30, before);
      const rest = Y.encodeStateAsUpdate(isOlder ? renee.doc : chris.doc, Y.encodeStateVector(again.doc));
      Y.applyUpdate(again.doc, rest, isOlder ? ORIGIN.exchange : ORIGIN.journal);
      await meet(renee, chris, again);
      expect(renee.texts).toEqual(['between', 'one two three', 'xy', 'end']);
    },
  );

  test('[LW4] is not brought again by either of two who brought theirs at the same time', async () => {
    const [renee, chris, julie] = people('renee', 'chris', 'julie') as [Person, Person, Person];
    renee.move(0, 2);
    chris.type(' three', 'one two');
    julie.type('zero ', 'one', 0);
    const before = [chris, julie].map(({ name, state }) => ({ name, state }));
    await meet(renee, chris, julie);
    const again = before.map(({ name, state }, at) => new Person(name, 30 + at, state));
    await meet(renee, ...again);
    expect(renee.texts).toEqual(['between', 'zero one two three', 'xy', 'end']);
  });

  test('[LW4] is brought when the journal has the move, and not what was brought', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    renee.move(0, 2);
    chris.type(' three', 'one two');
    const again = new Person('chris', 30, chris.state);
    Y.applyUpdate(again.doc, renee.state, ORIGIN.journal);
    await meet(renee, again);
    expect(renee.texts).toEqual(['between', 'one two three', 'xy', 'end']);
  });

  test('[LW5] is brought before anybody looks at the text, also when it finds no place', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    renee.move(0, 2);
    const at = renee.find('one two');
    renee.editor.dispatch(renee.editor.state.tr.insertText('other', at, at + 'one two'.length));
    chris.type(' three', 'one two');
    const again = new Y.Doc();
    bringLateWords(again, 'chris' as ParticipantId, (error) => {
      throw error;
    });
    for (const update of [chris.state, renee.state]) Y.applyUpdate(again, update);
    await Promise.resolve();
    expect(again.getXmlFragment('recap').toString()).toContain('<paragraph> three</paragraph>');
  });

  test.each<[string, string, unknown]>([
    ['no note', 'a', 7],
    ['a note of no block', '1.99999', { to: '1.0', at: 1, seen: {} }],
    ['a note into itself', '1.0', { to: '1.0', at: 1, seen: { 1: 1000 } }],
    ['a note into something else', '1.0', { to: '1.3', at: 1, seen: { x: 1, 1: 1000 } }],
    ['a note without a time', '1.0', { to: '1.0', seen: { 1: 1000 } }],
    [
      'a note with too much in it',
      '1.0',
      { to: '1.0', at: 1, seen: Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [at, 1])) },
    ],
  ])('[LW6] what a peer wrote in place of a note changes nothing: %s', async (_name, from, note) => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    movedOf(renee.doc).set(from, note);
    renee.doc.getXmlFragment('recap').delete(0, 1);
    chris.type(' three', 'one two');
    await meet(renee, chris);
    expect(renee.texts).toEqual(['between', 'xy', 'end']);
  });

  test('[LW6] no note leads words into another text', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    const body = renee.doc.getXmlFragment('post');
    insertNodes(body, 0, [p('one two')]);
    renee.doc.transact(() => {
      const to = (body.get(0) as Y.XmlElement)._item?.id;
      movedOf(renee.doc).set('1.0', { to: `${to?.client}.${to?.clock}`, at: 1, seen: { 1: 1000 } });
      renee.doc.getXmlFragment('recap').delete(0, 1);
    });
    chris.type(' three', 'one two');
    await meet(renee, chris);
    expect(body.toString()).toBe('<paragraph>one two</paragraph>');
  });

  test('[LW7] goes along when the point is merged into another one, into its own line, and fills only fields that are free', async () => {
    const [renee, chris] = people('renee', 'chris') as [Person, Person];
    const { schema, tr } = renee.editor.state;
    const words = schema.node('paragraph', null, schema.text('two'));
    renee.editor.dispatch(tr.insert(0, schema.node('point', { kind: 'action', id: '0', due: '2026-12-05' }, words)));
    await meet(renee, chris);
    renee.editor.run((state, dispatch) => {
      const { tr } = state;
      const isMerged = mergeWithNext(tr, 0);
      dispatch?.(tr);
      return isMerged;
    });
    expect(renee.texts[0]).toBe('twoone two');
    chris.type(' three', 'one two');
    const at = chris.editor.state.doc.child(0).nodeSize;
    chris.editor.dispatch(
      chris.editor.state.tr.setNodeAttribute(at, 'due', '2026-12-09').setNodeAttribute(at, 'ownerName', 'Julie'),
    );
    await meet(renee, chris);
    expect(renee.texts).toEqual(['twoone two three', 'between', 'xy', 'end']);
    expect(renee.editor.state.doc.child(0).attrs).toMatchObject({ id: '0', due: '2026-12-05', ownerName: 'Julie' });
  });
});
