/** Rows and columns, behind one button: a row of tools would cover the line above a table that somebody writes in. The header row stays the first: Markdown has no table without one. */
import type { Editor } from '@tiptap/core';
import {
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  type LucideIcon,
  Table2,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { repairTable } from '../schema/table-repair';
import type { TableMenu } from './menu-state';
import { Toolbar, ToolbarButton } from './toolbar';

interface Action {
  readonly label: string;
  readonly text?: string;
  readonly icon: LucideIcon;
  readonly disabled: boolean;
  readonly run: () => boolean;
}

export function TableToolbar({ editor, menu }: { editor: Editor; menu: TableMenu }) {
  const [open, setOpen] = useState(false);
  const shape = () => editor.chain().focus().command(repairTable);
  const actions: readonly Action[] = [
    {
      label: 'Row above',
      icon: BetweenHorizontalStart,
      disabled: menu.header,
      run: () => shape().addRowBefore().run(),
    },
    { label: 'Row below', icon: BetweenHorizontalEnd, disabled: false, run: () => shape().addRowAfter().run() },
    { label: 'Column before', icon: BetweenVerticalStart, disabled: false, run: () => shape().addColumnBefore().run() },
    { label: 'Column after', icon: BetweenVerticalEnd, disabled: false, run: () => shape().addColumnAfter().run() },
    { label: 'Delete row', text: 'Row', icon: Trash2, disabled: menu.header, run: () => shape().deleteRow().run() },
    { label: 'Delete column', text: 'Column', icon: Trash2, disabled: false, run: () => shape().deleteColumn().run() },
    {
      label: 'Delete table',
      text: 'Table',
      icon: Trash2,
      disabled: false,
      run: () => editor.chain().focus().deleteTable().run(),
    },
  ];
  if (!open) {
    return (
      <Toolbar label="Table" editor={editor}>
        <ToolbarButton first label="Rows and columns" icon={Table2} onPress={() => setOpen(true)} />
      </Toolbar>
    );
  }
  return (
    <Toolbar label="Table" editor={editor}>
      {actions.map(({ label, text, icon, disabled, run }, index) => (
        <ToolbarButton
          key={label}
          first={index === (menu.header ? 1 : 0)}
          label={label}
          text={text}
          icon={icon}
          disabled={disabled}
          onPress={run}
        />
      ))}
    </Toolbar>
  );
}
