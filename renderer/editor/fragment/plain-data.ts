/** Between a shared fragment and plain rich text. The shapes are those of shared/model/rich-text.ts, nothing more. */
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { EMPTY_RICH_TEXT, type RichText, type RichTextMark, type RichTextNode } from '../../../shared/model/rich-text';
import { editorSchema } from '../schema/content';
import { MAX_DEPTH, markName } from './known-content';

type Attrs = Readonly<Record<string, unknown>>;

function markFrom([key, value]: [string, unknown]): RichTextMark {
  const type = markName(key);
  const attrs = typeof value === 'object' && value !== null ? (value as Attrs) : {};
  return attributesOf(type, attrs, (name) => editorSchema.marks[name]?.spec.attrs) as RichTextMark;
}

/** The attributes that the model names, defaults filled in; those of unknown names as they are. */
function attributesOf(
  type: string,
  attrs: Attrs,
  specOf: (name: string) => Attrs | undefined,
): { type: string; attrs?: Attrs } {
  const known = editorSchema.nodes[type] ?? editorSchema.marks[type];
  if (known === undefined) return Object.keys(attrs).length > 0 ? { type, attrs } : { type };
  const result: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(specOf(type) ?? {})) {
    const fallback = (spec as { default?: unknown }).default;
    const value = attrs[name];
    result[name] = value === undefined ? fallback : value;
  }
  return Object.keys(result).length > 0 ? { type, attrs: result } : { type };
}

function textFrom(text: Y.XmlText): RichTextNode[] {
  const parts = text.toDelta() as { insert: unknown; attributes?: Attrs }[];
  return parts.flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string' || insert === '') return [];
    const marks = Object.entries(attributes ?? {})
      .filter(([, value]) => value !== null)
      .map(markFrom);
    return [marks.length > 0 ? { type: 'text', text: insert, marks } : { type: 'text', text: insert }];
  });
}

function childrenFrom(parent: Y.XmlFragment, depth: number): RichTextNode[] {
  if (depth > MAX_DEPTH) return [];
  return parent.toArray().flatMap((child): RichTextNode[] => {
    if (child instanceof Y.XmlText) return textFrom(child);
    if (!(child instanceof Y.XmlElement)) return [];
    const node = attributesOf(child.nodeName, child.getAttributes(), (name) => editorSchema.nodes[name]?.spec.attrs);
    const content = childrenFrom(child, depth + 1);
    return [content.length > 0 ? { ...node, content } : node];
  });
}

/** A fragment as plain data. Only reads: safe on a live document, also on one with content that we do not know. */
export function fragmentToRichText(fragment: Y.XmlFragment): RichText {
  const content = childrenFrom(fragment, 0);
  return content.length === 0 ? EMPTY_RICH_TEXT : { type: 'doc', content };
}

/** The part of the data that our schema can hold: unknown nodes give way to their content, unknown marks go. */
function fitting(node: RichTextNode): RichTextNode[] {
  const content = (node.content ?? []).flatMap(fitting);
  const type = editorSchema.nodes[node.type];
  if (type === undefined) return content;
  if (type.isText) {
    if (typeof node.text !== 'string' || node.text === '') return [];
    const marks = (node.marks ?? []).filter((mark) => editorSchema.marks[mark.type] !== undefined);
    return [{ type: 'text', text: node.text, ...(marks.length > 0 ? { marks } : {}) }];
  }
  const kept = attributesOf(node.type, node.attrs ?? {}, (name) => editorSchema.nodes[name]?.spec.attrs);
  return [content.length > 0 ? { ...kept, content } : kept];
}

/** What an editor's `getJSON` gives, in the shapes of the model. */
export function modelRichText(json: { readonly content?: readonly object[] }): RichText {
  const content = ((json.content ?? []) as readonly RichTextNode[]).flatMap(fitting);
  return content.length === 0 ? EMPTY_RICH_TEXT : { type: 'doc', content };
}

/** Plain data that `editorSchema` can read: the root always holds a block. */
export function fittingRichText(body: RichText): RichText {
  const content = (body.content ?? []).flatMap(fitting).map(asBlock);
  return { type: 'doc', content: content.length === 0 ? [{ type: 'paragraph' }] : content };
}

function asBlock(node: RichTextNode): RichTextNode {
  return editorSchema.nodes[node.type]?.isInline === true ? { type: 'paragraph', content: [node] } : node;
}

/** Fills an empty fragment, in one transaction when it is part of a document. Does nothing for an empty body. */
export function richTextToFragment(body: RichText, fragment: Y.XmlFragment): void {
  if ((body.content ?? []).length === 0) return;
  const data = fittingRichText(body);
  if (fragment.doc !== null) {
    fragment.doc.transact(() => prosemirrorJSONToYXmlFragment(editorSchema, data, fragment));
    return;
  }
  // A type outside any document cannot be read, so it is made in a document of its own and copied.
  const workshop = prosemirrorJSONToYXmlFragment(editorSchema, data, new Y.Doc().getXmlFragment('body'));
  const children = workshop.toArray().filter((child) => child instanceof Y.XmlElement);
  fragment.insert(
    0,
    children.map((child) => child.clone()),
  );
}
