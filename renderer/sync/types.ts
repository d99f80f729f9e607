/** What the views know of the other copies. */
import type { Participant, Readable } from '../notebook/types';

/** The state of the meeting with other copies, told from digests and links only. */
export type SyncStatus =
  /** The notebook is not shared: no socket is open. */
  | { readonly kind: 'alone' }
  /** The person chose to work apart. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'connecting'; readonly count: number }
  /** Connected; documents differ and are being exchanged. `pending` = number of discussions. */
  | { readonly kind: 'exchanging'; readonly pending: number; readonly peers: number }
  | { readonly kind: 'in-sync'; readonly peers: number }
  /** `code` is an error code of shared/errors. */
  | { readonly kind: 'failed'; readonly code: string };

export interface SyncState {
  readonly status: SyncStatus;
  /** Who is here now, without oneself; one entry per person. */
  readonly people: readonly Participant[];
}

export interface Sync {
  readonly state: Readable<SyncState>;
}
