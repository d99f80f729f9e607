import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { recapsOf } from '../../../../shared/model/discussion-parts';
import { type ImportedParts, writeImportedParts } from '../../../../shared/model/imported-parts';
import { blockText } from '../../../../shared/model/point';
import { readRichText } from '../../../../shared/model/rich-text-yjs';
import type { ParticipantId } from '../../../../shared/util/brand';
import { p, doc as recap } from '../markdown/build';

it('own recaps of two people of one name are both kept when they come in again', () => {
  const parts: ImportedParts = {
    stances: [],
    aside: [],
    reactions: [],
    signoffs: [],
    recaps: ['One', 'Two'].map((words) => ({ name: 'Chris', recap: recap(p(words)) })),
    status: 'open',
    createdAt: null,
    finished: null,
  };
  const doc = new Y.Doc();
  doc.transact(() => writeImportedParts(doc, parts, (name) => `guest:${name}` as ParticipantId));
  const [fragment] = [...recapsOf(doc).values()];
  expect((fragment ? readRichText(fragment).content : [])?.map(blockText)).toEqual(['One', 'Two']);
});
