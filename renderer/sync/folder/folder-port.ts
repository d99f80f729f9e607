/** The folder that carries a notebook between its people, as the page needs it. The port; its adapter is renderer/app/meeting-port.ts. */
import type { ErrorCode } from '../../../shared/errors/codes';

export interface Wrote {
  readonly participant: string;
  /** ms since 1970. */
  readonly at: number;
}

export interface FolderState {
  /** For the person's eyes. Null: the notebook has no folder on this device. */
  readonly path: string | null;
  readonly problem: ErrorCode | null;
  /** It can be read. */
  readonly isThere: boolean;
  /** Ids of participants who have files there. */
  readonly people: readonly string[];
  /** When the newest file of each was written, as it says. `whole`: all of theirs was read, and can be had. */
  readonly wrote: readonly (Wrote & { readonly whole: boolean })[];
  /** Files that this notebook cannot read: another one's, or of an earlier secret; and a later version's. */
  readonly foreign: number;
  readonly newer: number;
}

/** A document's state: its digest, in hex. */
export interface DocumentState {
  readonly document: string;
  readonly digest: string;
}

/** A state in the folder that no other one there holds all of. */
export interface FolderHead extends DocumentState {
  readonly participant: string;
  /** Whoever has written something of the document there. */
  readonly people: readonly string[];
  /** This device has written it. */
  readonly own: boolean;
}

export interface Standing extends DocumentState {
  /** A file in the folder makes this state. */
  readonly written: boolean;
  /** Another device has it; this one has said that it has. */
  readonly elsewhere: boolean;
  readonly told: boolean;
  /** States that this device's own files make: a change may be written on top of them. */
  readonly bases: readonly string[];
}

export interface WantedState extends DocumentState {
  readonly known: readonly string[];
}

export interface WrittenState extends DocumentState {
  readonly before: string | null;
  readonly over: readonly string[];
  readonly update: Uint8Array;
}

export interface FolderPort {
  /** Lets the person choose. @returns false when they did not. Errors: meeting/* */
  choose(): Promise<boolean>;
  /** Errors: meeting/*; then it goes on as it was. */
  stop(removeOwn: boolean): Promise<void>;
  show(): Promise<void>;
  /** What came or went since this was asked last; `all`: as to a page that begins. */
  news(all: boolean): Promise<{
    readonly state: FolderState;
    /** Everything is told: with another secret what was known of the folder counts no more. */
    readonly anew: boolean;
    readonly touched: readonly string[];
    readonly heads: readonly FolderHead[];
  }>;
  standing(documents: readonly DocumentState[]): Promise<readonly Standing[]>;
  /** An update that makes the state of a document that holds those in `known`; null when it is gone. */
  take(document: string, digest: string, known: readonly string[]): Promise<Uint8Array | null>;
  /** The same of several, in their order, as far as they are short: `alone` is to be taken by itself. */
  takeShort(wanted: readonly WantedState[]): Promise<readonly (Uint8Array | 'alone' | null)[]>;
  /** @returns false when that cannot be done now; the state says why */
  put(states: readonly WrittenState[], held: readonly DocumentState[]): Promise<boolean>;
  /** `whole`: the folder has everything that is here. `deleted`: documents that were deleted for ever. */
  tidy(whole: boolean, deleted: readonly string[]): Promise<void>;
  close(): Promise<void>;
  onChanged(listener: () => void): () => void;
}

export const NO_FOLDER: FolderState = {
  path: null,
  problem: null,
  isThere: false,
  people: [],
  wrote: [],
  foreign: 0,
  newer: 0,
};
