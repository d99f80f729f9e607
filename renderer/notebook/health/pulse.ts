/**
 * Feels, twice a second, whether the documents in memory are stored: that those who store one are told of its changes,
 * that the store answers, and that what is stored is what is on screen and what peers are told. The rules are in README.md.
 */
import * as Y from 'yjs';
import { digestOf, digestOfUpdates } from '../../../shared/exchange/digest';
import { toHex } from '../../../shared/util/hex';
import { clocksOf } from '../clocks';
import { isStuck } from '../guarded';
import { idle } from '../idle';
import { JournaledDocument } from '../journal/journaled-document';
import type { LiveDocument } from '../live-documents';

const BEAT_MS = 500;
/** A store answers within some milliseconds; on a busy machine within a second. */
const SILENT_MS = 3000;
/** A store that failed, or was silent, is opened anew after so long, and then each time after twice as long. */
const REOPEN_MS = 3000;
const REOPEN_AT_LEAST_MS = 60_000;
/** Nothing was written for so long: what is stored is compared with what is on screen. */
const QUIET_MS = 400;
/** Comparing takes the page no more than this part of the time, however large the document. */
const COMPARING_SHARE = 1 / 100;
/** What takes more than a moment to read is read less often. */
const LARGE_BYTES = 1024 * 1024;
const LARGE_EVERY_MS = 60_000;

export type Trouble =
  /** Those who store it were not told of changes. */
  | 'untold'
  | 'silent'
  | 'failing'
  /** It was silent or failing, and took everything. */
  | 'over'
  /** What is stored is not what is on screen. */
  | 'differs';

export interface PulseHost {
  documents(): readonly LiveDocument[];
  found(live: LiveDocument, trouble: Trouble): void;
}

/** What was felt of a document last. */
interface Felt {
  clocks: number;
  changedAt: number;
  /** The clocks when it was last compared. */
  compared: number;
  /** Not before then. */
  compareFrom: number;
  /** When the store began to fail, or was opened anew; null since it took everything. */
  failingSince: number | null;
  reopenAfter: number;
  /** That was told. */
  isSilent: boolean;
}

export class Pulse {
  private readonly felt = new WeakMap<LiveDocument, Felt>();
  private timer: ReturnType<typeof setInterval> | undefined;
  private comparing = false;

  constructor(private readonly host: PulseHost) {}

  start(): void {
    this.timer = setInterval(() => {
      for (const live of this.host.documents()) this.feel(live, performance.now());
    }, BEAT_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** It came into memory: what was loaded is what is stored. */
  opened(live: LiveDocument): void {
    const clocks = clocksOf(live.doc);
    this.felt.set(live, {
      clocks,
      changedAt: performance.now(),
      compared: clocks,
      compareFrom: 0,
      failingSince: null,
      reopenAfter: REOPEN_MS,
      isSilent: false,
    });
  }

  private feel(live: LiveDocument, now: number): void {
    const felt = this.felt.get(live);
    if (felt === undefined) return;
    if (this.isUntold(live, felt, now)) this.host.found(live, 'untold');
    else if (!this.isFailing(live, felt, now)) this.compareWhenQuiet(live, felt, now);
  }

  /** It changed, and somebody who stores it did not hear of that. */
  private isUntold({ doc, stored }: LiveDocument, felt: Felt, now: number): boolean {
    const clocks = clocksOf(doc);
    if (clocks !== felt.clocks) felt.changedAt = now;
    felt.clocks = clocks;
    return isStuck(doc) || stored.heard.some((heard) => heard !== clocks);
  }

  private isFailing(live: LiveDocument, felt: Felt, now: number): boolean {
    const { healthy, waitingSince } = live.stored;
    const isSilent = healthy && waitingSince !== null && now - waitingSince > SILENT_MS;
    if (isSilent && !felt.isSilent) this.host.found(live, 'silent');
    felt.isSilent = isSilent;
    if (isSilent || !healthy) {
      felt.failingSince ??= now;
      if (now - felt.failingSince < felt.reopenAfter) return true;
      felt.failingSince = now;
      felt.reopenAfter = Math.min(2 * felt.reopenAfter, REOPEN_AT_LEAST_MS);
      this.host.found(live, 'failing');
      return true;
    }
    if (waitingSince !== null || felt.failingSince === null) return false;
    felt.failingSince = null;
    felt.reopenAfter = REOPEN_MS;
    this.host.found(live, 'over');
    return false;
  }

  private compareWhenQuiet(live: LiveDocument, felt: Felt, now: number): void {
    const isQuiet = live.stored.waitingSince === null && now - felt.changedAt > QUIET_MS && now > felt.compareFrom;
    if (isQuiet && felt.compared !== felt.clocks && !this.comparing) void this.compare(live, felt);
  }

  /** One document at a time. */
  private async compare(live: LiveDocument, felt: Felt): Promise<void> {
    this.comparing = true;
    try {
      await idle();
      const { clocks } = felt;
      const updates = live.stored instanceof JournaledDocument ? await live.stored.storedUpdates() : null;
      const began = performance.now();
      const isSame = updates === null || isMadeOf(live.doc, updates);
      const now = performance.now();
      const isLarge = updates !== null && updates.reduce((sum, { length }) => sum + length, 0) > LARGE_BYTES;
      felt.compareFrom = now + Math.max((now - began) / COMPARING_SHARE, isLarge ? LARGE_EVERY_MS : 0);
      if (clocksOf(live.doc) !== clocks || live.stored.waitingSince !== null) return;
      felt.compared = clocks;
      if (!isSame) this.host.found(live, 'differs');
    } catch {
      // A store that cannot be read fails when it is written, too, and is told then.
    } finally {
      this.comparing = false;
    }
  }
}

function isMadeOf(doc: Y.Doc, updates: readonly Uint8Array[]): boolean {
  const mine = toHex(digestOf(doc));
  if (toHex(digestOfUpdates(updates)) === mine) return true;
  // Loading deletes more than updates tell.
  const loaded = new Y.Doc();
  try {
    loaded.transact(() => {
      for (const update of updates) Y.applyUpdate(loaded, update);
    });
    return toHex(digestOf(loaded)) === mine;
  } finally {
    loaded.destroy();
  }
}
