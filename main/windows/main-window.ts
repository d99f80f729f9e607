/** The one window: made, shown when ready, remembered, flushed before it closes, opened again after a crash. */
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { PageOrigin } from '../app/origin';
import type { JsonState } from '../files/json-state';
import { paper, type WindowOptionsInput, windowOptions } from './window-options';
import { placeWindow, type WindowState } from './window-state';

export interface MainWindowOptions extends Pick<WindowOptionsInput, 'preload' | 'spellcheck' | 'icon'> {
  readonly page: PageOrigin;
  readonly state: JsonState<WindowState>;
  /** Before the window closes: lets the page store everything. False: it stays open. Never rejects. */
  readonly beforeClose: () => Promise<boolean>;
  readonly shown: () => void;
  /** The page is gone: closed, crashed, or about to load again. */
  readonly pageGone: (reason: string) => void;
  readonly closed: () => void;
}

/** A second crash within this time, in ms, is not answered by loading again. */
const CRASH_WINDOW = 60_000;

/** So long the window's place is waited for, on a disk that does not answer, when everything else is stored. */
const REMEMBER_MS = 1000;

export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const { page, state } = options;
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
  const window = new BrowserWindow(
    windowOptions({
      ...options,
      bounds: placeWindow(state.value.bounds, areas),
      dark: nativeTheme.shouldUseDarkColors,
      devTools: !app.isPackaged,
    }),
  );
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (state.value.maximised) window.maximize();
    if (state.value.fullScreen) window.setFullScreen(true);
    window.show();
    options.shown();
  });
  // Once, as soon as there is a page: later loads keep the zoom of the moment, whoever set it.
  window.webContents.once('did-navigate', () => window.webContents.setZoomLevel(state.value.zoomLevel));
  // When a load is committed, not when it is asked for: one that is refused leaves the page in place.
  window.webContents.on('did-navigate', () => options.pageGone('loads'));
  const repaint = () => window.setBackgroundColor(paper(nativeTheme.shouldUseDarkColors));
  nativeTheme.on('updated', repaint);
  closeInOrder(window, options);
  reloadAfterCrash(window, options);
  window.on('closed', () => {
    nativeTheme.off('updated', repaint);
    options.closed();
  });
  void window.loadURL(page.url).catch(() => {});
  return window;
}

/** To the front, whatever it was before. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function closeInOrder(window: BrowserWindow, { state, beforeClose }: MainWindowOptions): void {
  let mayClose = false;
  window.on('close', (event) => {
    if (mayClose) return;
    event.preventDefault();
    const remembered = state.set({
      bounds: window.getNormalBounds(),
      maximised: window.isMaximized(),
      fullScreen: window.isFullScreen(),
      zoomLevel: window.webContents.getZoomLevel(),
    });
    const isRemembered = (): Promise<unknown> =>
      Promise.race([remembered, new Promise((late) => setTimeout(late, REMEMBER_MS))]);
    void beforeClose().then(async (closes) => {
      if (!closes) return;
      await isRemembered();
      mayClose = true;
      if (!window.isDestroyed()) window.close();
    });
  });
}

function reloadAfterCrash(window: BrowserWindow, { pageGone }: MainWindowOptions): void {
  let lastCrash = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    pageGone(reason);
    const isFirst = performance.now() - lastCrash > CRASH_WINDOW;
    lastCrash = performance.now();
    if (isFirst) window.webContents.reload();
    void dialog.showMessageBox(window, {
      type: isFirst ? 'warning' : 'error',
      message: isFirst ? 'The window stopped working and was opened again.' : 'The window stopped working again.',
      detail: isFirst
        ? `Everything that was stored is still here; the last second of typing may be missing. (${reason})`
        : `Close Recap Notebook and start it again. Everything that was stored is still here. (${reason})`,
      buttons: ['OK'],
    });
  });
}
