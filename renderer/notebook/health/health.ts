/**
 * Whether what is stored of a notebook is well: notices documents that are no longer stored, opens them anew, and checks
 * everything on demand. The rules are in README.md.
 */
import type * as Y from 'yjs';
import { AppError } from '../../../shared/errors/app-error';
import type { CheckWatch, NotebookFindings } from '../check/findings';
import type { CheckedNotebook } from '../check/notebook-check';
import { onTransaction, unstick } from '../guarded';
import { JournaledDocument } from '../journal/journaled-document';
import type { NotebookStore } from '../journal/journaled-store';
import type { LiveDocument, LiveDocuments } from '../live-documents';
import type { Problems } from '../problems';
import type { RowKeeper } from '../row-keeper';
import type { NotebookHealth } from '../types';
import { Pulse, type Trouble } from './pulse';

/** A listener that fails with each key must not have everything stored with each key. */
const REOPEN_AGAIN_MS = 1000;

export interface HealthHost extends CheckedNotebook {
  readonly catalog: Y.Doc;
  readonly documents: Pick<LiveDocuments, 'either' | 'all'>;
  readonly trouble: Problems;
  readonly rows: RowKeeper;
  readonly onError: (error: unknown) => void;
}

export class Health implements NotebookHealth {
  private readonly pulse: Pulse;
  private readonly reopened = new WeakMap<LiveDocument, number>();

  /** @param host may still be in the making */
  constructor(
    private readonly host: HealthHost,
    private readonly store: NotebookStore,
  ) {
    this.pulse = new Pulse({
      documents: () => host.documents.all(),
      found: (live, trouble) => this.found(live, trouble),
    });
  }

  start(): void {
    this.pulse.start();
  }

  dispose(): void {
    this.pulse.stop();
  }

  async check(watch: CheckWatch): Promise<NotebookFindings> {
    this.host.rows.flush();
    const found = await this.store.check?.(this.host, watch);
    if (found === undefined) throw new AppError('store/unavailable');
    return found;
  }

  /** Keeps the discussion's row current, and notices at once when an exception stopped the document's events. */
  watch(live: LiveDocument): void {
    const { rows, onError } = this.host;
    this.pulse.opened(live);
    onTransaction(
      live.doc,
      (transaction) => {
        if (transaction.changed.size > 0) rows.changed(live.name, transaction.local);
        queueMicrotask(() => {
          if (unstick(live.doc)) this.found(live, 'untold');
        });
      },
      onError,
    );
  }

  private found(live: LiveDocument, trouble: Trouble): void {
    const { name, doc, stored } = live;
    const { trouble: problems, rows, onError } = this.host;
    switch (trouble) {
      case 'untold':
        unstick(doc);
        stored.storeState();
        rows.changed(name, true);
        problems.set(`stuck:${name}`, 'document/stuck');
        break;
      case 'differs':
        stored.storeState();
        problems.set(`stuck:${name}`, 'document/differed');
        break;
      case 'silent':
        if (stored instanceof JournaledDocument) stored.isSilent();
        return;
      case 'over':
        if (stored instanceof JournaledDocument) stored.isAnswering();
        return;
      case 'failing':
        // Told by the store itself.
        break;
    }
    this.openAnew(live).catch(onError);
  }

  private async openAnew(live: LiveDocument): Promise<void> {
    const { stored } = live;
    const now = performance.now();
    if (now < (this.reopened.get(live) ?? Number.NEGATIVE_INFINITY) + REOPEN_AGAIN_MS) return;
    this.reopened.set(live, now);
    if (stored instanceof JournaledDocument) await stored.reopen();
  }
}
