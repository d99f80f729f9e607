/** Which menu belongs to a selection, as a small flat value: it is read after every transaction. */
import { isMarkActive, isNodeActive } from '@tiptap/core';
import { AllSelection, type EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';
import { CellSelection, findTable } from '@tiptap/pm/tables';
import { safeLink } from '../links';

export interface TextMenu {
  readonly kind: 'text';
  readonly from: number;
  readonly to: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  readonly link: string | null;
  /** 0 for no heading. */
  readonly heading: number;
  readonly quote: boolean;
  /** Blocks can be turned into others here (not in a table). */
  readonly blocks: boolean;
}

export interface LinkMenu {
  readonly kind: 'link';
  readonly from: number;
  readonly href: string;
}

export interface ImageMenu {
  readonly kind: 'image';
  readonly position: number;
  readonly alt: string;
  /** Where a picture that is not kept here can be seen. */
  readonly remote: string | null;
}

export interface TableMenu {
  readonly kind: 'table';
  readonly position: number;
  /** The caret is in the header row, which stays the first. */
  readonly header: boolean;
}

export type MenuState = TextMenu | LinkMenu | ImageMenu | TableMenu | null;

function linkHref(state: EditorState): string | null {
  const { $from, $to, empty } = state.selection;
  const mark = state.schema.marks.link;
  if (mark === undefined) return null;
  const before = mark.isInSet($from.nodeBefore?.marks ?? []);
  const after = mark.isInSet($from.nodeAfter?.marks ?? []);
  const found = empty
    ? before !== undefined && after !== undefined
      ? after
      : undefined
    : (after ?? mark.isInSet($to.marks()));
  return safeLink(found?.attrs.href ?? null);
}

function tableMenu(state: EditorState): TableMenu | null {
  const { selection } = state;
  const $inside = selection instanceof CellSelection ? selection.$anchorCell : selection.$from;
  const table = findTable($inside);
  if (!table) return null;
  return { kind: 'table', position: table.pos, header: $inside.index(table.depth) === 0 };
}

function textMenu(state: EditorState): TextMenu {
  const { from, to, $from } = state.selection;
  const level: unknown = $from.parent.type.name === 'heading' ? $from.parent.attrs.level : 0;
  return {
    kind: 'text',
    from,
    to,
    bold: isMarkActive(state, 'bold'),
    italic: isMarkActive(state, 'italic'),
    strike: isMarkActive(state, 'strike'),
    code: isMarkActive(state, 'code'),
    link: linkHref(state),
    heading: typeof level === 'number' ? level : 0,
    quote: isNodeActive(state, 'blockquote'),
    blocks: findTable($from) === null,
  };
}

export function menuFor(state: EditorState): MenuState {
  const { selection } = state;
  if (selection instanceof NodeSelection) {
    if (selection.node.type.name !== 'image') return null;
    const { alt, src } = selection.node.attrs;
    return { kind: 'image', position: selection.from, alt: typeof alt === 'string' ? alt : '', remote: safeLink(src) };
  }
  if (selection instanceof CellSelection) return tableMenu(state);
  if (selection instanceof AllSelection) {
    const { firstChild, childCount } = state.doc;
    return childCount > 1 || (firstChild?.content.size ?? 0) > 0 ? textMenu(state) : null;
  }
  const { $from, empty, from } = selection;
  if (!empty) {
    const inCode = $from.parent.type.spec.code === true;
    return !inCode && selection instanceof TextSelection ? textMenu(state) : null;
  }
  const href = linkHref(state);
  return href === null ? tableMenu(state) : { kind: 'link', from, href };
}
