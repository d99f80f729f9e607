import type { Clock } from '../../shared/exchange/ports';

/** The page's clock. Frames come from the display while the page is visible, from a timer while it is not. */
export const pageClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  nextFrame(run) {
    if (document.visibilityState === 'visible') {
      const frame = requestAnimationFrame(run);
      return () => cancelAnimationFrame(frame);
    }
    const timer = setTimeout(run, 16);
    return () => clearTimeout(timer);
  },
};
