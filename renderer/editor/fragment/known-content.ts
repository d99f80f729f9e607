/**
 * Tells whether an editor may be bound to a piece of a shared document. The binding deletes every node that it cannot
 * build, for everybody; so whatever our schema does not know (a newer version wrote it, or a peer sent nonsense) must
 * be found before, and without touching the document.
 */
import type { MarkType, NodeType } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { isAttribute } from '../../../shared/model/rich-text-yjs';
import { editorSchema } from '../schema/content';

/** Deeper nesting is not a document: recursive code of the editor would overflow the stack. */
export const MAX_DEPTH = 60;
const CELL_ATTRIBUTES: ReadonlySet<string> = new Set(['colspan', 'rowspan', 'colwidth']);

type Found = Set<string>;

function checkAttributes(type: NodeType | MarkType, names: readonly string[], found: Found): void {
  const known = type.spec.attrs ?? {};
  const isCell = 'isBlock' in type && type.name.startsWith('table');
  for (const name of names) {
    if (!Object.hasOwn(known, name) && !(isCell && CELL_ATTRIBUTES.has(name))) found.add(`${type.name}[${name}]`);
  }
}

/** A mark that may overlap itself is stored as `name--hash`. */
export function markName(key: string): string {
  return /^(.*)--[a-zA-Z0-9+/=]{8}$/.exec(key)?.[1] ?? key;
}

/** Attributes of another shape would be built into a node, and throw wherever they are read as text. */
function checkValues(type: NodeType | MarkType, attrs: Readonly<Record<string, unknown>>, found: Found): void {
  for (const [name, value] of Object.entries(attrs)) {
    if (value !== undefined && !isAttribute(value)) found.add(`${type.name}[${name}]`);
  }
}

function checkMarks(attributes: Readonly<Record<string, unknown>>, found: Found): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null) continue;
    const type = editorSchema.marks[markName(key)];
    if (type === undefined) found.add(markName(key));
    else if (typeof value === 'object') {
      checkAttributes(type, Object.keys(value), found);
      checkValues(type, value as Record<string, unknown>, found);
    }
  }
}

function checkText(text: Y.XmlText, parent: NodeType, found: Found): void {
  if (!parent.inlineContent) found.add(`${parent.name} > text`);
  for (const part of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof part.insert !== 'string') found.add('embed');
    checkMarks(part.attributes ?? {}, found);
  }
}

function checkChild(child: unknown, parent: NodeType, depth: number, found: Found): void {
  if (depth > MAX_DEPTH) {
    found.add('nesting');
  } else if (child instanceof Y.XmlText) {
    checkText(child, parent, found);
  } else if (child instanceof Y.XmlElement) {
    const type = editorSchema.nodes[child.nodeName];
    if (type === undefined) {
      found.add(child.nodeName);
      return;
    }
    if (parent.contentMatch.matchType(type) === null) found.add(`${parent.name} > ${type.name}`);
    const attrs: Record<string, unknown> = child.getAttributes();
    checkAttributes(type, Object.keys(attrs), found);
    checkValues(type, attrs, found);
    for (const grandchild of child.toArray()) checkChild(grandchild, type, depth + 1, found);
  } else {
    found.add('hook');
  }
}

/**
 * What our schema does not know in a fragment: names of nodes (`widget`) and marks (`highlight`), attributes
 * (`paragraph[point]`) and misplaced nodes (`table > paragraph`). Empty means that an editor may be bound to it.
 * Reads only.
 */
export function unknownContent(fragment: Y.XmlFragment): string[] {
  const found: Found = new Set();
  for (const child of fragment.toArray()) checkChild(child, editorSchema.topNodeType, 1, found);
  return [...found];
}

function depthOf(type: unknown, root: Y.XmlFragment): number {
  let depth = 0;
  for (let at = type; at instanceof Y.AbstractType && at !== root; at = at.parent) depth += 1;
  return depth;
}

/** The same for what one transaction changed; costs as much as the change is large. */
export function unknownInEvents(events: readonly Y.YEvent<Y.AbstractType<unknown>>[], root: Y.XmlFragment): string[] {
  const found: Found = new Set();
  for (const event of events) {
    const { target } = event;
    const owner = target instanceof Y.XmlText ? target.parent : target;
    const type = owner instanceof Y.XmlElement ? editorSchema.nodes[owner.nodeName] : editorSchema.topNodeType;
    if (type === undefined) continue;
    if (target instanceof Y.XmlText) {
      checkText(target, type, found);
      continue;
    }
    if (target instanceof Y.XmlElement) {
      const names = [...event.changes.keys.keys()];
      checkAttributes(type, names, found);
      checkValues(type, Object.fromEntries(names.map((name) => [name, target.getAttribute(name)])), found);
    }
    const depth = depthOf(target, root) + 1;
    for (const part of event.changes.delta) {
      for (const child of Array.isArray(part.insert) ? part.insert : []) checkChild(child, type, depth, found);
    }
  }
  return [...found];
}
