/** The editor's real binding over its real schema, without a page: a state, and a view that paints nothing. */
import { lift, setBlockType, splitBlock, toggleMark, wrapIn } from '@tiptap/pm/commands';
import type { Node as ProseMirrorNode, Schema } from '@tiptap/pm/model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import {
  type Command,
  EditorState,
  type Plugin,
  type PluginView,
  Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import { exactTyping } from '../../renderer/editor/collaboration/exact-typing';
import { sharedText } from '../../renderer/editor/collaboration/joined-texts';
import { keptSelection } from '../../renderer/editor/collaboration/kept-selection';
import { type BindingGuard, guardBinding } from '../../renderer/editor/collaboration/newer-content';
import { pointIdsPlugin } from '../../renderer/editor/points/point-ids';
import { editorSchema } from '../../renderer/editor/schema/content';
import { pointEdit } from './point-edits';
import type { Seeded } from './seeded';

const WORDS = ['recap ', 'é', '🙂', 'two words ', 'x', '*', ' ', '- ', 'ß1. '];

export class HeadlessEditor {
  state: EditorState;
  /** Content of a newer version arrived: nothing is bound, nothing can be written. */
  readOnly = false;
  private readonly views: PluginView[] = [];
  private readonly guard: BindingGuard | null;

  /**
   * @param schema another than ours is that of a newer version, to which nothing is unknown
   * @param more plugins behind the binding
   */
  constructor(fragment: Y.XmlFragment, schema: Schema = editorSchema, more: readonly Plugin[] = []) {
    this.guard = schema === editorSchema ? guardBinding(fragment, () => this.unbind()) : null;
    this.readOnly = this.guard !== null && this.guard.unknown.length > 0;
    this.state = EditorState.create({
      schema,
      plugins: this.readOnly ? [] : [exactTyping(), sharedText(fragment), keptSelection(), pointIdsPlugin(), ...more],
    });
    for (const plugin of this.state.plugins) {
      const view = plugin.spec.view?.(this as unknown as EditorView);
      if (view) this.views.push(view);
    }
  }

  /** What the plugins ask of a view. */
  dispatch(transaction: Transaction): void {
    const before = this.state;
    this.state = this.state.apply(transaction);
    for (const view of this.views) view.update?.(this as unknown as EditorView, before);
  }

  updateState(state: EditorState): void {
    this.state = state;
  }

  hasFocus(): boolean {
    return false;
  }

  run(command: Command): boolean {
    return !this.readOnly && command(this.state, (transaction) => this.dispatch(transaction));
  }

  destroy(): void {
    this.guard?.stop();
    this.unbind();
  }

  private unbind(): void {
    this.readOnly = true;
    for (const view of this.views.splice(0)) view.destroy?.();
  }
}

/** One edit, as a person would make it somewhere in the text. */
export function randomEdit(editor: HeadlessEditor, random: Seeded): void {
  if (editor.readOnly) return;
  select(editor, random);
  const { nodes, marks } = editor.state.schema;
  const commands: readonly (Command | undefined)[] = [
    typed(random.pick(WORDS)),
    typed(random.pick(WORDS)),
    typed(random.pick(WORDS)),
    deleted,
    deleted,
    splitBlock,
    ...['bold', 'italic', 'strike', 'code'].map((name) => marks[name] && toggleMark(marks[name])),
    marks.link && toggleMark(marks.link, { href: 'https://example.org/' }),
    nodes.heading && setBlockType(nodes.heading, { level: 1 + random.int(3) }),
    nodes.paragraph && setBlockType(nodes.paragraph),
    nodes.codeBlock && setBlockType(nodes.codeBlock),
    nodes.blockquote && wrapIn(nodes.blockquote),
    ...['bulletList', 'orderedList'].map((name) => nodes[name] && wrapInList(nodes[name])),
    ...(nodes.listItem
      ? [splitListItem(nodes.listItem), sinkListItem(nodes.listItem), liftListItem(nodes.listItem)]
      : []),
    lift,
    moved(random),
    moved(random),
    inserted(random),
    pointEdit(random),
    pointEdit(random),
    pointEdit(random),
  ];
  const command = random.pick(commands);
  if (command) editor.run(command);
}

function select(editor: HeadlessEditor, random: Seeded): void {
  const { doc } = editor.state;
  const from = betweenSigns(doc, random.int(doc.content.size + 1));
  const to = random.chance(0.5) ? from : betweenSigns(doc, Math.min(doc.content.size, from + random.int(12)));
  const ends = [doc.resolve(from), doc.resolve(to)] as const;
  const inText = ends.every(({ parent }) => parent.inlineContent);
  const selection = inText ? TextSelection.between(...ends) : Selection.near(ends[0]);
  editor.dispatch(editor.state.tr.setSelection(selection));
}

/** No caret stands inside a sign that takes two code units; Yjs cannot divide one (see the exchange's known limits). */
function betweenSigns(doc: ProseMirrorNode, position: number): number {
  const before = position > 0 ? doc.textBetween(position - 1, position) : '';
  return /^[\ud800-\udbff]$/.test(before) ? position - 1 : position;
}

const typed =
  (text: string): Command =>
  (state, dispatch) => {
    if (!state.selection.$from.parent.inlineContent) return false;
    dispatch?.(state.tr.insertText(text));
    return true;
  };

const deleted: Command = (state, dispatch) => {
  if (state.selection.empty) return false;
  dispatch?.(state.tr.deleteSelection());
  return true;
};

/** A block of the top level goes to another place. */
const moved =
  (random: Seeded): Command =>
  (state, dispatch) => {
    const { doc } = state;
    if (doc.childCount < 2) return false;
    const index = random.int(doc.childCount);
    const node = doc.child(index);
    const from = startOf(doc, index);
    const { tr } = state;
    tr.delete(from, from + node.nodeSize);
    tr.insert(startOf(tr.doc, random.int(tr.doc.childCount + 1)), node);
    dispatch?.(tr);
    return true;
  };

/** A rule, or a table of two cells, before a block of the top level. */
const inserted =
  (random: Seeded): Command =>
  (state, dispatch) => {
    const { nodes } = state.schema;
    const { horizontalRule, table, tableRow, tableHeader, paragraph } = nodes;
    if (!horizontalRule || !table || !tableRow || !tableHeader || !paragraph) return false;
    const cell = () => tableHeader.create(null, paragraph.create(null, state.schema.text('cell')));
    const node = random.chance(0.5)
      ? horizontalRule.create()
      : table.create(null, tableRow.create(null, [cell(), cell()]));
    dispatch?.(state.tr.insert(startOf(state.doc, random.int(state.doc.childCount + 1)), node));
    return true;
  };

function startOf(doc: ProseMirrorNode, index: number): number {
  let at = 0;
  for (let child = 0; child < index; child++) at += doc.child(child).nodeSize;
  return at;
}
