/** People who begin in the same empty block before they hear of each other: each one's letters stay, and stay together. */
import { splitBlock } from '@tiptap/pm/commands';
import { Selection, TextSelection } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import type { RichText, RichTextNode } from '../../shared/model/rich-text';
import { Seeded } from '../support/seeded';
import { leave, press, receive, type Typist, textOfAll, typists, writeAtOnce } from '../support/typists';

const SEEDS = 40;
const PEOPLE = ['Renee', 'Chris', 'Maria'];
/** Each begins with the same letters: equal ones must not be taken for each other. */
const line = (name: string) => `  noted by ${name} `;

const node = (type: string, attrs: Record<string, unknown> | null, ...content: RichTextNode[]): RichTextNode => ({
  type,
  ...(attrs === null ? {} : { attrs }),
  ...(content.length > 0 ? { content } : {}),
});
const text = (value: string): RichTextNode => ({ type: 'text', text: value });
const p = (value = ''): RichTextNode => node('paragraph', null, ...(value === '' ? [] : [text(value)]));
const doc = (...content: RichTextNode[]): RichText => ({ type: 'doc', content });

interface Place {
  readonly where: string;
  readonly start: RichText;
  /** The first person makes the block, and everybody has it before the others begin. */
  readonly make?: (typist: Typist) => void;
}

const PLACES: readonly Place[] = [
  { where: 'the first paragraph', start: doc(p()) },
  { where: 'a paragraph between others', start: doc(p('before'), p(), p('after')) },
  {
    where: 'a paragraph made by Enter',
    start: doc(p('before')),
    make: ({ editor }) => {
      editor.dispatch(editor.state.tr.setSelection(Selection.atEnd(editor.state.doc)));
      editor.run(splitBlock);
    },
  },
  { where: 'a heading', start: doc(node('heading', { level: 2 })) },
  { where: 'a code block', start: doc(node('codeBlock', null), p('after')) },
  { where: 'a list item', start: doc(node('bulletList', null, node('listItem', null, p()))) },
  { where: 'a quote', start: doc(node('blockquote', null, p())) },
  {
    where: 'a table cell',
    start: doc(
      node('table', null, node('tableRow', null, node('tableHeader', null, p()), node('tableHeader', null, p('b')))),
    ),
  },
  {
    where: 'the end of a line behind a break',
    start: doc(node('paragraph', null, text('a'), node('hardBreak', null))),
  },
];

/** Into the first block without letters, or behind the last line break. */
function toEmpty({ editor }: Typist): void {
  const { doc: shown, tr } = editor.state;
  let place: number | null = null;
  shown.descendants((block, at) => {
    const isOpen = block.isTextblock && (block.lastChild === null || block.lastChild.type.name === 'hardBreak');
    if (isOpen && place === null) place = at + 1 + block.content.size;
  });
  if (place === null) throw new Error('no empty block');
  editor.dispatch(tr.setSelection(TextSelection.create(shown, place)));
}

function gathered({ start, make }: Place, count: number, keys = line): Typist[] {
  const all = typists(PEOPLE.slice(0, count), start, keys);
  const [first] = all;
  if (make !== undefined && first !== undefined) make(first);
  for (const one of all) receive(one);
  for (const one of all) {
    toEmpty(one);
    one.undo.clear();
    one.undo.stopCapturing();
  }
  return all;
}

const pressAll = (typist: Typist, count = typist.keys.length): void => {
  for (let pressed = 0; pressed < count; pressed++) press(typist);
};

function meet(all: readonly Typist[]): void {
  for (let round = 0; all.some(({ inbox }) => inbox.length > 0); round++) {
    if (round > 100) throw new Error('messages never end');
    for (const one of all) receive(one);
  }
}

describe.each(PLACES)('people who begin at once in $where', (place) => {
  test.each([2, 3])('%i of them: each one’s letters stay together, whatever arrives when', (count) => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const all = gathered(place, count);
      writeAtOnce(new Seeded(seed), all, () => {});
      const shown = textOfAll(all);
      for (const { name } of all) expect(shown, `seed ${seed}`).toContain(line(name));
      leave(all);
    }
  });

  test('after bursts on their own they meet, write on, part and meet again', () => {
    const all = gathered(place, 3, (name) => `${line(name)}and${line(name)}`);
    for (let burst = 0; burst < 4; burst++) {
      for (const one of all) pressAll(one, 9);
      meet(all);
    }
    for (const one of all) pressAll(one);
    meet(all);
    const shown = textOfAll(all);
    for (const { name } of all) expect(shown).toContain(`${line(name)}and${line(name)}`);
    leave(all);
  });

  test('undo takes back one’s own letters only, and redo brings them again', () => {
    const all = gathered(place, 3);
    for (const one of all) pressAll(one);
    meet(all);
    const full = textOfAll(all);
    const [renee, chris] = all;
    if (!renee || !chris) throw new Error('nobody');
    chris.undo.undo();
    meet(all);
    expect(textOfAll(all)).toBe(full.replace(line('Chris'), ''));
    chris.undo.redo();
    meet(all);
    expect(textOfAll(all)).toBe(full);
    renee.undo.undo();
    meet(all);
    expect(textOfAll(all)).toBe(full.replace(line('Renee'), ''));
    leave(all);
  });

  test('undo takes nothing of what another one writes meanwhile in the letters that go', () => {
    const all = gathered(place, 2);
    const [renee, chris] = all;
    if (!renee || !chris) throw new Error('nobody');
    pressAll(renee);
    receive(chris);
    let inside = 0;
    chris.editor.state.doc.descendants((one, position) => {
      if (one.text?.includes('noted') === true) inside = position + one.text.indexOf('noted') + 2;
    });
    chris.editor.dispatch(chris.editor.state.tr.setSelection(TextSelection.create(chris.editor.state.doc, inside)));
    pressAll(chris);
    renee.undo.undo();
    meet(all);
    expect(textOfAll(all)).toContain(line('Chris'));
    expect(textOfAll(all)).not.toContain('Renee');
    leave(all);
  });
});

test.each(['heading', 'codeBlock'])('undo of a %s leaves it as long as another one’s letters stand in it', (type) => {
  const all = typists(['Renee', 'Chris'], doc(p('before')), () => '');
  const [renee, chris] = all;
  if (!renee || !chris) throw new Error('nobody');
  const { tr, schema } = renee.editor.state;
  renee.editor.dispatch(tr.insert(tr.doc.content.size, schema.node(type, null, [schema.text('Renee')])));
  receive(chris);
  chris.editor.dispatch(chris.editor.state.tr.insertText('Chris', chris.editor.state.doc.content.size - 1));
  receive(renee);
  renee.undo.undo();
  meet(all);
  expect(textOfAll(all)).toBe(`doc(paragraph("before"), ${type}("Chris"))`);
  chris.undo.undo();
  renee.undo.redo();
  meet(all);
  expect(textOfAll(all)).toBe(`doc(paragraph("before"), ${type}("Renee"))`);
  leave(all);
});
