/** This person's own caret in an open discussion, as others are told of it. */
import { type Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';

/** `left` carries the awareness update that takes the caret away at the others'. */
export type CaretEvent =
  | { readonly kind: 'entered' }
  | { readonly kind: 'moved' }
  | { readonly kind: 'left'; readonly update: Uint8Array };

export function followCaret(awareness: Awareness, tell: (event: CaretEvent) => void): void {
  awareness.on('update', (change: { added: number[]; updated: number[]; removed: number[] }) => {
    const touched = [...change.added, ...change.updated, ...change.removed];
    if (!touched.includes(awareness.clientID)) return;
    if (awareness.getLocalState() !== null) tell({ kind: 'moved' });
    else tell({ kind: 'left', update: encodeAwarenessUpdate(awareness, [awareness.clientID]) });
  });
}
