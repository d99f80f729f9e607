/** What lies around the window of a person: clipboard, native dialogs, files that are dropped, a second start. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Locator } from '@playwright/test';
import { electronExecutable } from './app';
import { ownDisplay } from './own-display';
import type { Person } from './person';

export { PICTURE } from './picture';

const root = resolve(import.meta.dirname, '../..');

export interface Copied {
  readonly text?: string;
  readonly html?: string;
  /** A PNG, base64. */
  readonly picture?: string;
}

/** Puts something on the clipboard and presses the keys for pasting, where the caret is. */
export async function paste(person: Person, copied: Copied): Promise<void> {
  await person.page.evaluate(async ({ text, html, picture }) => {
    const kinds: Record<string, Blob> = {};
    if (text !== undefined) kinds['text/plain'] = new Blob([text], { type: 'text/plain' });
    if (html !== undefined) kinds['text/html'] = new Blob([html], { type: 'text/html' });
    if (picture !== undefined) {
      const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
      kinds['image/png'] = new Blob([bytes], { type: 'image/png' });
    }
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
  }, copied);
  await person.page.keyboard.press('Control+V');
}

export function clipboardText(person: Person): Promise<string> {
  return person.app.evaluate(({ clipboard }) => clipboard.readText());
}

/** What a paste would bring as HTML; nothing is pasted. */
export async function clipboardHtml({ page }: Person): Promise<string> {
  const paste = await page.evaluateHandle(() => {
    const taken = new Promise<string>((resolve) => {
      const take = (event: ClipboardEvent): void => {
        event.preventDefault();
        event.stopImmediatePropagation();
        resolve(event.clipboardData?.getData('text/html') ?? '');
      };
      window.addEventListener('paste', take, { capture: true, once: true });
    });
    return { taken };
  });
  await page.keyboard.press('Control+V');
  return paste.evaluate(({ taken }) => taken);
}

export interface DroppedFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** Drops a file on the middle of the element. */
export async function drop(target: Locator, file: DroppedFile): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('what is dropped on is not on screen');
  const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
  const dataTransfer = await target.page().evaluateHandle(
    ({ name, type, bytes }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
      return transfer;
    },
    { name: file.name, type: file.type, bytes: [...file.content] },
  );
  await target.dispatchEvent('dragover', { dataTransfer, ...at });
  await target.dispatchEvent('drop', { dataTransfer, ...at });
}

/** Drags files and folders of the disk from the desktop onto the middle of the element, and lets go. */
export async function dropPaths(target: Locator, paths: readonly string[]): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('what is dropped on is not on screen');
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const session = await target.page().context().newCDPSession(target.page());
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  try {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, ...at, data });
    }
  } finally {
    await session.detach();
  }
}

/** Cancels the next native save dialog; resolves with the path that it proposed. */
export function cancelSaveDialog(person: Person): Promise<string> {
  return person.app.evaluate(
    ({ dialog }) =>
      new Promise<string>((resolve) => {
        dialog.showSaveDialog = (async (...given: unknown[]) => {
          resolve((given.at(-1) as Electron.SaveDialogOptions).defaultPath ?? '');
          return { canceled: true, filePath: '' };
        }) as typeof dialog.showSaveDialog;
      }),
  );
}

export interface AskedLinks {
  /** The question of the native dialog, with the address, for each time it was shown. */
  readonly asked: readonly string[];
  readonly opened: readonly string[];
}

/** From now on the question whether to open a link is answered like this; nothing really leaves the app. */
export async function answerLinkQuestions(person: Person, answer: 'Open' | 'Cancel'): Promise<void> {
  await person.app.evaluate(({ dialog, shell }, wanted) => {
    const seen = globalThis as { askedLinks?: { asked: string[]; opened: string[] } };
    const links = { asked: [] as string[], opened: [] as string[] };
    seen.askedLinks = links;
    dialog.showMessageBox = (async (...given: unknown[]) => {
      const { detail = '', buttons = [] } = given.at(-1) as Electron.MessageBoxOptions;
      links.asked.push(detail);
      return { response: buttons.indexOf(wanted), checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
    shell.openExternal = async (url) => {
      links.opened.push(url);
    };
  }, answer);
}

export function askedLinks(person: Person): Promise<AskedLinks> {
  return person.app.evaluate(() => {
    const { askedLinks: links } = globalThis as { askedLinks?: { asked: string[]; opened: string[] } };
    return links ?? { asked: [], opened: [] };
  });
}

/** Starts the app once more on the same profile; resolves when that start has ended. */
export async function startAgain(person: Person, args: readonly string[]): Promise<void> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const line = [...sandbox, root, `--user-data-dir=${person.userDataDir}`, ...args];
  await promisify(execFile)(electronExecutable(), line, {
    cwd: root,
    env: { ...process.env, ...ownDisplay() },
    timeout: 60_000,
  });
}

/** Waits until the picture in the element is painted. */
export async function expectPicture(inside: Locator): Promise<void> {
  await expect.poll(() => inside.locator('img').evaluateAll(widthOfFirst)).toBe(24);
}

function widthOfFirst(images: Element[]): number {
  const [first] = images;
  return first instanceof HTMLImageElement && first.complete ? first.naturalWidth : 0;
}
