/** The nodes and marks of shared/model/rich-text.ts as TipTap extensions, with their typing shortcuts. */
import { type AnyExtension, getSchema } from '@tiptap/core';
import { BulletList, ListItem, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list';
import type { Schema } from '@tiptap/pm/model';
import { StarterKit } from '@tiptap/starter-kit';
import { Blockquote } from './blockquote';
import { prepareContainers } from './containers';
import { ContentImage } from './image';
import { Link } from './link';
import { Author, Cite, Credit, Detail, Point } from './point';
import { ContentTable, ContentTableCell, ContentTableHeader, ContentTableRow } from './table';

const OrderedContent = OrderedList.extend({
  content: 'listItem*',
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (element) => Number.parseInt(element.getAttribute('start') ?? '1', 10) || 1,
      },
    };
  },
  // Its own paste of numbered text: pasted Markdown is read as a whole, in input/paste-markdown.ts.
  addProseMirrorPlugins: () => [],
});

const TaskContent = TaskItem.extend({ content: 'block*' }).configure({
  nested: true,
  HTMLAttributes: { 'data-type': 'taskItem' },
  a11y: { checkboxLabel: (node) => `Done: ${node.firstChild?.textContent || 'empty task'}` },
});

const Kit = StarterKit.extend({
  addExtensions() {
    const extensions: AnyExtension[] = this.parent?.() ?? [];
    // Ctrl+E exports the recap, everywhere in the app.
    const changes: Readonly<Record<string, (extension: AnyExtension) => AnyExtension>> = {
      // Excludes all but who wrote it.
      code: (extension) =>
        extension.extend({ addKeyboardShortcuts: () => ({}), excludes: 'code bold italic strike link' }),
      codeBlock: (extension) => extension.extend({ marks: 'author' }),
      doc: (extension) => extension.extend({ content: '(block | point)+' }),
    };
    return extensions.map((extension) => changes[extension.name]?.(extension) ?? extension);
  },
});

/** The nodes to use for pictures and points: with a view in editors, without one for the bare schema. */
export function contentExtensions(image: AnyExtension = ContentImage, point: AnyExtension = Point): AnyExtension[] {
  return [
    Kit.configure({
      blockquote: false,
      bulletList: false,
      dropcursor: { color: false, class: 'drop-cursor', width: 2 },
      link: false,
      listItem: false,
      orderedList: false,
      trailingNode: false,
      underline: false,
      undoRedo: false,
    }),
    Blockquote,
    BulletList.extend({ content: 'listItem*' }),
    OrderedContent,
    ListItem.extend({ content: 'block*' }),
    TaskList.extend({ content: 'taskItem*' }),
    TaskContent,
    Link,
    ContentTable,
    ContentTableRow,
    ContentTableHeader,
    ContentTableCell,
    image,
    point,
    Detail,
    Cite,
    Credit,
    Author,
  ];
}

/** The schema of every post and recap. */
export const editorSchema: Schema = prepareContainers(getSchema(contentExtensions()));
