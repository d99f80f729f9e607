/** Documents compared and merged with other copies: in memory when they are open, as stored bytes when they are not. */
import * as Y from 'yjs';
import { AppError } from '../../shared/errors/app-error';
import { digestOf, digestOfUpdates } from '../../shared/exchange/digest';
import { joinUpdates } from '../../shared/exchange/join-updates';
import { sliceUpdate } from '../../shared/exchange/slice-update';
import { ORIGIN } from '../../shared/model/origins';
import { toHex } from '../../shared/util/hex';
import type { LiveDocuments } from './live-documents';
import { LARGE_BYTES, type UpdateCheck, updateCheck } from './update-check';

/** About 500 discussions of a catalog, applied, told and listed within some tens of milliseconds; 10,000 take about a second. */
const SLICE_STRUCTS = 1500;
const isLarge = ({ length }: Uint8Array): boolean => length >= LARGE_BYTES;

export class Merging {
  /** Updates that are being checked elsewhere: what came later for the same document waits, since it may build on them. */
  private readonly checking = new Map<string, Promise<unknown>>();

  constructor(
    private readonly documents: Pick<LiveDocuments, 'either' | 'use'>,
    private readonly check: Pick<UpdateCheck, 'check'> = updateCheck,
  ) {}

  digest(name: string): Promise<string> {
    return this.documents.either(
      name,
      ({ doc }) => toHex(digestOf(doc)),
      (store) => store.digest(name),
    );
  }

  stateVector(name: string): Promise<Uint8Array> {
    return this.documents.either(
      name,
      ({ doc }) => Y.encodeStateVector(doc),
      async (store) => Y.encodeStateVectorFromUpdate(joinUpdates(await store.read(name))),
    );
  }

  diff(name: string, stateVector: Uint8Array): Promise<Uint8Array> {
    return this.documents.either(
      name,
      ({ doc }) => Y.encodeStateAsUpdate(doc, stateVector),
      async (store) => {
        const update = joinUpdates(await store.read(name));
        return isEmpty(stateVector) ? update : Y.diffUpdate(update, stateVector);
      },
    );
  }

  /**
   * Takes the updates and their buffers: the caller must not use them any more.
   * @param stepwise a large update may show in part while it is applied; an editor must never see half a change
   * @returns true if the document changed
   * @throws AppError sync/bad-frame; then nothing changed
   */
  async apply(name: string, given: readonly Uint8Array[], stepwise = false): Promise<boolean> {
    const updates = await this.inTurn(name, given);
    return this.documents.either(
      name,
      ({ doc }) => (stepwise && updates.some(isLarge) ? applyInSteps(doc, updates) : applyAll(doc, updates)),
      async (store) => {
        const digest = toHex(digestOfUpdates([...(await store.read(name)), ...updates]));
        // What waits for something missing changes nothing yet and will come again.
        if (digest === (await store.digest(name))) return false;
        await store.append(name, joinUpdates(updates), digest);
        return true;
      },
    );
  }

  private async inTurn(name: string, updates: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    const before = this.checking.get(name);
    if (before === undefined && updates.every(({ length }) => length < LARGE_BYTES)) return this.checked(name, updates);
    const result = before === undefined ? this.checked(name, updates) : before.then(() => this.checked(name, updates));
    const ended = result.then(
      () => {},
      () => {},
    );
    this.checking.set(name, ended);
    void ended.then(() => {
      if (this.checking.get(name) === ended) this.checking.delete(name);
    });
    return result;
  }

  /**
   * A broken update must not leave half a change behind: all are sound, or none is used.
   * @throws AppError sync/bad-frame
   */
  private async checked(name: string, updates: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    const sound = await Promise.all(updates.map((update) => this.check.check(update)));
    return sound.map((update) => {
      if (update === null) throw new AppError('sync/bad-frame', `update of ${name}`);
      return update;
    });
  }

  /** Loads the document and stores it as it is then. @returns true if that changed its digest */
  async settle(name: string): Promise<boolean> {
    const before = await this.digest(name);
    return this.documents.use(name, async ({ doc, stored }) => {
      stored.storeState();
      await stored.flush();
      return toHex(digestOf(doc)) !== before;
    });
  }
}

/** A state vector that names nobody. */
function isEmpty(stateVector: Uint8Array): boolean {
  return stateVector.length === 1 && stateVector[0] === 0;
}

/** The page is free between the slices. @returns true if the document changed */
async function applyInSteps(doc: Y.Doc, updates: readonly Uint8Array[]): Promise<boolean> {
  let changed = false;
  for (const slice of updates.flatMap((update) => sliceUpdate(update, SLICE_STRUCTS))) {
    // Cutting takes as long as applying a slice.
    await new Promise((resolve) => setTimeout(resolve, 0));
    changed = applyAll(doc, [slice]) || changed;
  }
  return changed;
}

/** @returns true if the document changed */
function applyAll(doc: Y.Doc, updates: readonly Uint8Array[]): boolean {
  let changed = false;
  const note = () => {
    changed = true;
  };
  doc.on('update', note);
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update, ORIGIN.exchange);
  }, ORIGIN.exchange);
  doc.off('update', note);
  return changed;
}
