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
  const lines = sorted.map((row) => {
    const [first, ...others] = fileNames(row.base, choice).parts;
    const day = new Date(row.createdAt).toISOString().slice(0, 10);
    const title = oneLine(row.title) ?? row.base;
    return {
      type: 'listItem' as const,
      spread: false,
      children: [
        {
          type: 'paragraph' as const,
          children: [
            {
              type: 'link' as const,
              url: address(first?.path ?? ''),
              children: [{ type: 'text' as const, value: title }],
            },
            { type: 'text' as const, value: ` · ${row.status} · ${day}` },
            ...others.flatMap(({ kind, path }) => [
              { type: 'text' as const, value: ' · ' },
              { type: 'link' as const, url: address(path), children: [{ type: 'text' as const, value: kind }] },
            ]),
          ],
        },
      ],
    };
  });
  const heading = writeMdast([
    { type: 'heading', depth: 1, children: [{ type: 'text', value: oneLine(notebook) ?? 'Notebook' }] },
  ]);
  // Each by itself: a list of 10,000 is written in one long step otherwise.
  const list = lines.map((item) => writeMdast([{ type: 'list', ordered: false, spread: false, children: [item] }]));
  return `${heading}\n${list.join('')}`;
}
