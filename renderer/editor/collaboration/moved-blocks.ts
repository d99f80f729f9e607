/**
 * Writes a block that is moved as one block that goes and one that comes, and leaves its neighbours alone.
 *
 * y-tiptap compares the children of a block by their places: when two neighbours change places it writes the words of each
 * into the other. What somebody else types in one of them meanwhile, apart, then stands in the wrong one. Yjs has no move
 * (yjs/yjs#357): what is moved is copied and removed, with a note for those who write in it meanwhile. So of two who move
 * the same block apart each leaves a copy. Of a point, which has an id, one is taken back by whoever made it, as long as both
 * are alike: the one of the session with the greater number, whatever the order in which each hears of the other. Other
 * blocks stay twice: a second one that reads alike may have been meant.
 */
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Selection } from '@tiptap/pm/state';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { knownOf, noteMoved } from '../../../shared/model/moved-notes';
import { ORIGIN } from '../../../shared/model/origins';
import { readBlock } from '../../../shared/model/rich-text-yjs';
import { asRead } from '../../../shared/recap/as-read';
import { leaveTo } from '../../../shared/recap/giving-way';

/** Of so many blocks that changed places the binding's own comparison is taken: the search below grows with their square. */
const MOST_BLOCKS = 1500;

/** By then a copy is with all who can be reached. */
const RECENT_MS = 120_000;

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
  /**
   * Copies of points that others made a moment ago, and what was made of them here, by the time. Somebody who moved the same
   * point may be giving way to one of them right now: what was made of it gives way to nobody.
   */
  private readonly recent = new Map<Y.XmlElement, number>();

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
    if (transaction.local) return;
    const doubled = this.lookAt(transaction);
    if (doubled.length === 0) return;
    // After all that listens to the change has heard of it.
    queueMicrotask(() => {
      this.binding.doc.transact(() => {
        for (const [block, twin] of doubled) {
          const siblings = parentOf(block);
          // More may have come in the meantime.
          if (siblings === null || parentOf(twin) !== siblings || !alike(twin, block)) continue;
          this.made.delete(block);
          leaveTo(this.binding.doc, block, twin);
        }
      }, ORIGIN.bookkeeping);
    });
  };

  private move(parent: Y.XmlFragment, block: Y.XmlElement, node: ProseMirrorNode, index: number): Y.XmlElement {
    const copy = block.clone();
    const { mapping } = this.binding;
    const from = parent.toArray().indexOf(block);
    const known = knownOf(block);
    // The place is one among the others, without the block itself.
    parent.delete(from, 1);
    parent.insert(index, [copy]);
    noteMoved(this.binding.doc, block, copy, known);
    mapping.delete(block);
    know(copy, node, mapping);
    const isOfOthers = Date.now() - (this.recent.get(block) ?? Number.NEGATIVE_INFINITY) < RECENT_MS;
    if (isOfOthers) this.recent.set(copy, Date.now());
    else this.made.add(copy);
    this.recent.delete(block);
    this.made.delete(block);
    return copy;
  }

  /** Copies that are to go, each with the one that stays. An exception here would stop the document's events (yjs#799). */
  private lookAt(transaction: Y.Transaction): (readonly [Y.XmlElement, Y.XmlElement])[] {
    try {
      const now = Date.now();
      for (const [copy, at] of this.recent) if (now - at >= RECENT_MS) this.recent.delete(copy);
      for (const copy of copiesIn(transaction, this.binding.type)) this.recent.set(copy, now);
      return [...this.made].flatMap((block) => {
        const twin = this.twinOf(block, transaction);
        return twin === undefined ? [] : [[block, twin] as const];
      });
    } catch {
      return [];
    }
  }

  /**
   * Who gives way does not depend on where the copies stand: one that is moved on stands elsewhere for its mover already, and
   * each of the two would take back theirs for the other's.
   */
  private twinOf(block: Y.XmlElement, transaction: Y.Transaction): Y.XmlElement | undefined {
    const siblings = parentOf(block);
    if (siblings === null) {
      this.made.delete(block);
      return undefined;
    }
    if (!block.getAttribute('id')) return undefined;
    const own = block._item?.id.client ?? 0;
    return siblings.toArray().find((one): one is Y.XmlElement => {
      if (!(one instanceof Y.XmlElement) || !isNewIn(one, transaction)) return false;
      return (one._item?.id.client ?? own) < own && alike(one, block);
    });
  }
}

function isNewIn({ _item: item }: Y.XmlElement, { beforeState }: Y.Transaction): boolean {
  return item !== null && item.id.clock >= (beforeState.get(item.id.client) ?? 0);
}

/** The blocks of a parent that come with a change, of an id that was there before. */
function copiesIn(transaction: Y.Transaction, parent: Y.XmlFragment): Y.XmlElement[] {
  if (!(transaction.changed as ReadonlyMap<unknown, unknown>).has(parent)) return [];
  const blocks = parent.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement);
  const come = blocks.filter((block) => isNewIn(block, transaction));
  if (!come.some(idOf)) return [];
  const known = new Set(blocks.filter((block) => !isNewIn(block, transaction)).map(idOf));
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (item) => {
    if (!(item instanceof Y.Item && item.parent === parent && item.content instanceof Y.ContentType)) return;
    known.add(item.content.type._map.get('id')?.content.getContent()[0]);
  });
  return come.filter((block) => idOf(block) && known.has(idOf(block)));
}

const idOf = (block: Y.XmlElement): unknown => block.getAttribute('id');

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
  /** What was shown of it: what else changed in it is the binding's to write. */
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
  const found = placesIn(known, wanted);
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
      moves.push({ parent, block: moved, node: known[from] as ProseMirrorNode, index: start + index });
    }
    last = from;
  }
  return moves;
}

/** Where each wanted block was; -1 for a new one. A point that got another id on the way is known by what it holds. */
function placesIn(known: readonly (ProseMirrorNode | null)[], wanted: readonly ProseMirrorNode[]): number[] {
  // A block that was duplicated is shown twice by one node.
  const found = matched(known, wanted);
  const taken = new Set(found);
  const inside = (node: ProseMirrorNode | null): ProseMirrorNode | null =>
    node?.type.name === 'point' ? node.firstChild : null;
  const changed = matched(
    known.map((node, index) => (taken.has(index) ? null : inside(node))),
    wanted.map((node, at) => ((found[at] ?? -1) < 0 ? inside(node) : null)),
  );
  return found.map((from, at) => (from < 0 ? (changed[at] ?? -1) : from));
}

function matched(known: readonly (ProseMirrorNode | null)[], wanted: readonly (ProseMirrorNode | null)[]): number[] {
  const places = new Map<ProseMirrorNode, number[]>();
  for (const [index, node] of known.entries()) {
    if (node === null) continue;
    const same = places.get(node);
    if (same === undefined) places.set(node, [index]);
    else same.push(index);
  }
  return wanted.map((node) => (node === null ? -1 : (places.get(node)?.shift() ?? -1)));
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
