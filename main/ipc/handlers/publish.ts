/** publish.*: a discussion as a page, into a file, a PDF or the printer. */
import { dirname, join } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { AppError } from '../../../shared/errors/app-error';
import type { Asset, ExportDocument, ExportKind } from '../../../shared/model/export-document';
import type { ExportedPlaces } from '../../files/exported-places';
import { withExtension } from '../../files/target';
import { writeWhole } from '../../files/write-whole';
import type { Printer } from '../../windows/print-window';
import type { Handlers } from '../dispatch';
import { askWhereToSave } from '../save-dialog';

export interface PublishHandlersOptions {
  readonly dialog: Pick<Dialog, 'showSaveDialog'>;
  readonly window: () => BrowserWindow | null;
  readonly lastFolder: { get(): string; set(folder: string): void };
  readonly exported: ExportedPlaces;
  readonly printer: Printer;
  /** Pages are being laid out, or no longer. */
  readonly working: (busy: boolean) => void;
}

interface Published {
  readonly kind: ExportKind;
  readonly document: ExportDocument;
  readonly assets: readonly Asset[];
}

/** Characters of a page; as in the message of publish/too-large. Beyond it browsers and readers of PDF give up. */
const MAX_PAGE = 200 * 1024 * 1024;

const FORMATS = {
  html: { filter: { name: 'HTML', extensions: ['html'] }, words: 'as HTML' },
  pdf: { filter: { name: 'PDF', extensions: ['pdf'] }, words: 'as PDF' },
} as const;

async function pageOf({ kind, document, assets }: Published): Promise<string> {
  // A base64 text is a third longer than its bytes: told before it is made.
  const pictures = assets.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  if (pictures > MAX_PAGE * 0.75) throw new AppError('publish/too-large', `${pictures} bytes of pictures`);
  const { dataPictures, exportHtml } = await import('../../../shared/html');
  const byHash = new Map(assets.map((asset) => [asset.hash, asset]));
  const page = exportHtml(document, kind, { pictures: dataPictures((hash) => byHash.get(hash)) });
  if (page.length > MAX_PAGE) throw new AppError('publish/too-large', `${page.length} characters`);
  return page;
}

export function publishHandlers({
  dialog,
  window,
  lastFolder,
  exported,
  printer,
  working,
}: PublishHandlersOptions): Pick<Handlers, 'publish.save' | 'publish.print' | 'publish.cancel'> {
  const running = new Set<AbortController>();

  /** Null when the person cancelled it. */
  async function pdfOf(page: string): Promise<Uint8Array | null> {
    const cancel = new AbortController();
    running.add(cancel);
    working(true);
    try {
      return await printer.pdf(page, cancel.signal);
    } catch (error) {
      if (cancel.signal.aborted) return null;
      throw error;
    } finally {
      running.delete(cancel);
      working(running.size > 0);
    }
  }

  return {
    'publish.save': async ({ format, ...published }) => {
      const { exportFileName } = await import('../../../shared/markdown');
      const { filter, words } = FORMATS[format];
      const name = exportFileName(published.document, published.kind).replace(/\.md$/, `.${format}`);
      const chosen = await askWhereToSave(dialog, window(), {
        title: `Export ${published.kind} ${words}`,
        defaultPath: join(lastFolder.get(), name),
        filters: [{ ...filter, extensions: [...filter.extensions] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (chosen === null) return { status: 'cancelled' };
      const path = await withExtension(chosen, `.${format}`);
      const page = await pageOf(published);
      const content = format === 'html' ? page : await pdfOf(page);
      if (content === null) return { status: 'cancelled' };
      await writeWhole(path, content);
      lastFolder.set(dirname(path));
      return { status: 'saved', path, place: exported.add(path) };
    },
    'publish.cancel': () => {
      for (const cancel of running) cancel.abort('cancelled');
    },
    'publish.print': async (published) => ({ status: await printer.print(await pageOf(published)) }),
  };
}
