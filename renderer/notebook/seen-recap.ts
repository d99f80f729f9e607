/** Our recap as this person last saw it, and what others changed since. Kept on this device, never shared. */
import * as Y from 'yjs';
import * as z from 'zod';
import { authorsOf, metaOf } from '../../shared/model/discussion-doc';
import { ORIGIN } from '../../shared/model/origins';
import { type Authors, acceptChanges, apartFromOwn, type RecapChange, recapChanges } from '../../shared/recap/changes';
import { FACTS, SEEN_FIELDS, SEEN_LIMITS, type SeenBlock, sameBlock, seenBlocks } from '../../shared/recap/seen-blocks';
import type { ParticipantId } from '../../shared/util/brand';
import type { StoredDocument } from './document-store';
import { Derived } from './readable';
import type { OpenRecap } from './recap-document';
import { blockClients, blockKey, factClients, textClients } from './seen-pieces';

const KEY = 'seen-recap';
/** Writing down what was seen waits this long, so that following somebody who writes costs little. */
const KEEP_MS = 1_500;

export const seenBlockSchema = z.object({
  key: z.string().max(SEEN_FIELDS.key),
  id: z.string().max(SEEN_FIELDS.id),
  kind: z.string().max(SEEN_FIELDS.kind),
  text: z.string().max(SEEN_LIMITS.block),
  facts: z.partialRecord(z.enum(FACTS), z.string().max(SEEN_FIELDS.fact)),
});
const keptSchema = z.object({ version: z.literal(1), blocks: z.array(seenBlockSchema).max(SEEN_LIMITS.blocks) });

export function within(blocks: readonly SeenBlock[]): boolean {
  let left: number = SEEN_LIMITS.text;
  for (const { text } of blocks) left -= text.length;
  return left >= 0;
}

/** The blocks of a recap now, and who wrote what in them. */
export class RecapNow {
  readonly blocks: readonly SeenBlock[];
  private readonly elements: readonly Y.XmlElement[];

  constructor(
    private readonly doc: Y.Doc,
    recap: OpenRecap,
    private readonly me: string,
  ) {
    const children = recap.fragment.toArray();
    const elements = children.filter((child) => child instanceof Y.XmlElement);
    // Text at the root is of no version of the app; then nothing is told.
    this.elements = elements.length === children.length ? elements : [];
    this.blocks =
      this.elements.length === 0
        ? []
        : seenBlocks(
            recap.read(),
            this.elements.map((element) => blockKey(element as unknown as Y.AbstractType<unknown>)),
          );
  }

  element(at: number): Y.XmlElement | null {
    return this.elements[at] ?? null;
  }

  whose(client: number): string {
    const person: unknown = authorsOf(this.doc).get(String(client));
    return typeof person === 'string' ? person : '';
  }

  authors(): Authors {
    const people = (at: number, read: (block: Y.XmlElement) => ReadonlySet<number>): readonly string[] => {
      const block = this.elements[at];
      if (block === undefined) return [];
      return [...new Set([...read(block)].map((client) => this.whose(client)))].filter((person) => person !== '');
    };
    const others = new Set(
      [...authorsOf(this.doc).values()].filter((person: unknown) => typeof person === 'string' && person !== this.me),
    );
    return {
      text: (at, from, to) => people(at, (block) => textClients(block, from, to)),
      block: (at) => people(at, blockClients),
      fact: (at, fact) => people(at, (block) => factClients(block, fact)),
      removed: others.size === 1 ? [...others] : [],
    };
  }
}

export class SeenRecap {
  readonly changes: Derived<readonly RecapChange[]>;
  private list: readonly RecapChange[] = [];
  /** What was seen; null until it was read from the device. */
  private seen: readonly SeenBlock[] | null = null;
  /** The recap at the last look at it. */
  private before: readonly SeenBlock[] = [];
  /** Blocks that were changed since the last look at them, by who saw it happen. */
  private readonly own = new Set<string>();
  private readonly watched = new Set<string>();
  private readonly missed = new Set<string>();
  private isMissing = false;
  private keeping: ReturnType<typeof setTimeout> | null = null;
  private readonly ends: (() => void)[] = [];

  constructor(
    private readonly doc: Y.Doc,
    private readonly recap: OpenRecap,
    private readonly me: ParticipantId,
    private readonly stored: StoredDocument,
    private readonly host: { readonly isLive: () => boolean; readonly onError: (error: unknown) => void },
  ) {
    this.changes = new Derived<readonly RecapChange[]>(() => this.list);
    const onChange = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
      try {
        this.note(events, transaction);
      } catch (error) {
        host.onError(error);
      }
    };
    const listener = onChange as unknown as Parameters<Y.XmlFragment['observeDeep']>[0];
    recap.fragment.observeDeep(listener);
    this.ends.push(
      () => recap.fragment.unobserveDeep(listener),
      recap.content.subscribe(() => this.refresh()),
    );
    // Who somebody is may arrive after what they wrote.
    const known = (): void => {
      if (this.list.length > 0) queueMicrotask(() => this.refresh());
    };
    authorsOf(doc).observe(known);
    this.ends.push(() => authorsOf(doc).unobserve(known));
  }

  async load(): Promise<void> {
    if (this.seen !== null) return;
    const kept = keptSchema.safeParse(await this.stored.getLocal(KEY).catch(() => null));
    // Read while it was waited for.
    if (this.seen !== null) return;
    // From now on it tells when it changed.
    this.recap.content.get();
    const now = this.now();
    this.isMissing = !metaOf(this.doc).has('schema');
    this.before = now.blocks;
    this.seen = kept.success ? (kept.data.blocks as readonly SeenBlock[]) : now.blocks;
    this.refresh();
  }

  accept(ids: readonly string[]): void {
    const wanted = new Set(ids);
    const accepted = this.list.filter((change) => wanted.has(change.id));
    if (this.seen === null || accepted.length === 0) return;
    this.look(this.now(), accepted);
    void this.keep();
  }

  /** Writes down at once what was seen. */
  async keep(): Promise<void> {
    if (this.keeping !== null) clearTimeout(this.keeping);
    this.keeping = null;
    if (this.seen === null || !within(this.seen)) return;
    await this.stored.setLocal(KEY, { version: 1, blocks: this.seen }).catch(() => {});
  }

  dispose(): void {
    for (const end of this.ends) end();
    if (this.keeping !== null) void this.keep();
  }

  private now(): RecapNow {
    return new RecapNow(this.doc, this.recap, this.me);
  }

  private note(events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void {
    const local = transaction.local && transaction.origin !== ORIGIN.bookkeeping;
    const into = local ? this.own : this.host.isLive() ? this.watched : this.missed;
    const root = this.recap.fragment as unknown as Y.AbstractType<unknown>;
    for (const { target, changes } of events) {
      if (target === root) {
        for (const { id } of [...changes.added, ...changes.deleted]) {
          into.add(`${String(id.client)}.${String(id.clock)}`);
        }
        continue;
      }
      let at: Y.AbstractType<unknown> | null = target;
      while (at !== null && at.parent !== root) at = at.parent as Y.AbstractType<unknown> | null;
      if (at !== null) into.add(blockKey(at));
    }
  }

  /** After the recap has settled: what happened under the person's eyes is seen, the rest is told. [SL10] */
  private refresh(): void {
    if (this.seen === null) return;
    const now = this.now();
    // Who has nothing of the discussion yet has nothing new in it when it comes. [SL11]
    if (this.isMissing) this.seen = now.blocks;
    this.isMissing = !metaOf(this.doc).has('schema');
    if (this.list.length === 0 && this.missed.size === 0 && this.seen === this.before) {
      // Nothing waits and everything was seen as it happened: the usual case, and nothing to compare.
      this.before = this.seen = now.blocks;
      for (const set of [this.own, this.watched]) set.clear();
      this.keepSoon();
      return;
    }
    const pending = new Set(this.list.map((change) => change.block));
    const isSeen = (key: string): boolean =>
      this.own.has(key) || (this.watched.has(key) && !this.missed.has(key) && !pending.has(key));
    const changes = this.changesNow(now);
    const { own, others } = apartFromOwn(changes, this.me);
    this.look(now, [...own, ...others.filter((change) => isSeen(change.block))], changes);
    for (const set of [this.own, this.watched, this.missed]) set.clear();
    this.before = now.blocks;
  }

  private changesNow(now: RecapNow): readonly RecapChange[] {
    return recapChanges(this.seen ?? now.blocks, now.blocks, now.authors());
  }

  private look(now: RecapNow, accepted: readonly RecapChange[], known: readonly RecapChange[] | null = null): void {
    if (this.seen === null) return;
    const before = this.seen;
    if (accepted.length > 0) this.seen = acceptChanges(before, now.blocks, accepted);
    const left = accepted.length === 0 && known !== null ? known : this.changesNow(now);
    const { others } = apartFromOwn(left, this.me);
    if (others.length === 0) this.seen = now.blocks;
    if (!sameBlocks(before, this.seen)) this.keepSoon();
    if (sameChanges(this.list, others)) return;
    this.list = others;
    this.changes.invalidate();
  }

  private keepSoon(): void {
    this.keeping ??= setTimeout(() => void this.keep(), KEEP_MS);
  }
}

function sameBlocks(a: readonly SeenBlock[], b: readonly SeenBlock[]): boolean {
  return a === b || (a.length === b.length && a.every((block, at) => sameBlock(block, b[at] ?? block)));
}

/** The same changes at the same places: nothing that is shown is another. */
function sameChanges(a: readonly RecapChange[], b: readonly RecapChange[]): boolean {
  return (
    a.length === b.length &&
    a.every((change, at) => {
      const other = b[at];
      return (
        change.id === other?.id &&
        change.at === other.at &&
        change.by.join() === other.by.join() &&
        (change.type !== 'text' || (other.type === 'text' && change.from === other.from && change.to === other.to)) &&
        (change.type === 'text' ||
          change.type === 'fact' ||
          (other.type !== 'text' && other.type !== 'fact' && change.text === other.text))
      );
    })
  );
}
