/** Two frames: what was typed is stored by then, whether or not a frame was painted. */
const LONGEST_WAIT_MS = 34;

/** When the next frame is on screen; soon where nothing is painted. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    // A window that is covered may paint no frame.
    setTimeout(resolve, LONGEST_WAIT_MS);
    if (typeof document !== 'undefined' && document.visibilityState === 'visible') {
      requestAnimationFrame(() => setTimeout(resolve, 0));
    } else setTimeout(resolve, 0);
  });
}
