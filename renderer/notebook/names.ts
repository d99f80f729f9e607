/** Names under which documents are stored on this device and known to the exchange. Never renamed: data lives there. */
import type { DiscussionId, NotebookId } from '../../shared/util/brand';

export const CATALOG = 'catalog';

export const storeName = (notebook: NotebookId, document: string): string => `recap/${notebook}/${document}`;

export const discussionOf = (name: string): DiscussionId => name as DiscussionId;
