/** DocumentStore in memory: stands in for the browser's storage where contract tests prove them equal. */
import * as Y from 'yjs';
import type { DocumentStore, StoredDocument } from '../../renderer/notebook/document-store';
import { AppError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';

export class MemoryStore implements DocumentStore {
  private readonly rows = new Map<string, Uint8Array[]>();
  private readonly locals = new Map<string, unknown>();
  /** While true every write fails. */
  broken = false;

  async open(name: string, doc: Y.Doc, onProblem: (code: ErrorCode | null) => void): Promise<StoredDocument> {
    const rows = this.rows.get(name) ?? [];
    this.rows.set(name, rows);
    for (const row of rows) Y.applyUpdate(doc, row, this);
    let missed = false;
    const add = (update: Uint8Array) => {
      if (this.broken) {
        missed = true;
        onProblem('store/write-failed');
        return;
      }
      if (missed) onProblem(null);
      rows.push(missed ? Y.encodeStateAsUpdate(doc) : update);
      missed = false;
    };
    const listener = (update: Uint8Array, origin: unknown) => {
      if (origin !== this) add(update);
    };
    doc.on('update', listener);
    return {
      get healthy() {
        return !missed;
      },
      flush: async () => {
        if (missed) add(Y.encodeStateAsUpdate(doc));
        if (missed) throw new AppError('store/write-failed');
      },
      storeState: () => add(Y.encodeStateAsUpdate(doc)),
      close: async () => {
        doc.off('update', listener);
      },
      getLocal: async (key) => this.locals.get(`${name}/${key}`),
      setLocal: async (key, value) => void this.locals.set(`${name}/${key}`, value),
    };
  }

  async remove(name: string): Promise<void> {
    this.rows.delete(name);
    for (const key of [...this.locals.keys()]) if (key.startsWith(`${name}/`)) this.locals.delete(key);
  }
}
