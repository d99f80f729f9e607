/** Puts into the folder what it lacks: of each document what this device's own files do not hold yet, or all of it. */
import * as Y from 'yjs';
import { EMPTY_DIGEST } from '../../../shared/exchange/digest';
import type { ExchangeDocuments } from '../../../shared/exchange/ports';
import { MAX_OVER } from '../../../shared/meeting-folder/format';
import type { DocumentState, FolderPort, Standing, WrittenState } from './folder-port';
import type { FolderReading } from './folder-reading';
import type { KnownStates } from './known-states';

/** Agrees with MAX_MEETING_DOCUMENTS. */
const AT_ONCE = 500;
/** What is handed over, written and synced together. */
const PUT_BYTES = 4 * 1024 * 1024;
/** Documents that are read together, as long as they are short. */
const LANES = 8;
const LANE_BYTES = 1024 * 1024;
const NOTHING: Uint8Array = Y.encodeStateVector(new Map());

export interface WritingHooks {
  wrote(): void;
  /** Another device has these documents as they are here. */
  elsewhere(documents: readonly string[]): void;
  onError(error: unknown): void;
}

type Made = WrittenState & { readonly vector: Uint8Array };
type Documents = Pick<ExchangeDocuments, 'accepts' | 'digest' | 'diff' | 'stateVector'>;

export class FolderWriting {
  /** Documents that may be other than what the folder has. */
  private readonly due = new Set<string>();
  /** Documents that could not be read when they were due. */
  private readonly failed = new Set<string>();
  /** Of what was written last. */
  private readonly vectors = new Map<string, { readonly digest: string; readonly vector: Uint8Array }>();

  constructor(
    private readonly documents: Documents,
    private readonly port: Pick<FolderPort, 'standing' | 'take' | 'put'>,
    private readonly known: KnownStates,
    private readonly reading: Pick<FolderReading, 'headsOf'>,
    private readonly hooks: WritingHooks,
  ) {}

  get isDue(): boolean {
    return this.due.size > 0;
  }

  /** Nothing was left out of what was due. */
  get isWhole(): boolean {
    return this.failed.size === 0;
  }

  changed(document: string): void {
    this.due.add(document);
  }

  forget(document: string): void {
    this.due.delete(document);
    this.failed.delete(document);
    this.vectors.delete(document);
  }

  clear(): void {
    this.due.clear();
    this.failed.clear();
    this.vectors.clear();
  }

  /** @returns false when the folder does not take it now. Rejects when it cannot be asked. */
  async writeAll(isOver: () => boolean): Promise<boolean> {
    while (this.due.size > 0 && !isOver()) {
      const names = [...this.due].slice(0, AT_ONCE);
      // What changes meanwhile is due again.
      for (const name of names) {
        this.due.delete(name);
        this.failed.delete(name);
      }
      try {
        if (await this.write(names, isOver)) continue;
      } catch (error) {
        for (const name of names) this.due.add(name);
        throw error;
      }
      for (const name of names) this.due.add(name);
      return false;
    }
    return true;
  }

  private async write(names: readonly string[], isOver: () => boolean): Promise<boolean> {
    const mine = (await Promise.all(names.map((name) => this.stateOf(name)))).filter((state) => state !== null);
    if (mine.length === 0) return true;
    const standing = await this.port.standing(mine);
    if (isOver()) return true;
    this.hooks.elsewhere(standing.filter(({ elsewhere }) => elsewhere).map(({ document }) => document));
    const held = standing.filter(({ written, told }) => written && !told);
    for (const { document, digest, written } of standing) if (written) this.known.add(document, digest);
    const unwritten = standing.filter(({ written }) => !written);
    let states: Made[] = [];
    let bytes = 0;
    for (let at = 0, lanes = 1; at < unwritten.length; ) {
      const some = unwritten.slice(at, at + lanes);
      const made = (await Promise.all(some.map((one) => this.made(one)))).filter((one) => one !== null);
      at += some.length;
      const size = made.reduce((sum, { update }) => sum + update.length, 0);
      // Short ones are read together, long ones one by one.
      lanes = size < LANE_BYTES ? Math.min(LANES, 2 * lanes) : 1;
      states.push(...made);
      bytes += size;
      if (bytes < PUT_BYTES) continue;
      if (!(await this.put(states, []))) return false;
      states = [];
      bytes = 0;
    }
    const told = held.map(({ document, digest }) => ({ document, digest }));
    return states.length + told.length === 0 || this.put(states, told);
  }

  private async put(states: readonly Made[], held: readonly DocumentState[]): Promise<boolean> {
    const plain = states.map(({ vector: _, ...state }) => state);
    if (!(await this.port.put(plain, held))) return false;
    for (const { document, digest, vector } of states) {
      this.known.add(document, digest);
      this.vectors.set(document, { digest, vector });
    }
    if (states.length > 0) this.hooks.wrote();
    return true;
  }

  /** Null for what is not listed, holds nothing, or cannot be read now: that is told elsewhere. */
  private async stateOf(document: string): Promise<DocumentState | null> {
    if (!this.documents.accepts(document)) return null;
    const digest = await this.documents.digest(document).catch(() => null);
    if (digest === null) this.failed.add(document);
    return digest === null || digest === EMPTY_DIGEST ? null : { document, digest };
  }

  /** Null when the document has changed since: it is due again. */
  private async made({ document, digest, bases }: Standing): Promise<Made | null> {
    try {
      const base = await this.baseOf(document, bases);
      const update = await this.documents.diff(document, base?.vector ?? NOTHING);
      if (update === null) return null;
      // Of a whole document what is stored need not be read once more.
      const vector = base === null ? Y.encodeStateVectorFromUpdate(update) : await this.documents.stateVector(document);
      if ((await this.documents.digest(document)) !== digest) {
        this.due.add(document);
        return null;
      }
      const before = base?.digest ?? null;
      const heads = this.reading.headsOf(document).map((head) => head.digest);
      const over = heads.filter((one) => one !== digest && one !== before && this.known.has(document, one));
      return { document, digest, before, over: over.slice(0, MAX_OVER), update, vector };
    } catch (error) {
      this.failed.add(document);
      this.hooks.onError(error);
      return null;
    }
  }

  /** The newest state in this device's own files that the document holds all of. */
  private async baseOf(
    document: string,
    bases: readonly string[],
  ): Promise<{ readonly digest: string; readonly vector: Uint8Array } | null> {
    const digest = bases.findLast((one) => this.known.has(document, one));
    if (digest === undefined) return null;
    const last = this.vectors.get(document);
    if (last?.digest === digest) return last;
    const update = await this.port.take(document, digest, []);
    return update === null ? null : { digest, vector: Y.encodeStateVectorFromUpdate(update) };
  }
}
