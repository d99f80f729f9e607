/** What a notebook's folder is called, below a folder that this app owns. */
import { createHash } from 'node:crypto';
import { isDocumentName } from '../../shared/journal/format';

/** Ids of notebooks are made by this app, but an invite brings others': whatever they say stays one folder's name. */
export function notebookFolder(notebook: string): string {
  if (isDocumentName(notebook)) return notebook;
  return `x-${createHash('sha256').update(notebook).digest('hex').slice(0, 32)}`;
}
