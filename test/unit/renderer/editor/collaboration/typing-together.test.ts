import { splitBlock } from '@tiptap/pm/commands';
import { Selection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HeadlessEditor } from '../../../../support/headless-editor';
import { Seeded } from '../../../../support/seeded';

const NAMES = ['Renee', 'Chris', 'Maria', 'David'];
const SEEDS = 150;
const line = (name: string) => ` At first, noted by ${name}.`;

interface Person {
  readonly editor: HeadlessEditor;
  readonly doc: Y.Doc;
  /** What the others wrote and has not arrived yet. */
  readonly inbox: Uint8Array[];
  readonly keys: string[];
}

function toEnd({ editor }: Person): void {
  editor.dispatch(editor.state.tr.setSelection(Selection.atEnd(editor.state.doc)));
}

function press({ editor, keys }: Person): void {
  const key = keys.shift() ?? '';
  if (key === '\n') editor.run(splitBlock);
  else editor.dispatch(editor.state.tr.insertText(key));
}

/** Some of what waits arrives, in one go. */
function receive({ doc, inbox }: Person, count: number): void {
  doc.transact(() => {
    for (const update of inbox.splice(0, count)) Y.applyUpdate(doc, update, 'others');
  }, 'others');
}

function people(start: readonly string[], keys: (name: string) => string): Person[] {
  const first = new Y.Doc();
  for (const text of start) {
    const block = new Y.XmlElement('paragraph');
    first.getXmlFragment('recap').push([block]);
    block.insert(0, [new Y.XmlText(text)]);
  }
  const all = NAMES.map((name, index): Person => {
    const doc = new Y.Doc();
    doc.clientID = index + 1;
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
    return { doc, editor: new HeadlessEditor(doc.getXmlFragment('recap')), inbox: [], keys: [...keys(name)] };
  });
  for (const one of all) {
    one.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'others') return;
      for (const other of all) if (other !== one) other.inbox.push(update);
    });
  }
  return all;
}

/** The four write by turns in an order drawn from the seed; what the others write arrives late and in heaps. */
function write(seed: number, all: readonly Person[], goToEnd: 'before anybody writes' | 'when they begin'): string {
  const random = new Seeded(seed);
  const begun = new Set<Person>();
  const begin = (person: Person) => {
    if (!begun.has(person)) toEnd(person);
    begun.add(person);
  };
  if (goToEnd === 'before anybody writes') all.forEach(begin);
  while (all.some(({ keys, inbox }) => keys.length + inbox.length > 0)) {
    const person = random.pick(all);
    if (person.keys.length > 0 && random.chance(0.5)) {
      begin(person);
      press(person);
    } else if (person.inbox.length > 0) {
      receive(person, 1 + random.int(person.inbox.length));
    }
  }
  const texts = new Set(all.map(({ editor }) => editor.state.doc.toString()));
  expect(texts.size, `copies of seed ${seed}`).toBe(1);
  return [...texts][0] ?? '';
}

describe.each([
  ['each in a new line of an empty recap', [], '\n', 'when they begin'],
  ['in the one paragraph of an empty recap', [], '', 'before anybody writes'],
  ['at the end of one paragraph', ['base'], '', 'before anybody writes'],
] as const)('four people who write at once, %s', (_where, start, before, goToEnd) => {
  it('keep the letters of each together', () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const all = people(start, (name) => `${before}${line(name)}`);
      const text = write(seed, all, goToEnd);
      for (const name of NAMES) expect(text, `seed ${seed}`).toContain(line(name));
      for (const { editor } of all) editor.destroy();
    }
  });
});
