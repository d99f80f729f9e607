/** Remembers the last `capacity` different keys, oldest forgotten first. */
export interface RecentSet {
  /** True when the key was not among those remembered; it is now. */
  add(key: string): boolean;
}

export function createRecentSet(capacity: number): RecentSet {
  // A Set iterates in order of insertion, so its first key is the oldest.
  const keys = new Set<string>();
  return {
    add(key) {
      if (keys.has(key)) return false;
      keys.add(key);
      if (keys.size > capacity) {
        const oldest = keys.values().next();
        if (!oldest.done) keys.delete(oldest.value);
      }
      return true;
    },
  };
}
