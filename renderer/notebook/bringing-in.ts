/**
 * Many discussions that come from elsewhere at once. Each is stored as bytes while nothing lists it; then all are listed.
 * Until that moment leaving off leaves nothing, and what an app that ended in the middle had stored is put away at the
 * next start.
 */
import * as Y from 'yjs';
import { digestOfUpdates } from '../../shared/exchange/digest';
import { discussionsOf, listSummary } from '../../shared/model/catalog-doc';
import type { BuiltDiscussion } from '../../shared/model/imported-discussion';
import { ORIGIN } from '../../shared/model/origins';
import type { DiscussionId, NotebookId } from '../../shared/util/brand';
import { toHex } from '../../shared/util/hex';
import type { StoredDocument } from './document-store';
import type { LiveDocuments } from './live-documents';
import { storeName } from './names';
import type { BroughtIn } from './types';

/** What is under way, on this device. */
const KEY = 'bringing-in';
/** Rows that are listed together: some tens of milliseconds. A chat rarely has more parts, and then it is one step. */
const TOGETHER = 500;

/** A notebook. */
export interface BringingInHost {
  readonly id: NotebookId;
  readonly catalog: Y.Doc;
  readonly documents: Pick<LiveDocuments, 'either' | 'remove'>;
  readonly device: Pick<StoredDocument, 'getLocal' | 'setLocal' | 'flush' | 'isWhole'>;
}

export class BringingIn implements BroughtIn {
  private readonly rows: Pick<BuiltDiscussion, 'id' | 'summary'>[] = [];
  private ended = false;
  /** Those of which nothing was stored before. */
  private readonly fresh = new Set<string>();
  private readonly keeping = new Set<Promise<unknown>>();

  private constructor(
    private readonly host: BringingInHost,
    private readonly ids: ReadonlySet<string>,
  ) {}

  /** @param ids of all discussions that are to come */
  static async begin(host: BringingInHost, ids: readonly DiscussionId[]): Promise<BringingIn> {
    const others = await underWay(host.device);
    await host.device.setLocal(KEY, [...others, ...ids]);
    return new BringingIn(host, new Set(ids));
  }

  async keep({ id, update, digest, summary }: BuiltDiscussion): Promise<void> {
    if (this.ended || !this.ids.has(id)) throw new Error(`${id} is not expected`);
    const name = storeName(this.host.id, id);
    const stored = this.host.documents.either(
      name,
      ({ doc }) => {
        if (isEmpty(doc)) this.fresh.add(id);
        Y.applyUpdate(doc, update, ORIGIN.person);
      },
      async (store) => {
        // What an end in the middle left behind may be more than what comes now.
        const left = await store.read(name);
        if (left.length === 0) this.fresh.add(id);
        await store.append(name, update, left.length === 0 ? digest : toHex(digestOfUpdates([...left, update])));
      },
    );
    this.rows.push({ id, summary });
    this.keeping.add(stored);
    await stored.finally(() => this.keeping.delete(stored));
  }

  async list(): Promise<void> {
    this.ended = true;
    const { catalog, device } = this.host;
    for (let from = 0; from < this.rows.length; from += TOGETHER) {
      if (from > 0) await new Promise((free) => setTimeout(free, 0));
      catalog.transact(() => {
        for (const { id, summary } of this.rows.slice(from, from + TOGETHER))
          if (!discussionsOf(catalog).has(id)) listSummary(catalog, id, summary);
      }, ORIGIN.person);
    }
    // The note goes when the rows are on the disk.
    await device.flush();
    await this.forget();
  }

  async leaveOff(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    await Promise.allSettled(this.keeping);
    // What another copy sent or listed, before or meanwhile, is everybody’s.
    for (const id of this.fresh)
      if (!discussionsOf(this.host.catalog).has(id)) await this.host.documents.remove(storeName(this.host.id, id));
    await this.forget();
  }

  private async forget(): Promise<void> {
    await this.host.device.setLocal(
      KEY,
      (await underWay(this.host.device)).filter((id) => !this.ids.has(id)),
    );
  }
}

const isEmpty = ({ store }: Y.Doc): boolean =>
  store.clients.size === 0 && store.pendingStructs === null && store.pendingDs === null;

async function underWay(device: Pick<StoredDocument, 'getLocal'>): Promise<readonly string[]> {
  const kept = await device.getLocal(KEY).catch(() => null);
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
}

/** Puts away what was stored and never listed, because the app ended meanwhile. @returns whether it did */
export async function clearUp(host: BringingInHost): Promise<boolean> {
  const left = await underWay(host.device);
  // While the journal has not given its list, they may stand in that: then a later start looks.
  if (left.length === 0 || host.device.isWhole === false) return false;
  for (const id of left) if (!discussionsOf(host.catalog).has(id)) await host.documents.remove(storeName(host.id, id));
  await host.device.setLocal(KEY, []);
  return true;
}
