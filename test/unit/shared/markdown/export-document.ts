/** Builders for discussions as plain data. */
import { type ExportDocument, type ExportPost, NO_PARTS } from '../../../../shared/model/export-document';
import { EMPTY_RICH_TEXT } from '../../../../shared/model/rich-text';
import { doc, p } from './build';

const TIME = Date.UTC(2009, 7, 12, 20, 14, 5);

export function post(id: string, authorName: string, text: string, more: Partial<ExportPost> = {}): ExportPost {
  const body = text === '' ? EMPTY_RICH_TEXT : doc(p(text));
  return {
    id,
    author: `a-${authorName}`,
    authorName,
    createdAt: TIME,
    editedAt: null,
    replyTo: null,
    deleted: false,
    body,
    ...more,
  };
}

export function discussion(more: Partial<ExportDocument> = {}): ExportDocument {
  return {
    id: 'd1',
    title: 'Cultures of collaboration',
    notebookName: 'Our notebook',
    status: 'open',
    createdAt: TIME,
    participants: ['Ann', 'Bob'],
    contributors: ['Bob', 'Ann'],
    posts: [],
    recap: EMPTY_RICH_TEXT,
    parts: NO_PARTS,
    ...more,
  };
}
