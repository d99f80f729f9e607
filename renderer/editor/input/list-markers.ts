/**
 * Markers typed where the list is already: whoever writes Markdown types `- ` on every line. Without this, TipTap's
 * shortcuts would put a list inside the item. `- [ ] ` makes a task, as it does in Markdown.
 */
import { Extension, InputRule } from '@tiptap/core';
import { Fragment, type Node, type ResolvedPos } from '@tiptap/pm/model';
import { TextSelection, type Transaction } from '@tiptap/pm/state';

const MARKER = /^\s*([-+*]|\d+[.)]|\[([ x])?\])\s$/;

/** The list and item whose first line the caret is in; null elsewhere. */
function itemAt($from: ResolvedPos): { list: string; item: string } | null {
  if ($from.depth < 3 || $from.index(-1) !== 0 || $from.parent.type.name !== 'paragraph') return null;
  return { list: $from.node(-2).type.name, item: $from.node(-1).type.name };
}

/** Whether the marker says what the item is already. */
function repeats(marker: string, list: string): boolean {
  if (/^[-+*]$/.test(marker)) return list === 'bulletList' || list === 'taskList';
  if (/^\d/.test(marker)) return list === 'orderedList';
  return list === 'taskList';
}

/** The item around `position` becomes a task between what was before and after it in its list. */
function becomeTask(tr: Transaction, position: number, checked: boolean): void {
  const { taskList, taskItem } = tr.doc.type.schema.nodes;
  const $position = tr.doc.resolve(position);
  const list = $position.node(-2);
  const index = $position.index(-2);
  const items = Array.from({ length: list.childCount }, (_, at) => list.child(at));
  if (taskList === undefined || taskItem === undefined) return;
  const part = (some: readonly Node[]): Node[] => (some.length > 0 ? [list.copy(Fragment.from([...some]))] : []);
  const before = part(items.slice(0, index));
  const task = taskList.create(null, taskItem.create({ checked }, $position.node(-1).content));
  const start = $position.before(-2);
  tr.replaceWith(start, start + list.nodeSize, [...before, task, ...part(items.slice(index + 1))]);
  // Behind the openings of task list, task and paragraph.
  const caret = start + (before[0]?.nodeSize ?? 0) + 3;
  tr.setSelection(TextSelection.create(tr.doc, caret));
}

export const listMarkers = Extension.create({
  name: 'listMarkers',
  // Before the shortcuts of the list nodes.
  priority: 1100,
  addInputRules: () => [
    new InputRule({
      find: MARKER,
      handler: ({ state, range, match, chain }) => {
        const place = itemAt(state.doc.resolve(range.from));
        const marker = match[1] ?? '';
        if (place === null) return null;
        const checked = marker === '[x]';
        if (repeats(marker, place.list)) {
          const done = chain().deleteRange(range);
          return void (checked ? done.updateAttributes('taskItem', { checked }) : done).run();
        }
        if (!marker.startsWith('[') || place.item !== 'listItem') return null;
        state.tr.delete(range.from, range.to);
        becomeTask(state.tr, range.from, checked);
      },
    }),
  ],
});
