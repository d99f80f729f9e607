/** The journal of one notebook, which main keeps on the disk. The port; its adapter is renderer/app/journal-port.ts. */
import type { ErrorCode } from '../../../shared/errors/codes';
import type { JournalCheckStep } from '../../../shared/ipc/journal';

export interface JournalEntry {
  /** Its name within the notebook. */
  readonly document: string;
  readonly kind: 'update' | 'removed' | 'value';
  /** Of a value. */
  readonly key?: string;
  readonly bytes: Uint8Array;
}

export interface JournalDigest {
  readonly digest: string;
  /** What is kept beside it, by name. */
  readonly values: readonly string[];
}

export interface JournalContent {
  /** Null when the journal has no update of it. */
  readonly update: Uint8Array | null;
  /** What is kept beside it on this device. */
  readonly values: ReadonlyMap<string, unknown>;
}

export interface JournalPort {
  /** How the journal was left; `digests` and `read` tell of what it holds now. */
  open(): Promise<{ readonly generation: string | null; readonly empty: boolean }>;
  /** In their order; resolves when main has them. Bytes belong to main then. */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Resolves when all that was appended survives a power cut. @throws AppError journal/no-space, journal/unwritable */
  flush(): Promise<void>;
  /** The two stores hold the same. @returns what `open` will give if that stays so */
  rest(): Promise<string>;
  digests(): Promise<ReadonlyMap<string, JournalDigest>>;
  read(document: string): Promise<JournalContent>;
  /** Begins to read every record on the disk, or goes on with that, for a moment. */
  check(begins: boolean): Promise<JournalCheckStep>;
  /** Writing fails, or works again (null). */
  onState(listener: (code: ErrorCode | null) => void): () => void;
  /** It may lack what is stored here. */
  onBehind(listener: () => void): () => void;
  /** Something of it could not be read. */
  onDamaged(listener: () => void): () => void;
}
