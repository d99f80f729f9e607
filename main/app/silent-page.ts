/** Asked when the app is quitting and the page does not answer. */
import type { BrowserWindow, MessageBoxOptions } from 'electron';

const QUESTION: MessageBoxOptions = {
  type: 'warning',
  message: 'The window does not answer.',
  detail:
    'It may still be saving what you wrote last. Everything up to about a second before it stopped is stored; if you quit now, what came after that may be missing.',
  buttons: ['Keep waiting', 'Quit anyway'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
};

export async function askSilentPage(
  show: (window: BrowserWindow, options: MessageBoxOptions) => Promise<{ readonly response: number }>,
  window: BrowserWindow | null,
): Promise<'wait' | 'quit'> {
  if (window === null || window.isDestroyed()) return 'quit';
  return (await show(window, QUESTION)).response === 1 ? 'quit' : 'wait';
}
