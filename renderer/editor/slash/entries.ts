/** What the slash menu offers. */
import type { Command, Editor, Range } from '@tiptap/core';
import { POINT_KINDS, type PointKind } from '../../../shared/model/point';
import { KINDS } from '../points/kinds';
import { makePoints } from '../points/make-points';

type PointId = `point-${PointKind}`;

export type SlashId =
  | 'text'
  | 'heading-1'
  | 'heading-2'
  | 'heading-3'
  | 'bullet-list'
  | 'numbered-list'
  | 'task-list'
  | 'quote'
  | 'code'
  | 'table'
  | 'image'
  | 'divider'
  | PointId;

export interface SlashEntry {
  readonly id: SlashId;
  readonly label: string;
  /** How the same is typed. */
  readonly typed: string;
  readonly keywords: string;
}

export const SLASH_ENTRIES: readonly SlashEntry[] = [
  { id: 'text', label: 'Text', typed: '', keywords: 'paragraph plain' },
  { id: 'heading-1', label: 'Heading 1', typed: '#', keywords: 'h1 title section' },
  { id: 'heading-2', label: 'Heading 2', typed: '##', keywords: 'h2 section' },
  { id: 'heading-3', label: 'Heading 3', typed: '###', keywords: 'h3 section' },
  { id: 'bullet-list', label: 'Bullet list', typed: '-', keywords: 'unordered ul points' },
  { id: 'numbered-list', label: 'Numbered list', typed: '1.', keywords: 'ordered ol' },
  { id: 'task-list', label: 'Task list', typed: '[ ]', keywords: 'todo checkbox action' },
  { id: 'quote', label: 'Quote', typed: '>', keywords: 'blockquote citation' },
  { id: 'code', label: 'Code', typed: '```', keywords: 'codeblock pre monospace' },
  { id: 'table', label: 'Table', typed: '', keywords: 'grid rows columns' },
  { id: 'image', label: 'Image…', typed: '', keywords: 'picture photo file' },
  { id: 'divider', label: 'Divider', typed: '---', keywords: 'rule line separator hr' },
];

const POINT_KEYWORDS: Readonly<Record<PointKind, string>> = {
  takeaway: 'point lesson insight learned',
  decision: 'point decided agreed why',
  action: 'point task todo owner due',
  question: 'point unresolved answer ask',
  quote: 'point citation said words',
  source: 'point book link reference author',
};

/** Points come first where they can be made: a recap is made of them. */
export const RECAP_ENTRIES: readonly SlashEntry[] = [
  ...POINT_KINDS.map((kind): SlashEntry => {
    const { label, typed } = KINDS[kind];
    // Beside the quote that is a plain block.
    return {
      id: `point-${kind}`,
      label: kind === 'quote' ? 'Quote from…' : label,
      typed: typed[0] ?? '',
      keywords: POINT_KEYWORDS[kind],
    };
  }),
  ...SLASH_ENTRIES,
];

/** Entries of which a word begins with the query; those whose label does come first. */
export function matchingEntries(query: string, all: readonly SlashEntry[] = SLASH_ENTRIES): readonly SlashEntry[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return all;
  const begins = (text: string) => ` ${text.toLowerCase()}`.includes(` ${wanted}`);
  const byLabel = all.filter((entry) => begins(entry.label));
  return [...byLabel, ...all.filter((entry) => !byLabel.includes(entry) && begins(entry.keywords))];
}

const pointCommand =
  (kind: PointKind): Command =>
  ({ tr }) =>
    makePoints(tr, kind);

/** A table that ends the document gets a paragraph below it, to go on writing. */
const leaveRoomBelow: Command = ({ tr }) => {
  const paragraph = tr.doc.type.schema.nodes['paragraph'];
  const last = tr.doc.lastChild?.type.spec['tableRole'] === 'table';
  if (last && paragraph !== undefined) tr.insert(tr.doc.content.size, paragraph.create());
  return true;
};

/** Replaces the slash text by what was chosen. `pickImage` asks for files. */
export function runEntry(editor: Editor, id: SlashId, range: Range, pickImage: () => void): void {
  const chain = editor.chain().focus().deleteRange(range);
  switch (id) {
    case 'text':
      chain.setParagraph().run();
      return;
    case 'heading-1':
    case 'heading-2':
    case 'heading-3':
      chain.setNode('heading', { level: Number(id.slice(-1)) }).run();
      return;
    case 'bullet-list':
      chain.toggleBulletList().run();
      return;
    case 'numbered-list':
      chain.toggleOrderedList().run();
      return;
    case 'task-list':
      chain.toggleTaskList().run();
      return;
    case 'quote':
      chain.toggleBlockquote().run();
      return;
    case 'code':
      chain.setCodeBlock().run();
      return;
    case 'table':
      chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }).command(leaveRoomBelow).run();
      return;
    case 'image':
      chain.run();
      pickImage();
      return;
    case 'divider':
      chain.setHorizontalRule().run();
      return;
    default:
      chain.command(pointCommand(id.slice('point-'.length) as PointKind)).run();
  }
}
