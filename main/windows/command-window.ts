/** The window of a command: the page without anything to see. It is never shown. */
import { app, BrowserWindow } from 'electron';
import type { PageOrigin } from '../app/origin';
import { windowOptions } from './window-options';

export interface CommandWindowOptions {
  readonly page: PageOrigin;
  readonly preload: string;
  /** The page did not come, or is gone. */
  readonly failed: (why: string) => void;
}

export function openCommandWindow({ page, preload, failed }: CommandWindowOptions): BrowserWindow {
  app.dock?.hide();
  const bounds = { x: 0, y: 0, width: 1024, height: 700 };
  const window = new BrowserWindow(windowOptions({ bounds, preload, dark: false, spellcheck: false, devTools: false }));
  window.webContents.on('render-process-gone', (_event, { reason }) => failed(reason));
  window.loadURL(page.url).catch((error: unknown) => failed(String(error)));
  return window;
}
