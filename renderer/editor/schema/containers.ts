/**
 * Makes two rules hold in a ProseMirror schema that its specs cannot express:
 * - a container that ProseMirror makes by itself holds an empty paragraph, so that the caret has a place in it
 *   (its content is `…*`, never `…+`: two valid edits may merge into an empty container, and the binding to the
 *   shared document deletes nodes that its schema calls invalid);
 * - a table cell always spans one column and one row. prosemirror-tables reads both from `attrs`, and a peer could
 *   send a span of a billion columns. The values are not enumerable, so they are neither stored nor sent.
 */
import type { Attrs, Fragment, Mark, Node, NodeType, Schema } from '@tiptap/pm/model';

export const CONTAINERS = ['listItem', 'taskItem', 'blockquote', 'tableCell', 'tableHeader', 'point'] as const;
const CELLS = ['tableCell', 'tableHeader'] as const;

type Content = Fragment | Node | readonly Node[] | null;

const CELL_ATTRS: Attrs = Object.defineProperties(
  {},
  { colspan: { value: 1 }, rowspan: { value: 1 }, colwidth: { value: null } },
);

function fillWithParagraph(type: NodeType, paragraph: NodeType): void {
  const createAndFill = type.createAndFill.bind(type);
  const filled = (attrs: Attrs | null = null, content: Content = null, marks?: readonly Mark[]): Node | null => {
    const node = createAndFill(attrs, content, marks);
    return node !== null && node.childCount === 0 ? createAndFill(attrs, paragraph.create(), marks) : node;
  };
  Object.assign(type, { createAndFill: filled });
}

/** Applies both rules to a schema made of our extensions. Call it before the schema makes its first node. */
export function prepareContainers(schema: Schema): Schema {
  const { paragraph } = schema.nodes;
  if (paragraph === undefined) return schema;
  for (const name of CONTAINERS) {
    const type = schema.nodes[name];
    if (type !== undefined) fillWithParagraph(type, paragraph);
  }
  for (const name of CELLS) {
    const type = schema.nodes[name];
    if (type !== undefined) Object.assign(type, { defaultAttrs: CELL_ATTRS, computeAttrs: () => CELL_ATTRS });
  }
  return schema;
}
