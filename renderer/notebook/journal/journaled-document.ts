/** One open document that is stored in both places, and goes on with one when the other fails. */
import * as Y from 'yjs';
import { AppError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import { ORIGIN } from '../../../shared/model/origins';
import { clocksOf } from '../clocks';
import type { DocumentStore, StoredDocument } from '../document-store';
import { onUpdate } from '../guarded';
import type { LiveTarget } from './comparing';
import type { JournalEntry } from './journal-port';
import { isNewer, TYPED, valueEntry } from './typed-values';

/** A draft is stored whole with each key; the journal takes it this often. */
const VALUE_MS = 150;
const OPEN_AGAIN_MS = 2000;
const LET_GO_MS = 1000;
const ASK_AFTER_MS = 1500;
/** A journal that does not answer keeps nobody from writing. */
const RESTORE_MS = 10_000;

export interface JournaledDocumentOptions {
  readonly name: string;
  /** Its name within the notebook. */
  readonly document: string;
  readonly doc: Y.Doc;
  readonly inner: DocumentStore;
  readonly onProblem: (code: ErrorCode | null) => void;
  readonly journalWorks: () => boolean;
  readonly send: (entry: JournalEntry) => void;
  /** Resolves when the journal has everything for good. */
  readonly flushJournal: () => Promise<void>;
  readonly closed: () => void;
}

export class JournaledDocument implements StoredDocument, LiveTarget {
  isClosed = false;
  private stored: StoredDocument | null = null;
  private loading = true;
  /** Changes so far, and how many of them are in each of the two. */
  private written = 0;
  private readonly flushed = { storage: 0, journal: 0 };
  private failure: ErrorCode | null = null;
  /** Typed here, or given by the journal, since it was opened. */
  private readonly typed = new Map<string, unknown>();
  /** Of these, what the journal has not been given. */
  private readonly waiting = new Map<string, unknown>();
  private restored: Promise<unknown> = Promise.resolve();
  /** What the journal has is in the document. */
  private hasJournal = true;
  private valueTimer: ReturnType<typeof setTimeout> | undefined;
  private askTimer: ReturnType<typeof setTimeout> | undefined;
  private openTimer: ReturnType<typeof setTimeout> | undefined;
  private heardAt = 0;
  private stopListening = (): void => {};
  private reopening: Promise<void> | null = null;
  private silent = false;
  /** How often. */
  private opened = 0;

  constructor(private readonly options: JournaledDocumentOptions) {
    this.listen();
  }

  private listen(): void {
    const { options } = this;
    this.stopListening();
    this.heardAt = clocksOf(options.doc);
    this.stopListening = onUpdate(
      options.doc,
      (bytes, origin, transaction) => {
        this.heardAt = clocksOf(options.doc);
        if (origin === ORIGIN.journal) return;
        // What the other store loads comes from the person or another copy no more.
        if (this.loading && !transaction.local && origin !== ORIGIN.exchange) return;
        this.send({ kind: 'update', bytes });
        this.hasWritten();
      },
      () => options.onProblem('store/write-failed'),
      () => {
        this.heardAt = clocksOf(options.doc);
      },
    );
  }

  get doc(): Y.Doc {
    return this.options.doc;
  }

  get isStored(): boolean {
    return this.stored !== null;
  }

  get healthy(): boolean {
    return this.stored?.healthy === true;
  }

  get isWhole(): boolean {
    return this.isStored && this.hasJournal;
  }

  get heard(): readonly number[] {
    return [this.heardAt, ...(this.stored?.heard ?? [])];
  }

  get waitingSince(): number | null {
    return this.stored?.waitingSince ?? null;
  }

  /** What the other store has of it; null while it is not open there. @throws AppError store/unavailable */
  async storedUpdates(): Promise<readonly Uint8Array[] | null> {
    return this.stored === null ? null : this.options.inner.read(this.options.name);
  }

  /** The other store does not answer. */
  isSilent(): void {
    this.silent = true;
    this.fails('store/unavailable');
  }

  /** It took everything that was waiting. */
  isAnswering(): void {
    if (!this.silent) return;
    this.silent = false;
    this.fails(null);
  }

  /**
   * Lets go of the other store and opens the document there anew: what is stored is merged into what is on screen, and
   * all of it stored once more in both. Never rejects; goes on in the background when the store does not open.
   */
  reopen(): Promise<void> {
    this.reopening ??= this.reopenNow().finally(() => {
      this.reopening = null;
    });
    return this.reopening;
  }

  private async reopenNow(): Promise<void> {
    // It is being opened already.
    if (this.isClosed || this.loading || this.stored === null) return;
    const before = this.stored;
    this.stored = null;
    this.listen();
    // One that does not answer is not waited for: what it holds is in memory, and stored again.
    const letGo = new Promise((late) => setTimeout(late, LET_GO_MS));
    await Promise.race([before.close().catch(() => {}), letGo]);
    await this.openAgain();
    if (this.stored === null) this.fails('store/unavailable');
  }

  /** Opens it in the other store, now or later. Never rejects. */
  async open(): Promise<void> {
    const { inner, name, doc } = this.options;
    this.loading = true;
    try {
      this.opened += 1;
      const { opened } = this;
      // One that was let go of has nothing to tell any more.
      this.stored = await inner.open(name, doc, (code) => opened === this.opened && this.fails(code));
      this.loading = false;
    } catch {
      this.loading = false;
      this.openTimer = setTimeout(() => void this.openAgain(), OPEN_AGAIN_MS);
    }
  }

  /** It was not opened, and the journal gave it or did not. */
  onlyInJournal(): void {
    this.fails('store/unavailable');
  }

  journalChanged(): void {
    if (this.failure !== null) this.fails(this.failure);
  }

  /** What is typed beside it is not asked for in the other store alone until then; one that rejects brings nothing. */
  comesFromJournal(restored: Promise<unknown>): void {
    this.hasJournal = false;
    this.restored = restored.then(
      () => {
        this.hasJournal = true;
      },
      () => {},
    );
  }

  async restoreValues(values: ReadonlyMap<string, unknown>): Promise<void> {
    for (const [key, value] of values) {
      if (!isNewer(value, await this.valueNow(key))) continue;
      this.typed.set(key, value);
      await this.stored?.setLocal(key, value).catch(() => {});
    }
  }

  /** Never rejects. */
  async valueNow(key: string): Promise<unknown> {
    return this.typed.get(key) ?? (await this.stored?.getLocal(key).catch(() => undefined));
  }

  async flush(): Promise<void> {
    this.sendValues();
    const { written, flushed } = this;
    const noted = async (where: keyof typeof flushed, flush: Promise<void>): Promise<void> => {
      await flush;
      flushed[where] = Math.max(flushed[where], written);
    };
    const stored = this.stored?.flush() ?? Promise.reject(new AppError('store/unavailable'));
    const [here, journal] = await Promise.allSettled([
      noted('storage', stored),
      noted('journal', this.options.flushJournal()),
    ]);
    if (here.status === 'rejected' && journal.status === 'rejected') throw here.reason;
  }

  unsaved(): { readonly storage: boolean; readonly journal: boolean } {
    const { written, flushed } = this;
    return { storage: flushed.storage < written, journal: flushed.journal < written };
  }

  storeState(): void {
    this.stored?.storeState();
    this.send({ kind: 'update', bytes: Y.encodeStateAsUpdate(this.doc) });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.openTimer);
    clearTimeout(this.askTimer);
    this.stopListening();
    this.sendValues();
    this.options.closed();
    await this.stored?.close();
  }

  async getLocal(key: string): Promise<unknown> {
    if (!TYPED.has(key)) return this.stored?.getLocal(key);
    // What is stored may be older than what the journal has.
    if (this.typed.has(key)) return this.typed.get(key);
    await Promise.race([this.restored, new Promise((done) => setTimeout(done, RESTORE_MS))]);
    return this.typed.get(key) ?? this.stored?.getLocal(key);
  }

  async setLocal(key: string, value: unknown): Promise<void> {
    if (TYPED.has(key)) {
      // Nobody was told of what the words went into, perhaps: it is stored before they are gone here.
      if (clocksOf(this.doc) !== this.heardAt) this.storeState();
      this.hasWritten();
      this.typed.set(key, value);
      this.waiting.set(key, value);
      this.valueTimer ??= setTimeout(() => this.sendValues(), VALUE_MS);
    }
    await this.reopening;
    await this.stored?.setLocal(key, value);
  }

  /** It is asked after a while whether all of it has arrived: whoever quits is told what has not, and no more. */
  private hasWritten(): void {
    this.written += 1;
    clearTimeout(this.askTimer);
    this.askTimer = setTimeout(() => void this.flush().catch(() => {}), ASK_AFTER_MS);
  }

  private sendValues(): void {
    clearTimeout(this.valueTimer);
    this.valueTimer = undefined;
    for (const [key, value] of this.waiting) this.options.send(valueEntry(this.options.document, key, value));
    this.waiting.clear();
  }

  private send(entry: Omit<JournalEntry, 'document'>): void {
    this.options.send({ ...entry, document: this.options.document });
  }

  private fails(code: ErrorCode | null): void {
    this.failure = code;
    this.options.onProblem(code !== null && this.options.journalWorks() ? 'store/behind' : code);
  }

  private async openAgain(): Promise<void> {
    if (this.isClosed) return;
    const before = Y.encodeStateVector(this.doc);
    await this.open();
    if (this.stored === null) return;
    if (this.isClosed) return this.stored.close();
    // What is not yet in it; and what came meanwhile, and may have been taken for what it loads.
    this.stored.storeState();
    for (const [key, value] of this.typed) void this.stored.setLocal(key, value).catch(() => {});
    this.send({ kind: 'update', bytes: Y.encodeStateAsUpdate(this.doc, before) });
    // Not before it is stored: a store that can be opened may still not take anything.
    this.stored.flush().then(
      () => this.fails(null),
      () => {},
    );
  }
}
