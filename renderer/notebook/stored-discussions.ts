/** The discussions of a notebook as bytes, one after the other and none kept open: what exports of many read and follow. */
import * as Y from 'yjs';
import { joinUpdates } from '../../shared/exchange/join-updates';
import type { NotebookId } from '../../shared/util/brand';
import { onTransaction } from './guarded';
import type { LiveDocument, LiveDocuments } from './live-documents';
import { Merging } from './merging';
import { isDiscussionId, storeName } from './names';
import type { StoredDiscussions } from './types';

export interface BytesHost {
  readonly id: NotebookId;
  readonly documents: LiveDocuments;
  onDocument(listener: (name: string, live: LiveDocument) => void): () => void;
  readonly onError: (error: unknown) => void;
}

export class NotebookBytes implements StoredDiscussions {
  private readonly listeners = new Set<(id: string) => void>();
  private follows = false;

  /** @param host may still be in the making */
  constructor(private readonly host: BytesHost) {}

  digest(id: string): Promise<string> {
    return new Merging(this.host.documents).digest(this.name(id));
  }

  update(id: string): Promise<Uint8Array> {
    const name = this.name(id);
    return this.host.documents.either(
      name,
      ({ doc }) => Y.encodeStateAsUpdate(doc),
      async (store) => joinUpdates(await store.read(name)),
    );
  }

  onChanged(listener: (id: string) => void): () => void {
    this.follow();
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private name(id: string): string {
    return storeName(this.host.id, id);
  }

  /** From the first listener on, for the notebook's life. */
  private follow(): void {
    if (this.follows) return;
    this.follows = true;
    const { documents, onError } = this.host;
    const tell = (id: string): void => {
      if (isDiscussionId(id)) for (const listener of [...this.listeners]) listener(id);
    };
    documents.onArrival((name) => tell(name.slice(this.name('').length)));
    this.host.onDocument((id, { doc }) => {
      onTransaction(doc, (transaction) => transaction.changed.size > 0 && tell(id), onError);
    });
  }
}
