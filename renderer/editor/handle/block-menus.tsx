/** The menu of a block, from its handle or by Ctrl+. */
import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { useContext, useEffect } from 'react';
import { POINT_KINDS } from '../../../shared/model/point';
import { MenuAt, type MenuEntry } from '../../ui/menu';
import { type Store, useReadable } from '../../ui/store';
import { type Copy, CopyContext, copyEntries } from '../copy/copying';
import { blockText } from '../copy/editor-selection';
import { KINDS } from '../points/kinds';
import { oneStep } from '../points/point-changes';
import {
  type BlockForm,
  duplicateBlock,
  formOf,
  moveBlockTo,
  removeBlock,
  TEXT_FORMS,
  turnInto,
} from './block-changes';
import type { BlockMenu } from './block-handle';

interface BlockMenusProps {
  readonly editor: Editor;
  readonly open: Store<BlockMenu | null>;
  /** Whether points can be made here. */
  readonly points: boolean;
}

export function BlockMenus({ editor, open, points }: BlockMenusProps) {
  const menu = useReadable(open);
  const copy = useContext(CopyContext);
  // A block that somebody else removed takes its open menu along.
  useEffect(() => {
    if (menu === null) return undefined;
    const check = (): void => {
      if (menu.index() !== null) return;
      open.set(null);
      menu.closed();
    };
    editor.on('transaction', check);
    return () => {
      editor.off('transaction', check);
    };
  }, [menu, editor, open]);
  if (menu === null) return null;
  const close = (): void => {
    open.set(null);
    menu.closed();
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) editor.view.focus();
    });
  };
  return <MenuAt at={menu.at} entries={entriesFor(editor, menu, points, copy)} onClose={close} />;
}

function entriesFor(editor: Editor, menu: BlockMenu, points: boolean, copy: Copy | null): readonly MenuEntry[] {
  const { view } = editor;
  const { doc } = view.state;
  const at = menu.index();
  const block = at === null ? null : doc.maybeChild(at);
  if (at === null || block === null) return [];
  const change = (how: (tr: Transaction, index: number) => unknown): (() => void) => {
    return () => {
      const index = menu.index();
      if (index === null) return;
      const { tr } = view.state;
      how(tr, index);
      if (tr.docChanged) oneStep(view, tr);
    };
  };
  const form = formOf(block);
  const kinds = points ? POINT_KINDS.map((kind) => ({ value: kind, label: KINDS[kind].label })) : [];
  const turn: readonly MenuEntry[] =
    form === null
      ? []
      : [
          {
            kind: 'more',
            label: 'Turn into',
            entries: [
              {
                kind: 'choice',
                label: 'Turn into',
                value: form,
                options: [...kinds, ...TEXT_FORMS],
                choose: (wanted) => change((tr, index) => turnInto(tr, index, wanted as BlockForm))(),
              },
            ],
          },
        ];
  return [
    {
      kind: 'action',
      label: 'Move up',
      keys: 'Alt ↑',
      disabled: at === 0,
      run: change((tr, index) => moveBlockTo(tr, index, index - 1)),
    },
    {
      kind: 'action',
      label: 'Move down',
      keys: 'Alt ↓',
      disabled: at === doc.childCount - 1,
      run: change((tr, index) => moveBlockTo(tr, index, index + 2)),
    },
    { kind: 'action', label: 'Duplicate', run: change(duplicateBlock) },
    ...turn,
    ...copyEntries(copy, () => {
      const index = menu.index();
      return index === null ? null : blockText(view.state.doc.child(index));
    }),
    { kind: 'line' },
    { kind: 'action', label: 'Delete', danger: true, run: change(removeBlock) },
  ];
}
