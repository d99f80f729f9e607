/** The page does other things; without a frame on screen it is never idle. */
const IDLE_MS = 100;

/** Resolves when nothing else is going on, or soon. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: IDLE_MS });
  });
}
