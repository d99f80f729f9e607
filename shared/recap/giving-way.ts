/** Of copies of a point that several people made apart, by bringing it back or moving it, one stays. Rule TR5 in README.md. */
import * as Y from 'yjs';
import { authorsOf, recapOf } from '../model/discussion-doc';
import { readRecaps } from '../model/discussion-parts';
import { itemKey, knownOf, noteMoved } from '../model/moved-notes';
import { ORIGIN } from '../model/origins';
import { readBlock } from '../model/rich-text-yjs';
import { asRead } from './as-read';
import { copyOf, writeSpare } from './spares';

/** Points that stand twice, as far as this person made them in earlier sessions: nothing but the document tells of those. */
export function ownDoubles(doc: Y.Doc, me: string): readonly Y.XmlElement[] {
  const isEarlier = ({ _item: item }: Y.XmlElement): boolean =>
    item !== null && item.id.client !== doc.clientID && authorsOf(doc).get(String(item.id.client)) === me;
  return [recapOf(doc), ...readRecaps(doc).values()].flatMap((fragment) => {
    const blocks = new Map<string, Y.XmlElement[]>();
    for (const block of fragment.toArray()) {
      const id = block instanceof Y.XmlElement && block.nodeName === 'point' ? block.getAttribute('id') : undefined;
      if (block instanceof Y.XmlElement && id) blocks.set(id, [...(blocks.get(id) ?? []), block]);
    }
    return [...blocks.values()].flatMap((same) => (same.length > 1 ? same.filter(isEarlier) : []));
  });
}

/**
 * Two who bring the same point back apart leave two copies: the one of the session with the greater number is taken away by
 * whoever brought it, as long as both read alike. [TR5]
 * @param put what this session brought back
 */
export function giveWay(doc: Y.Doc, put: Set<Y.XmlElement>): void {
  for (const block of put) {
    const siblings = block._item?.deleted === false ? (block.parent as Y.XmlFragment) : null;
    if (siblings === null) put.delete(block);
    const own = block._item?.id.client ?? 0;
    const twin = siblings?.toArray().find((one): one is Y.XmlElement => {
      const isOfOther = one instanceof Y.XmlElement && (one._item?.id.client ?? own) < own;
      return isOfOther && one.getAttribute('id') === block.getAttribute('id') && isAlike(one, block);
    });
    if (twin === undefined || siblings === null) continue;
    doc.transact(() => leaveTo(doc, block, twin), ORIGIN.bookkeeping);
    put.delete(block);
  }
}

const isAlike = (a: Y.XmlElement, b: Y.XmlElement): boolean => asRead(readBlock(a)) === asRead(readBlock(b));

/** Of two copies of a block one goes; of a point it leaves a spare one. In a transaction. */
export function leaveTo(doc: Y.Doc, block: Y.XmlElement, twin: Y.XmlElement): void {
  const siblings = block.parent as Y.XmlFragment;
  const recap = siblings === recapOf(doc) ? 'ours' : [...readRecaps(doc)].find(([, one]) => one === siblings)?.[0];
  const point: unknown = block.nodeName === 'point' ? block.getAttribute('id') : undefined;
  if (recap !== undefined && typeof point === 'string' && point !== '') {
    writeSpare(doc, { point, recap, from: itemKey(block), at: Date.now(), by: '' }, copyOf(doc, block));
  }
  noteMoved(doc, block, twin, knownOf(block));
  siblings.delete(siblings.toArray().indexOf(block), 1);
}
