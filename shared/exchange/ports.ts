/** What the exchange needs from its surroundings; adapters live in renderer/sync, fakes in the tests. */

/** The copies of documents that this device keeps. Promises reject only for bugs; a missing document is null. */
export interface ExchangeDocuments {
  /** Names of all documents of the notebook, `catalog` included. */
  names(): readonly string[];
  /** True if the catalog lists the document. */
  accepts(name: string): boolean;
  /** Digest in hex; of an empty document when nothing is stored. */
  digest(name: string): Promise<string>;
  stateVector(name: string): Promise<Uint8Array>;
  /** What the holder of the state vector lacks; null when the document is not kept here. */
  diff(name: string, stateVector: Uint8Array): Promise<Uint8Array | null>;
  /** Told of what went wrong here while applying. */
  failed(error: unknown): void;
  /** Applies the updates in one transaction and stores them. Throws sync/bad-frame for bytes that are no sound update. */
  apply(name: string, updates: readonly Uint8Array[]): Promise<void>;
  /** States of those who have the document open here; null when nobody has. */
  awareness(name: string): Uint8Array | null;
  applyAwareness(name: string, update: Uint8Array, peer: string): void;
}

export interface ExchangeChannel {
  send(message: Uint8Array): void;
  /** Closes the link; `code` is an error code of shared/errors. */
  close(code: string): void;
}

export interface Clock {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Returns the function that cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Runs before the next paint, or soon when nothing is painted. Returns the function that cancels it. */
  nextFrame(run: () => void): () => void;
}
