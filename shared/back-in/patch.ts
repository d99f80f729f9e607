/** Changes shared blocks into other ones by as little as possible. Everything here is called inside a transaction. [BI8] */
import * as Y from 'yjs';
import type { RichTextNode } from '../model/rich-text';
import { insertNodes, readBlock } from '../model/rich-text-yjs';
import { type AuthorOf, authoredBlock } from '../recap/attribution';
import { commonItems } from '../recap/common-items';
import { patchText } from './patch-text';

/** Written or left out, they mean the same. */
const DEFAULTS: ReadonlySet<unknown> = new Set(['', null, undefined, false, 1, 'source']);

function patchAttributes(element: Y.XmlElement, attrs: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(attrs)) {
    const old: unknown = element.getAttribute(key);
    if (old === value || (old === undefined && DEFAULTS.has(value))) continue;
    if (value === null || value === undefined) element.removeAttribute(key);
    else element.setAttribute(key, value as string);
  }
}

/** A node, or the texts beside each other that are one shared text. */
type Part = { readonly type: string; readonly nodes: readonly RichTextNode[] };

function partsOf(nodes: readonly RichTextNode[]): Part[] {
  const parts: { type: string; nodes: RichTextNode[] }[] = [];
  for (const node of nodes) {
    const last = parts.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.nodes.push(node);
    else parts.push({ type: node.type, nodes: [node] });
  }
  return parts;
}

const plain = (value: unknown): string =>
  JSON.stringify(value, (key, one: unknown) => {
    if (key === 'marks') return (one as { type: string }[]).filter(({ type }) => type !== 'author');
    if (key === 'attrs' && typeof one === 'object')
      return Object.fromEntries(
        Object.entries(one as object)
          .filter(([, part]) => !DEFAULTS.has(part))
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      );
    return one;
  });

interface OldPart {
  readonly at: number;
  readonly child: Y.XmlElement | Y.XmlText;
  readonly type: string;
}

const typeOf = (child: Y.XmlElement | Y.XmlText): string => (child instanceof Y.XmlText ? 'text' : child.nodeName);

function patchPart(old: OldPart, part: Part): void {
  const [node] = part.nodes;
  if (old.child instanceof Y.XmlText) patchText(old.child, part.nodes);
  else if (node !== undefined) patchElement(old.child, node);
}

/** Makes the children of a parent say what `nodes` say. */
export function patchChildren(parent: Y.XmlFragment, nodes: readonly RichTextNode[]): void {
  const next = partsOf(nodes);
  const old = parent.toArray().flatMap((child, at): OldPart[] => {
    if (!(child instanceof Y.XmlElement || child instanceof Y.XmlText)) return [];
    // An empty text is where somebody may be writing.
    return child instanceof Y.XmlText && child.length === 0 ? [] : [{ at, child, type: typeOf(child) }];
  });
  const oldKey = ({ child }: OldPart): string =>
    child instanceof Y.XmlElement ? plain(readBlock(child)) : `text ${child.toString()}`;
  const nextKey = ({ type, nodes: [node] }: Part): string => (type === 'text' ? '' : plain(node));
  const same = commonItems(
    old.map(oldKey),
    next.map((part, at) => (part.type === 'text' ? `new text ${String(at)}` : nextKey(part))),
    (key) => key,
  );
  const partner = new Map(same.pairs);
  // Between what stayed, what is of one kind is one that was changed.
  let [from, start] = [0, 0];
  const close = (oldEnd: number, nextEnd: number): void => {
    const kinds = commonItems<{ readonly type: string }>(
      old.slice(from, oldEnd),
      next.slice(start, nextEnd),
      ({ type }) => type,
    );
    for (const [now, before] of kinds.pairs) partner.set(start + now, from + before);
  };
  for (const [now, before] of [...same.pairs].sort(([a], [b]) => a - b)) {
    close(before, now);
    [from, start] = [before + 1, now + 1];
  }
  close(old.length, next.length);

  const kept = new Set(partner.values());
  // From the end, so that the places before stay what they are.
  let end = old.length;
  let at = parent.length;
  const removeDownTo = (place: number): void => {
    for (let index = end - 1; index > place; index -= 1) {
      const part = old[index];
      if (part === undefined || kept.has(index)) continue;
      parent.delete(part.at, 1);
      if (part.at < at) at -= 1;
    }
    end = Math.min(end, place + 1);
  };
  for (let index = next.length - 1; index >= 0; index -= 1) {
    const part = next[index];
    const place = partner.get(index);
    const before = place === undefined ? undefined : old[place];
    if (part === undefined) continue;
    if (place === undefined || before === undefined) {
      insertNodes(parent, at, part.nodes);
      continue;
    }
    removeDownTo(place);
    if (!same.after.has(index)) patchPart(before, part);
    at = before.at;
    end = place;
  }
  removeDownTo(-1);
}

function patchElement(element: Y.XmlElement, node: RichTextNode): void {
  patchAttributes(element, node.attrs ?? {});
  patchChildren(element, node.content ?? []);
}

/** Makes the block at a place say what the node says. One of another type is made anew, with those who wrote its words. */
export function patchBlock(parent: Y.XmlFragment, at: number, node: RichTextNode, authorOf: AuthorOf): void {
  const element = parent.get(at);
  if (!(element instanceof Y.XmlElement)) return;
  if (element.nodeName === node.type) return patchElement(element, node);
  const { content = [] } = authoredBlock(element, authorOf);
  const { content: _, ...bare } = node;
  parent.delete(at, 1);
  insertNodes(parent, at, [{ ...bare, content }]);
  const made = parent.get(at);
  if (made instanceof Y.XmlElement) patchElement(made, node);
}

/** Takes a block to another place with those who wrote it. `to` counts as before it is taken away. Returns where it is. */
export function moveBlock(parent: Y.XmlFragment, from: number, to: number, authorOf: AuthorOf): number {
  const element = parent.get(from);
  if (!(element instanceof Y.XmlElement) || to === from || to === from + 1) return from;
  const block = authoredBlock(element, authorOf);
  parent.delete(from, 1);
  const at = to > from ? to - 1 : to;
  insertNodes(parent, at, [block]);
  return at;
}
