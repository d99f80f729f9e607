/** Work that can wait until nobody waits for the page: some time after the start, and then once an hour. */

/** By then what was open last is on screen, and others were met. */
const FIRST_MS = 30_000;
const EVERY_MS = 3_600_000;
/** The page may be busy for long; after this it is done in between. */
const IDLE_MS = 10_000;

/** @returns the function that ends it */
export function atQuietMoments(run: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout>;
  const now = (): void => {
    if (isOver) return;
    run().catch(onError);
    timer = setTimeout(wait, EVERY_MS);
  };
  const wait = (): void => {
    requestIdleCallback(now, { timeout: IDLE_MS });
  };
  timer = setTimeout(wait, FIRST_MS);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
