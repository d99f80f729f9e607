/** Shows the native context menu in the window. */
import { type BrowserWindow, clipboard, Menu } from 'electron';
import { contextMenuTemplate } from './context-menu-template';

export function attachContextMenu(window: BrowserWindow, openLink: (address: string) => void): void {
  const { webContents } = window;
  webContents.on('context-menu', (_event, params) => {
    const template = contextMenuTemplate(params, {
      replaceMisspelling: (word) => webContents.replaceMisspelling(word),
      addToDictionary: (word) => webContents.session.addWordToSpellCheckerDictionary(word),
      openLink,
      copyLink: (address) => void clipboard.writeText(address),
    });
    if (template !== null) Menu.buildFromTemplate(template).popup({ window });
  });
}
