/** The end of the app: windows close in order, then the services stop, then the process ends. */
import { app } from 'electron';

export interface LifecycleOptions {
  /** Stops the services, in reverse order of their start. Never rejects. */
  readonly shutDown: () => Promise<unknown>;
  /** macOS: the app is activated without a window. */
  readonly reopen: () => void;
}

/**
 * The page has been waited for by then, with everything that it wrote. A disk that does not answer must not keep a process
 * without a window running: nobody could start the app again.
 */
const SHUT_DOWN_MS = 8000;

export interface Lifecycle {
  /** The window stays: what was a quit is none any more, and closing the window later is not one either. */
  stay(): void;
}

export function followLifecycle({ shutDown, reopen }: LifecycleOptions): Lifecycle {
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
    const late = new Promise((resolve) => setTimeout(resolve, SHUT_DOWN_MS, 'late'));
    void Promise.race([shutDown(), late]).then((what) => {
      isDown = true;
      if (what === 'late') app.exit(0);
      else app.quit();
    });
  });
  app.on('activate', reopen);
  return {
    stay() {
      quitting = false;
    },
  };
}
