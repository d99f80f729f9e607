/**
 * Writes a block that is moved as one block that goes and one that comes, and leaves its neighbours alone.
 *
 * y-tiptap compares the children of a block by their places: when two neighbours change places it writes the words of each
 * into the other. What somebody else types in one of them meanwhile, apart, then stands in the wrong one. Yjs has no move
 * (yjs/yjs#357): what is moved is copied and removed, so of two who move the same block apart each leaves a copy. Of a point,
 * which has an id, the copy that stands second is taken back by whoever made it, as long as both are alike. Other blocks
 * stay twice: a second one that reads alike may have been meant.
 */
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Selection } from '@tiptap/pm/state';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { ORIGIN } from '../../../shared/model/origins';
import { readBlock } from '../../../shared/model/rich-text-yjs';
import { asRead } from '../../../shared/recap/as-read';

/** Of so many blocks that changed places the binding's own comparison is taken: the search below grows with their square. */
const MOST_BLOCKS = 1500;

interface Region {
  /** Index of the first block that is not where it was. */
  readonly start: number;
  readonly blocks: readonly Y.XmlElement[];
  /** What is shown of each now; null for what the binding does not know. */
  readonly known: readonly (ProseMirrorNode | null)[];
  /** What is to be shown. */
  readonly wanted: readonly ProseMirrorNode[];
}

export class MovedBlocks {
  /** Copies that were made here by moving, as long as somebody else may have made one as well. */
  private readonly made = new Set<Y.XmlElement>();

  constructor(private readonly binding: ProsemirrorBinding) {}

  /** To be called before the binding writes what the editor shows, in its mutex: it then finds the blocks at their new places. Gives the copies. */
  write(doc: ProseMirrorNode, selection: Selection): readonly Y.XmlElement[] {
    const { binding } = this;
    const moves = plannedMoves(binding, binding.type, doc, selection) ?? [];
    if (moves.length === 0) return [];
    return binding.doc.transact(
      () => moves.map(({ parent, block, node, index }) => this.move(parent, block, node, index)),
      ySyncPluginKey,
    );
  }

  /** To be called after a change by somebody else: takes back copies of what they have moved as well. */
  readonly arrived = (transaction: Y.Transaction): void => {
    if (transaction.local || this.made.size === 0) return;
    const doubled = this.doubledBy(transaction);
    if (doubled.length === 0) return;
    // After all that listens to the change has heard of it.
    queueMicrotask(() => {
      this.binding.doc.transact(() => {
        for (const block of doubled) {
          this.made.delete(block);
          const siblings = parentOf(block);
          const index = siblings?.toArray().indexOf(block) ?? -1;
          if (index >= 0) siblings?.delete(index, 1);
        }
      }, ORIGIN.bookkeeping);
    });
  };

  private move(parent: Y.XmlFragment, block: Y.XmlElement, node: ProseMirrorNode, index: number): Y.XmlElement {
    const copy = block.clone();
    const { mapping } = this.binding;
    const from = parent.toArray().indexOf(block);
    // The place is one among the others, without the block itself.
    parent.delete(from, 1);
    parent.insert(index, [copy]);
    mapping.delete(block);
    know(copy, node, mapping);
    this.made.delete(block);
    this.made.add(copy);
    return copy;
  }

  /** An exception here would stop the document's events (yjs#799); two copies lose nothing. */
  private doubledBy(transaction: Y.Transaction): Y.XmlElement[] {
    try {
      return [...this.made].filter((block) => this.isDoubled(block, transaction));
    } catch {
      return [];
    }
  }

  private isDoubled(block: Y.XmlElement, { beforeState }: Y.Transaction): boolean {
    const siblings = parentOf(block);
    if (siblings === null) {
      this.made.delete(block);
      return false;
    }
    if (!block.getAttribute('id')) return false;
    for (const one of siblings.toArray()) {
      if (one === block) return false;
      const id = one instanceof Y.XmlElement ? one._item?.id : undefined;
      const isNew = id !== undefined && id.clock >= (beforeState.get(id.client) ?? 0);
      if (isNew && alike(one as Y.XmlElement, block)) return true;
    }
    return false;
  }
}

/** As the binding does for what it makes itself: places in the text are counted by what it knows of each block. */
function know(block: Y.XmlElement, node: ProseMirrorNode, mapping: ProsemirrorBinding['mapping']): void {
  mapping.set(block, node);
  const inside = node.children.filter((child) => !child.isText);
  const elements = block.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement);
  if (inside.length !== elements.length) return;
  for (const [index, child] of elements.entries()) know(child, inside[index] as ProseMirrorNode, mapping);
}

function parentOf(block: Y.XmlElement): Y.XmlFragment | null {
  const item = block._item;
  return item === null || item.deleted || !(item.parent instanceof Y.XmlFragment) ? null : item.parent;
}

const alike = (a: Y.XmlElement, b: Y.XmlElement): boolean =>
  a.nodeName === b.nodeName &&
  a.getAttribute('id') === b.getAttribute('id') &&
  asRead(readBlock(a)) === asRead(readBlock(b));

interface Move {
  readonly parent: Y.XmlFragment;
  readonly block: Y.XmlElement;
  readonly node: ProseMirrorNode;
  /** Among the children, once those before it are at their places and without the block itself. */
  readonly index: number;
}

/** The blocks that are elsewhere now, in the order of their new places; null when none is. */
function plannedMoves(
  binding: ProsemirrorBinding,
  parent: Y.XmlFragment,
  shown: ProseMirrorNode,
  selection: Selection,
): readonly Move[] | null {
  const region = changedRegion(binding, parent, shown);
  if (region === null) return null;
  const { start, blocks, known, wanted } = region;
  const [only, block] = [wanted[0], blocks[0]];
  if (wanted.length === 1 && blocks.length === 1 && only !== undefined && block !== undefined) {
    // A list in which items may have changed places.
    return only.type.name === block.nodeName && !only.inlineContent
      ? plannedMoves(binding, block, only, selection)
      : null;
  }
  if (wanted.length > MOST_BLOCKS || blocks.length > MOST_BLOCKS) return null;
  // A block that was duplicated is shown twice by one node.
  const places = new Map<ProseMirrorNode, number[]>();
  for (const [index, node] of known.entries()) {
    if (node === null) continue;
    const same = places.get(node);
    if (same === undefined) places.set(node, [index]);
    else same.push(index);
  }
  const found = wanted.map((node) => places.get(node)?.shift() ?? -1);
  const chosen = selectedIn(shown, selection);
  const stays = heaviestRising(found, (at) => (chosen(start + at) ? 1 : 2));
  if (found.every((from, at) => from < 0 || stays.has(at))) return null;
  // Blocks that are not wanted any more are the binding's to remove: the others find their places among them.
  const moves: Move[] = [];
  const order = [...blocks];
  let last = -1;
  for (const [at, from] of found.entries()) {
    const moved = from < 0 ? undefined : blocks[from];
    if (moved === undefined) continue;
    if (!stays.has(at)) {
      order.splice(order.indexOf(moved), 1);
      const index = last < 0 ? 0 : order.indexOf(blocks[last] as Y.XmlElement) + 1;
      order.splice(index, 0, moved);
      moves.push({ parent, block: moved, node: wanted[at] as ProseMirrorNode, index: start + index });
    }
    last = from;
  }
  return moves;
}

/** What lies between the blocks that are as they were; null when nothing can have changed places. */
function changedRegion(binding: ProsemirrorBinding, parent: Y.XmlFragment, shown: ProseMirrorNode): Region | null {
  const children = parent.toArray();
  const all = shown.content.content;
  const nodeOf = (index: number): unknown => {
    const child = children[index];
    return child instanceof Y.XmlElement ? binding.mapping.get(child) : undefined;
  };
  let start = 0;
  while (start < children.length && start < all.length && nodeOf(start) === all[start]) start += 1;
  let [left, right] = [children.length, all.length];
  while (left > start && right > start && nodeOf(left - 1) === all[right - 1]) {
    left -= 1;
    right -= 1;
  }
  const blocks = children.slice(start, left);
  if (right - start < 1 || !blocks.every((one): one is Y.XmlElement => one instanceof Y.XmlElement)) return null;
  const known = blocks.map((block) => {
    const node: unknown = binding.mapping.get(block);
    return node === undefined || Array.isArray(node) ? null : (node as ProseMirrorNode);
  });
  return { start, blocks, known, wanted: all.slice(start, right) };
}

/** Whether the child of a node at an index is in the selection: of two that changed places that one was moved. */
function selectedIn(parent: ProseMirrorNode, { $from, $to }: Selection): (index: number) => boolean {
  for (let depth = 0; depth <= $from.depth; depth += 1) {
    if ($from.node(depth) !== parent) continue;
    const [first, last] = [$from.index(depth), $to.index(Math.min(depth, $to.depth))];
    return (index) => index >= first && index <= last;
  }
  return () => false;
}

/** Places of the rising subsequence with the greatest weight; negative values are left out. */
function heaviestRising(values: readonly number[], weight: (at: number) => number): ReadonlySet<number> {
  const best: { sum: number; before: number }[] = [];
  let end = -1;
  for (const [at, value] of values.entries()) {
    let [sum, before] = [0, -1];
    for (let one = 0; value >= 0 && one < at; one += 1) {
      const other = values[one] ?? -1;
      if (other >= 0 && other < value && (best[one]?.sum ?? 0) > sum) [sum, before] = [best[one]?.sum ?? 0, one];
    }
    best.push({ sum: value < 0 ? 0 : sum + weight(at), before });
    if (value >= 0 && (end < 0 || (best[at]?.sum ?? 0) > (best[end]?.sum ?? 0))) end = at;
  }
  const places = new Set<number>();
  for (let at = end; at >= 0; at = best[at]?.before ?? -1) places.add(at);
  return places;
}
