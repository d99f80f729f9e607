/** Lays a page out in a hidden window without script and network, and hands it to a PDF or to the system's print dialog. */
import { randomUUID } from 'node:crypto';
import { app, BrowserWindow, type Session, session } from 'electron';
import { AppError } from '../../shared/errors/app-error';
import { APP_SCHEME } from '../app/origin';
import { isAllowedInPrint, PRINT_HOST, pdfOptions, printWindowOptions } from './print-options';

export interface Printer {
  /** Errors: publish/failed, also when `signal` ended it. */
  pdf(html: string, signal: AbortSignal): Promise<Uint8Array>;
  /** The system's print dialog. Errors: publish/failed, publish/no-printer. */
  print(html: string): Promise<'printed' | 'cancelled'>;
}

/** Several times what a thousand pages take; a layout that hangs must end, and its window with it. In ms. */
const LAYOUT_TIME = 600_000;

/** `refused` is told of whatever a page asks for beyond itself. */
export function createPrinter(refused: (what: string) => void): Printer {
  const pages = new Map<string, string>();
  let opened: Session | null = null;

  /** In memory, apart from the app's own, and shut before anything is loaded into it. */
  function printSession(): Session {
    if (opened !== null) return opened;
    const made = session.fromPartition('print', { cache: false });
    made.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
    made.setPermissionCheckHandler(() => false);
    made.setDevicePermissionHandler(() => false);
    made.on('will-download', (event) => event.preventDefault());
    made.webRequest.onBeforeRequest(({ url }, callback) => {
      const allowed = isAllowedInPrint(url, APP_SCHEME);
      if (!allowed) refused(`while printing ${url.slice(0, 200)}`);
      callback({ cancel: !allowed });
    });
    made.protocol.handle(APP_SCHEME, ({ url }) => {
      const html = pages.get(url);
      const headers = { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' };
      return html === undefined ? new Response(null, { status: 404 }) : new Response(html, { headers });
    });
    opened = made;
    return made;
  }

  /** The window and the page are gone afterwards, whatever happened. */
  async function withPage<T>(
    html: string,
    signal: AbortSignal | null,
    act: (window: BrowserWindow) => Promise<T>,
  ): Promise<T> {
    const address = `${APP_SCHEME}://${PRINT_HOST}/${randomUUID()}`;
    pages.set(address, html);
    const window = new BrowserWindow(printWindowOptions(printSession()));
    try {
      const gone = new Promise<never>((_, reject) => {
        const end = (why: string): void => reject(new AppError('publish/failed', why));
        window.webContents.once('render-process-gone', (_event, { reason }) => end(reason));
        window.once('closed', () => end('closed'));
        signal?.addEventListener('abort', () => end(String(signal.reason)), { once: true });
      });
      const work = window.loadURL(address).then(() => act(window));
      return await Promise.race([work, gone]);
    } catch (error) {
      throw error instanceof AppError ? error : new AppError('publish/failed', String(error), { cause: error });
    } finally {
      pages.delete(address);
      if (!window.isDestroyed()) window.destroy();
    }
  }

  return {
    pdf: (html, signal) =>
      withPage(html, AbortSignal.any([signal, AbortSignal.timeout(LAYOUT_TIME)]), ({ webContents }) =>
        webContents.printToPDF(pdfOptions(app.getLocaleCountryCode())),
      ),
    print: (html) =>
      withPage(
        html,
        // The dialog of the system stays open as long as the person likes.
        null,
        ({ webContents }) =>
          new Promise((resolve, reject) => {
            webContents.print({ printBackground: true }, (done, reason) => {
              if (done) resolve('printed');
              else if (/cancel/i.test(reason)) resolve('cancelled');
              else reject(new AppError('publish/no-printer', reason));
            });
          }),
      ),
  };
}
