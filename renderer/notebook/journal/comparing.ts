/**
 * Makes the two stores of a notebook hold the same. Nothing is compared after both were left in order; else each document
 * is, when it is used or while nothing else is going on, and gets from either what the other lacks: updates merge always.
 */
import * as Y from 'yjs';
import { digestOf, digestOfUpdates, EMPTY_DIGEST } from '../../../shared/exchange/digest';
import { joinUpdates } from '../../../shared/exchange/join-updates';
import { ORIGIN } from '../../../shared/model/origins';
import type { NotebookId } from '../../../shared/util/brand';
import { toHex } from '../../../shared/util/hex';
import type { DocumentStore } from '../document-store';
import { updateCheck } from '../update-check';
import type { JournalContent, JournalDigest, JournalEntry, JournalPort } from './journal-port';
import { isNewer, TYPED, valueEntry } from './typed-values';

const NOTHING: JournalContent = { update: null, values: new Map() };
/** Main answers within milliseconds; a start does not wait longer. */
const OPEN_MS = 1000;

export interface ComparingHost {
  nameOf(document: string): string;
  /** Deleted for ever: what is left of it is not brought back. */
  isDeleted(document: string): boolean;
  /** Sends to the journal what that lacks. */
  send(entry: JournalEntry): void;
  /** A document came back of which nothing was left in the store. */
  restored(): void;
}

/** A document in memory. */
export interface LiveTarget {
  readonly doc: Y.Doc;
  readonly isClosed: boolean;
  /** The store opened it, and what it has of it is in the document. */
  readonly isStored: boolean;
  /** What was kept beside it. */
  restoreValues(values: ReadonlyMap<string, unknown>): Promise<void>;
  valueNow(key: string): Promise<unknown>;
}

export class Comparing {
  private equal = false;
  private readonly settled = new Set<string>();
  /** Documents of which the store has something, as far as that was asked for or came since. */
  private readonly names = new Set<string>();
  private readonly removedNames = new Set<string>();
  private asked: Promise<void> | null = null;
  private notebook: NotebookId | null = null;
  private theirs: Promise<ReadonlyMap<string, JournalDigest>> | null = null;

  constructor(
    private readonly store: DocumentStore,
    private readonly port: Pick<JournalPort, 'open' | 'digests' | 'read'>,
    private readonly host: ComparingHost,
  ) {}

  /** Never rejects: what does not answer is compared later. @param differs what the notes say does not count */
  async begin(notebook: NotebookId, differs = false): Promise<void> {
    this.equal = false;
    this.settled.clear();
    this.theirs = null;
    this.notebook = notebook;
    const [opened, mark] = await Promise.all([
      inTime(this.port.open()).catch(() => null),
      this.store.getMark(notebook).catch(() => null),
    ]);
    const isNew = opened?.empty === true && (await this.storesNothing());
    this.equal = !differs && opened !== null && (isNew || (mark !== null && mark === opened.generation));
    // Before anything is written: a start that finds it may believe it.
    if (mark !== null) await this.store.setMark(notebook, null).catch(() => {});
  }

  mayDiffer(document: string): boolean {
    return !this.equal && !this.settled.has(document);
  }

  mayDifferAtAll(): boolean {
    return !this.equal;
  }

  allSettled(): void {
    this.equal = true;
  }

  /** Something of it is, or was at the start, in the store. Never rejects. */
  async isKnown(document: string): Promise<boolean> {
    const name = this.host.nameOf(document);
    if (!this.names.has(name)) await this.askNames().catch(() => {});
    return this.names.has(name);
  }

  stored(document: string): void {
    const name = this.host.nameOf(document);
    this.names.add(name);
    this.removedNames.delete(name);
  }

  removed(document: string): void {
    const name = this.host.nameOf(document);
    this.names.delete(name);
    this.removedNames.add(name);
    this.settled.add(document);
  }

  /** What the journal had at the beginning. @throws when it cannot be read */
  async journalDigest(document: string): Promise<string> {
    return (await this.digests()).get(document)?.digest ?? EMPTY_DIGEST;
  }

  /** All that either of them has. @throws when the journal cannot be read */
  async documents(): Promise<string[]> {
    await this.askNames().catch(() => {});
    const prefix = this.host.nameOf('').length;
    const own = [...this.names].map((name) => name.slice(prefix));
    return [...new Set(['catalog', ...own, ...(await this.digests()).keys()])];
  }

  /**
   * For one that nobody has open. @returns true when something was kept beside it that comes back when it is opened
   * @throws when one of the two does not answer
   */
  async settleStored(document: string): Promise<boolean> {
    if (!this.mayDiffer(document)) return false;
    const name = this.host.nameOf(document);
    const { digest: theirs, values: keys } = (await this.digests()).get(document) ?? {
      digest: EMPTY_DIGEST,
      values: [],
    };
    if (this.host.isDeleted(document)) {
      if (theirs !== EMPTY_DIGEST) this.host.send({ document, kind: 'removed', bytes: new Uint8Array() });
      this.settled.add(document);
      return false;
    }
    const mine = await this.store.digest(name);
    if (mine === theirs) {
      if (keys.length > 0) return this.settleValues(document, name, (await this.read(document)).values);
      this.settled.add(document);
      return false;
    }
    const rows = await this.store.read(name);
    // Thousands that it has nothing of are not asked for one by one.
    const { update, values } = theirs === EMPTY_DIGEST ? NOTHING : await this.read(document);
    if (update !== null) {
      const digest = toHex(digestOfUpdates([...rows, update]));
      if (digest !== mine) await this.store.append(name, missingIn(rows, update), digest);
      this.names.add(name);
    }
    if (rows.length > 0) {
      this.giveMissing(document, update, joinUpdates(rows));
    } else if (update !== null) this.host.restored();
    return this.settleValues(document, name, values, rows.length > 0);
  }

  /** @throws when the journal does not answer */
  async settleLive(document: string, target: LiveTarget): Promise<void> {
    if (this.host.isDeleted(document)) return;
    const { update, values } = await this.read(document);
    if (target.isClosed) return;
    const { doc } = target;
    const wasEmpty = doc.store.clients.size === 0;
    if (update !== null) Y.applyUpdate(doc, update, ORIGIN.journal);
    if (doc.store.clients.size > 0)
      this.giveMissing(document, update, Y.encodeStateAsUpdate(doc), toHex(digestOf(doc)));
    if (wasEmpty && update !== null && target.isStored) this.host.restored();
    await target.restoreValues(values);
    await this.giveValues(document, values, (key) => target.valueNow(key));
    this.settled.add(document);
  }

  /** @returns whether the journal has a value that comes back when the document is opened */
  private async settleValues(
    document: string,
    name: string,
    values: ReadonlyMap<string, unknown>,
    isStored = true,
  ): Promise<boolean> {
    if (isStored) await this.giveValues(document, values, (key) => this.store.getLocal(name, key));
    const isLater = await this.lacks(name, values);
    if (!isLater) this.settled.add(document);
    return isLater;
  }

  /** A value of the journal, or one that was typed later, is not beside the stored document. */
  private async lacks(name: string, values: ReadonlyMap<string, unknown>): Promise<boolean> {
    for (const [key, value] of values) if (isNewer(value, await this.store.getLocal(name, key))) return true;
    return false;
  }

  private giveMissing(document: string, theirs: Uint8Array | null, own: Uint8Array, digest?: string): void {
    if (theirs === null) return this.host.send({ document, kind: 'update', bytes: own });
    const all = digest ?? toHex(digestOfUpdates([theirs, own]));
    if (all !== toHex(digestOfUpdates([theirs])))
      this.host.send({ document, kind: 'update', bytes: missingIn([theirs], own) });
  }

  private async giveValues(
    document: string,
    theirs: ReadonlyMap<string, unknown>,
    localOf: (key: string) => Promise<unknown>,
  ): Promise<void> {
    for (const key of TYPED) {
      const own = await localOf(key).catch(() => undefined);
      if (isNewer(own, theirs.get(key))) this.host.send(valueEntry(document, key, own));
    }
  }

  /** What a checksum holds together may still be no update. */
  private async read(document: string): ReturnType<JournalPort['read']> {
    const read = await this.port.read(document);
    if (read.update === null) return read;
    const update = await updateCheck.check(read.update);
    if (update === null) throw new Error(`what the journal has of ${document} is no update`);
    return { update, values: read.values };
  }

  private async storesNothing(): Promise<boolean> {
    return this.askNames().then(
      () => this.names.size === 0,
      () => false,
    );
  }

  /** Not before they are needed: a start with ten thousand would wait for their list. */
  private askNames(): Promise<void> {
    const { notebook } = this;
    if (notebook === null) return Promise.resolve();
    if (this.asked === null) {
      const asked = this.store.names(notebook).then((names) => {
        for (const name of names) if (!this.removedNames.has(name)) this.names.add(name);
      });
      this.asked = asked;
      asked.catch(() => {
        this.asked = null;
      });
    }
    return this.asked;
  }

  private digests(): Promise<ReadonlyMap<string, JournalDigest>> {
    if (this.theirs === null) {
      const asked = this.port.digests();
      this.theirs = asked;
      asked.catch(() => {
        if (this.theirs === asked) this.theirs = null;
      });
    }
    return this.theirs;
  }
}

function missingIn(rows: readonly Uint8Array[], update: Uint8Array): Uint8Array {
  return rows.length === 0 ? update : Y.diffUpdate(update, Y.encodeStateVectorFromUpdate(joinUpdates(rows)));
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer')), OPEN_MS)),
  ]);
}
