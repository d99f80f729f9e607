/** Points as tests of what a recap means need them: their kind, their id and their words first. */
import type { CITE_ATTRS, POINT_ATTRS, PointKind } from '../../../../shared/model/point';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import * as build from '../markdown/build';

export { agreed } from '../markdown/build';

type Attrs<T> = Partial<Record<keyof T, unknown>>;

/** @param parts what stands in it beside its text */
export const point = (
  kind: PointKind,
  id: string,
  words: string,
  attrs: Attrs<typeof POINT_ATTRS> = {},
  ...parts: RichTextNode[]
): RichTextNode => build.point(kind, { id, ...attrs }, words === '' ? build.p() : build.p(words), ...parts);

export const cite = (post: string, { label = '', ...attrs }: Attrs<typeof CITE_ATTRS> = {}): RichTextNode =>
  build.cite(post, String(label), attrs);

export const detail = (role: 'why' | 'answer' | 'note', words: string): RichTextNode =>
  build.detail(role, ...(words === '' ? [] : [words]));
