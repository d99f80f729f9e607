/** Takes over what the others have put into the folder: by the same door as what comes over the network. */
import { AppError } from '../../../shared/errors/app-error';
import type { ExchangeDocuments } from '../../../shared/exchange/ports';
import { CATALOG } from '../../notebook/names';
import type { FolderHead, FolderPort } from './folder-port';
import type { KnownStates } from './known-states';

export interface ReadingHooks {
  /** The document holds more than before. */
  changed(document: string, head: FolderHead): void;
  /** A state that is no sound update: nothing of it was used. */
  refused(head: FolderHead): void;
  onError(error: unknown): void;
}

type Documents = Pick<ExchangeDocuments, 'accepts' | 'digest' | 'apply' | 'settle'>;

export class FolderReading {
  private readonly heads = new Map<string, readonly FolderHead[]>();
  /** Documents with heads that were not looked at yet, or that the catalog does not list yet. */
  private readonly unread = new Set<string>();
  private readonly refused = new Set<string>();

  constructor(
    private readonly documents: Documents,
    private readonly port: Pick<FolderPort, 'take'>,
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

  /** Documents that files in the folder hold and the notebook does not list. */
  unlisted(): string[] {
    return [...this.heads.keys()].filter((document) => !this.documents.accepts(document));
  }

  clear(): void {
    this.heads.clear();
    this.unread.clear();
    this.refused.clear();
  }

  /**
   * Everything that can be taken over now: the list first, which says what else is. Rejects when the folder cannot be asked.
   * @returns false when something that was asked for did not come, or could not be stored
   */
  async readAll(isOver: () => boolean): Promise<boolean> {
    let isWhole = true;
    if (this.unread.has(CATALOG)) isWhole = await this.look(CATALOG, isOver);
    for (const document of [...this.unread]) {
      if (isOver()) return false;
      if (document === CATALOG || !this.documents.accepts(document)) continue;
      if (!(await this.look(document, isOver))) isWhole = false;
    }
    return isWhole;
  }

  private async look(document: string, isOver: () => boolean): Promise<boolean> {
    this.unread.delete(document);
    let isWhole = false;
    try {
      isWhole = await this.read(document, isOver);
    } finally {
      if (!isWhole) this.unread.add(document);
    }
    return isWhole;
  }

  private async read(document: string, isOver: () => boolean): Promise<boolean> {
    let isWhole = true;
    for (const head of this.headsOf(document)) {
      const mine = await this.documents.digest(document);
      if (head.digest === mine) this.known.add(document, mine);
      if (this.known.has(document, head.digest) || this.refused.has(keyOf(head))) continue;
      const update = await this.port.take(document, head.digest, this.known.of(document));
      if (isOver()) return false;
      if (update === null || !(await this.apply(head, update, mine))) isWhole = false;
    }
    return isWhole;
  }

  /** @returns false when it has to be tried again */
  private async apply(head: FolderHead, update: Uint8Array, before: string): Promise<boolean> {
    const { document, digest } = head;
    const wasInFolder = this.known.has(document, before);
    try {
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
      this.hooks.refused(head);
      return true;
    }
  }
}

function keyOf({ document, digest }: FolderHead): string {
  return `${document}/${digest}`;
}
