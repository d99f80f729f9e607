import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { editorSchema, fragmentToRichText, richTextToFragment, unknownContent } from '../../../../../renderer/editor';
import { guardBinding } from '../../../../../renderer/editor/collaboration/newer-content';
import { EMPTY_RICH_TEXT, MARK_NAMES, NODE_NAMES } from '../../../../../shared/model/rich-text';
import { doc, li, link, node, p, task, text } from '../support';

const EVERYTHING = doc(
  node('heading', { level: 3 }, text('Title')),
  p(
    'plain ',
    text('bold', 'bold'),
    text('both', 'bold', 'italic'),
    text(' a link', link('https://a.org')),
    text('x', 'strike'),
    text('y', 'code'),
  ),
  node('bulletList', null, li(p('one'), node('orderedList', { start: 3 }, li(p('nested'))))),
  node('taskList', null, task(true, p('done')), task(false, p('open'))),
  node('blockquote', null, p('said'), node('codeBlock', { language: 'ts' }, text('let a = 1;\n'))),
  node('codeBlock', { language: null }),
  node('horizontalRule', null),
  node(
    'table',
    null,
    node('tableRow', null, node('tableHeader', null, p('h'))),
    node('tableRow', null, node('tableCell', null, p('c'), p())),
  ),
  node('image', { src: 'asset:abc', alt: 'A', title: null }),
  p('a', node('hardBreak', null), 'b'),
);

const state = (fragment: Y.XmlFragment) => Buffer.from(Y.encodeStateAsUpdate(fragment.doc as Y.Doc)).toString('hex');
const newFragment = () => new Y.Doc().getXmlFragment('recap');

describe('the schema', () => {
  it('has the nodes and marks of the model and no others', () => {
    expect(Object.keys(editorSchema.nodes).sort()).toEqual([...NODE_NAMES].sort());
    expect(Object.keys(editorSchema.marks).sort()).toEqual([...MARK_NAMES].sort());
  });

  it('never requires content below the root, so that no merge of valid edits is invalid', () => {
    for (const type of Object.values(editorSchema.nodes)) {
      const expression = type.spec.content ?? '';
      if (type.name !== 'doc') expect(`${type.name}: ${expression}`).not.toMatch(/[+{]/);
    }
  });

  it('gives every container that it makes itself a paragraph for the caret', () => {
    for (const name of ['listItem', 'taskItem', 'blockquote', 'tableCell', 'tableHeader']) {
      expect(editorSchema.nodes[name]?.createAndFill()?.firstChild?.type.name).toBe('paragraph');
    }
  });

  it('ignores the spans that a peer gives to a table cell', () => {
    const cell = editorSchema.node('tableCell', { colspan: 1e9, rowspan: 1e9 });
    expect([cell.attrs.colspan, cell.attrs.rowspan]).toEqual([1, 1]);
    expect(Object.keys(cell.attrs)).toEqual([]);
  });
});

describe('richTextToFragment and fragmentToRichText', () => {
  it('give back every node and mark of the model', () => {
    const fragment = newFragment();
    richTextToFragment(EVERYTHING, fragment);
    expect(fragmentToRichText(fragment)).toEqual(EVERYTHING);
    expect(unknownContent(fragment)).toEqual([]);
  });

  it('fill a fragment that is not part of a document yet', () => {
    const fragment = new Y.XmlFragment();
    richTextToFragment(EVERYTHING, fragment);
    new Y.Doc().getMap('posts').set('body', fragment);
    expect(fragmentToRichText(fragment)).toEqual(EVERYTHING);
  });

  it('fill in one transaction, and not at all for an empty body', () => {
    const fragment = newFragment();
    let updates = 0;
    fragment.doc?.on('update', () => {
      updates += 1;
    });
    richTextToFragment(EMPTY_RICH_TEXT, fragment);
    expect(updates).toBe(0);
    richTextToFragment(EVERYTHING, fragment);
    expect(updates).toBe(1);
  });

  it('keep the text of unknown nodes and drop unknown marks when filling', () => {
    const fragment = newFragment();
    richTextToFragment(doc(node('widget', { a: 1 }, p(text('kept', 'highlight'))), text('loose')), fragment);
    expect(fragmentToRichText(fragment)).toEqual(doc(p('kept'), p('loose')));
  });

  it('reads overlapping marks by their plain name and drops removed ones', () => {
    const fragment = newFragment();
    const paragraph = new Y.XmlElement('paragraph');
    const content = new Y.XmlText();
    fragment.insert(0, [paragraph]);
    paragraph.insert(0, [content]);
    content.applyDelta([{ insert: 'a', attributes: { 'bold--AbCdEf12': {}, italic: null } }]);
    expect(fragmentToRichText(fragment)).toEqual(doc(p(text('a', 'bold'))));
  });

  it('read an empty fragment as the empty text', () => {
    expect(fragmentToRichText(newFragment())).toEqual(EMPTY_RICH_TEXT);
  });
});

function fragmentWith(build: (fragment: Y.XmlFragment) => void): Y.XmlFragment {
  const fragment = newFragment();
  fragment.doc?.transact(() => build(fragment));
  return fragment;
}
const element = (name: string, attributes: Record<string, string> = {}, ...children: (Y.XmlElement | Y.XmlText)[]) => {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.insert(0, children);
  return made;
};
const deep = (levels: number): Y.XmlElement =>
  levels === 0 ? element('paragraph') : element('blockquote', {}, deep(levels - 1));
const formatted = (attributes: Record<string, unknown>) => {
  const made = new Y.XmlText();
  made.applyDelta([{ insert: 'x', attributes }]);
  return made;
};

const UNKNOWN: [string, () => (Y.XmlElement | Y.XmlText)[], string][] = [
  ['a block', () => [element('widget')], 'widget'],
  ['an inline node', () => [element('paragraph', {}, element('mention'))], 'mention'],
  ['a mark', () => [element('paragraph', {}, formatted({ highlight: {} }))], 'highlight'],
  ['an attribute', () => [element('paragraph', { point: 'p1' })], 'paragraph[point]'],
  [
    'an attribute of a mark',
    () => [element('paragraph', {}, formatted({ link: { href: 'https://a.org', note: 1 } }))],
    'link[note]',
  ],
  ['a misplaced node', () => [element('table', {}, element('paragraph'))], 'table > paragraph'],
  ['text outside a block', () => [new Y.XmlText('loose')], 'doc > text'],
  ['nesting without end', () => [deep(200)], 'nesting'],
];

describe('unknownContent', () => {
  it.each(UNKNOWN)('names %s and leaves the document as it is', (_name, children, expected) => {
    const fragment = fragmentWith((made) => made.insert(0, children()));
    const before = state(fragment);
    expect(unknownContent(fragment)).toContain(expected);
    fragmentToRichText(fragment);
    expect(state(fragment)).toBe(before);
  });

  it.each(UNKNOWN)('is found in what arrives from a peer: %s', (_name, children, expected) => {
    const here = newFragment();
    richTextToFragment(EVERYTHING, here);
    const there = new Y.Doc();
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here.doc as Y.Doc));
    const found: string[] = [];
    const guard = guardBinding(here, (unknown) => found.push(...unknown));
    expect(guard.unknown).toEqual([]);
    there.getXmlFragment('recap').insert(1, children());
    Y.applyUpdate(here.doc as Y.Doc, Y.encodeStateAsUpdate(there));
    expect(found).toContain(expected);
  });

  it('is found in an attribute and in a format that a peer adds to known content', () => {
    const here = newFragment();
    richTextToFragment(doc(p('one'), p('two')), here);
    for (const [change, expected] of [
      [(root: Y.XmlFragment) => (root.get(0) as Y.XmlElement).setAttribute('point', 'x'), 'paragraph[point]'],
      [
        (root: Y.XmlFragment) => ((root.get(1) as Y.XmlElement).get(0) as Y.XmlText).format(0, 1, { highlight: {} }),
        'highlight',
      ],
    ] as const) {
      const there = new Y.Doc();
      Y.applyUpdate(there, Y.encodeStateAsUpdate(here.doc as Y.Doc));
      const found: string[] = [];
      const guard = guardBinding(here, (unknown) => found.push(...unknown));
      change(there.getXmlFragment('recap'));
      Y.applyUpdate(here.doc as Y.Doc, Y.encodeStateAsUpdate(there));
      guard.stop();
      expect(found).toEqual([expected]);
      if (expected === 'paragraph[point]') (here.get(0) as Y.XmlElement).removeAttribute('point');
    }
  });

  it('lets an ordinary change of a peer pass', () => {
    const here = newFragment();
    richTextToFragment(EVERYTHING, here);
    const there = new Y.Doc();
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here.doc as Y.Doc));
    const found: string[] = [];
    guardBinding(here, (unknown) => found.push(...unknown));
    const root = there.getXmlFragment('recap');
    ((root.get(1) as Y.XmlElement).get(0) as Y.XmlText).format(0, 3, { italic: {} });
    richTextToFragment(EVERYTHING, there.getXmlFragment('other'));
    root.insert(2, [element('paragraph', {}, formatted({ bold: {} }))]);
    root.delete(0, 1);
    Y.applyUpdate(here.doc as Y.Doc, Y.encodeStateAsUpdate(there));
    expect(found).toEqual([]);
  });
});
