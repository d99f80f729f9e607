import { describe, expect, it } from 'vitest';
import { placeWindow, type Rectangle, windowStateSchema } from '../../../../main/windows/window-state';

const area = (x: number, y: number, width: number, height: number): Rectangle => ({ x, y, width, height });
const LAPTOP = area(0, 25, 1440, 875);
const RIGHT = area(1440, 0, 2560, 1440);

describe('the place of the window', () => {
  it.each<[string, Rectangle | null, Rectangle[], Rectangle]>([
    ['first start, centred', null, [RIGHT], area(1440 + 560, 270, 1440, 900)],
    ['first start on a small display', null, [area(0, 0, 1024, 700)], area(0, 0, 1024, 700)],
    ['first start on a tiny display', null, [area(0, 0, 640, 480)], area(0, 0, 900, 600)],
    ['as it was', area(100, 100, 1000, 700), [LAPTOP], area(100, 100, 1000, 700)],
    ['on the second display', area(2000, 100, 1200, 800), [LAPTOP, RIGHT], area(2000, 100, 1200, 800)],
    ['its display is gone', area(2000, 100, 1200, 800), [LAPTOP], area(120, 63, 1200, 800)],
    ['larger than the display', area(0, 0, 3000, 2000), [LAPTOP], area(0, 25, 1440, 875)],
    ['smaller than the minimum', area(10, 30, 300, 200), [LAPTOP], area(10, 30, 900, 600)],
    ['half out on the right', area(1200, 100, 1000, 700), [LAPTOP], area(440, 100, 1000, 700)],
    ['nearly out on the right', area(1400, 100, 1000, 700), [LAPTOP], area(220, 113, 1000, 700)],
    ['title bar above the display', area(100, -500, 1000, 700), [LAPTOP], area(220, 113, 1000, 700)],
    ['no display at all', area(5, 5, 1000, 700), [], area(220, 100, 1000, 700)],
  ])('%s', (_name, saved, areas, expected) => {
    expect(placeWindow(saved, areas)).toEqual(expected);
  });

  it('is forgotten when the file was tampered with', () => {
    const state = { bounds: { x: 0, y: 0, width: 10, height: 10 }, maximised: false, fullScreen: false, zoomLevel: 0 };
    expect(windowStateSchema.safeParse(state).success).toBe(true);
    for (const broken of [
      { ...state, zoomLevel: 99 },
      { ...state, bounds: { ...state.bounds, x: Number.NaN } },
      { ...state, bounds: [] },
    ])
      expect(windowStateSchema.safeParse(broken).success).toBe(false);
  });
});
