/** Whether what is stored of a notebook is well: notices documents that stopped telling of their changes, and checks everything. */
import type * as Y from 'yjs';
import { AppError } from '../../shared/errors/app-error';
import type { CheckWatch, NotebookFindings } from './check/findings';
import type { CheckedNotebook } from './check/notebook-check';
import { onTransaction, unstick } from './guarded';
import type { NotebookStore } from './journal/journaled-store';
import type { LiveDocument } from './live-documents';
import type { Problems } from './problems';
import type { RowKeeper } from './row-keeper';
import type { NotebookHealth } from './types';

export interface HealthHost extends CheckedNotebook {
  readonly catalog: Y.Doc;
  readonly trouble: Problems;
  readonly rows: RowKeeper;
  readonly onError: (error: unknown) => void;
}

export class Health implements NotebookHealth {
  /** @param host may still be in the making */
  constructor(
    private readonly host: HealthHost,
    private readonly store: NotebookStore,
  ) {}

  async check(watch: CheckWatch): Promise<NotebookFindings> {
    this.host.rows.flush();
    const found = await this.store.check?.(this.host, watch);
    if (found === undefined) throw new AppError('store/unavailable');
    return found;
  }

  /** Keeps the discussion's row current, and notices a document whose events have stopped. */
  watch(live: LiveDocument): void {
    const { rows, trouble, onError } = this.host;
    const { name, doc, stored } = live;
    onTransaction(
      doc,
      (transaction) => {
        if (transaction.changed.size > 0) rows.changed(name, transaction.local);
        queueMicrotask(() => {
          if (!unstick(doc)) return;
          stored.storeState();
          rows.changed(name, true);
          trouble.set(`stuck:${name}`, 'document/stuck');
        });
      },
      onError,
    );
  }
}
