/** What a check of a notebook tells: facts, which the words for people are made of elsewhere. */
import type { JournalCheckStep } from '../../../shared/ipc/journal';

export type JournalFound = NonNullable<JournalCheckStep['found']>;

export type FindingKind =
  /** One of the two stores did not have all of it, and got it from the other. */
  | 'journal-lacked'
  | 'storage-lacked'
  /** Parts that mean nothing; they were put aside, or left where they are (in the journal). */
  | 'storage-unsound'
  | 'journal-unsound'
  /** What was noted of it was not true of what is stored. */
  | 'wrong-note'
  /** A picture is not the one that was put there. */
  | 'picture'
  /** Content of a newer version of the app. */
  | 'newer'
  /** Listed, and in neither of the two. */
  | 'not-here'
  /** In the stores, and not in the list. */
  | 'unlisted'
  /** The storage of the app does not give it. */
  | 'unreadable'
  /** Two attempts did not make the two stores equal. */
  | 'differs';

export interface Finding {
  readonly kind: FindingKind;
  readonly document: string;
  /** Null for the list of discussions, '' for a discussion without. */
  readonly title: string | null;
  /** How many: of parts, of pictures; else 1. */
  readonly count: number;
}

export interface NotebookFindings {
  /** All was gone through; false after cancelling. */
  readonly isWhole: boolean;
  /** Null when the journal could not be read. */
  readonly journal: JournalFound | null;
  /** Discussions whose stored bytes were read. */
  readonly discussions: number;
  /** They were written in while they were compared: as far as they were before. */
  readonly busy: number;
  readonly findings: readonly Finding[];
}

export interface CheckProgress {
  readonly step: 'journal' | 'discussions' | 'versions';
  /** Bytes of the journal, or discussions. */
  readonly done: number;
  readonly all: number;
}

export interface CheckWatch {
  readonly onProgress: (progress: CheckProgress) => void;
  readonly signal: AbortSignal;
}
