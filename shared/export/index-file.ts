/** The list of discussions that stands in the folder of an exported notebook. */
import { oneLine } from '../markdown/normalise-inline';
import { writeMdast } from '../markdown/write-mdast';
import type { DiscussionStatus } from '../model/export-document';
import type { ExportChoice } from './choice';
import { fileNames } from './names';

export const INDEX_FILE = 'index.md';
/** It is kept like a discussion; none has this id. */
export const INDEX_ID = 'index';

export interface IndexRow {
  readonly title: string;
  readonly base: string;
  readonly status: DiscussionStatus;
  readonly createdAt: number;
}

const address = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** Newest first; equal notebooks give equal bytes. */
export function indexMarkdown(notebook: string, rows: readonly IndexRow[], choice: ExportChoice): string {
  const sorted = [...rows].sort((a, b) => b.createdAt - a.createdAt || (a.base < b.base ? -1 : 1));
  const heading = writeMdast([
    { type: 'heading', depth: 1, children: [{ type: 'text', value: oneLine(notebook) ?? 'Notebook' }] },
  ]);
  // Each by itself: a list of 10,000 is written in one long step otherwise, and takes as much memory as all else.
  return `${heading}\n${sorted.map((row) => line(row, choice)).join('')}`;
}

function line(row: IndexRow, choice: ExportChoice): string {
  const [first, ...others] = fileNames(row.base, choice).parts;
  const day = new Date(row.createdAt).toISOString().slice(0, 10);
  const link = (path: string, value: string) => ({
    type: 'link' as const,
    url: address(path),
    children: [{ type: 'text' as const, value }],
  });
  const children = [
    link(first?.path ?? '', oneLine(row.title) ?? row.base),
    { type: 'text' as const, value: ` · ${row.status} · ${day}` },
    ...others.flatMap(({ kind, path }) => [{ type: 'text' as const, value: ' · ' }, link(path, kind)]),
  ];
  const item = { type: 'listItem' as const, spread: false, children: [{ type: 'paragraph' as const, children }] };
  return writeMdast([{ type: 'list', ordered: false, spread: false, children: [item] }]);
}
