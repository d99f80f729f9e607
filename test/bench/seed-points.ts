/** Recaps of points that cite posts, beside plain text. */
import * as Y from 'yjs';
import { recapOf } from '../../shared/model/discussion-doc';
import { POINT_KINDS } from '../../shared/model/point';
import type { RichText, RichTextNode } from '../../shared/model/rich-text';
import { writeRichText } from '../../shared/model/rich-text-yjs';
import { recapOfBlocks } from './seed';

const cite = (index: number): RichTextNode => ({
  type: 'cite',
  attrs: { post: `post-${String(index % 500)}`, label: `Renee, Wed ${String(10 + (index % 12))}:14` },
});

function point(index: number, text: RichTextNode, cites: number): RichTextNode {
  const kind = POINT_KINDS[index % POINT_KINDS.length] ?? 'takeaway';
  const credit: RichTextNode = { type: 'credit', attrs: { role: 'agreed', person: 'p-1', name: 'Renee' } };
  return {
    type: 'point',
    attrs: { kind, id: `point-${String(index)}`, ownerName: kind === 'action' ? 'Chris' : '' },
    content: [
      text,
      ...Array.from({ length: cites }, (_, at) => cite(index + at)),
      ...(kind === 'decision' ? [credit] : []),
    ],
  };
}

/** The same blocks as `recapOfBlocks`, one in `every` of them a point with so many citations. */
export function recapOfPoints(blocks: number, every: number, cites: number): RichText {
  const plain = recapOfBlocks(blocks).content ?? [];
  return {
    type: 'doc',
    content: plain.map((block, index) =>
      index % every === 0 && block.type !== 'heading' ? point(index, block, cites) : block,
    ),
  };
}

export function pointsUpdate(blocks: number, every: number, cites: number): Uint8Array {
  const doc = new Y.Doc();
  writeRichText(recapOf(doc), recapOfPoints(blocks, every, cites));
  return Y.encodeStateAsUpdate(doc);
}
