/** What the views know of what a person has not seen yet. */
import type { Signoff, StanceRecord } from '../../shared/model/discussion-parts';
import type { News } from '../../shared/recap/announcing';
import type { BothRewrote } from '../../shared/recap/both-rewrote';
import type { RecapChange } from '../../shared/recap/changes';
import type { PostId } from '../../shared/util/brand';
import type { Readable } from './types';

/** A sentence of our recap that both sides rewrote. */
export interface Rewritten extends BothRewrote {
  /** The block's key, and its place when it was found. */
  readonly block: string;
  readonly at: number;
}

/** What the others did between the parting and the meeting of the copies. */
export interface AwayReport {
  /** When the copies parted, ms since 1970. */
  readonly since: number;
  readonly posts: readonly PostId[];
  readonly changes: readonly RecapChange[];
  readonly stances: readonly StanceRecord[];
  readonly signoffs: readonly Signoff[];
  /** Who finished the discussion; null when nobody did. */
  readonly finishedBy: string | null;
  readonly rewritten: readonly Rewritten[];
}

/** How this copy stands to the others: apart from all, hearing from them, equal with them, or none are expected. */
export type Togetherness = 'alone' | 'apart' | 'meeting' | 'equal';

/** Kept on this device, never shared. */
export interface Since {
  /** What others changed in our recap and was not seen, in its order. */
  readonly changes: Readable<readonly RecapChange[]>;
  accept(changes: readonly string[]): void;
  /** Posts that were not there at the last look are seen now. */
  acceptPosts(posts: readonly PostId[]): void;
  /** Our recap is on screen, or no longer. */
  watch(onScreen: boolean): void;
  /** Where a block of our recap stands now; -1 when it is gone. */
  placeOf(block: string): number;
  /** What others do while it happens. Returns the function that ends it. */
  follow(listener: (news: readonly News[]) => void): () => void;
  /** Told after a time apart, until it is dismissed. */
  readonly away: Readable<AwayReport | null>;
  dismissAway(): void;
  /** `chosen`: the person works apart on purpose. */
  setTogether(state: Togetherness, chosen?: boolean): void;
}
