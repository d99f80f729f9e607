/** What a person feels of a page that is busy: key presses that wait for their paint, and tasks that hold it up. */
import type { Page } from '@playwright/test';
import { typistPauses } from './key-marks';

declare global {
  interface Window {
    /** Milliseconds of each task over 50 ms. */
    benchTasks: number[];
    /** Values of the progress bar that were shown. */
    benchProgress: number[];
  }
}

/** @param bar where there may be several */
export function watchPage(page: Page, bar = '[role="progressbar"]'): Promise<void> {
  return page.evaluate((wanted) => {
    window.benchTasks = [];
    window.benchProgress = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.benchTasks.push(duration);
    }).observe({ type: 'longtask' });
    new MutationObserver(() => {
      const shown = document.querySelector(wanted);
      const value = Number(shown?.getAttribute('aria-valuenow') ?? Number.NaN);
      if (!Number.isNaN(value) && window.benchProgress.at(-1) !== value) window.benchProgress.push(value);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  }, bar);
}

/** Each press of eight a second, from the event's own time to the end of the frame that shows it, until told to stop. */
export async function pressUntil(page: Page, stop: { now: boolean }): Promise<number[]> {
  await page.evaluate(() => {
    window.benchMarks = [];
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            window.benchMarks.push(performance.now() - timeStamp);
            port1.close();
          };
          port2.postMessage(null);
        }),
      true,
    );
  });
  const began = performance.now();
  let pressed = 0;
  while (!stop.now) {
    await page.keyboard.press('e');
    pressed += 1;
    await typistPauses(began + pressed * 125 - performance.now());
  }
  await page.waitForFunction((wanted) => window.benchMarks.length >= wanted, pressed);
  return page.evaluate(() => window.benchMarks);
}
