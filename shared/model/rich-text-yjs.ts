/**
 * Rich text as plain data, in and out of a Yjs fragment, in the encoding that y-tiptap uses: an element node is an
 * XmlElement named after its type, a run of text is one XmlText whose formatting attributes are mark name → attributes.
 * Reading never touches the document; y-tiptap's own readers that build ProseMirror nodes delete what they do not know.
 */
import * as Y from 'yjs';
import { MARK_NAMES, NODE_NAMES, type RichText, type RichTextMark, type RichTextNode } from './rich-text';

const KNOWN_NODES: ReadonlySet<string> = new Set(NODE_NAMES);
const KNOWN_MARKS: ReadonlySet<string> = new Set(MARK_NAMES);

/** Deeper nesting is not a document: recursive code would overflow the stack. Agrees with the editor's bound. */
export const MAX_DEPTH = 60;

/** y-tiptap names a mark that may overlap with itself `name--hash`, eight base64 characters. */
const HASHED_MARK = /^(.*)--[a-zA-Z0-9+/=]{8}$/;

function markName(key: string): string {
  return HASHED_MARK.exec(key)?.[1] ?? key;
}

/**
 * An attribute is a word, a number, yes or no, or the widths of a cell. Whatever else a peer wrote is left out here, once
 * for all: an object can be made so that turning it into text throws.
 */
export function isAttribute(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'number');
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function plainAttributes(attrs: unknown): Record<string, unknown> {
  if (typeof attrs !== 'object' || attrs === null) return {};
  return Object.fromEntries(Object.entries(attrs).filter(([, value]) => isAttribute(value)));
}

/** How the text in a fragment is read. */
export type ReadText = (text: Y.XmlText) => RichTextNode[];

/** The words of a text that is one run and has no marks, as most are; null for any other. */
function onlyRun({ _start: item }: Y.XmlText): string | null {
  if (item === null || item.right !== null || item.deleted || !(item.content instanceof Y.ContentString)) return null;
  return item.content.str;
}

/** One text as nodes, with the marks on each. */
export function readText(text: Y.XmlText): RichTextNode[] {
  const words = onlyRun(text);
  if (words !== null) return words === '' ? [] : [{ type: 'text', text: words }];
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  const nodes: RichTextNode[] = [];
  for (const { insert, attributes } of delta) {
    if (typeof insert !== 'string' || insert === '') continue;
    const marks: RichTextMark[] = [];
    for (const [key, value] of Object.entries(attributes ?? {})) {
      const attrs = plainAttributes(value);
      marks.push(Object.keys(attrs).length > 0 ? { type: markName(key), attrs } : { type: markName(key) });
    }
    nodes.push(marks.length > 0 ? { type: 'text', text: insert, marks } : { type: 'text', text: insert });
  }
  return nodes;
}

function readChildren(parent: Y.XmlFragment, read: ReadText, depth = 0): RichTextNode[] {
  if (depth > MAX_DEPTH) return [];
  const nodes: RichTextNode[] = [];
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) nodes.push(...read(child));
    else if (child instanceof Y.XmlElement) nodes.push(readElement(child, read, depth + 1));
  }
  return nodes;
}

function readElement(element: Y.XmlElement, read: ReadText, depth: number): RichTextNode {
  const type = element.nodeName;
  const content = readChildren(element, read, depth);
  const attrs = element._map.size === 0 ? {} : plainAttributes(element.getAttributes());
  const hasAttributes = Object.keys(attrs).length > 0;
  if (content.length === 0) return hasAttributes ? { type, attrs } : { type };
  return hasAttributes ? { type, attrs, content } : { type, content };
}

/** One block at the root of a fragment as plain data. */
export function readBlock(element: Y.XmlElement, read: ReadText = readText): RichTextNode {
  return readElement(element, read, 1);
}

/** The fragment's content as plain data. */
export function readRichText(fragment: Y.XmlFragment): RichText {
  return { type: 'doc', content: readChildren(fragment, readText) };
}

function writeChildren(nodes: readonly RichTextNode[]): (Y.XmlElement | Y.XmlText)[] {
  const children: (Y.XmlElement | Y.XmlText)[] = [];
  let run: { insert: string; attributes: Record<string, unknown> }[] = [];
  const endRun = () => {
    if (run.length === 0) return;
    const text = new Y.XmlText();
    text.applyDelta(run);
    children.push(text);
    run = [];
  };
  for (const node of nodes) {
    if (node.type === 'text') {
      if (!node.text) continue;
      const attributes: Record<string, unknown> = {};
      for (const mark of node.marks ?? []) attributes[mark.type] = mark.attrs ?? {};
      run.push({ insert: node.text, attributes });
      continue;
    }
    endRun();
    const element = new Y.XmlElement(node.type);
    for (const [key, value] of Object.entries(node.attrs ?? {})) {
      // Yjs types attributes as strings; y-tiptap stores any JSON value, and so do we.
      if (value !== null && value !== undefined) element.setAttribute(key, value as string);
    }
    const content = writeChildren(node.content ?? []);
    if (content.length > 0) element.insert(0, content);
    children.push(element);
  }
  endRun();
  return children;
}

/** Puts the content into an integrated or new fragment, at its end when no place is named. To be called inside a transaction. */
export function writeRichText(fragment: Y.XmlFragment, body: RichText, at = fragment.length): void {
  const children = writeChildren(body.content ?? []);
  if (children.length > 0) fragment.insert(at, children);
}

/** Inserts blocks before the one at `at`, or parts into an element. To be called inside a transaction. */
export function insertNodes(parent: Y.XmlFragment, at: number, nodes: readonly RichTextNode[]): void {
  const children = writeChildren(nodes);
  if (children.length > 0) parent.insert(at, children);
}

/**
 * Names of nodes and marks in the fragment that this version does not know, sorted. When there are any, no editor may
 * be bound to it: the binding would delete that content and send the deletion to everyone.
 */
export function unknownContent(fragment: Y.XmlFragment): string[] {
  const unknown = new Set<string>();
  const visit = (parent: Y.XmlFragment, depth: number) => {
    if (depth > MAX_DEPTH) {
      unknown.add('nesting');
      return;
    }
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) {
        for (const { attributes } of child.toDelta() as { attributes?: Record<string, unknown> }[]) {
          for (const key of Object.keys(attributes ?? {}))
            if (!KNOWN_MARKS.has(markName(key))) unknown.add(markName(key));
        }
      } else if (child instanceof Y.XmlElement) {
        if (!KNOWN_NODES.has(child.nodeName)) unknown.add(child.nodeName);
        visit(child, depth + 1);
      } else {
        unknown.add('hook');
      }
    }
  };
  visit(fragment, 0);
  return [...unknown].sort();
}
