/** links.open: the only way out of the app to another program, for three kinds of address, and only after asking. */
import type { BrowserWindow, Dialog, MessageBoxOptions, Shell } from 'electron';
import { AppError } from '../../../shared/errors/app-error';
import type { Handlers } from '../dispatch';

export interface LinksHandlersOptions {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly window: () => BrowserWindow | null;
}

const ALLOWED = new Set(['http:', 'https:', 'mailto:']);
const OPEN = 1;

/** The address as it would be opened, or null when it is not opened at all. */
export function externalAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return ALLOWED.has(url.protocol) ? url.href : null;
}

export function linksHandlers({ dialog, shell, window }: LinksHandlersOptions): Pick<Handlers, 'links.open'> {
  return {
    'links.open': async ({ url }) => {
      const address = externalAddress(url);
      if (address === null) throw new AppError('links/refused', url.slice(0, 200));
      const options: MessageBoxOptions = {
        type: 'question',
        title: 'Open link',
        message: address.startsWith('mailto:')
          ? 'Write to this address in your mail program?'
          : 'Open this address in your browser?',
        // The whole of it, with the host as it is really written (punycode), so that nothing hides in a long one.
        detail: address,
        buttons: ['Cancel', 'Open'],
        defaultId: OPEN,
        cancelId: 0,
        noLink: true,
      };
      const parent = window();
      const { response } = await (parent === null
        ? dialog.showMessageBox(options)
        : dialog.showMessageBox(parent, options));
      if (response !== OPEN) return { opened: false };
      await shell.openExternal(address);
      return { opened: true };
    },
  };
}
