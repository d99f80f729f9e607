/** Where documents are kept on this device. The port; its adapter is indexeddb-store.ts. */
import type * as Y from 'yjs';
import type { ErrorCode } from '../../shared/errors/codes';

export interface StoredDocument {
  /** False while something could not be stored: the document must stay in memory. */
  readonly healthy: boolean;
  /** How far the document was (clocks.ts) when those who store it last heard of a change, each of them. */
  readonly heard: readonly number[];
  /** Since when something waits to be stored (performance.now()); null when nothing does. */
  readonly waitingSince: number | null;
  /** False while more of it may come from another store; not said where there is no other. */
  readonly isWhole?: boolean;
  /** Resolves when every update so far is stored; rejects with store/write-failed when that cannot be done. */
  flush(): Promise<void>;
  /** While a flush is under way: where something of what was written is still missing. */
  unsaved?(): { readonly storage: boolean; readonly journal: boolean };
  /** Stores the whole document, for when update events were missed. */
  storeState(): void;
  /** Stores what is left and lets go of the document, which stays usable. */
  close(): Promise<void>;
  /** Something kept on this device beside the document, never shared. */
  getLocal(key: string): Promise<unknown>;
  setLocal(key: string, value: unknown): Promise<void>;
}

/** All that is stored of one document, gone through. */
export interface Examined {
  /** Those that can be read. */
  readonly updates: readonly Uint8Array[];
  /** How many can not. */
  readonly unsound: number;
  /** The digest that stands beside them; null when none is noted. */
  readonly noted: string | null;
}

export interface DocumentStore {
  /**
   * Loads what is stored under `name` into `doc` and stores every later update. What arrived while nobody had it open comes
   * after what was there, as a change of its own: what it takes away can be looked at.
   * @param onProblem told when storing fails (a code) and when it works again (null)
   * @throws AppError store/unavailable
   */
  open(name: string, doc: Y.Doc, onProblem: (code: ErrorCode | null) => void): Promise<StoredDocument>;
  remove(name: string): Promise<void>;

  // The rest is for documents that nobody has open, and never while one is being opened or closed.

  /** The updates that the document is stored as; none when nothing is. */
  read(name: string): Promise<readonly Uint8Array[]>;
  /**
   * Stores a further update, and the digest that the document has with it: both or neither.
   * @throws AppError store/write-failed
   */
  append(name: string, update: Uint8Array, digest: string): Promise<void>;
  /**
   * The digest in hex of what is stored. Kept, and so known without reading the document, unless the app ended while
   * the document was being changed; then it is computed from the bytes.
   */
  digest(name: string): Promise<string>;

  // These two also while it is open.

  /** Reads everything of it, whatever is noted. @throws AppError store/unavailable */
  examine(name: string): Promise<Examined>;
  /** Puts aside what is no update, and forgets the digest that was noted. */
  mend(name: string): Promise<void>;

  /** What an open document keeps beside it (`StoredDocument.getLocal`). */
  getLocal(name: string, key: string): Promise<unknown>;

  // Of a whole notebook.

  /** The names of all documents of which something is stored. */
  names(notebook: string): Promise<readonly string[]>;
  /** A note beside the notebook's documents; null without one. It is lost when they are. */
  getMark(notebook: string): Promise<string | null>;
  /** Resolves when it is stored; what is stored later is stored after it. */
  setMark(notebook: string, mark: string | null): Promise<void>;
}
