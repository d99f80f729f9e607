import * as Y from 'yjs';
import { skeletonOf } from './scan-update';

/** Above this the contents are read through once and left out of the documents that it is tried on. */
const LARGE_BYTES = 256 * 1024;
/** What is shorter is mostly a part, and tried at once on all. */
const SHORT_BYTES = 4 * 1024;
const PROBE = { guid: 'probe' } as const;

/**
 * Whether the bytes are an update that can be applied, written out and read again. Yjs applies some damaged updates
 * half, or silently, and then writes states that no copy can load: they must not reach a document. Costs as much as
 * the update is large, whatever the size of the document; little memory beside a large one.
 */
export function isSoundUpdate(update: Uint8Array): boolean {
  try {
    return isSound(update.length > LARGE_BYTES ? skeletonOf(update) : update);
  } catch {
    return false;
  }
}

function isSound(update: Uint8Array): boolean {
  return (update.length > SHORT_BYTES && isWrittenAsRead(update)) || isReadAgain(update);
}

/**
 * Mostly a whole document in Yjs's own order. What a store would keep is then what has been read already, and what the
 * next peer would be sent has the same structs and no other deletions.
 */
function isWrittenAsRead(update: Uint8Array): boolean {
  const probe = new Y.Doc(PROBE);
  try {
    Y.applyUpdate(probe, update);
    const { pendingStructs, pendingDs } = probe.store;
    if (pendingStructs !== null || pendingDs !== null) return false;
    if (!sameBytes(update, Y.encodeStateAsUpdate(probe))) return false;
    Y.encodeSnapshot(Y.snapshot(probe));
    return true;
  } finally {
    probe.destroy();
  }
}

function isReadAgain(update: Uint8Array): boolean {
  // A name of its own saves each the making of a random one.
  const docs = [new Y.Doc(PROBE), new Y.Doc(PROBE), new Y.Doc(PROBE)] as const;
  const [probe, fromState, fromEvents] = docs;
  const emitted: Uint8Array[] = [];
  probe.on('update', (event: Uint8Array) => emitted.push(event));
  try {
    Y.applyUpdate(probe, update);
    // What a store would keep, and what the next peer would be sent; mostly the same bytes.
    const state = Y.encodeStateAsUpdate(probe);
    for (const event of emitted) if (!sameBytes(event, state)) Y.applyUpdate(fromEvents, event);
    Y.applyUpdate(fromState, state);
    Y.encodeSnapshot(Y.snapshot(fromState));
    return true;
  } finally {
    for (const doc of docs) doc.destroy();
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
