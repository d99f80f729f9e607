/** What the views know of the other copies. */
import type { NetworkReport } from '../../shared/ipc/contract';
import type { Origins } from '../../shared/model/known-addresses';
import type { ParticipantId } from '../../shared/util/brand';
import type { Participant, Readable } from '../notebook/types';
import type { FolderMeetingState } from './folder/folder-meeting';

/** The state of the meeting with other copies, told from digests and links only. `unsent` = discussions changed here that no other copy is known to have. */
export type SyncStatus =
  /** The notebook is not shared: no socket is open. A shared folder may carry it. */
  | { readonly kind: 'alone'; readonly inFolder?: boolean }
  /** The person chose to work apart. */
  | { readonly kind: 'offline'; readonly unsent: number }
  | { readonly kind: 'looking'; readonly unsent: number }
  | { readonly kind: 'connecting'; readonly count: number; readonly unsent: number }
  /** Connected; documents differ or are not compared yet. In numbers of discussions. */
  | {
      readonly kind: 'exchanging';
      readonly peers: number;
      readonly toSend: number;
      readonly toReceive: number;
      /** Of a large first sync: discussions that have arrived, and all that will. Null when there is nothing to show. */
      readonly progress: { readonly done: number; readonly all: number } | null;
    }
  | { readonly kind: 'in-sync'; readonly peers: number }
  /** The owner renewed the secret while this copy was away: it meets nobody until it has a new invite. `owner`: their name, if known. */
  | { readonly kind: 'outdated'; readonly owner: string | null; readonly unsent: number }
  /** Nobody can be met, for a reason that the person can do something about. `code` is an error code of shared/errors. */
  | { readonly kind: 'failed'; readonly code: string };

/** Somebody who has this notebook, oneself excepted. */
export interface Member extends Participant {
  readonly presence: 'in-sync' | 'exchanging' | 'away';
  /** When this copy and theirs were last seen equal: ms since 1970; null if never, or not known. Noted now and then while they are. */
  readonly lastInSync: number | null;
  /** What they had put into the shared folder by then is all here: ms since 1970, as their newest file says; null without one. */
  readonly lastInFolder: number | null;
}

export interface SyncState {
  readonly status: SyncStatus;
  /** Who is here now, without oneself; one entry per person. */
  readonly people: readonly Participant[];
  /** Everyone known of this notebook, those who are here first, then by when they were last in sync. */
  readonly members: readonly Member[];
}

/** One connection to another copy, for the Connection page. */
export interface LinkFacts {
  readonly peerId: string;
  /** Null until they have said who they are. */
  readonly person: { readonly id: ParticipantId; readonly name: string } | null;
  readonly stage:
    | 'signaling'
    /** ICE: the two are looking for a way to each other. */
    | 'checking'
    /** A way was found; the data channel is not open yet. */
    | 'securing'
    | 'greeting'
    | 'comparing'
    | 'exchanging'
    | 'equal';
  /** The way that ICE chose; null until there is one. */
  readonly route: {
    readonly local: 'host' | 'srflx' | 'prflx' | 'relay';
    readonly remote: 'host' | 'srflx' | 'prflx' | 'relay';
    readonly address: string;
    readonly protocol: string;
    /** Milliseconds; null until measured. */
    readonly roundTrip: number | null;
  } | null;
  /** Protocol and document schema that the other speaks; null before hello. */
  readonly version: { readonly major: number; readonly minor: number; readonly schema: number } | null;
  /** Discussions that differ. */
  readonly differing: number;
  /** Carried by hand, not by a hub. */
  readonly byHand: boolean;
}

/** A link that failed, and how far it had come. Newest first, a few are kept. */
export interface FailedLink {
  readonly peerId: string;
  readonly name: string | null;
  readonly stage: LinkFacts['stage'];
  /** Error code of shared/errors. */
  readonly code: string;
  /** ms since 1970. */
  readonly at: number;
}

/** Everything that the page itself sees of the way to other copies. */
export interface ConnectionFacts {
  readonly links: readonly LinkFacts[];
  readonly failed: readonly FailedLink[];
  /** The page's socket to the own hub is open. */
  readonly hubSocket: boolean;
  /** Signaling messages for this room that another secret encrypted, and when the last one came (ms since 1970). */
  readonly undecryptable: { readonly count: number; readonly last: number | null };
  /** Announces and offers of other copies heard through signaling, with the right secret. */
  readonly heardPeers: number;
  /** Kinds of candidates that this device gathered in its latest attempt: none means no usable network. */
  readonly candidates: readonly string[];
  /** A copy says that the room of this secret was left for a new one. */
  readonly outdated: boolean;
  /** Where the addresses of other copies came from, as far as that is known. */
  readonly origins: Origins;
}

/** One round trip, carried by hand: offer here, answer there, done here. Codes are text, `recap://connect#…`. */
export interface HandCarry {
  /** A code to carry to the other device. Errors: carry/no-network. */
  offer(): Promise<string>;
  /**
   * Takes a code from the other device: an offer gives the code to carry back, an answer completes the connection.
   * Errors: carry/not-a-code, carry/damaged, carry/other-notebook, carry/own-code, carry/not-expected, carry/used, carry/no-network.
   */
  take(code: string): Promise<{ readonly kind: 'answer'; readonly code: string } | { readonly kind: 'completed' }>;
  /** How far the connection that is being carried has come. Failing has a code: carry/no-path, carry/timed-out. */
  readonly progress: Readable<
    | { readonly kind: 'none' }
    | { readonly kind: 'waiting'; readonly for: 'answer' | 'other-side' }
    | { readonly kind: 'connecting' }
    | { readonly kind: 'connected' }
    | { readonly kind: 'failed'; readonly code: string }
  >;
  /** Lets go of what was offered. */
  cancel(): void;
}

/** A folder that a drive, a stick or another program carries between the devices of a notebook. */
export interface SharedFolder {
  readonly state: Readable<FolderMeetingState>;
  /** Lets the person choose one. @returns false when they did not. Errors: meeting/* */
  choose(): Promise<boolean>;
  /** @param removeOwn takes this device's files out of it. Errors: meeting/*; then it goes on as it was. */
  stop(removeOwn: boolean): Promise<void>;
  /** Shows it in the system's file manager. */
  show(): Promise<void>;
}

export interface Sync {
  readonly state: Readable<SyncState>;
  readonly connection: Readable<ConnectionFacts>;
  /** Works only while the notebook meets others. */
  readonly carry: HandCarry;
  /** Works with and without a network. */
  readonly folder: SharedFolder;
  /** Asks main to test the network, with the addresses of this notebook. */
  testNetwork(): Promise<NetworkReport>;
}
