/** Which points of an open discussion went into others. Looked for only where somebody merged points. */
import * as Y from 'yjs';
import { recapOf } from '../../shared/model/discussion-doc';
import { mergesOf, readMerges, readRecaps, recapsOf } from '../../shared/model/discussion-parts';
import { ORIGIN } from '../../shared/model/origins';
import { insertNodes } from '../../shared/model/rich-text-yjs';
import { lostInMerges, type Merges, mergedInto } from '../../shared/recap/merges';
import { readTemplateBody } from '../../shared/recap/templates';
import type { ParticipantId } from '../../shared/util/brand';
import { caught, onTransaction } from './guarded';

const NONE: Merges = new Map();

export function idsIn(fragment: Y.XmlFragment, into: Set<string> = new Set()): Set<string> {
  for (const block of fragment.toArray()) {
    if (!(block instanceof Y.XmlElement) || block.nodeName !== 'point') continue;
    const id: unknown = block.getAttribute('id');
    if (typeof id === 'string' && id !== '') into.add(id);
  }
  return into;
}

export class MergedPoints {
  private now: Merges;
  private readonly end: () => void;
  private isOver = false;

  /** `changed` is called in the transaction that changed it. */
  constructor(
    private readonly doc: Y.Doc,
    private readonly me: ParticipantId,
    changed: () => void,
    onError: (error: unknown) => void,
  ) {
    this.now = this.read();
    const bringBack = caught(() => this.bringBack(), onError);
    queueMicrotask(bringBack);
    const look = (transaction: Y.Transaction): void => {
      if (this.now.size === 0 && mergesOf(doc).size === 0) return;
      if (!this.touches(transaction)) return;
      // Not in the transaction of whoever sent it.
      if (!transaction.local) queueMicrotask(bringBack);
      const next = this.read();
      if (same(this.now, next)) return;
      this.now = next;
      changed();
    };
    this.end = onTransaction(doc, look, onError);
  }

  get(): Merges {
    return this.now;
  }

  dispose(): void {
    this.isOver = true;
    this.end();
  }

  /** Typing inside a point touches none of these. */
  private touches({ changed }: Y.Transaction): boolean {
    const types = changed as ReadonlyMap<unknown, ReadonlySet<string | null>>;
    if ([mergesOf(this.doc), recapsOf(this.doc), recapOf(this.doc)].some((type) => types.has(type))) return true;
    if ([...readRecaps(this.doc).values()].some((fragment) => types.has(fragment))) return true;
    for (const [type, keys] of types) {
      if (type instanceof Y.XmlElement && type.nodeName === 'point' && keys.has('id')) return true;
    }
    return false;
  }

  private there(): ReadonlySet<string> {
    const there = idsIn(recapOf(this.doc));
    for (const fragment of readRecaps(this.doc).values()) idsIn(fragment, there);
    return there;
  }

  private read(): Merges {
    const merges = readMerges(this.doc);
    if (merges.size === 0) return NONE;
    const there = this.there();
    return mergedInto(merges, (id) => there.has(id));
  }

  /** Puts what was lost at the end of its recap. [MG6] */
  private bringBack(): void {
    if (this.isOver || mergesOf(this.doc).size === 0) return;
    const merges = readMerges(this.doc);
    const there = this.there();
    const lost = lostInMerges(merges, (id) => there.has(id), this.me);
    if (lost.length === 0) return;
    this.doc.transact(() => {
      for (const id of lost) {
        const note = merges.get(id);
        const body = readTemplateBody({ type: 'doc', content: [note?.node] });
        const [point] = body?.content ?? [];
        const recap = note?.recap === this.me ? readRecaps(this.doc).get(this.me) : recapOf(this.doc);
        mergesOf(this.doc).delete(id);
        if (point?.type === 'point' && point.attrs?.['id'] === id && recap) insertNodes(recap, recap.length, [point]);
      }
    }, ORIGIN.bookkeeping);
  }
}

function same(a: Merges, b: Merges): boolean {
  return a.size === b.size && [...a].every(([gone, into]) => b.get(gone) === into);
}
