/**
 * Checks one notebook: every record of the journal, every stored document, and that both say the same; what one of them
 * lacks it gets from the other. While it runs people write on. The rules are in README.md.
 */
import type * as Y from 'yjs';
import { digestOf, digestOfUpdates, EMPTY_DIGEST } from '../../../shared/exchange/digest';
import { deletionOf, discussionsOf, readSummary } from '../../../shared/model/catalog-doc';
import { toHex } from '../../../shared/util/hex';
import type { DocumentStore, Examined } from '../document-store';
import { idle } from '../idle';
import type { Comparing } from '../journal/comparing';
import type { JournalPort } from '../journal/journal-port';
import { JournaledDocument } from '../journal/journaled-document';
import type { LiveDocument, LiveDocuments } from '../live-documents';
import { CATALOG, isDiscussionId } from '../names';
import { type Content, contentOf } from './content';
import type { CheckWatch, Finding, FindingKind, JournalFound, NotebookFindings } from './findings';

/** What one step may take of a frame. */
const SLICE_MS = 6;
/** Once more for what was brought over, and for what was written in meanwhile. */
const ROUNDS = 2;

/** The two stores, as the one that keeps them equal sees them. */
export interface CheckedStores {
  readonly inner: DocumentStore;
  readonly port: Pick<JournalPort, 'check' | 'read'>;
  readonly comparing: Pick<Comparing, 'documents' | 'journalDigest' | 'settleStored' | 'settleLive'>;
  /** Documents that were written to since the last `compareAnew`. */
  readonly touched: ReadonlySet<string>;
  nameOf(document: string): string;
  /** What was written so far is in both, as far as they work; from now on nothing counts as equal. */
  compareAnew(): Promise<void>;
}

export interface CheckedNotebook {
  readonly catalog: Y.Doc;
  readonly documents: Pick<LiveDocuments, 'either'>;
  /** Discussions that the catalog lists. */
  readonly listing: { all(): Iterable<string>; has(id: string): boolean };
}

/** What the two had of a document. */
interface Compared {
  readonly journalLacked: boolean;
  readonly storageLacked: boolean;
  /** It was written in meanwhile: what is on its way looks like something that is missing. */
  readonly isWritten: boolean;
}

type Lacking = Omit<Compared, 'isWritten'>;

export class NotebookCheck {
  private readonly findings: Finding[] = [];
  private readonly titles = new Map<string, string>();
  private readonly read = new Set<string>();
  /** Those that were written in while they were compared last. */
  private written = new Set<string>();
  private began = performance.now();
  /** A journal that could not be read is told once, and nothing counts as equal. */
  private isJournalRead = true;

  constructor(
    private readonly notebook: CheckedNotebook,
    private readonly stores: CheckedStores,
    private readonly watch: CheckWatch,
  ) {}

  /** Never rejects for what is damaged: that is what it tells. */
  async run(): Promise<NotebookFindings> {
    const journal = await this.checkJournal();
    let again: ReadonlySet<string> | null = null;
    for (let round = 1; round <= ROUNDS && again?.size !== 0; round += 1) again = await this.round(again);
    if (!this.isCancelled) this.findListed();
    return {
      isWhole: !this.isCancelled,
      journal: this.isJournalRead ? journal : null,
      discussions: [...this.read].filter(isDiscussionId).length,
      busy: this.written.size,
      findings: this.findings,
    };
  }

  private get isCancelled(): boolean {
    return this.watch.signal.aborted;
  }

  private async checkJournal(): Promise<JournalFound | null> {
    try {
      for (let begins = true; !this.isCancelled; begins = false) {
        const { done, all, found } = await this.stores.port.check(begins);
        this.watch.onProgress({ step: 'journal', done, all });
        if (found === null) continue;
        for (const { document, records } of found.unsound) this.add('journal-unsound', document, records);
        return found;
      }
    } catch {
      // Told as a journal that could not be read.
    }
    return null;
  }

  /** @returns documents that are to be compared once more */
  private async round(only: ReadonlySet<string> | null): Promise<ReadonlySet<string>> {
    const { stores, watch } = this;
    const again = new Set<string>();
    this.written = new Set();
    await stores.compareAnew();
    const documents = only === null ? await this.documents() : [...only];
    for (const [index, document] of documents.entries()) {
      if (this.isCancelled) break;
      // What is compared once more is few, and told as the end.
      watch.onProgress({ step: 'discussions', done: only === null ? index : documents.length, all: documents.length });
      if (performance.now() - this.began > SLICE_MS) {
        await idle();
        this.began = performance.now();
      }
      if (deletionOf(this.notebook.catalog, document) !== null) continue;
      const compared = await this.checkDocument(document, only === null).catch(() => {
        // A journal that could not be read is told once, for all.
        if (this.isJournalRead) this.add('unreadable', document);
        return null;
      });
      if (compared === null) continue;
      if (this.tell(document, compared, only === null)) again.add(document);
    }
    return again;
  }

  /** @returns whether it is to be compared once more */
  private tell(document: string, { journalLacked, storageLacked, isWritten }: Compared, isFirst: boolean): boolean {
    if (isWritten) this.written.add(document);
    else if (!isFirst && (journalLacked || storageLacked)) this.add('differs', document);
    else {
      if (journalLacked) this.add('journal-lacked', document);
      if (storageLacked) this.add('storage-lacked', document);
    }
    return isWritten || journalLacked || storageLacked;
  }

  private async documents(): Promise<readonly string[]> {
    try {
      return await this.stores.comparing.documents();
    } catch {
      // The journal cannot be read: what the storage has.
      return [CATALOG, ...this.notebook.listing.all()];
    }
  }

  private checkDocument(document: string, isFirst: boolean): Promise<Compared | null> {
    const { stores, notebook } = this;
    return notebook.documents.either(
      stores.nameOf(document),
      (live) => this.checkLive(document, live, isFirst),
      () => this.checkStored(document, isFirst),
    );
  }

  private async checkStored(document: string, isFirst: boolean): Promise<Compared | null> {
    const examined = await this.examine(document);
    if (examined === null) return null;
    const content = await this.contentOf(document, examined, isFirst);
    const { noted, updates, unsound } = examined;
    const compared = await this.compare(document, updates, content?.digest ?? null);
    // Before the two are made equal: what is noted is believed there.
    if (unsound > 0) await this.mend(document, 'storage-unsound', unsound);
    else if (noted !== null && noted !== content?.digest && noted !== scanned(updates))
      await this.mend(document, compared.storageLacked ? null : 'wrong-note', 1);
    const isWritten = this.stores.touched.has(document);
    await this.stores.comparing.settleStored(document);
    return { ...compared, isWritten };
  }

  private async checkLive(document: string, { doc, stored }: LiveDocument, isFirst: boolean): Promise<Compared | null> {
    const before = toHex(digestOf(doc));
    await stored.flush().catch(() => {});
    const examined = await this.examine(document);
    const content = examined === null ? null : await this.contentOf(document, examined, isFirst);
    if (examined !== null && examined.unsound > 0) await this.mend(document, 'storage-unsound', examined.unsound);
    const compared = await this.compare(document, examined?.updates ?? [], content?.digest ?? null);
    const isWritten = this.stores.touched.has(document) || before !== toHex(digestOf(doc));
    // What is on screen, and was never stored.
    const isMissing = examined !== null && content?.digest !== before;
    if (isMissing) stored.storeState();
    if (stored instanceof JournaledDocument) await this.stores.comparing.settleLive(document, stored);
    return { ...compared, storageLacked: compared.storageLacked || isMissing, isWritten };
  }

  /** Before anything is brought over. @param loaded the digest of what is stored, null when it does not load */
  private async compare(document: string, updates: readonly Uint8Array[], loaded: string | null): Promise<Lacking> {
    const equal = { journalLacked: false, storageLacked: false };
    const theirs = await this.stores.comparing.journalDigest(document).catch(() => null);
    if (theirs === null) this.isJournalRead = false;
    if (theirs === null || theirs === scanned(updates)) return equal;
    if (theirs === EMPTY_DIGEST) return { ...equal, journalLacked: updates.length > 0 };
    const { update } = await this.stores.port.read(document);
    if (update === null) return { ...equal, journalLacked: updates.length > 0 };
    const [journal, both] = [await contentOf([update]), await contentOf([...updates, update])];
    return { journalLacked: journal.digest !== both.digest, storageLacked: loaded !== both.digest };
  }

  private async examine(document: string): Promise<Examined | null> {
    this.read.add(document);
    try {
      return await this.stores.inner.examine(this.stores.nameOf(document));
    } catch {
      this.add('unreadable', document);
      return null;
    }
  }

  private async contentOf(document: string, { updates }: Examined, isFirst: boolean): Promise<Content | null> {
    const content = await contentOf(updates).catch(() => null);
    if (content === null) return null;
    this.titles.set(document, content.title);
    if (isFirst && isDiscussionId(document)) {
      if (content.isNewer) this.add('newer', document);
      if (content.pictures > 0) this.add('picture', document, content.pictures);
    }
    return content;
  }

  /** @param kind null for what is told already */
  private async mend(document: string, kind: FindingKind | null, count: number): Promise<void> {
    await this.stores.inner.mend(this.stores.nameOf(document));
    if (kind !== null) this.add(kind, document, count);
  }

  private findListed(): void {
    const { listing, catalog } = this.notebook;
    for (const id of listing.all()) if (!this.read.has(id)) this.add('not-here', id);
    for (const id of this.read)
      if (isDiscussionId(id) && !listing.has(id) && deletionOf(catalog, id) === null) this.add('unlisted', id);
  }

  private add(kind: FindingKind, document: string, count = 1): void {
    this.findings.push({ kind, document, title: this.titleOf(document), count });
  }

  private titleOf(document: string): string | null {
    if (document === CATALOG) return null;
    const row = readSummary(discussionsOf(this.notebook.catalog).get(document));
    return this.titles.get(document) || (row?.title ?? '');
  }
}

/** As far as the updates tell, without loading them. */
function scanned(updates: readonly Uint8Array[]): string {
  return toHex(digestOfUpdates(updates));
}
