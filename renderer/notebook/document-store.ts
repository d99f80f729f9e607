/** Where documents are kept on this device. The port; its adapter is indexeddb-store.ts. */
import type * as Y from 'yjs';
import type { ErrorCode } from '../../shared/errors/codes';

export interface StoredDocument {
  /** False while something could not be stored: the document must stay in memory. */
  readonly healthy: boolean;
  /** Resolves when every update so far is stored; rejects with store/write-failed when that cannot be done. */
  flush(): Promise<void>;
  /** Stores the whole document, for when update events were missed. */
  storeState(): void;
  /** Stores what is left and lets go of the document, which stays usable. */
  close(): Promise<void>;
  /** Something kept on this device beside the document, never shared. */
  getLocal(key: string): Promise<unknown>;
  setLocal(key: string, value: unknown): Promise<void>;
}

export interface DocumentStore {
  /**
   * Loads what is stored under `name` into `doc` and stores every later update.
   * @param onProblem told when storing fails (a code) and when it works again (null)
   * @throws AppError store/unavailable
   */
  open(name: string, doc: Y.Doc, onProblem: (code: ErrorCode | null) => void): Promise<StoredDocument>;
  remove(name: string): Promise<void>;
}
