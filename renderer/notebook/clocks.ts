/** How far a document is: a number that grows with everything that is written into it, whoever writes. */
import type * as Y from 'yjs';

export function clocksOf(doc: Y.Doc): number {
  let sum = 0;
  for (const structs of doc.store.clients.values()) {
    const last = structs.at(-1);
    if (last !== undefined) sum += last.id.clock + last.length;
  }
  return sum;
}
