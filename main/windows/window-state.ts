/** Where the window was, and where it may be shown again. Pure. */
import * as z from 'zod';

export const MIN_WIDTH = 900;
export const MIN_HEIGHT = 600;
/** The size of the design. */
const DEFAULT_WIDTH = 1440;
const DEFAULT_HEIGHT = 900;

const coordinate = z.int().min(-100_000).max(100_000);
const length = z.int().min(1).max(100_000);

export const windowStateSchema = z.object({
  bounds: z.object({ x: coordinate, y: coordinate, width: length, height: length }).nullable(),
  maximised: z.boolean(),
  fullScreen: z.boolean(),
  /** Chromium's zoom level: 0 is 100 %, each step a factor of 1.2. */
  zoomLevel: z.number().min(-8).max(9),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export const DEFAULT_WINDOW_STATE: WindowState = { bounds: null, maximised: false, fullScreen: false, zoomLevel: 0 };

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How much of the window must be on a display, in pixels each way, to be found and moved with the mouse. */
const GRIP = 100;

/**
 * Bounds that lie on one of the displays (their work areas, the main one first), no larger than it and no smaller
 * than the minimum. Without a position (never shown, or its display is gone) the window is centred.
 */
export function placeWindow(saved: WindowState['bounds'], workAreas: readonly Rectangle[]): Rectangle {
  const main = workAreas[0] ?? { x: 0, y: 0, width: DEFAULT_WIDTH, height: DEFAULT_HEIGHT };
  const home = saved === null ? undefined : workAreas.find((area) => isGrippable(saved, area));
  const area = home ?? main;
  const width = clamp(saved?.width ?? DEFAULT_WIDTH, MIN_WIDTH, Math.max(MIN_WIDTH, area.width));
  const height = clamp(saved?.height ?? DEFAULT_HEIGHT, MIN_HEIGHT, Math.max(MIN_HEIGHT, area.height));
  if (saved === null || home === undefined) {
    const x = area.x + Math.max(0, Math.round((area.width - width) / 2));
    const y = area.y + Math.max(0, Math.round((area.height - height) / 2));
    return { x, y, width, height };
  }
  return { x: into(saved.x, width, area.x, area.width), y: into(saved.y, height, area.y, area.height), width, height };
}

function isGrippable(bounds: Rectangle, area: Rectangle): boolean {
  const overlapX = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const overlapY = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
  // The title bar is at the top: it must not be above the display.
  return overlapX >= GRIP && overlapY >= GRIP && bounds.y >= area.y - GRIP;
}

/** `start` moved so that the length fits into the area, or to the area's start when it cannot. */
function into(start: number, size: number, areaStart: number, areaSize: number): number {
  return Math.max(areaStart, Math.min(start, areaStart + areaSize - size));
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
