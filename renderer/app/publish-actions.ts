/** A discussion as pages: one HTML file, a PDF, or paper. */
import type { ExportKind } from '../../shared/model/export-document';
import type { AppContext } from './app-state';
import { showExported } from './show-exported';

export type Pages = 'html' | 'pdf' | 'print';

export interface PublishActions {
  publish(pages: Pages, kind: ExportKind): void;
}

const SAVED = { html: 'Saved as HTML', pdf: 'Saved as PDF' } as const;

/** What is there sooner needs no word. In ms. */
const PATIENCE = 500;

/** Tells that pages are being laid out, and lets the person end it. */
function tellOfWork({ ports, notices, report }: AppContext): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let takeAway = (): void => undefined;
  ports.bridge.on('publish.working', ({ busy }) => {
    clearTimeout(waiting);
    takeAway();
    if (!busy) return;
    const cancel = { label: 'Cancel', run: () => void ports.bridge.request('publish.cancel').catch(report) };
    waiting = setTimeout(() => {
      takeAway = notices.tell({ tone: 'info', title: 'Laying out the pages…', action: cancel, lasting: true });
    }, PATIENCE);
  });
}

export function createPublishActions(context: AppContext): PublishActions {
  const { ports, shown, notices, report } = context;
  tellOfWork(context);
  return {
    publish(pages, kind) {
      const discussion = shown.get();
      if (discussion === null) return;
      const published = { kind, document: discussion.export(), assets: [...discussion.assets()] };
      if (pages === 'print') {
        ports.bridge.request('publish.print', published).catch(report);
        return;
      }
      ports.bridge
        .request('publish.save', { ...published, format: pages })
        .then((done) => {
          if (done.status === 'saved') {
            const action = showExported(ports, done.place, report);
            notices.tell({ tone: 'info', title: SAVED[pages], detail: done.path, action });
          }
        })
        .catch(report);
    },
  };
}
