/** How a command line ends. Scripts build on these numbers: they are never given another meaning. */
export const EXIT_STATUS = {
  done: 0,
  /** Something failed, and the rest was done. */
  some: 1,
  /** Wrong use: nothing was touched. */
  wrong: 2,
  /** Nothing could be done. */
  nothing: 3,
  /** The app, or another command, runs on this profile: nothing was touched. */
  busy: 4,
  /** By Ctrl+C or by the system (SIGINT, SIGTERM, SIGHUP); the number is what shells say of Ctrl+C. What was done before is in the last line. */
  cancelled: 130,
} as const;

export type Outcome = keyof typeof EXIT_STATUS;

/** Of work that consists of parts. */
export function outcomeOf({ good, bad, cancelled }: { good: number; bad: number; cancelled: boolean }): Outcome {
  if (cancelled) return 'cancelled';
  if (bad === 0) return 'done';
  return good > 0 ? 'some' : 'nothing';
}
