/**
 * Digests: the first 16 bytes of the SHA-256 of a document's snapshot, state vector and delete set, so that deletions
 * count; of a document in memory, or of the updates that it is stored as.
 */
import * as encoding from 'lib0/encoding';
import { digest as sha256 } from 'lib0/hash/sha256';
import * as Y from 'yjs';
import { toHex } from '../util/hex';
import { DIGEST_BYTES } from './messages';
import { collect, inOrder } from './runs';
import { type Runs, scanUpdate } from './scan-update';

export function digestOf(doc: Y.Doc): Uint8Array {
  return sha256(Y.encodeSnapshot(Y.snapshot(doc))).slice(0, DIGEST_BYTES);
}

/**
 * The digest of the document that the updates make, as far as they tell: loading can delete more (what was written
 * into a deleted place, and the losers of a map's key).
 * @throws Error for bytes that are no update
 */
export function digestOfUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const held: Runs = new Map();
  const deleted: Runs = new Map();
  for (const update of updates) {
    const scan = scanUpdate(update);
    collect(held, scan.held);
    collect(deleted, scan.deleted);
  }
  const state = new Map<number, number>();
  for (const [client, runs] of held) {
    const [start, length] = inOrder(runs);
    // What stands behind a gap waits for what is missing; it does not count yet.
    if (start === 0 && length !== undefined) state.set(client, length);
  }
  return sha256(encodeSnapshot(state, deleted)).slice(0, DIGEST_BYTES);
}

/** The digest of a document that holds nothing, in hex. */
export const EMPTY_DIGEST: string = toHex(digestOfUpdates([]));

/** As Yjs writes it (V1): delete set, then state vector, clients in descending order. */
function encodeSnapshot(state: ReadonlyMap<number, number>, deleted: Runs): Uint8Array {
  const clients = [...state].sort(([a], [b]) => b - a);
  const deletions = clients.flatMap(([client, clock]) => {
    const runs = inOrder(deleted.get(client) ?? []);
    const within: number[] = [];
    for (let index = 0; index < runs.length; index += 2) {
      const [start, length] = [runs[index] ?? 0, runs[index + 1] ?? 0];
      if (start < clock) within.push(start, Math.min(length, clock - start));
    }
    return within.length > 0 ? [[client, within] as const] : [];
  });
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, deletions.length);
  for (const [client, runs] of deletions) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, runs.length / 2);
    for (const value of runs) encoding.writeVarUint(encoder, value);
  }
  encoding.writeVarUint(encoder, clients.length);
  for (const [client, clock] of clients) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
  }
  return encoding.toUint8Array(encoder);
}
