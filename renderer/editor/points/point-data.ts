/** Reads points from the editor's nodes, as shared/model/point.ts reads them from plain data, and makes new ones. */
import type { Node, Schema } from '@tiptap/pm/model';
import { type RecapPoint, readPoint } from '../../../shared/model/point';
import type { RichTextNode } from '../../../shared/model/rich-text';
import { fittingRichText } from '../fragment/plain-data';

declare const known: unique symbol;
type PointNode = Node & { readonly [known]: true };

/** Parts of a point that have no place on the page of their own. */
export const isHidden = (node: Node): boolean => node.type.name === 'cite' || node.type.name === 'credit';
export const isPoint = (node: Node | null | undefined): node is PointNode => node?.type.name === 'point';

export const newPointId = (): string => crypto.randomUUID();

/** A point with what stands around its text, details included; the text itself is left out, so that typing costs nothing here. */
export function pointFacts(node: Node): RecapPoint {
  const content: RichTextNode[] = [];
  node.forEach((child) => {
    if (isHidden(child)) content.push({ type: child.type.name, attrs: child.attrs });
    if (isDetail(child)) {
      const words = child.textContent;
      content.push({
        type: 'detail',
        attrs: child.attrs,
        content: words === '' ? [] : [{ type: 'text', text: words }],
      });
    }
  });
  return readPoint({ type: 'point', attrs: node.attrs, content }, 0, '');
}

/** Whether two versions of a point are the same in what `pointFacts` reads; of a detail it counts whether it says anything. */
export function sameFacts(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.attrs !== b.attrs && !a.hasMarkup(b.type, b.attrs)) return false;
  const facts = (node: Node): Node[] => node.children.filter((child) => isHidden(child) || isDetail(child));
  const [left, right] = [facts(a), facts(b)];
  return left.length === right.length && left.every((child, index) => sameFact(child, right[index] as Node));
}

function sameFact(a: Node, b: Node): boolean {
  return a === b || (a.hasMarkup(b.type, b.attrs) && (a.content.size === 0) === (b.content.size === 0));
}

export const isDetail = (node: Node): boolean => node.type.name === 'detail';

/** The words that a person reads in a point, without its details. */
export function isBlank(node: Node): boolean {
  return node.children.every(
    (child) => isHidden(child) || isDetail(child) || (child.isTextblock && child.content.size === 0),
  );
}

/** A point from plain data: what the schema does not hold is left out, and the id is new when there is none. */
export function pointNode(schema: Schema, data: RichTextNode): Node {
  const { point, paragraph } = schema.nodes;
  if (point === undefined || paragraph === undefined) throw new RangeError('no points in this schema');
  const [first] = fittingRichText({ type: 'doc', content: [{ ...data, type: 'point' }] }).content ?? [];
  const made = schema.nodeFromJSON(first);
  const attrs = { ...made.attrs, id: made.attrs.id || newPointId() };
  const hasText = made.children.some((child) => !isHidden(child) && !isDetail(child));
  return point.create(attrs, hasText ? made.content : made.content.addToStart(paragraph.create()));
}

/** Where a point with this id begins; null when there is none. */
export function findPoint(doc: Node, id: string): number | null {
  let found: number | null = null;
  doc.forEach((child, position) => {
    if (found === null && isPoint(child) && child.attrs.id === id) found = position;
  });
  return found;
}
