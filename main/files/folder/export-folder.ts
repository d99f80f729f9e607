/** A folder that is exported to. The port; on the spot (folder-export.ts), or by a thread of its own (export-threads.ts). */
import type { ExportChoice } from '../../../shared/export/choice';
import type { IndexRow } from '../../../shared/export/index-file';
import type { Outcome } from '../../../shared/export/outcome';

export interface Titled {
  readonly id: string;
  readonly title: string;
  readonly source: string;
}

export interface Planned {
  readonly id: string;
  readonly base: string;
  /** Its files are there, as we wrote them out of the same. */
  readonly fresh: boolean;
  /** Of a fresh one: not all of it is in them. */
  readonly noted: boolean;
}

export interface Content {
  readonly id: string;
  readonly source: string;
  /** Markdown could not express all of it. */
  readonly noted: boolean;
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
}

/** Several contents: that of all files stands in the bytes, in this order. */
export interface Contents {
  readonly discussions: readonly (Omit<Content, 'files'> & {
    readonly files: readonly { readonly path: string; readonly size: number }[];
  })[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly status: IndexRow['status'];
  readonly createdAt: number;
}

export interface Finished {
  /** Files of ours that belong to nothing in the list any more; they stay. */
  readonly orphans: string[];
  readonly index: Outcome | null;
}

export interface FolderAsked {
  readonly folder: string;
  readonly notebook: { readonly id: string; readonly name: string };
  readonly choice: ExportChoice;
}

export interface ExportFolder {
  /** This notebook was exported there before. */
  readonly known: boolean;
  /** The name that each has or gets, and what of it is there. */
  plan(discussions: readonly Titled[]): Promise<readonly Planned[]>;
  /**
   * Writes what differs, and takes the bytes along. A failure is an outcome: the others go on.
   * Errors: of the folder itself, export/folder-missing, files/unwritable, files/no-space.
   */
  write(contents: Contents): Promise<readonly Outcome[]>;
  /** What becomes of a file that somebody else edited: it stays in both cases. */
  resolve(id: string, how: 'theirs' | 'beside'): Promise<void>;
  /**
   * Writes the list of discussions, and makes everything durable.
   * @param listed all that belong into the folder; null while that did not change
   */
  finish(listed: readonly Listed[] | null): Promise<Finished>;
  /** Waits for what is being written: the process may end after that. */
  close(): Promise<void>;
}
