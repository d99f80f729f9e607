/** The options of the main window as data: what makes it safe, and what keeps it from flashing. Pure. */
import type { BrowserWindowConstructorOptions } from 'electron';
import { SAFE_PREFERENCES } from './safe-preferences';
import { MIN_HEIGHT, MIN_WIDTH, type Rectangle } from './window-state';

export const WINDOW_TITLE = 'Recap Notebook';

/** `--paper` of renderer/styles/tokens.css: the first thing that is painted. */
const PAPER = { light: '#fbfaf7', dark: '#191a1b' } as const;

export interface WindowOptionsInput {
  readonly bounds: Rectangle;
  readonly preload: string;
  readonly dark: boolean;
  readonly spellcheck: boolean;
  /** Off in what is shipped; tests and development attach to it. */
  readonly devTools: boolean;
  /** Where the system does not take it from the executable. */
  readonly icon?: string;
}

export function paper(dark: boolean): string {
  return dark ? PAPER.dark : PAPER.light;
}

export function windowOptions(input: WindowOptionsInput): BrowserWindowConstructorOptions {
  return {
    ...input.bounds,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    title: WINDOW_TITLE,
    // Shown when there is something to see.
    show: false,
    backgroundColor: paper(input.dark),
    ...(input.icon === undefined ? {} : { icon: input.icon }),
    webPreferences: {
      ...SAFE_PREFERENCES,
      preload: input.preload,
      devTools: input.devTools,
      spellcheck: input.spellcheck,
      // A hidden window must go on talking to the other copies.
      backgroundThrottling: false,
    },
  };
}
