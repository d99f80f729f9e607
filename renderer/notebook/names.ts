/** Names under which documents are stored on this device and known to the exchange. Never renamed: data lives there. */
import type { NotebookId } from '../../shared/util/brand';

export const CATALOG = 'catalog';

export const storeName = (notebook: NotebookId, document: string): string => `recap/${notebook}/${document}`;
