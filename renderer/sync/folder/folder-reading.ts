/** Takes over what the others have put into the folder: by the same door as what comes over the network. */
import { AppError } from '../../../shared/errors/app-error';
import type { ExchangeDocuments } from '../../../shared/exchange/ports';
import { MAX_MEETING_SHORT } from '../../../shared/ipc/meeting';
import { CATALOG } from '../../notebook/names';
import type { FolderHead, FolderPort } from './folder-port';
import type { KnownStates } from './known-states';

export interface ReadingHooks {
  /** The document holds more than before. */
  changed(document: string, head: FolderHead): void;
  /** A state that is no sound update: nothing of it was used. */
  refused(head: FolderHead): void;
  /** Some documents were looked at. */
  looked(): void;
  onError(error: unknown): void;
}

/** As many as are asked for together. */
const TOGETHER = MAX_MEETING_SHORT;

type Taken = Map<FolderHead, Uint8Array | 'alone' | null>;
type Documents = Pick<ExchangeDocuments, 'accepts' | 'digest' | 'apply' | 'settle'>;

export class FolderReading {
  private readonly heads = new Map<string, readonly FolderHead[]>();
  /** Documents with heads that were not looked at yet, or that the catalog does not list yet. */
  private readonly unread = new Set<string>();
  private readonly refused = new Set<string>();
  private readonly refusedOf = new Set<string>();

  constructor(
    private readonly documents: Documents,
    private readonly port: Pick<FolderPort, 'take' | 'takeShort'>,
    private readonly known: KnownStates,
    private readonly hooks: ReadingHooks,
  ) {}

  /** What was touched has these heads now. */
  note(touched: readonly string[], heads: readonly FolderHead[]): void {
    for (const document of touched) this.heads.delete(document);
    for (const head of heads) this.heads.set(head.document, [...(this.heads.get(head.document) ?? []), head]);
    for (const document of touched) if (this.heads.has(document)) this.unread.add(document);
  }

  headsOf(document: string): readonly FolderHead[] {
    return this.heads.get(document) ?? [];
  }

  /** Documents that files in the folder hold. */
  inFolder(): string[] {
    return [...this.heads.keys()];
  }

  clear(): void {
    this.heads.clear();
    this.unread.clear();
    this.refused.clear();
    this.refusedOf.clear();
  }

  /** Who has written something there of documents that were not taken over, or are not listed yet. */
  unreadOf(isDeleted: (document: string) => boolean): ReadonlySet<string> {
    const documents = [...this.unread].filter((document) => !isDeleted(document));
    return new Set(documents.flatMap((document) => this.headsOf(document)).flatMap(({ people }) => people));
  }

  /** Something of theirs was no sound update, and is not here. */
  hasRefused(participant: string): boolean {
    return this.refusedOf.has(participant);
  }

  /**
   * Everything that can be taken over now: the list first, which says what else is. Rejects when the folder cannot be asked.
   * @returns false when something that was asked for did not come, or could not be stored
   */
  async readAll(isOver: () => boolean): Promise<boolean> {
    let isWhole = true;
    if (this.unread.has(CATALOG)) isWhole = await this.look([CATALOG], isOver);
    const listed = [...this.unread].filter((document) => document !== CATALOG && this.documents.accepts(document));
    for (let at = 0; at < listed.length; at += TOGETHER) {
      if (isOver()) return false;
      if (!(await this.look(listed.slice(at, at + TOGETHER), isOver))) isWhole = false;
    }
    return isWhole;
  }

  /** What is short is asked for together, and stored in few transactions: one by one ten thousand would take a minute. */
  private async look(documents: readonly string[], isOver: () => boolean): Promise<boolean> {
    const left = new Set(documents);
    for (const document of documents) this.unread.delete(document);
    try {
      const wanted: (readonly FolderHead[])[] = [];
      for (const { document, heads } of await Promise.all(documents.map((one) => this.wantedOf(one))))
        if (heads === null) continue;
        else if (heads.length === 0) left.delete(document);
        else wanted.push(heads);
      const taken = await this.taken(wanted.flat());
      if (isOver()) return false;
      const apply = async (heads: readonly FolderHead[]): Promise<void> => {
        if (await this.applyAll(heads, taken, isOver)) left.delete(heads[0]?.document ?? '');
      };
      const isLong = (heads: readonly FolderHead[]): boolean => heads.some((head) => taken.get(head) === 'alone');
      await Promise.all(wanted.filter((heads) => !isLong(heads)).map(apply));
      for (const heads of wanted.filter(isLong)) await apply(heads);
      return left.size === 0;
    } finally {
      for (const document of left) this.unread.add(document);
      this.hooks.looked();
    }
  }

  /** Heads of which something may be missing here; null when the document cannot be read now: that is told elsewhere. */
  private async wantedOf(document: string): Promise<{ document: string; heads: readonly FolderHead[] | null }> {
    const mine = await this.documents.digest(document).catch(() => null);
    if (mine === null) return { document, heads: null };
    const heads = this.headsOf(document);
    if (heads.some(({ digest }) => digest === mine)) this.known.add(document, mine);
    const isNew = (head: FolderHead): boolean =>
      !this.known.has(document, head.digest) && !this.refused.has(keyOf(head));
    return { document, heads: heads.filter(isNew) };
  }

  private async taken(heads: readonly FolderHead[]): Promise<Taken> {
    const taken: Taken = new Map();
    for (let at = 0; at < heads.length; at += MAX_MEETING_SHORT) {
      const some = heads.slice(at, at + MAX_MEETING_SHORT);
      const wanted = some.map(({ document, digest }) => ({ document, digest, known: this.known.of(document) }));
      const updates = await this.port.takeShort(wanted);
      for (const [index, head] of some.entries()) taken.set(head, updates[index] ?? null);
    }
    return taken;
  }

  /** Of one document, one after the other. @returns false when something has to be asked for again */
  private async applyAll(heads: readonly FolderHead[], taken: Taken, isOver: () => boolean): Promise<boolean> {
    let isWhole = true;
    for (const head of heads) {
      const { document, digest } = head;
      const given = taken.get(head) ?? null;
      const update = given === 'alone' ? await this.port.take(document, digest, this.known.of(document)) : given;
      if (isOver()) return false;
      if (update === null || !(await this.apply(head, update))) isWhole = false;
    }
    return isWhole;
  }

  /** @returns false when it has to be tried again */
  private async apply(head: FolderHead, update: Uint8Array): Promise<boolean> {
    const { document, digest } = head;
    try {
      const wasInFolder = this.known.has(document, await this.documents.digest(document));
      const changed = await this.documents.apply(document, [update]);
      this.known.add(document, digest);
      // It holds nothing else, and differs: loading it deletes what stands in a deleted place.
      if (changed && wasInFolder && (await this.documents.digest(document)) !== digest)
        await this.documents.settle(document);
      if (changed) this.hooks.changed(document, head);
      return true;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'sync/bad-frame') {
        this.hooks.onError(error);
        return false;
      }
      this.refused.add(keyOf(head));
      this.refusedOf.add(head.participant);
      this.hooks.refused(head);
      return true;
    }
  }
}

function keyOf({ document, digest }: FolderHead): string {
  return `${document}/${digest}`;
}
