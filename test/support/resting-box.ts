import type { Locator } from '@playwright/test';

/** Where it is on screen once it has come to rest there: scrolled to, or placed beside what it belongs to. */
export async function restingBox(of: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await of.waitFor();
  await of.evaluate(async (element) => {
    const now = () => JSON.stringify(element.getBoundingClientRect());
    let box = now();
    for (let still = 0; still < 6; ) {
      await new Promise((drawn) => requestAnimationFrame(drawn));
      still = now() === box ? still + 1 : 0;
      box = now();
    }
  });
  const box = await of.boundingBox();
  if (box === null) throw new Error('it is not on screen');
  return box;
}
