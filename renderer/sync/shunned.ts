/** Peers that this copy cannot talk with for now: whoever refuses, or was refused, would only be met to be refused again. */

/** In ms. An app of another version stays one until it is updated; what could not be read may have been an accident. */
const PAUSES: Readonly<Record<string, number>> = {
  'sync/version': 30_000,
  'sync/bad-frame': 5000,
  'sync/flooded': 5000,
};
/** Ids are random for each start: the oldest are forgotten. */
const MAX_PEERS = 1000;

export class Shunned {
  private readonly until = new Map<string, number>();

  /** @param code why the link ended; most reasons are none to shun */
  add(peerId: string, code: string, now: number): void {
    const pause = PAUSES[code];
    if (pause === undefined) return;
    this.until.delete(peerId);
    this.until.set(peerId, now + pause);
    for (const oldest of this.until.keys()) {
      if (this.until.size <= MAX_PEERS) return;
      this.until.delete(oldest);
    }
  }

  has(peerId: string, now: number): boolean {
    return now < (this.until.get(peerId) ?? Number.NEGATIVE_INFINITY);
  }
}
