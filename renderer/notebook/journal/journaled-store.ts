/**
 * DocumentStore over another one, with the journal beside it: everything is stored in both, either alone restores
 * everything, and what one of them lacks it gets from the other. The rules are in README.md.
 */
import type * as Y from 'yjs';
import { AppError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import { deletionOf } from '../../../shared/model/catalog-doc';
import type { NotebookId } from '../../../shared/util/brand';
import type { CheckWatch, NotebookFindings } from '../check/findings';
import { type CheckedNotebook, NotebookCheck } from '../check/notebook-check';
import type { DocumentStore, Examined, StoredDocument } from '../document-store';
import { storeName } from '../names';
import { Comparing } from './comparing';
import type { JournalEntry, JournalPort } from './journal-port';
import { JournaledDocument } from './journaled-document';
import { Outbox } from './outbox';
import { Pass, type PassHost } from './pass';

/** A notebook. */
export interface JournaledHost extends PassHost {
  readonly catalog: Y.Doc;
}

/** A store that may want to know of the notebook that it is for. */
export type NotebookStore = DocumentStore & Partial<Pick<JournaledStore, 'attend' | 'check' | 'rest' | 'dispose'>>;

/** A start waits so long for the journal to give what the other store lacks, unless that has nothing. */
const WAIT_MS = 300;

export class JournaledStore implements DocumentStore {
  private readonly outbox: Outbox;
  private readonly comparing: Comparing;
  private readonly open_ = new Map<string, JournaledDocument>();
  private host: JournaledHost | null = null;
  private pass: Pass | null = null;
  private begun: Promise<void> | null = null;
  private failure: ErrorCode | null = null;
  /** The other store's mark says that both hold the same. */
  private marked = false;
  private changes = 0;
  /** Written since the two were last compared anew. */
  private readonly touched = new Set<string>();
  private isChecking = false;
  /** The journal lost something while a check went through it. */
  private isBehind = false;
  /** The journal lost something while the app ran, and has not been given all of it again. */
  private isCatchingUp = false;
  private flushing: Promise<void> | null = null;
  private flushingNext: Promise<void> | null = null;
  private readonly ends: (() => void)[];

  constructor(
    private readonly inner: DocumentStore,
    private readonly port: JournalPort,
    private readonly notebook: NotebookId,
  ) {
    this.outbox = new Outbox(port);
    this.comparing = new Comparing(inner, port, {
      nameOf: (document) => storeName(notebook, document),
      isDeleted: (document) => this.host !== null && deletionOf(this.host.catalog, document) !== null,
      send: (entry) => this.send(entry),
      restored: () => this.host?.trouble.set('restored', 'store/restored'),
    });
    this.ends = [
      port.onState((code) => this.journalFails(code)),
      port.onBehind(() => this.compareAgain()),
      port.onDamaged(() => this.host?.trouble.set('damaged', 'journal/damaged')),
    ];
  }

  /** From now on problems are told, and what differs is made equal while nothing else is going on. */
  attend(host: JournaledHost): void {
    this.host = host;
    if (this.failure !== null) host.trouble.set('journal', this.failure);
    void this.begin().then(() => this.startPass());
  }

  async open(name: string, doc: Y.Doc, onProblem: (code: ErrorCode | null) => void): Promise<StoredDocument> {
    const document = this.documentOf(name);
    const began = this.begin();
    const stored = new JournaledDocument({
      name,
      document,
      doc,
      inner: this.inner,
      onProblem,
      journalWorks: () => this.failure === null,
      send: (entry) => this.sendWritten(entry),
      flushJournal: () => this.flushJournal(),
      closed: () => this.open_.delete(name),
    });
    this.open_.set(name, stored);
    await stored.open();
    await began;
    await this.restore(document, stored);
    return stored;
  }

  async remove(name: string): Promise<void> {
    await this.begin();
    const document = this.documentOf(name);
    // At each start everything that was ever deleted is removed once more.
    const known = this.comparing.mayDiffer(document) || (await this.comparing.isKnown(document));
    await this.inner.remove(name);
    this.comparing.removed(document);
    if (!known) return;
    this.send({ document, kind: 'removed', bytes: new Uint8Array() });
    // The journal may have what was written last: an end right now would bring that back.
    await Promise.race([this.outbox.flush(), after(WAIT_MS)]);
  }

  async read(name: string): Promise<readonly Uint8Array[]> {
    await this.settle(name);
    return this.inner.read(name);
  }

  async append(name: string, update: Uint8Array, digest: string): Promise<void> {
    await this.begin();
    await this.unmark();
    await this.inner.append(name, update, digest);
    this.sendWritten({ document: this.documentOf(name), kind: 'update', bytes: update });
  }

  async digest(name: string): Promise<string> {
    await this.settle(name);
    return this.inner.digest(name);
  }

  getLocal(name: string, key: string): Promise<unknown> {
    return this.inner.getLocal(name, key);
  }

  examine(name: string): Promise<Examined> {
    return this.inner.examine(name);
  }

  mend(name: string): Promise<void> {
    return this.inner.mend(name);
  }

  names(notebook: string): Promise<readonly string[]> {
    return this.inner.names(notebook);
  }

  getMark(notebook: string): Promise<string | null> {
    return this.inner.getMark(notebook);
  }

  setMark(notebook: string, mark: string | null): Promise<void> {
    return this.inner.setMark(notebook, mark);
  }

  /** Goes through everything in both, and gives each what it lacks. Rejects for nothing that is damaged. */
  async check(notebook: CheckedNotebook, watch: CheckWatch): Promise<NotebookFindings> {
    await this.begin();
    this.pass?.stop();
    this.isChecking = true;
    this.isBehind = false;
    let isEqual = false;
    try {
      const { inner, port, comparing, touched } = this;
      const nameOf = (document: string): string => storeName(this.notebook, document);
      const compareAnew = async (): Promise<void> => {
        await this.flushAll();
        touched.clear();
        await this.beginAgain();
      };
      const stores = { inner, port, comparing, touched, nameOf, compareAnew };
      const found = await new NotebookCheck(notebook, stores, watch).run();
      const isOpen = ({ kind }: { readonly kind: string }): boolean => kind === 'differs' || kind === 'unreadable';
      isEqual = found.isWhole && found.journal !== null && !found.findings.some(isOpen);
      return found;
    } finally {
      this.isChecking = false;
      if (this.isBehind) this.compareAgain();
      else if (isEqual) {
        this.comparing.allSettled();
        this.host?.trouble.set('compare', null);
        void this.caughtUp();
      } else this.startPass();
    }
  }

  /** Everything is stored and nothing is under way: notes it in both, so that the next start need not compare. */
  async rest(): Promise<void> {
    await this.begin();
    if (this.marked || this.comparing.mayDifferAtAll() || [...this.open_.values()].some(({ healthy }) => !healthy))
      return;
    await this.outbox.flush();
    const { changes } = this;
    try {
      const generation = await this.port.rest();
      if (changes !== this.changes) return;
      this.marked = true;
      await this.inner.setMark(this.notebook, generation);
    } catch {
      // The next start compares.
    }
  }

  dispose(): void {
    for (const end of this.ends) end();
    this.pass?.stop();
  }

  /** The stored bytes of a document that nobody has open are made equal before they are used. */
  async settle(name: string): Promise<void> {
    await this.begin();
    const document = this.documentOf(name);
    if (this.comparing.mayDiffer(document)) await this.comparing.settleStored(document).catch(() => {});
  }

  private begin(): Promise<void> {
    this.begun ??= this.comparing.begin(this.notebook);
    return this.begun;
  }

  private documentOf(name: string): string {
    return name.slice(storeName(this.notebook, '').length);
  }

  private async restore(document: string, stored: JournaledDocument): Promise<void> {
    const isEmpty = stored.doc.store.clients.size === 0;
    // What was stored and has nothing has lost it, whatever the notes say.
    if (
      !this.comparing.mayDiffer(document) &&
      stored.isStored &&
      !(isEmpty && (await this.comparing.isKnown(document)))
    )
      return;
    const settled = this.comparing.settleLive(document, stored);
    stored.comesFromJournal(settled);
    if (stored.isStored) {
      const caught = settled.catch(() => {});
      await (isEmpty ? caught : Promise.race([caught, after(WAIT_MS)]));
      return;
    }
    try {
      await settled;
      stored.onlyInJournal();
    } catch (error) {
      await stored.close();
      throw new AppError('store/unavailable', String(error), { cause: error });
    }
  }

  private sendWritten(entry: JournalEntry): void {
    if (entry.kind === 'update') this.touched.add(entry.document);
    this.send(entry);
  }

  private send(entry: JournalEntry): void {
    this.changes += 1;
    if (this.marked) void this.unmark();
    if (entry.kind === 'update') this.comparing.stored(entry.document);
    this.outbox.add(entry);
  }

  private async unmark(): Promise<void> {
    if (!this.marked) return;
    this.marked = false;
    await this.inner.setMark(this.notebook, null).catch(() => {});
  }

  /** Several documents are flushed at once; one that is under way may lack what was just added, and the next one has it. */
  private flushJournal(): Promise<void> {
    if (this.flushing === null) {
      const now = this.outbox.flush().then(() => this.port.flush());
      this.flushing = now.finally(() => {
        this.flushing = null;
      });
      return this.flushing;
    }
    this.flushingNext ??= this.flushing
      .catch(() => {})
      .then(() => {
        this.flushingNext = null;
        return this.flushJournal();
      });
    return this.flushingNext;
  }

  private journalFails(code: ErrorCode | null): void {
    this.failure = code;
    this.tellFailure();
    for (const stored of this.open_.values()) stored.journalChanged();
  }

  /** What was told is taken back when the journal has everything, not when it can be written again. */
  private tellFailure(): void {
    if (this.failure !== null || !this.isCatchingUp) this.host?.trouble.set('journal', this.failure);
  }

  private compareAgain(): void {
    this.isCatchingUp = true;
    // A check goes on first, and then nothing counts as equal.
    if (this.isChecking) this.isBehind = true;
    else void this.beginAgain().then(() => this.startPass());
  }

  private beginAgain(): Promise<void> {
    this.marked = false;
    this.begun = this.comparing.begin(this.notebook, true);
    return this.begun;
  }

  /** As far as the two of them work. */
  private async flushAll(): Promise<void> {
    await Promise.allSettled([...this.open_.values()].map((stored) => stored.flush()));
    await this.flushJournal().catch(() => {});
  }

  private startPass(): void {
    if (this.host === null || !this.comparing.mayDifferAtAll()) return;
    this.pass?.stop();
    const pass = new Pass(this.comparing, this.host, () => this.flushJournal());
    this.pass = pass;
    void pass.run().then(() => this.caughtUp());
  }

  private async caughtUp(): Promise<void> {
    await this.flushJournal().catch(() => {});
    if (this.comparing.mayDifferAtAll() || !this.isCatchingUp) return;
    this.isCatchingUp = false;
    this.tellFailure();
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
