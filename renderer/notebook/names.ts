/** Names under which documents are stored on this device and known to the exchange. Never renamed: data lives there. */
import type { NotebookId } from '../../shared/util/brand';

export const CATALOG = 'catalog';

export const storeName = (notebook: NotebookId, document: string): string => `recap/${notebook}/${document}`;

/** What may be a discussion's id: never another document's name, whatever a peer lists or deletes. */
export const isDiscussionId = (id: string): boolean => /^[A-Za-z0-9-]{8,64}$/.test(id) && id !== CATALOG;
