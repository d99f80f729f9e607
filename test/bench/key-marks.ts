/**
 * Marks in a page. A press is measured from the time stamp of its `keydown` event (when the browser took it in) to the
 * end of the frame that shows it: a message posted in `requestAnimationFrame` arrives after style, layout and paint.
 *
 * Between the end of a press's own work and its frame a page may wait for the display, up to 16.7 ms, whatever the editor
 * costs. That wait is taken out, so that what remains resolves below one frame: the work of the tasks plus the work of
 * the frame. The end of the work is a task of background priority, which runs when nothing else is left to do; where it
 * has not run when the frame begins there was no wait, which is the rule on an idle display.
 */
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** Milliseconds per press. */
    benchMarks: number[];
    /** Milliseconds since 1970, per press or per change. */
    benchTimes: number[];
  }
}

/** The pause between two presses is what is measured, not a wait for something to happen: keys of a person come in time. */
export function typistPauses(ms: number): Promise<void> {
  return new Promise((again) => setTimeout(again, Math.max(0, ms)));
}

export function markKeys(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.benchMarks = [];
    let begun = 0;
    addEventListener(
      'keydown',
      (event) => {
        begun = event.timeStamp;
      },
      true,
    );
    addEventListener(
      'keypress',
      () => {
        const from = begun;
        let worked: number | null = null;
        void scheduler.postTask(
          () => {
            worked = performance.now();
          },
          { priority: 'background' },
        );
        requestAnimationFrame(() => {
          const frame = performance.now();
          const waited = worked === null ? 0 : frame - worked;
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            window.benchMarks.push(performance.now() - from - waited);
            port1.close();
          };
          port2.postMessage(null);
        });
      },
      true,
    );
  });
}

/** Presses `count` letters, one after the other was painted and a typist's pause. */
export async function pressAndMark(page: Page, count: number, pause: number): Promise<number[]> {
  await page.evaluate(() => {
    window.benchMarks = [];
  });
  for (let index = 0; index < count; index++) {
    await page.keyboard.press(index % 6 === 5 ? 'Space' : 'e');
    await page.waitForFunction((wanted) => window.benchMarks.length >= wanted, index + 1);
    await typistPauses(pause);
  }
  return page.evaluate(() => window.benchMarks);
}

/** Times of all `keydown` events from now on. */
export function timeKeys(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.benchTimes = [];
    addEventListener('keydown', (event) => window.benchTimes.push(performance.timeOrigin + event.timeStamp), true);
  });
}

/**
 * Times at which each further `x` was painted in the element. What changed inside a frame's own callbacks is painted by
 * that frame, everything else by the next one.
 */
export function timeArrivals(page: Page, selector: string): Promise<void> {
  return page.evaluate((where) => {
    window.benchTimes = [];
    const element = document.querySelector(where);
    if (element === null) throw new Error(`no ${where}`);
    const afterThis = (run: () => void) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        run();
      };
      port2.postMessage(null);
    };
    let inFrame = false;
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((time) => {
        if (!inFrame) {
          inFrame = true;
          afterThis(() => {
            inFrame = false;
          });
        }
        callback(time);
      });
    const count = () => (element.textContent ?? '').split('x').length;
    let seen = count();
    new MutationObserver(() => {
      const fresh = count() - seen;
      if (fresh <= 0) return;
      seen += fresh;
      const painted = () => {
        const now = performance.timeOrigin + performance.now();
        for (let index = 0; index < fresh; index++) window.benchTimes.push(now);
      };
      if (inFrame) afterThis(painted);
      else request(() => afterThis(painted));
    }).observe(element, { subtree: true, childList: true, characterData: true });
  }, selector);
}

/** Presses `x` at one page and waits until the other has painted it; milliseconds of each. */
export async function pressAcross(from: Page, to: Page, count: number): Promise<number[]> {
  for (const page of [from, to]) {
    await page.evaluate(() => {
      window.benchTimes = [];
    });
  }
  for (let index = 0; index < count; index++) {
    await from.keyboard.press('x');
    await to.waitForFunction((wanted) => window.benchTimes.length >= wanted, index + 1);
    // Of another length each time, so that presses do not fall into step with frames or timers.
    await typistPauses(250 + ((index * 37) % 97));
  }
  return lags(from, to);
}

async function lags(from: Page, to: Page): Promise<number[]> {
  const [sent, painted] = await Promise.all([from, to].map((page) => page.evaluate(() => window.benchTimes)));
  return (painted ?? []).map((time, index) => time - (sent?.[index] ?? Number.NaN));
}

/** Presses `x` so many times a second, whatever the other page does, and waits for the last one there. */
export async function typeAcross(from: Page, to: Page, count: number, perSecond: number): Promise<number[]> {
  for (const page of [from, to]) {
    await page.evaluate(() => {
      window.benchTimes = [];
    });
  }
  const began = performance.now();
  const pressing: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    await typistPauses(began + (index * 1000) / perSecond - performance.now());
    pressing.push(from.keyboard.press('x'));
  }
  await Promise.all(pressing);
  await to.waitForFunction((wanted) => window.benchTimes.length >= wanted, count);
  return lags(from, to);
}
