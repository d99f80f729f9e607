/** Allows `capacity` at once and `perSecond` in the long run: events, or bytes. Time is given from outside, in milliseconds. */
export interface TokenBucket {
  /** False when it is too much; then nothing is taken. */
  take(now: number, amount?: number): boolean;
}

export function createTokenBucket(capacity: number, perSecond: number, start: number): TokenBucket {
  let tokens = capacity;
  let last = start;
  return {
    take(now, amount = 1) {
      tokens = Math.min(capacity, tokens + (Math.max(0, now - last) * perSecond) / 1000);
      last = now;
      if (tokens < amount) return false;
      tokens -= amount;
      return true;
    },
  };
}
