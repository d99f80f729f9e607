/** The native dialog that asks where to save. */
import type { BrowserWindow, Dialog, SaveDialogOptions } from 'electron';

/** The path that the person chose; null when they cancelled. */
export async function askWhereToSave(
  dialog: Pick<Dialog, 'showSaveDialog'>,
  parent: BrowserWindow | null,
  options: SaveDialogOptions,
): Promise<string | null> {
  const answer = parent === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options);
  return answer.canceled || answer.filePath === undefined || answer.filePath === '' ? null : answer.filePath;
}
