/**
 * Tables of rows of cells of paragraphs, without spans, widths or alignment (as in GFM).
 *
 * prosemirror-tables repairs ragged tables after every change. With several people that repair runs at each of them,
 * each adds the missing cells, the longest row grows, and they go on for ever. A ragged table (a row added by one, a
 * column by another) is therefore shown as it is, and repaired once: by the person who next changes its shape.
 */
import { mergeAttributes } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Plugin } from '@tiptap/pm/state';
import { findTable, tableEditing } from '@tiptap/pm/tables';
import { repairTable } from './table-repair';

/** tableEditing without its repair: it is told that the document did not change, and only tidies the selection. */
function quietTableEditing(): Plugin {
  const { appendTransaction, ...spec } = tableEditing().spec;
  return new Plugin({
    ...spec,
    appendTransaction(transactions, _before, state) {
      return appendTransaction?.call(this, transactions, state, state);
    },
  });
}

export const ContentTable = Table.extend({
  content: 'tableRow*',
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    { class: 'rich-table' },
    ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]],
  ],
  addNodeView: () => null,
  addProseMirrorPlugins: () => [quietTableEditing()],
  addKeyboardShortcuts() {
    return {
      ...this.parent?.(),
      /** To the next cell; in the last one a new row. */
      Tab: () => {
        if (findTable(this.editor.state.selection.$from) === null) return false;
        if (this.editor.commands.goToNextCell()) return true;
        return this.editor.chain().command(repairTable).addRowAfter().goToNextCell().run();
      },
    };
  },
});

export const ContentTableRow = TableRow.extend({ content: '(tableCell | tableHeader)*' });
export const ContentTableCell = TableCell.extend({ content: 'paragraph*', addAttributes: () => ({}) });
export const ContentTableHeader = TableHeader.extend({ content: 'paragraph*', addAttributes: () => ({}) });
