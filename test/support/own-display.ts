/** The display of this worker, where several run at a time (build/scripts/lib/stages.mjs); for every app that a test starts. */
export function ownDisplay(): Record<string, string> {
  const display = process.env.RECAP_DISPLAYS?.split(' ')[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
  return display === undefined ? {} : { DISPLAY: display };
}
