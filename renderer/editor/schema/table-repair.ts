/** Gives every row of the table around the caret as many cells as its longest row. */
import type { Command } from '@tiptap/core';
import { findTable } from '@tiptap/pm/tables';

/** Part of a chain before commands that change a table's shape: prosemirror-tables expects a rectangle. */
export const repairTable: Command = ({ tr, dispatch }) => {
  const found = findTable(tr.selection.$from);
  if (!found || !dispatch) return true;
  const width = found.node.children.reduce((most, row) => Math.max(most, row.childCount), 0);
  // From the last row to the first, so that the positions of the rows still to do stay as they are.
  let end = found.pos + found.node.nodeSize - 1;
  for (const row of [...found.node.children].reverse()) {
    const type = row.firstChild?.type ?? tr.doc.type.schema.nodes.tableCell;
    const missing = Array.from({ length: width - row.childCount }, () => type?.createAndFill() ?? null);
    tr.insert(
      end - 1,
      missing.filter((cell) => cell !== null),
    );
    end -= row.nodeSize;
  }
  return true;
};
