/** Compares every document of a notebook once, after an end that was not in order, while nothing else is going on. */

import type { NotebookId } from '../../../shared/util/brand';
import { idle } from '../idle';
import type { LiveDocument, LiveDocuments } from '../live-documents';
import { storeName } from '../names';
import type { Problems } from '../problems';
import type { Comparing } from './comparing';
import { JournaledDocument } from './journaled-document';

export interface PassHost {
  readonly id: NotebookId;
  readonly documents: Pick<LiveDocuments, 'either' | 'use'>;
  readonly trouble: Pick<Problems, 'set'>;
}

/** What one step may take of a frame. */
const SLICE_MS = 6;
const AGAIN_MS = 30_000;
/** The journal has what it was given by then, and main does not hold more. */
const FLUSH_EVERY = 50;

export class Pass {
  private stopped = false;

  constructor(
    private readonly comparing: Comparing,
    private readonly host: PassHost,
    private readonly flushJournal: () => Promise<void>,
  ) {}

  /** Never rejects. Once more, later, for what did not answer. */
  async run(): Promise<void> {
    while (!this.stopped) {
      const isDone = await this.compareAll();
      if (!this.stopped) this.host.trouble.set('compare', isDone ? null : 'journal/not-compared');
      if (isDone) return;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  stop(): void {
    this.stopped = true;
  }

  /** @returns whether all of them hold the same now */
  private async compareAll(): Promise<boolean> {
    const documents = await this.comparing.documents().catch(() => null);
    if (documents === null) return false;
    let failed = 0;
    let began = performance.now();
    for (const [index, document] of documents.entries()) {
      if (this.stopped) return true;
      if (!this.comparing.mayDiffer(document)) continue;
      if (performance.now() - began > SLICE_MS) {
        await idle();
        began = performance.now();
      }
      if (index % FLUSH_EVERY === 0) await this.flushJournal().catch(() => {});
      await this.compare(document).catch(() => {
        failed += 1;
      });
    }
    if (failed > 0 || this.stopped) return this.stopped;
    this.comparing.allSettled();
    return true;
  }

  private async compare(document: string): Promise<void> {
    const { documents, id } = this.host;
    const name = storeName(id, document);
    const live = async ({ stored }: LiveDocument) => {
      if (stored instanceof JournaledDocument) await this.comparing.settleLive(document, stored);
      return false;
    };
    const isLater = await documents.either(name, live, () => this.comparing.settleStored(document));
    // Opening it brings back what was kept beside it.
    if (isLater) await documents.use(name, () => {});
  }
}
