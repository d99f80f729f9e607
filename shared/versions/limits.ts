/** How much of a discussion's past is kept, and what a file from elsewhere may make this device do. [VE8] [VE9] */
export const VERSION_LIMITS = {
  /** Characters of one version: about ten times the longest discussion that was ever imported. A longer one gets no versions. */
  text: 24_000_000,
  lines: 200_000,
  /** Bytes of all versions of a discussion. */
  file: 64 * 1024 * 1024,
  /** Versions in a file that is read; more than twice what `KEPT` has, for those made here and those that files brought. */
  versions: 4_000,
  name: 120,
  writers: 50,
  id: 200,
} as const;

/** Of each kind so many of the newest are kept for good. */
export const KEPT = { named: 200, milestones: 200, automatic: 600 } as const;
