/**
 * Every point has an id of its own. Points that this person brings in (a copy, a split by some other key, an id that a peer
 * left out) get a new one when theirs is taken; the others keep theirs, for stances and links know them by it. What others
 * write is repaired with the next edit made here, never at once. Typing costs nothing: only steps with points in them do.
 */
import { Extension } from '@tiptap/core';
import type { Fragment, Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ReplaceAroundStep, ReplaceStep, type Step } from '@tiptap/pm/transform';
import { showsDocument } from '../collaboration/sync-state';
import { isPoint, newPointId } from './point-data';

/** True while points that others wrote have not been looked at. */
const unseenKey = new PluginKey<boolean>('pointIds');

const holdsPoints = (content: Fragment): boolean => content.content.some(isPoint);

function bringsPoints(step: Step): boolean {
  return (step instanceof ReplaceStep || step instanceof ReplaceAroundStep) && holdsPoints(step.slice.content);
}

/** What these transactions put in, as ranges of the newest document. */
function broughtIn(transactions: readonly Transaction[]): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (const [index, transaction] of transactions.entries()) {
    if (showsDocument(transaction)) continue;
    for (const [at, step] of transaction.steps.entries()) {
      if (!bringsPoints(step)) continue;
      step.getMap().forEach((_from, _to, start, end) => {
        const later = [transaction.mapping.slice(at + 1), ...transactions.slice(index + 1).map((one) => one.mapping)];
        const [from, to] = later.reduce(([a, b], mapping) => [mapping.map(a, 1), mapping.map(b, -1)], [start, end]);
        ranges.push({ from, to });
      });
    }
  }
  return ranges;
}

interface Found {
  readonly position: number;
  readonly id: string;
}

/**
 * Whether the same blocks stand in the same places. What others doubled waits for such an edit: with a block that goes and
 * another one that gets a new id at once the binding writes the one into the other, and nobody knows what was deleted.
 */
function sameBlocks(before: Node, after: Node): boolean {
  if (before.childCount !== after.childCount) return false;
  return before.children.every((block, at) => {
    const now = after.child(at);
    return block === now || (block.type === now.type && block.attrs['id'] === now.attrs['id']);
  });
}

/** Points that need another id: those brought in first, then the later of two. */
function doubledPoints(doc: Node, isNew: (position: number) => boolean): number[] {
  const all: Found[] = [];
  doc.forEach((child, position) => {
    if (isPoint(child)) all.push({ position, id: String(child.attrs.id) });
  });
  const taken = new Set<string>(['']);
  const doubled: number[] = [];
  const inOrder = [...all.filter((one) => !isNew(one.position)), ...all.filter((one) => isNew(one.position))];
  for (const { position, id } of inOrder) {
    if (taken.has(id)) doubled.push(position);
    taken.add(id);
  }
  return doubled;
}

export function pointIdsPlugin(): Plugin<boolean> {
  return new Plugin<boolean>({
    key: unseenKey,
    state: {
      init: () => true,
      apply(transaction, unseen, { doc }) {
        if (!transaction.docChanged) return unseen;
        // An edit made here looks at all of them.
        if (!showsDocument(transaction)) return unseen && !sameBlocks(doc, transaction.doc);
        return unseen || transaction.steps.some(bringsPoints);
      },
    },
    appendTransaction(transactions, before, state) {
      if (!transactions.some((one) => one.docChanged && !showsDocument(one))) return null;
      const ranges = broughtIn(transactions);
      if (ranges.length === 0 && unseenKey.getState(before) !== true) return null;
      const isNew = (position: number): boolean => ranges.some(({ from, to }) => position >= from && position < to);
      const isInPlace = sameBlocks(before.doc, state.doc);
      const doubled = doubledPoints(state.doc, isNew).filter((position) => isInPlace || isNew(position));
      const { tr } = state;
      for (const position of doubled) tr.setNodeAttribute(position, 'id', newPointId());
      return doubled.length === 0 ? null : tr;
    },
  });
}

export const pointIds = Extension.create({
  name: 'pointIds',
  addProseMirrorPlugins: () => [pointIdsPlugin()],
});
