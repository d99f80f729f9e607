/** Points of a recap and what belongs to them (shared/model/point.ts), as nodes of the editor. */
import { type Attributes, Mark, mergeAttributes, Node } from '@tiptap/core';
import { CITE_ATTRS, CREDIT_ATTRS, DETAIL_ATTRS, POINT_ATTRS } from '../../../shared/model/point';

/** Attributes with their defaults; as HTML each is `data-<name>`, so that a copied point comes back whole. */
function attributes(defaults: Readonly<Record<string, string | boolean>>): Attributes {
  const entries = Object.entries(defaults).map(([name, fallback]) => {
    const key = `data-${name.toLowerCase()}`;
    const parseHTML = (element: HTMLElement): string | boolean => {
      const value = element.getAttribute(key);
      if (value === null) return fallback;
      return typeof fallback === 'boolean' ? value === 'true' : value;
    };
    const renderHTML = (attrs: Record<string, unknown>) =>
      attrs[name] === fallback ? {} : { [key]: String(attrs[name]) };
    return [name, { default: fallback, parseHTML, renderHTML }] as const;
  });
  return Object.fromEntries(entries);
}

export const Point = Node.create({
  name: 'point',
  // No member of `block`: a point stands at the root, never in a list, a quote, a cell or another point.
  content: '(block | detail | cite | credit)*',
  defining: true,
  // Its last parts are not on the page: no caret between them.
  allowGapCursor: false,
  addAttributes: () => attributes(POINT_ATTRS),
  parseHTML: () => [{ tag: 'section[data-type="point"]' }],
  renderHTML: ({ HTMLAttributes, node }) => [
    'section',
    mergeAttributes({ 'data-type': 'point', 'data-kind': String(node.attrs.kind) }, HTMLAttributes),
    0,
  ],
});

export const Detail = Node.create({
  name: 'detail',
  content: 'inline*',
  defining: true,
  addAttributes: () => attributes(DETAIL_ATTRS),
  parseHTML: () => [{ tag: 'p[data-type="detail"]', priority: 60 }],
  renderHTML: ({ HTMLAttributes, node }) => [
    'p',
    mergeAttributes({ 'data-type': 'detail', 'data-role': String(node.attrs.role) }, HTMLAttributes),
    0,
  ],
});

export const Cite = Node.create({
  name: 'cite',
  atom: true,
  selectable: false,
  addAttributes: () => attributes(CITE_ATTRS),
  parseHTML: () => [{ tag: 'cite[data-post]' }],
  renderHTML: ({ HTMLAttributes, node }) => [
    'cite',
    mergeAttributes({ 'data-post': String(node.attrs.post) }, HTMLAttributes),
    String(node.attrs.label),
  ],
});

export const Credit = Node.create({
  name: 'credit',
  atom: true,
  selectable: false,
  addAttributes: () => attributes(CREDIT_ATTRS),
  parseHTML: () => [{ tag: 'span[data-type="credit"]' }],
  renderHTML: ({ HTMLAttributes, node }) => [
    'span',
    mergeAttributes({ 'data-type': 'credit' }, HTMLAttributes),
    String(node.attrs.name),
  ],
});

/** Who wrote a stretch that somebody else moved, split or merged; invisible, and never made by typing. */
export const Author = Mark.create({
  name: 'author',
  inclusive: false,
  addAttributes: () => attributes({ by: '' }),
  parseHTML: () => [{ tag: 'span[data-by]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
});
