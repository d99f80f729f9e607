/** Follows what is typed after a slash, and answers the keys of the menu while it is open. */
import { type Editor, Extension, type Range } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { isRemoteChange } from '../collaboration/sync-state';
import { matchingEntries, type SlashEntry } from './entries';

export interface SlashState {
  /** The slash and what follows it. */
  readonly range: Range;
  readonly entries: readonly SlashEntry[];
  readonly active: number;
}

type SlashMeta = { readonly close: true } | { readonly active: number };

export const slashKey = new PluginKey<SlashState | null>('slash');
/** Longest text after the slash that still is a query; characters. */
const MAX_QUERY = 20;
const SLASH_TEXT = /(?:^|\s)\/([\p{L}\p{N}]*(?: [\p{L}\p{N}]*)?)$/u;

function slashText(state: EditorState): { range: Range; query: string } | null {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code === true) return null;
  if ($from.depth > 1 && $from.node(-1).type.spec.tableRole !== undefined) return null;
  if ($from.marks().some((mark) => mark.type.name === 'code')) return null;
  const start = Math.max(0, $from.parentOffset - MAX_QUERY - 2);
  const before = $from.parent.textBetween(start, $from.parentOffset, undefined, '\ufffc');
  const match = SLASH_TEXT.exec(before);
  if (match === null || (match.index === 0 && match[0].startsWith('/') && start > 0)) return null;
  const query = match[1] ?? '';
  return { range: { from: $from.pos - query.length - 1, to: $from.pos }, query };
}

function nextState(
  transaction: Transaction,
  value: SlashState | null,
  state: EditorState,
  offered: readonly SlashEntry[],
): SlashState | null {
  const meta = transaction.getMeta(slashKey) as SlashMeta | undefined;
  if (meta !== undefined && 'close' in meta) return null;
  if (meta !== undefined && value !== null) return { ...value, active: meta.active };
  const typed = transaction.docChanged && !isRemoteChange(transaction);
  if (value === null && !typed) return null;
  if (!transaction.docChanged && !transaction.selectionSet) return value;
  const found = slashText(state);
  if (found === null || (value === null && found.query !== '')) return null;
  const entries = matchingEntries(found.query, offered);
  const kept = value === null ? -1 : entries.indexOf(value.entries[value.active] as SlashEntry);
  return { range: found.range, entries, active: Math.max(0, kept) };
}

export function slashOptionId(menuId: string, entry: SlashEntry): string {
  return `${menuId}-${entry.id}`;
}

type RunEntry = (editor: Editor, entry: SlashEntry, range: Range) => void;

function slashPlugin(menuId: string, editor: Editor, run: RunEntry, offered: () => readonly SlashEntry[]): Plugin {
  return new Plugin<SlashState | null>({
    key: slashKey,
    state: {
      init: () => null,
      apply: (transaction, value, _before, state) => nextState(transaction, value, state, offered()),
    },
    props: {
      attributes(state): Record<string, string> {
        const open = slashKey.getState(state) ?? null;
        const active = open?.entries[open.active];
        if (active === undefined) return {};
        return {
          'aria-haspopup': 'listbox',
          'aria-autocomplete': 'list',
          'aria-controls': menuId,
          'aria-activedescendant': slashOptionId(menuId, active),
        };
      },
      handleKeyDown(view, event) {
        const open = slashKey.getState(view.state) ?? null;
        if (open === null || open.entries.length === 0 || event.isComposing) return false;
        const send = (meta: SlashMeta): true => {
          view.dispatch(view.state.tr.setMeta(slashKey, meta));
          return true;
        };
        const move = (step: number) =>
          send({ active: (open.active + step + open.entries.length) % open.entries.length });
        if (event.key === 'Escape') return send({ close: true });
        if (event.key === 'ArrowDown') return move(1);
        if (event.key === 'ArrowUp') return move(-1);
        const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
        const chosen = open.entries[open.active];
        if (!plain || (event.key !== 'Enter' && event.key !== 'Tab') || chosen === undefined) return false;
        send({ close: true });
        run(editor, chosen, open.range);
        return true;
      },
      handleDOMEvents: {
        blur(view) {
          if (slashKey.getState(view.state)) view.dispatch(view.state.tr.setMeta(slashKey, { close: true }));
          return false;
        },
      },
    },
  });
}

/** `run` gets the chosen one of the `offered` entries; `menuId` is the id of the listbox element. */
export function slashMenu(menuId: string, run: RunEntry, offered: () => readonly SlashEntry[]): Extension {
  return Extension.create({
    name: 'slashMenu',
    priority: 2000,
    addProseMirrorPlugins() {
      return [slashPlugin(menuId, this.editor, run, offered)];
    },
  });
}
