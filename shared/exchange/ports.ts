/** What the exchange needs from its surroundings; adapters live in renderer/sync, fakes in the tests. */

/** The copies of documents that this device keeps. Promises reject only for bugs; a missing document is null. */
export interface ExchangeDocuments {
  /** Names of all documents of the notebook, `catalog` included. Asked once; later changes are told by `listed`. */
  names(): Iterable<string>;
  /** True if the catalog lists the document. Asked for every message. */
  accepts(name: string): boolean;
  /** Digest in hex; of an empty document when nothing is stored. */
  digest(name: string): Promise<string>;
  stateVector(name: string): Promise<Uint8Array>;
  /** What the holder of the state vector lacks; null when the document is not kept here. */
  diff(name: string, stateVector: Uint8Array): Promise<Uint8Array | null>;
  /**
   * Takes the updates into the document, as one, and stores them. Their bytes are given away: nobody else may use them.
   * @returns true if the document changed
   * @throws AppError sync/bad-frame for bytes that are no sound update; then nothing changed
   */
  apply(name: string, updates: readonly Uint8Array[]): Promise<boolean>;
  /**
   * Brings a document that is kept as bytes to what it is once loaded: loading can delete what stands in a deleted
   * place. Called when bytes that hold everything still differ. @returns true if the document changed
   */
  settle(name: string): Promise<boolean>;
  /** Told of what went wrong here while applying. */
  failed(error: unknown): void;
  /** States of those who have the document open here; null when nobody has. */
  awareness(name: string): Uint8Array | null;
  /** @throws AppError sync/bad-frame for bytes that are none; then nothing changed */
  applyAwareness(name: string, update: Uint8Array, peer: string): void;
}

export interface ExchangeChannel {
  /** Sends one message, given in parts that nobody changes afterwards. */
  send(parts: readonly Uint8Array[]): void;
  /** Resolves when the backlog is at most `below` bytes, or the channel has ended. */
  drained(below: number): Promise<void>;
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

/** Where the names of unsent documents are kept on this device. */
export interface UnsentStore {
  load(): Promise<readonly string[]>;
  save(names: readonly string[]): Promise<void>;
}
