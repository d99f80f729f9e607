/** DocumentStore in memory: stands in for the browser's storage where contract tests prove them equal. */
import * as Y from 'yjs';
import { clocksOf } from '../../renderer/notebook/clocks';
import type { DocumentStore, Examined, StoredDocument } from '../../renderer/notebook/document-store';
import { AppError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import { digestOf, digestOfUpdates } from '../../shared/exchange/digest';
import { isSoundUpdate } from '../../shared/exchange/sound-update';
import { toHex } from '../../shared/util/hex';

export class MemoryStore implements DocumentStore {
  private readonly rows = new Map<string, Uint8Array[]>();
  /** How many of the rows were stored while somebody had the document open; the others arrived while nobody had. */
  private readonly known = new Map<string, number>();
  private readonly locals = new Map<string, unknown>();
  private readonly digests = new Map<string, string>();
  private readonly marks = new Map<string, string>();
  /** While true every write fails. */
  broken = false;

  /** While true nothing can be opened. */
  closed = false;

  /** Loses what is kept beside the documents. */
  forgetLocals(): void {
    this.locals.clear();
  }

  /** Since when something waits to be stored: nothing ever does. */
  waiting(): number | null {
    return null;
  }

  /** What is stored of a document; to be damaged at will. */
  rowsOf(name: string): Uint8Array[] {
    return this.rows.get(name) ?? [];
  }

  /** Notes a digest, true or not. */
  note(name: string, digest: string): void {
    this.digests.set(name, digest);
  }

  /** What another start finds that happens now. */
  copy(): MemoryStore {
    const copy = new MemoryStore();
    for (const [name, rows] of this.rows) copy.rows.set(name, [...rows]);
    for (const [name, count] of this.known) copy.known.set(name, count);
    for (const [key, value] of this.locals) copy.locals.set(key, structuredClone(value));
    for (const [name, digest] of this.digests) copy.digests.set(name, digest);
    for (const [notebook, mark] of this.marks) copy.marks.set(notebook, mark);
    return copy;
  }

  async open(name: string, doc: Y.Doc, onProblem: (code: ErrorCode | null) => void): Promise<StoredDocument> {
    if (this.closed) throw new AppError('store/unavailable');
    const rows = this.rows.get(name) ?? [];
    this.rows.set(name, rows);
    const known = this.known.get(name) ?? 0;
    // What arrived is a change of its own.
    for (const some of [rows.slice(0, known), rows.slice(known)]) {
      Y.transact(
        doc,
        () => {
          for (const row of some) Y.applyUpdate(doc, row, this);
        },
        this,
        false,
      );
    }
    this.known.set(name, rows.length);
    const store = this;
    let missed = false;
    let heardAt = clocksOf(doc);
    const add = (update: Uint8Array) => {
      this.digests.delete(name);
      if (this.broken) {
        missed = true;
        onProblem('store/write-failed');
        return;
      }
      if (missed) onProblem(null);
      rows.push(missed ? Y.encodeStateAsUpdate(doc) : update);
      this.known.set(name, rows.length);
      missed = false;
    };
    const listener = (update: Uint8Array, origin: unknown) => {
      heardAt = clocksOf(doc);
      if (origin !== this) add(update);
    };
    doc.on('update', listener);
    return {
      get healthy() {
        return !missed;
      },
      get heard() {
        return [heardAt];
      },
      get waitingSince() {
        return store.waiting();
      },
      flush: async () => {
        if (missed) add(Y.encodeStateAsUpdate(doc));
        if (missed) throw new AppError('store/write-failed');
      },
      storeState: () => add(Y.encodeStateAsUpdate(doc)),
      close: async () => {
        doc.off('update', listener);
        if (!missed && doc.store.pendingStructs === null) this.digests.set(name, toHex(digestOf(doc)));
      },
      getLocal: async (key) => this.locals.get(`${name}/${key}`),
      setLocal: async (key, value) => void this.locals.set(`${name}/${key}`, value),
    };
  }

  async remove(name: string): Promise<void> {
    this.rows.delete(name);
    this.known.delete(name);
    this.digests.delete(name);
    for (const key of [...this.locals.keys()]) if (key.startsWith(`${name}/`)) this.locals.delete(key);
  }

  async read(name: string): Promise<readonly Uint8Array[]> {
    return [...(this.rows.get(name) ?? [])];
  }

  async append(name: string, update: Uint8Array, digest: string): Promise<void> {
    if (this.broken) throw new AppError('store/write-failed');
    const rows = this.rows.get(name) ?? [];
    rows.push(update);
    this.rows.set(name, rows);
    this.digests.set(name, digest);
  }

  async examine(name: string): Promise<Examined> {
    if (this.closed) throw new AppError('store/unavailable');
    const rows = this.rows.get(name) ?? [];
    const updates = rows.filter(isSoundUpdate);
    return { updates, unsound: rows.length - updates.length, noted: this.digests.get(name) ?? null };
  }

  async mend(name: string): Promise<void> {
    this.digests.delete(name);
    const rows = this.rows.get(name);
    if (rows === undefined) return;
    const sound = rows.slice(0, this.known.get(name) ?? 0).filter(isSoundUpdate).length;
    rows.splice(0, rows.length, ...rows.filter(isSoundUpdate));
    this.known.set(name, sound);
  }

  async getLocal(name: string, key: string): Promise<unknown> {
    return this.locals.get(`${name}/${key}`);
  }

  async names(notebook: string): Promise<readonly string[]> {
    const names = [...this.rows].filter(([, rows]) => rows.length > 0).map(([name]) => name);
    return names.filter((name) => name.startsWith(`recap/${notebook}/`));
  }

  async getMark(notebook: string): Promise<string | null> {
    return this.marks.get(notebook) ?? null;
  }

  async setMark(notebook: string, mark: string | null): Promise<void> {
    if (this.broken) throw new AppError('store/write-failed');
    if (mark === null) this.marks.delete(notebook);
    else this.marks.set(notebook, mark);
  }

  async digest(name: string): Promise<string> {
    return this.digests.get(name) ?? toHex(digestOfUpdates(this.rows.get(name) ?? []));
  }
}
