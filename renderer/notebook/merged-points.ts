/** Which points of an open discussion went into others. Looked for only where somebody merged points. */
import * as Y from 'yjs';
import { recapOf } from '../../shared/model/discussion-doc';
import { mergesOf, readMerges, readRecaps, recapsOf } from '../../shared/model/discussion-parts';
import { type Merges, mergedInto } from '../../shared/recap/merges';
import { onTransaction } from './guarded';

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

  /** `changed` is called in the transaction that changed it. */
  constructor(
    private readonly doc: Y.Doc,
    changed: () => void,
    onError: (error: unknown) => void,
  ) {
    this.now = this.read();
    const look = (transaction: Y.Transaction): void => {
      if (this.now.size === 0 && mergesOf(doc).size === 0) return;
      if (!this.touches(transaction)) return;
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

  private read(): Merges {
    const merges = readMerges(this.doc);
    if (merges.size === 0) return NONE;
    const there = idsIn(recapOf(this.doc));
    for (const fragment of readRecaps(this.doc).values()) idsIn(fragment, there);
    return mergedInto(merges, (id) => there.has(id));
  }
}

function same(a: Merges, b: Merges): boolean {
  return a.size === b.size && [...a].every(([gone, into]) => b.get(gone) === into);
}
