import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { RichTextView } from '../../../../../renderer/editor';
import { editorText } from '../../../../../renderer/editor/copy/editor-selection';
import { readingText } from '../../../../../renderer/editor/copy/reading-selection';
import { serialiseRichText } from '../../../../../shared/markdown';
import type { RichText } from '../../../../../shared/model/rich-text';
import { doc, editorOn, li, link, memoryAssets, mount, node, p, text, unmountAll } from '../support';

afterEach(unmountAll);

const markdown = (found: { body: RichText } | null): string | null =>
  found === null ? null : serialiseRichText(found.body).trim();

const BODY = doc(
  node('heading', { level: 2 }, text('Key takeaways')),
  p('We begin with ', text('lunch', 'bold'), ' today.'),
  node('bulletList', null, li(p('one table')), li(p('no agenda'))),
  node('codeBlock', { language: 'js' }, text('let a = 1;\nlet b;')),
  node(
    'point',
    { kind: 'decision', id: 'd1' },
    p('We meet on ', text('Wednesdays', 'italic'), '.'),
    node('detail', { role: 'why' }, text('It works.')),
    node('cite', { post: 'p1', label: 'Renee, Wed' }),
  ),
);

/** From the start of one piece of text to the end of another. */
const CHOICES = [
  ['one word', 'takeaways', 'takeaways', 'takeaways'],
  ['a whole heading', 'Key takeaways', 'Key takeaways', '## Key takeaways'],
  ['words with a mark', 'with lunch', 'lunch today', 'with **lunch** today'],
  ['words in a mark', 'lun', 'lun', '**lun**'],
  ['a word of an item', 'table', 'table', 'table'],
  ['two items', 'table', 'no agenda', '- table\n- no agenda'],
  ['a part of a point', 'meet on', 'Wednesdays', 'meet on *Wednesdays*'],
  ['a part of code', 'a = 1', 'let b', '```js\na = 1;\nlet b\n```'],
] as const;

describe('what is selected in an editor', () => {
  function select(from: string, to: string) {
    const { editor } = editorOn(BODY);
    const place = (words: string, end: boolean): number => {
      let found = -1;
      editor.state.doc.descendants((one, at) => {
        const inside = one.isTextblock ? one.textContent.indexOf(words) : -1;
        if (inside >= 0 && found < 0) found = at + 1 + inside + (end ? words.length : 0);
      });
      return found;
    };
    act(() => void editor.commands.setTextSelection({ from: place(from, false), to: place(to, true) }));
    return editor;
  }

  it.each(CHOICES)('is copied as that: %s', (_, from, to, expected) => {
    expect(markdown(editorText(select(from, to).view))).toBe(expected);
  });

  it('with the caret alone is the block or point that it is in', () => {
    const editor = select('We meet', 'We meet');
    act(() => void editor.commands.setTextSelection(editor.state.selection.from));
    expect(editorText(editor.view)).toMatchObject({ name: 'The point', body: { content: [{ type: 'point' }] } });
    act(() => void editor.commands.setTextSelection(2));
    expect(editorText(editor.view)).toMatchObject({ name: 'The block', body: { content: [{ type: 'heading' }] } });
  });

  it('is nothing in an empty line', () => {
    expect(editorText(editorOn(doc(p())).editor.view)).toBeNull();
  });
});

describe('what is selected in a text for reading', () => {
  function select(host: ParentNode, from: string, to: string): Selection | null {
    const find = (words: string): { at: Text; offset: number } => {
      const walker = document.createTreeWalker(host as Node, NodeFilter.SHOW_TEXT);
      // Words that begin in one piece of text may go on in the next.
      for (let at = walker.nextNode(); at !== null; at = walker.nextNode()) {
        for (const part of [words, words.split(' ')[0] ?? words]) {
          const offset = (at as Text).data.indexOf(part);
          if (offset >= 0) return { at: at as Text, offset };
        }
      }
      throw new Error(words);
    };
    const first = find(from);
    const lastWords = to.split(' ').at(-1) ?? to;
    const last = find(lastWords);
    const selection = document.getSelection();
    selection?.setBaseAndExtent(first.at, first.offset, last.at, last.offset + lastWords.length);
    return selection;
  }
  const shown = (body: RichText) =>
    mount(<RichTextView body={body} assets={memoryAssets()} onOpenLink={() => undefined} />).host;

  it.each([
    ['one word', 'takeaways', 'takeaways', 'takeaways'],
    ['words with a mark', 'with', 'today', 'with **lunch** today'],
    ['words in a mark', 'lun', 'lun', '**lun**'],
    ['words of two blocks', 'takeaways', 'begin', '## takeaways\n\nWe begin'],
    ['two items', 'table', 'agenda', '- table\n- no agenda'],
    ['a word of a link', 'study', 'study', '[study](https://example.org)'],
  ])('is copied as that: %s', (_, from, to, expected) => {
    const host = shown(doc(...(BODY.content ?? []), p('See the ', text('study', link('https://example.org')))));
    expect(markdown(readingText(select(host, from, to)))).toBe(expected);
  });

  it('holds whole blocks as they are: points with what they cite, pictures with their address', () => {
    const picture = node('image', { src: `asset:${'0a'.repeat(32)}`, alt: 'A map', title: null });
    const body = doc(p('before'), picture, ...(BODY.content ?? []).slice(4), p('after'));
    const found = readingText(select(shown(body), 'before', 'after'));
    expect(found?.body.content).toEqual(body.content);
  });

  it('is nothing without a selection, and outside of texts', () => {
    document.getSelection()?.removeAllRanges();
    expect(readingText(document.getSelection())).toBeNull();
    const host = mount(<p>elsewhere</p>).host;
    expect(readingText(select(host, 'elsewhere', 'elsewhere'))).toBeNull();
  });
});
