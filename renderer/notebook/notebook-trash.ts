/** The trash of a notebook: what its catalog tells of it, and what is done with it. Rules TR in shared/recap/README.md. */
import * as Y from 'yjs';
import { deletedOf, deletionOf, discussionsOf, readSummary } from '../../shared/model/catalog-doc';
import { timeOrNull } from '../../shared/model/discussion-doc';
import { ORIGIN } from '../../shared/model/origins';
import { DAY_MS, KEPT_DAYS, readTrash } from '../../shared/model/trash';
import { mayHaveTrash, readTrashRow } from '../../shared/model/trash-rows';
import { deleteForever } from '../../shared/recap/trash';
import { isOver, noteDay, readCalendar } from '../../shared/recap/trash-time';
import type { DiscussionId, ParticipantId } from '../../shared/util/brand';
import type { OpenDiscussion } from './discussion';
import type { StoredDocument } from './document-store';
import { caught } from './guarded';
import type { LiveDocuments } from './live-documents';
import { Derived } from './readable';
import type { RowKeeper } from './row-keeper';
import type { GoneItem, NotebookTrash, Participant, Readable, TrashItem, TrashRef } from './types';

const CALENDAR = 'trashDays';
/** So many discussions are opened at a quiet moment; the others wait for the next one. */
const MOST_AT_ONCE = 20;

export interface TrashHost {
  readonly catalog: Y.Doc;
  readonly device: Pick<StoredDocument, 'getLocal' | 'setLocal'>;
  readonly me: ParticipantId;
  readonly participants: Readable<ReadonlyMap<ParticipantId, Participant>>;
  readonly documents: Pick<LiveDocuments, 'flush'>;
  readonly rows: Pick<RowKeeper, 'flush'>;
  /** Opens a discussion for as long as `run` takes, and brings its row up to date. */
  within<T>(id: DiscussionId, run: (discussion: OpenDiscussion) => T): Promise<T>;
  restore(id: DiscussionId): void;
  readonly onError: (error: unknown) => void;
}

/** What a row of the catalog tells. */
interface Row extends ReturnType<typeof readTrashRow> {
  readonly summary: NonNullable<ReturnType<typeof readSummary>>;
  readonly trashedBy: string;
}

/** Null when nothing of it is, or was, in the trash. */
function readRow(map: unknown): Row | null {
  if (!(map instanceof Y.Map) || !mayHaveTrash(map)) return null;
  const lists = readTrashRow(map);
  if (lists.trash.length === 0 && lists.gone.length === 0 && timeOrNull(map.get('trashedAt')) === null) return null;
  const summary = readSummary(map);
  const by: unknown = map.get('trashedBy');
  return summary === null ? null : { summary, trashedBy: typeof by === 'string' ? by : '', ...lists };
}

/** What is deleted once more counts its days from there, whatever the clock says. [TR9] */
const keyOf = ({ kind, discussion, id, at }: TrashItem): string => `${kind}:${discussion}:${id}:${String(at)}`;

export class TrashOfNotebook implements NotebookTrash {
  readonly items: Derived<readonly TrashItem[]>;
  readonly gone: Derived<readonly GoneItem[]>;

  /** Those of which something is, or was, in the trash: few, among many. Null until all were looked through. */
  private rows: Map<DiscussionId, Row> | null = null;
  /** Whose time was over at a quiet moment since the start. */
  private readonly tried = new Set<DiscussionId>();

  constructor(private readonly host: TrashHost) {
    this.items = new Derived(() => this.readItems());
    this.gone = new Derived(() => this.readGone());
    const changed = caught(() => {
      this.items.invalidate();
      this.gone.invalidate();
    }, host.onError);
    const rowsChanged = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      for (const { path, keys } of events) {
        for (const id of path.length > 0 ? [path[0]] : keys.keys()) this.rowChanged(String(id));
      }
      changed();
    };
    discussionsOf(host.catalog).observeDeep(caught(rowsChanged, host.onError) as never);
    deletedOf(host.catalog).observe(changed);
  }

  itemsNow(): readonly TrashItem[] {
    this.host.rows.flush();
    return this.items.get();
  }

  /** Names changed. */
  namesChanged(): void {
    this.items.invalidate();
    this.gone.invalidate();
  }

  async putBack({ kind, discussion, id }: TrashRef): Promise<boolean> {
    if (kind === 'discussion') {
      this.host.restore(discussion);
      return true;
    }
    return this.host.within(discussion, ({ trash }) => trash.putBack(kind, id));
  }

  async deleteForever(what: readonly TrashRef[]): Promise<void> {
    const { host } = this;
    for (const [discussion, refs] of byDiscussion(what)) {
      if (refs.some(({ kind }) => kind === 'discussion')) this.deleteDiscussion(discussion);
      else {
        await host.within(discussion, ({ trash }) => {
          for (const { kind, id } of refs) if (kind !== 'discussion') trash.deleteForever(kind, id);
        });
      }
    }
    await host.documents.flush();
  }

  /** Takes away for good whose time is over; at a quiet moment. [TR8] */
  async tidy(now: number): Promise<void> {
    const { device } = this.host;
    const items = this.readItems();
    const before = readCalendar(await device.getLocal(CALENDAR).catch(() => null));
    const calendar = noteDay(before, items.map(keyOf), now);
    if (JSON.stringify(before) !== JSON.stringify(calendar)) await device.setLocal(CALENDAR, calendar);
    const over = items.filter((item) => isOver(calendar, keyOf(item), item.keptFrom, now));
    // Those of which nothing could go before come last: what cannot be read, or has not arrived, keeps none waiting.
    const due = [...byDiscussion(over)].toSorted(([a], [b]) => Number(this.tried.has(a)) - Number(this.tried.has(b)));
    let failed: { readonly error: unknown } | null = null;
    for (const [discussion, refs] of due.slice(0, MOST_AT_ONCE)) {
      this.tried.add(discussion);
      try {
        if (refs.some(({ kind }) => kind === 'discussion')) this.expire(discussion, now);
        else await this.expireIn(discussion, refs, now);
      } catch (error) {
        // The others go on; all that failed are told of once.
        failed ??= { error };
      }
    }
    if (failed !== null) this.host.onError(failed.error);
  }

  private expireIn(discussion: DiscussionId, refs: readonly TrashItem[], now: number): Promise<void> {
    return this.host.within(discussion, ({ doc }) => {
      const lies = new Map(readTrash(doc).map(({ kind, id, at }) => [`${kind}/${id}`, at]));
      for (const { kind, id, at } of refs) {
        // Otherwise the list does not know yet that it was put back, and deleted again since.
        const isKnown = lies.get(`${kind}/${id}`) === at;
        if (kind !== 'discussion' && isKnown) deleteForever(doc, kind, id, '', now);
      }
    });
  }

  private deleteDiscussion(id: DiscussionId): void {
    const { catalog } = this.host;
    const title = readSummary(discussionsOf(catalog).get(id))?.title ?? '';
    catalog.transact(() => {
      deletedOf(catalog).set(id, { at: Date.now(), by: this.host.me, title });
      discussionsOf(catalog).delete(id);
    }, ORIGIN.person);
  }

  /** The row stays, without words: whoever restored it meanwhile, apart, has it back by that. [TR7] */
  private expire(id: DiscussionId, now: number): void {
    const { catalog } = this.host;
    const row = discussionsOf(catalog).get(id);
    const of = readSummary(row)?.trashedAt ?? null;
    if (of === null || row === undefined) return;
    catalog.transact(() => {
      deletedOf(catalog).set(id, { at: now, of });
      row.set('title', '');
    }, ORIGIN.bookkeeping);
  }

  private all(): ReadonlyMap<DiscussionId, Row> {
    if (this.rows === null) {
      const rows = new Map<DiscussionId, Row>();
      discussionsOf(this.host.catalog).forEach((map, id) => {
        const row = readRow(map);
        if (row !== null) rows.set(id as DiscussionId, row);
      });
      this.rows = rows;
    }
    return this.rows;
  }

  private rowChanged(id: string): void {
    const row = readRow(discussionsOf(this.host.catalog).get(id));
    if (row === null) this.rows?.delete(id as DiscussionId);
    else this.rows?.set(id as DiscussionId, row);
  }

  private person(id: string): Participant | null {
    return id === '' ? null : (this.host.participants.get().get(id as ParticipantId) ?? null);
  }

  private readItems(): readonly TrashItem[] {
    const { catalog } = this.host;
    const me = this.host.me;
    const found: TrashItem[] = [];
    for (const [discussion, { summary, trashedBy, trash }] of this.all()) {
      if (summary.trashedAt === null && trash.length === 0) continue;
      if (deletionOf(catalog, discussion) !== null) continue;
      const { title, postCount, trashedAt, activeAt } = summary;
      const base = { discussion, title, postCount };
      if (trashedAt !== null) {
        const [by, keptFrom] = [this.person(trashedBy), Math.max(trashedAt, activeAt)];
        found.push({ ...base, kind: 'discussion', id: discussion, words: '', at: trashedAt, by, keptFrom, own: true });
        continue;
      }
      for (const { kind, id, at, by, whose, words } of trash) {
        const own = whose === '' || whose === me;
        found.push({ ...base, kind, id, words, at, by: this.person(by), keptFrom: at, own });
      }
    }
    return found.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  }

  private readGone(): readonly GoneItem[] {
    const { catalog } = this.host;
    const since = Date.now() - KEPT_DAYS * DAY_MS;
    const found: GoneItem[] = [];
    for (const id of deletedOf(catalog).keys()) {
      const deletion = deletionOf(catalog, id);
      if (deletion === null || deletion.by === '') continue;
      const discussion = id as DiscussionId;
      found.push({
        kind: 'discussion',
        discussion,
        id,
        title: deletion.title,
        at: deletion.at,
        by: this.person(deletion.by),
      });
    }
    for (const [discussion, { summary, gone }] of this.all()) {
      const { title } = summary;
      for (const { kind, id, at, by } of gone) found.push({ kind, discussion, id, title, at, by: this.person(by) });
    }
    return found.filter(({ at }) => at > since).sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  }
}

function byDiscussion<T extends TrashRef>(what: readonly T[]): ReadonlyMap<DiscussionId, readonly T[]> {
  const found = new Map<DiscussionId, T[]>();
  for (const one of what) found.set(one.discussion, [...(found.get(one.discussion) ?? []), one]);
  return found;
}
