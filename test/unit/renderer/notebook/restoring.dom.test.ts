/** A version brought back into an open discussion, as the app does it. */
import { expect, test } from 'vitest';
import { openRestoring } from '../../../../renderer/notebook/versions/restoring';
import { recapOf, titleOf } from '../../../../shared/model/discussion-doc';
import { blockText } from '../../../../shared/model/point';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { insertNodes, readRichText } from '../../../../shared/model/rich-text-yjs';
import { readContent, versionLines } from '../../../../shared/versions/content';
import { hostOf } from '../../../support/made-years';
import { openParts } from '../../../support/parts';

const paragraph = (text: string): RichTextNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });

function made() {
  const { doc, discussion } = openParts();
  insertNodes(recapOf(doc), 0, ['one of the first', 'two of them', 'three is the end'].map(paragraph));
  titleOf(doc).insert(0, 'Before');
  const content = readContent(versionLines(doc, hostOf(doc)));
  Object.assign(discussion, { recap: recapOf(doc) });
  doc.transact(() => {
    recapOf(doc).delete(1, 2);
    titleOf(doc).insert(0, 'Not ');
  });
  const texts = (): string[] => (readRichText(recapOf(doc)).content ?? []).map((node) => blockText(node));
  const restoring = openRestoring(discussion, content, (error) => {
    throw error;
  });
  return { doc, discussion, restoring, texts };
}

test('[VE13] one block comes back by itself, and the recap’s own undo takes it back', () => {
  const { discussion, restoring, texts } = made();
  expect([0, 1, 2, 3].map((at) => restoring.canBringBack('ours', at))).toEqual([false, true, true, false]);
  expect(restoring.bringBack('ours', 1)).not.toBeNull();
  expect(texts()).toEqual(['one of the first', 'two of them']);
  expect(restoring.bringBack('ours', 1)).toBeNull();
  discussion.parts.ours.undo.undo();
  expect(texts()).toEqual(['one of the first']);
  restoring.dispose();
});

test('[VE13] all of it comes back in one step, and Undo takes it back whatever was written since', () => {
  const { doc, restoring, texts } = made();
  const choices = new Map(restoring.changes.get().map(({ key, otherwise }) => [key, otherwise]));
  const { count, undo } = restoring.apply(choices);
  expect([count, texts(), titleOf(doc).toString()]).toEqual([
    3,
    ['one of the first', 'two of them', 'three is the end'],
    'Before',
  ]);
  insertNodes(recapOf(doc), 0, [paragraph('written since')]);
  undo();
  expect([texts(), titleOf(doc).toString()]).toEqual([['written since', 'one of the first'], 'Not Before']);
  restoring.dispose();
});
