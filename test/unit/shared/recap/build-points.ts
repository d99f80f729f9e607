/** Short builders for points in tests. */
import { CITE_ATTRS, POINT_ATTRS, type PointKind } from '../../../../shared/model/point';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { p } from '../markdown/build';

/** @param parts what stands in it beside its text */
export function point(
  kind: PointKind,
  id: string,
  words: string,
  attrs: Partial<Record<keyof typeof POINT_ATTRS, unknown>> = {},
  ...parts: RichTextNode[]
): RichTextNode {
  return {
    type: 'point',
    attrs: { ...POINT_ATTRS, kind, id, ...attrs },
    content: [words === '' ? { type: 'paragraph' } : p(words), ...parts],
  };
}

export const cite = (post: string, attrs: Partial<Record<keyof typeof CITE_ATTRS, unknown>> = {}): RichTextNode => ({
  type: 'cite',
  attrs: { ...CITE_ATTRS, post, ...attrs },
});

export const detail = (role: 'why' | 'answer' | 'note', words: string): RichTextNode => ({
  type: 'detail',
  attrs: { role },
  content: words === '' ? [] : [{ type: 'text', text: words }],
});

export const agreed = (person: string, name: string): RichTextNode => ({
  type: 'credit',
  attrs: { role: 'agreed', person, name },
});
