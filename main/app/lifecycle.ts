/** The end of the app: windows close in order, then the services stop, then the process ends. */
import { app } from 'electron';

export interface LifecycleOptions {
  /** Stops the services, in reverse order of their start. Never rejects. */
  readonly shutDown: () => Promise<unknown>;
  /** macOS: the app is activated without a window. */
  readonly reopen: () => void;
}

export function followLifecycle({ shutDown, reopen }: LifecycleOptions): void {
  const isMac = process.platform === 'darwin';
  let quitting = false;
  let isDown = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  // A window that first lets its page store everything cancels the quit; it goes on here when the window is closed.
  app.on('window-all-closed', () => {
    if (!isMac || quitting) app.quit();
  });
  app.on('will-quit', (event) => {
    if (isDown) return;
    event.preventDefault();
    void shutDown().finally(() => {
      isDown = true;
      app.quit();
    });
  });
  app.on('activate', reopen);
}
