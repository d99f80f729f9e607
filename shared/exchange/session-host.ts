/** What one link's session needs of the exchange that it belongs to. */
import type { ErrorCode } from '../errors/codes';
import type { DigestTable } from './digest-table';
import type { Clock, ExchangeDocuments } from './ports';
import type { Unsent } from './unsent';

/** The session as the exchange knows it while it handles what arrived. */
export interface Session {
  readonly key: string;
  close(code: ErrorCode, tell?: boolean): void;
}

export interface Theirs {
  readonly major: number;
  readonly minor: number;
  readonly schema: number;
  /** Who they say to be; empty from another major version. */
  readonly participant: string;
}

export interface SessionHost {
  readonly documents: ExchangeDocuments;
  readonly clock: Clock;
  readonly table: DigestTable;
  readonly unsent: Unsent;
  /** Who the person at this copy is. */
  readonly participant: string;
  /** No change of the document waits to be told or applied. */
  isQuiet(name: string): boolean;
  /**
   * An update arrived, because it was asked for or by itself; it is applied with the next frame. Resolves true if it
   * changed the document.
   */
  receive(name: string, update: Uint8Array, from: Session, asked: boolean): Promise<boolean>;
  /** Bytes that hold all that the peer has still differ. */
  settle(name: string): Promise<void>;
  membership(from: Session, bytes: Uint8Array): void;
  /** Something about this peer changed. */
  changed(): void;
  closed(session: Session, code: ErrorCode): void;
}
