/**
 * Writes to a recap past its editor: where the editor has no command for it (a place between two blocks, taking one
 * citation back), and for a recap that is not on screen. Each is one step to undo, in the recap's own undo.
 */
import * as Y from 'yjs';
import { ORIGIN } from '../../../shared/model/origins';
import { type Cite, readCite } from '../../../shared/model/point';
import type { RichTextNode } from '../../../shared/model/rich-text';
import { insertNodes, readBlock } from '../../../shared/model/rich-text-yjs';
import type { RecapDocument } from '../../notebook/types';

type Written = Pick<RecapDocument, 'fragment' | 'undo'>;

function oneStep({ fragment, undo }: Written, write: () => void): void {
  undo.addTrackedOrigin(ORIGIN.person);
  undo.stopCapturing();
  fragment.doc?.transact(write, ORIGIN.person);
  undo.stopCapturing();
}

function isEmptyParagraph(block: unknown): boolean {
  if (!(block instanceof Y.XmlElement) || block.nodeName !== 'paragraph') return false;
  return (readBlock(block).content ?? []).length === 0;
}

/** Before the empty paragraph that ends the text: there somebody goes on writing. */
function endOf(fragment: Y.XmlFragment): number {
  return fragment.length - (isEmptyParagraph(fragment.toArray().at(-1)) ? 1 : 0);
}

/** The root block of the point with that id. */
function pointElement(fragment: Y.XmlFragment, id: string): { element: Y.XmlElement; index: number } | null {
  for (const [index, element] of fragment.toArray().entries()) {
    if (!(element instanceof Y.XmlElement) || element.nodeName !== 'point') continue;
    if ((element.getAttribute('id') as unknown) === id) return { element, index };
  }
  return null;
}

/** Where a point stands among the root's blocks; null when it is gone. */
export function placeOf({ fragment }: Written, id: string): number | null {
  return pointElement(fragment, id)?.index ?? null;
}

export function insertPointAt(recap: Written, point: RichTextNode, at: number | 'end'): void {
  const { fragment } = recap;
  const index = at === 'end' ? endOf(fragment) : Math.min(Math.max(at, 0), fragment.length);
  oneStep(recap, () => insertNodes(fragment, index, [point]));
}

export function extendPoint(recap: Written, id: string, parts: readonly RichTextNode[]): void {
  const found = pointElement(recap.fragment, id);
  if (found !== null) oneStep(recap, () => insertNodes(found.element, found.element.length, parts));
}

export function hasPoint({ fragment }: Written, id: string): boolean {
  return pointElement(fragment, id) !== null;
}

export function removePoint(recap: Written, id: string): void {
  const found = pointElement(recap.fragment, id);
  if (found !== null) oneStep(recap, () => recap.fragment.delete(found.index, 1));
}

const sameCite = (a: Cite, b: Cite): boolean => a.post === b.post && a.passage === b.passage && a.role === b.role;

function citeIndex(element: Y.XmlElement, cite: Cite): number {
  return element
    .toArray()
    .findLastIndex(
      (part) => part instanceof Y.XmlElement && part.nodeName === 'cite' && sameCite(readCite(readBlock(part)), cite),
    );
}

export function hasCite(recap: Written, id: string, cite: Cite): boolean {
  const found = pointElement(recap.fragment, id);
  return found !== null && citeIndex(found.element, cite) >= 0;
}

export function removeCite(recap: Written, id: string, cite: Cite): void {
  const found = pointElement(recap.fragment, id);
  const at = found === null ? -1 : citeIndex(found.element, cite);
  if (found !== null && at >= 0) oneStep(recap, () => found.element.delete(at, 1));
}
