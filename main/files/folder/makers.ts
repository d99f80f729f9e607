/** Make the files of discussions. The port; on the spot (maker.ts), or in threads of their own (export-threads.ts). */
import type { MakeContext } from '../../../shared/export/make-files';
import type { MadeGroup } from '../../../shared/export/make-group';

export interface MakersAsked {
  readonly context: MakeContext;
  /** The notebook's journal. */
  readonly journal: string;
}

export interface Wanted {
  readonly id: string;
  /** What the names of its files begin with. */
  readonly base: string;
  /** The files stand there already. */
  readonly notesOnly: boolean;
  /** Of the discussion as it is to be made. What the journal has of it and is not that is not made. */
  readonly digest: string;
  /** The discussion itself; null when the journal has it. */
  readonly update: Uint8Array | null;
}

export interface Makers {
  /** Groups that are under way at the same time without one waiting for another for long. */
  readonly lanes: number;
  /** Of at least the first one. Rejects when the thread ended at one of them; others can be made. */
  make(wanted: readonly Wanted[]): Promise<MadeGroup>;
  end(): void;
}
