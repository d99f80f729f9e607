/** Between what an editor shows and the shared texts behind it: where a stretch stands, who wrote the letter at a place. */
import type { Node as ProseMirrorNode, ResolvedPos } from '@tiptap/pm/model';
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { type AuthorOf, stretchesOf, type WrittenPlace, writtenAt } from '../../../shared/recap/attribution';
import { partsOf } from '../collaboration/joined-texts';

export interface AuthoredRange {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** The stretches in `node`, whose content begins at `start` and is that of `block`. */
export function rangesIn(
  node: ProseMirrorNode,
  block: Y.XmlFragment,
  start: number,
  authorOf: AuthorOf,
  found: AuthoredRange[] = [],
): AuthoredRange[] {
  const parts = partsOf(block);
  if (!node.inlineContent) {
    node.forEach((child, offset, index) => {
      const part = parts[index];
      if (!(part instanceof Y.XmlElement) || part.nodeName !== child.type.name || child.isLeaf) return;
      rangesIn(child, part, start + offset + 1, authorOf, found);
    });
    return found;
  }
  let at = start;
  const end = start + node.content.size;
  for (const part of parts) {
    if (!Array.isArray(part)) at += 1;
    else {
      for (const { length, by } of part.flatMap((text) => stretchesOf(text, authorOf))) {
        if (by !== '' && at < end) found.push({ from: at, to: Math.min(at + length, end), by });
        at += length;
      }
    }
  }
  return found;
}

/** The stretches in the blocks at the root that touch `from` to `to`. */
export function rangesBetween(
  doc: ProseMirrorNode,
  root: Y.XmlFragment,
  authorOf: AuthorOf,
  from: number,
  to: number,
): AuthoredRange[] {
  const blocks = root.toArray();
  const found: AuthoredRange[] = [];
  doc.forEach((child, offset, index) => {
    const block = blocks[index];
    if (offset + child.nodeSize < from || offset > to || child.isLeaf) return;
    if (block instanceof Y.XmlElement && block.nodeName === child.type.name) {
      rangesIn(child, block, offset + 1, authorOf, found);
    }
  });
  return found;
}

/** Where a place in a shared text is shown; null when it is not. */
export function positionOf(text: Y.XmlText, index: number, binding: ProsemirrorBinding): number | null {
  let at = index;
  let type: Y.XmlText | Y.XmlFragment = text;
  while (type !== binding.type) {
    const item: Y.Item | null = type._item;
    if (item === null || item.deleted) return null;
    const parent = item.parent as Y.XmlFragment;
    for (let before = parent._start; before !== null && before !== item; before = before.right) {
      const size = before.deleted ? 0 : sizeOf(before, binding);
      if (size === null) return null;
      at += size;
    }
    // The opening of a block counts, a text has none.
    if (!(type instanceof Y.XmlText)) at += 1;
    type = parent;
  }
  return at;
}

function sizeOf({ content }: Y.Item, { mapping }: ProsemirrorBinding): number | null {
  if (!(content instanceof Y.ContentType)) return 0;
  if (content.type instanceof Y.XmlText) return content.type.length;
  return (mapping.get(content.type) as ProseMirrorNode | undefined)?.nodeSize ?? null;
}

/** The letter behind a place, or the one before it at the end of a text; null where there is none. */
export function letterAt($at: ResolvedPos, root: Y.XmlFragment, authorOf: AuthorOf): WrittenPlace | null {
  let block: Y.XmlFragment = root;
  for (let depth = 0; depth < $at.depth; depth += 1) {
    const child = partsOf(block)[$at.index(depth)];
    if (!(child instanceof Y.XmlElement) || child.nodeName !== $at.node(depth + 1).type.name) return null;
    block = child;
  }
  if (!$at.parent.inlineContent) return null;
  let left = $at.parentOffset;
  let before: WrittenPlace | null = null;
  for (const part of partsOf(block)) {
    for (const text of Array.isArray(part) ? part : []) {
      const place = left >= 0 ? writtenAt(text, left, authorOf) : null;
      if (place !== null) return place;
      if (text.length > 0) before = writtenAt(text, text.length - 1, authorOf);
      left -= text.length;
    }
    if (!Array.isArray(part)) left -= 1;
  }
  return before;
}
