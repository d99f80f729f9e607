/**
 * Several updates of one document as one. Those that are stored one after the other mostly go on where the ones before
 * end: then their structs are copied once, as they stand. Y.mergeUpdates copies each content four times, and holds that.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { collect, inOrder } from './runs';
import { type Block, type Runs, scanUpdate } from './scan-update';

interface Piece extends Block {
  readonly update: Uint8Array;
}

/** @throws Error for bytes that are no update */
export function joinUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  if (only && updates.length === 1) return only;
  const deleted: Runs = new Map();
  const clients = new Map<number, Piece[]>();
  for (const update of updates) {
    const scan = scanUpdate(update);
    collect(deleted, scan.deleted);
    for (const block of scan.blocks) {
      const before = clients.get(block.client) ?? [];
      if (before.length > 0 && before.at(-1)?.endClock !== block.clock) return Y.mergeUpdates([...updates]);
      before.push({ ...block, update });
      clients.set(block.client, before);
    }
  }
  return written(clients, deletionsOf(deleted));
}

/** In Yjs's own order: clients descending, the delete set at the end. */
function written(clients: ReadonlyMap<number, readonly Piece[]>, deletions: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [varUints([clients.size])];
  for (const [client, pieces] of [...clients].sort(([a], [b]) => b - a)) {
    const structs = pieces.reduce((sum, piece) => sum + piece.structs, 0);
    parts.push(varUints([structs, client, pieces[0]?.clock ?? 0]));
    for (const { update, from, to } of pieces) parts.push(update.subarray(from, to));
  }
  parts.push(deletions);
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function deletionsOf(deleted: Runs): Uint8Array {
  const clients = [...deleted].map(([client, runs]) => [client, inOrder(runs)] as const);
  const found = clients.filter(([, runs]) => runs.length > 0).sort(([a], [b]) => b - a);
  return varUints([found.length, ...found.flatMap(([client, runs]) => [client, runs.length / 2, ...runs])]);
}

function varUints(values: readonly number[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const value of values) encoding.writeVarUint(encoder, value);
  return encoding.toUint8Array(encoder);
}
