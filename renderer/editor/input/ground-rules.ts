/**
 * What the content rules of the schema leave to the editor: the placeholder, a place for the caret in containers that
 * became empty, room below the last block, keys of the surrounding view. Each costs the same in a long document.
 */
import { type Editor, Extension } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { showsDocument } from '../collaboration/sync-state';
import { CONTAINERS } from '../schema/containers';
import { moveBlocks } from './move-blocks';

export interface GroundRules {
  readonly label: () => string;
  readonly placeholder: () => string;
  /** Return false to let the key through. */
  readonly onSubmit: () => boolean;
  readonly onEscape: () => boolean;
}

const HOLDS_PARAGRAPHS: ReadonlySet<string> = new Set(CONTAINERS);

function isEmpty(state: EditorState): boolean {
  const { doc } = state;
  const { firstChild } = doc;
  return (
    doc.childCount === 1 && firstChild !== null && firstChild.type.name === 'paragraph' && firstChild.childCount === 0
  );
}

function placeholderFor(state: EditorState, text: string): DecorationSet | null {
  const { firstChild } = state.doc;
  if (!isEmpty(state) || firstChild === null) return null;
  const shown = Decoration.node(0, firstChild.nodeSize, { class: 'is-empty', 'data-placeholder': text });
  return DecorationSet.create(state.doc, [shown]);
}

function fillContainer(transaction: Transaction, inside: number): Transaction {
  const paragraph = transaction.doc.type.schema.nodes.paragraph;
  if (paragraph === undefined) return transaction;
  transaction.insert(inside, paragraph.create());
  return transaction.setSelection(TextSelection.create(transaction.doc, inside + 1));
}

function isHollow($position: ResolvedPos): boolean {
  return HOLDS_PARAGRAPHS.has($position.parent.type.name) && $position.parent.childCount === 0;
}

/** Where a change made here left a container without a block; costs as much as the change has steps. */
function hollowPlace(transactions: readonly Transaction[], state: EditorState): number | null {
  for (const [index, transaction] of transactions.entries()) {
    if (!transaction.docChanged || showsDocument(transaction)) continue;
    for (const [step, map] of transaction.mapping.maps.entries()) {
      let found: number | null = null;
      map.forEach((_from, _to, start) => {
        const later = transactions.slice(index + 1).map((next) => next.mapping);
        const place = [transaction.mapping.slice(step + 1), ...later].reduce((at, mapping) => mapping.map(at), start);
        if (isHollow(state.doc.resolve(place))) found = place;
      });
      if (found !== null) return found;
    }
  }
  return null;
}

/** An empty item, quote or cell (made by a merge) takes no caret; a click into it makes room. */
function clickIntoHollow(view: EditorView, position: number): boolean {
  const $position = view.state.doc.resolve(position);
  if (!isHollow($position)) return false;
  view.dispatch(fillContainer(view.state.tr, position));
  return true;
}

/** A click below a last block that is no text (a table, a picture, code) starts a paragraph there. */
function clickBelow(view: EditorView, event: MouseEvent): boolean {
  const { lastChild } = view.state.doc;
  const bottom = view.dom.lastElementChild?.getBoundingClientRect().bottom;
  if (event.target !== view.dom || bottom === undefined || event.clientY <= bottom) return false;
  if (lastChild === null || (lastChild.isTextblock && lastChild.type.spec.code !== true)) return false;
  if (['bulletList', 'orderedList', 'taskList'].includes(lastChild.type.name)) return false;
  event.preventDefault();
  view.dispatch(fillContainer(view.state.tr, view.state.doc.content.size).scrollIntoView());
  view.focus();
  return true;
}

function groundPlugin(rules: GroundRules): Plugin {
  return new Plugin({
    appendTransaction(transactions, _before, state) {
      const hollow = hollowPlace(transactions, state);
      return hollow === null ? null : fillContainer(state.tr, hollow);
    },
    props: {
      attributes: () => ({ 'aria-multiline': 'true', 'aria-label': rules.label(), class: 'rich-text' }),
      decorations: (state) => placeholderFor(state, rules.placeholder()),
      handleClick: clickIntoHollow,
      handleDOMEvents: { mousedown: clickBelow },
    },
  });
}

/** In a list Tab never leaves the editor: it indents, or does nothing where it cannot. */
function inList(editor: Editor): boolean {
  return editor.isActive('listItem') || editor.isActive('taskItem');
}

export function groundRules(rules: GroundRules): Extension {
  return Extension.create({
    name: 'groundRules',
    addProseMirrorPlugins: () => [groundPlugin(rules)],
    addExtensions: () => [
      // After the lists' own Tab, so that it gets only what they could not do.
      Extension.create({
        name: 'keepTabInLists',
        priority: 1,
        addKeyboardShortcuts() {
          const swallow = () => inList(this.editor);
          return { Tab: swallow, 'Shift-Tab': swallow, Escape: () => rules.onEscape() };
        },
      }),
      Extension.create({
        name: 'surroundingKeys',
        priority: 1100,
        addKeyboardShortcuts() {
          return {
            'Mod-Enter': () => rules.onSubmit(),
            'Alt-ArrowUp': () => moveBlocks(this.editor.view, -1),
            'Alt-ArrowDown': () => moveBlocks(this.editor.view, 1),
          };
        },
      }),
    ],
  });
}
