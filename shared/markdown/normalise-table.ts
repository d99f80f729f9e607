/** The canonical form of a table: a full grid, the first row of it header cells. */
import type { RichTextNode } from '../model/rich-text';
import { hasMark, isBlank, normaliseInline, trimBreaks } from './normalise-inline';
import { childrenOf, flatParagraphs } from './normalise-leaf';

/** More columns or rows than this are not spanned by one cell. */
const MAX_SPAN = 100;

type Cell = readonly RichTextNode[];

function span(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) ? Math.min(MAX_SPAN, Math.max(1, value)) : 1;
}

/** Without hard breaks, spaces and tabs at both ends: a reader drops them. */
function trimCell(nodes: readonly RichTextNode[]): RichTextNode[] {
  const result = trimBreaks(nodes, 'both');
  for (const side of ['start', 'end'] as const) {
    for (;;) {
      const index = side === 'start' ? 0 : result.length - 1;
      const node = result[index];
      if (node?.type === 'hardBreak') result.splice(index, 1);
      else if (node?.text === undefined || hasMark(node, 'code')) break;
      else {
        const text = side === 'start' ? node.text.replace(/^[ \t]+/, '') : trimSpacesEnd(node.text);
        if (text === node.text) break;
        if (text === '') result.splice(index, 1);
        else result[index] = { ...node, text };
      }
    }
  }
  return result;
}

/** Not by a regular expression: those take quadratic time on long runs of spaces. */
function trimSpacesEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return text.slice(0, end);
}

/** A paragraph is parted at two or more hard breaks in a row and has none at its ends. */
function partAtBreaks(paragraph: RichTextNode): RichTextNode[] {
  const parts: RichTextNode[][] = [[]];
  const content = childrenOf(paragraph);
  for (const [index, node] of content.entries()) {
    const doubled = node.type === 'hardBreak' && content[index + 1]?.type === 'hardBreak';
    if (doubled) parts.push([]);
    else parts[parts.length - 1]?.push(node);
  }
  return parts
    .map((part) => normaliseInline(trimCell(part)))
    .filter((part) => !isBlank(part))
    .map((part) => ({ type: 'paragraph', content: part }));
}

/** In the code of a cell `\\|` always means a pipe, so code cannot hold an odd number of backslashes before one. */
const LOST_BACKSLASH = /(?<!\\)(?:\\\\)*\\\|/;

function withoutCode(node: RichTextNode): RichTextNode {
  if (!hasMark(node, 'code') || !LOST_BACKSLASH.test(node.text ?? '')) return node;
  return { ...node, marks: node.marks?.filter((mark) => mark.type !== 'code') };
}

function cellContent(cell: RichTextNode): Cell {
  const paragraphs = flatParagraphs(childrenOf(cell))
    .map((paragraph) => ({ ...paragraph, content: normaliseInline(childrenOf(paragraph).map(withoutCode)) }))
    .flatMap(partAtBreaks);
  return paragraphs.length === 0 ? [{ type: 'paragraph' }] : paragraphs;
}

const EMPTY_CELL: Cell = [{ type: 'paragraph' }];

function grid(rows: readonly RichTextNode[]): Cell[][] {
  const result: Cell[][] = [];
  /** For each column, how many more rows a cell from above covers. */
  let covered: number[] = [];
  for (const row of rows) {
    const cells: Cell[] = [];
    const next: number[] = [];
    const skip = () => {
      while ((covered[cells.length] ?? 0) > 0) {
        next[cells.length] = (covered[cells.length] ?? 0) - 1;
        cells.push(EMPTY_CELL);
      }
    };
    for (const cell of childrenOf(row)) {
      skip();
      const rowSpan = span(cell.attrs?.rowspan);
      for (let column = 0; column < span(cell.attrs?.colspan); column++) {
        next[cells.length] = rowSpan - 1;
        cells.push(column === 0 ? cellContent(cell) : EMPTY_CELL);
      }
    }
    skip();
    covered = next;
    if (cells.length > 0) result.push(cells);
  }
  return result;
}

export function normaliseTable(table: RichTextNode): RichTextNode[] {
  const rows = grid(childrenOf(table));
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (columns === 0) return [];
  return [
    {
      type: 'table',
      content: rows.map((row, index) => ({
        type: 'tableRow',
        content: Array.from({ length: columns }, (_, column) => ({
          type: index === 0 ? 'tableHeader' : 'tableCell',
          content: row[column] ?? EMPTY_CELL,
        })),
      })),
    },
  ];
}
