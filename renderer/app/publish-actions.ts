/** A discussion as pages: one HTML file, a PDF, or paper. */
import type { ExportKind } from '../../shared/model/export-document';
import type { AppContext } from './app-state';

export type Pages = 'html' | 'pdf' | 'print';

export interface PublishActions {
  publish(pages: Pages, kind: ExportKind): void;
}

const SAVED = { html: 'Saved as HTML', pdf: 'Saved as PDF' } as const;

export function createPublishActions({ ports, shown, notices, report }: AppContext): PublishActions {
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
          if (done.status === 'saved') notices.tell({ tone: 'info', title: SAVED[pages], detail: done.path });
        })
        .catch(report);
    },
  };
}
