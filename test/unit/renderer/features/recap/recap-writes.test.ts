import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../../renderer/editor';
import {
  extendPoint,
  hasCite,
  hasPoint,
  insertPointAt,
  removeCite,
  removePoint,
} from '../../../../../renderer/features/recap/recap-writes';
import { readCite } from '../../../../../shared/model/point';
import type { RichTextNode } from '../../../../../shared/model/rich-text';
import { readRichText, writeRichText } from '../../../../../shared/model/rich-text-yjs';

const p = (text: string): RichTextNode => ({ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] });
const cite = (post: string): RichTextNode => ({ type: 'cite', attrs: { post, passage: 'x' } });
const point = (id: string, ...content: RichTextNode[]): RichTextNode => ({
  type: 'point',
  attrs: { id, kind: 'quote' },
  content: [p(id), ...content],
});

function recap(...content: RichTextNode[]) {
  const fragment = new Y.Doc().getXmlFragment('recap');
  writeRichText(fragment, { type: 'doc', content });
  const undo = createRecapUndo(fragment);
  const words = (): string =>
    (readRichText(fragment).content ?? [])
      .map((block) => (block.type === 'point' ? `[${String(block.attrs?.['id'])}]` : (block.content?.[0]?.text ?? '_')))
      .join(' ');
  return { fragment, undo, words };
}

describe('writing past the editor', () => {
  it.each<[string, number | 'end', string]>([
    ['before all', 0, '[new] a b _'],
    ['between two blocks', 1, 'a [new] b _'],
    ['after the last block', 99, 'a b _ [new]'],
    ['at the end, before the line one writes on', 'end', 'a b [new] _'],
  ])('puts a point %s', (_, at, expected) => {
    const made = recap(p('a'), p('b'), p(''));
    insertPointAt(made, point('new'), at);
    expect(made.words()).toBe(expected);
    made.undo.undo();
    expect(made.words()).toBe('a b _');
    made.undo.redo();
    expect(made.words()).toBe(expected);
  });

  it('adds a citation to a point and takes just that one back', () => {
    const made = recap(point('one', cite('a')), point('two'));
    extendPoint(made, 'one', [cite('b')]);
    expect(hasCite(made, 'one', readCite(cite('b')))).toBe(true);
    removeCite(made, 'one', readCite(cite('b')));
    expect([hasCite(made, 'one', readCite(cite('b'))), hasCite(made, 'one', readCite(cite('a')))]).toEqual([
      false,
      true,
    ]);
    made.undo.undo();
    expect(hasCite(made, 'one', readCite(cite('b')))).toBe(true);
  });

  it('takes a point back, and nothing when it is gone', () => {
    const made = recap(p('a'), point('one'));
    removePoint(made, 'one');
    removePoint(made, 'one');
    extendPoint(made, 'one', [cite('b')]);
    expect([made.words(), hasPoint(made, 'one')]).toEqual(['a', false]);
  });
});
