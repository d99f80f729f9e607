/** A few words for writing rich text in code. Pure. */
import { CITE_ATTRS, POINT_ATTRS, type PointKind } from '../../../shared/model/point';
import type { RichText, RichTextNode } from '../../../shared/model/rich-text';

/** Inline text: `**bold**`, `*italic*` and `` `code` `` become marks; nothing nests. */
function inline(text: string): readonly RichTextNode[] {
  return text
    .split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part): RichTextNode => {
      if (part.startsWith('**')) return { type: 'text', text: part.slice(2, -2), marks: [{ type: 'bold' }] };
      if (part.startsWith('*')) return { type: 'text', text: part.slice(1, -1), marks: [{ type: 'italic' }] };
      if (part.startsWith('`')) return { type: 'text', text: part.slice(1, -1), marks: [{ type: 'code' }] };
      return { type: 'text', text: part };
    });
}

export function p(text: string): RichTextNode {
  return { type: 'paragraph', content: inline(text) };
}

export function h(level: number, text: string): RichTextNode {
  return { type: 'heading', attrs: { level }, content: inline(text) };
}

export function bullets(...items: readonly string[]): RichTextNode {
  return { type: 'bulletList', content: items.map((item) => ({ type: 'listItem', content: [p(item)] })) };
}

export function tasks(...items: readonly { readonly done: boolean; readonly text: string }[]): RichTextNode {
  return {
    type: 'taskList',
    content: items.map((item) => ({ type: 'taskItem', attrs: { checked: item.done }, content: [p(item.text)] })),
  };
}

export function quote(text: string): RichTextNode {
  return { type: 'blockquote', content: [p(text)] };
}

/** A point of a recap, with what stands below its text and the posts that it cites. */
export function point(kind: PointKind, id: string, text: string, ...parts: readonly RichTextNode[]): RichTextNode {
  return { type: 'point', attrs: { ...POINT_ATTRS, kind, id }, content: [p(text), ...parts] };
}

export function detail(role: 'why' | 'answer' | 'note', text: string): RichTextNode {
  return { type: 'detail', attrs: { role }, content: inline(text) };
}

/** Cites words of a post; all of it without any. `label` says whose it is where the post is not at hand. */
export function cite(post: string, label: string, passage = ''): RichTextNode {
  return { type: 'cite', attrs: { ...CITE_ATTRS, post, passage, label } };
}

export function doc(...content: readonly RichTextNode[]): RichText {
  return { type: 'doc', content };
}
