/** Allows `capacity` events at once and `perSecond` in the long run. Time is given from outside, in milliseconds. */
export interface TokenBucket {
  /** False when the event is too much. */
  take(now: number): boolean;
}

export function createTokenBucket(capacity: number, perSecond: number, start: number): TokenBucket {
  let tokens = capacity;
  let last = start;
  return {
    take(now) {
      tokens = Math.min(capacity, tokens + (Math.max(0, now - last) * perSecond) / 1000);
      last = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
