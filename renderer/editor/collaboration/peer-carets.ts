/**
 * The others' carets, read from awareness states that peers may fill with anything: what is not a caret in this
 * fragment is left out, names are cut, colours fall back.
 */

import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import * as z from 'zod';
import { COLOUR_COUNT } from '../../../shared/model/settings';
import type { CaretUser } from '../types';

/** More carets than this in one document are noise, and each costs a walk over the document. */
const MAX_CARETS = 40;
const MAX_NAME = 40;

const id = z.object({ client: z.int().nonnegative(), clock: z.int().nonnegative() });
const position = z.object({
  type: id.nullish(),
  tname: z.string().nullish(),
  item: id.nullish(),
  assoc: z.int().optional(),
});
const cursor = z.object({ anchor: position, head: position });
const user = z.object({
  name: z.string().catch(''),
  colour: z
    .int()
    .min(0)
    .max(COLOUR_COUNT - 1)
    .catch(0),
});

export interface PeerCaret {
  readonly user: CaretUser & { readonly color: string };
  readonly cursor: z.infer<typeof cursor>;
}

/** y-tiptap warns about users without a hexadecimal `color`; the colour shown comes from `colour` and the style sheet. */
const UNUSED_COLOR = '#000000';

function readName(name: string): string {
  // Control and direction characters could make a name look like another one.
  const clean = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  return clean === '' ? 'Someone' : [...clean].slice(0, MAX_NAME).join('');
}

function pointsInto(part: z.infer<typeof position>, rootName: string | null): boolean {
  return part.tname === null || part.tname === undefined || part.tname === rootName;
}

/** The caret in a peer's awareness state; null when there is none that this fragment could show. */
export function readCaret(state: unknown, rootName: string | null): PeerCaret | null {
  if (typeof state !== 'object' || state === null) return null;
  const fields = state as { cursor?: unknown; user?: unknown };
  const place = cursor.safeParse(fields.cursor);
  if (!place.success) return null;
  // Looking up an unknown root type by name would create it.
  if (!pointsInto(place.data.anchor, rootName) || !pointsInto(place.data.head, rootName)) return null;
  const who = user.safeParse(fields.user);
  const { name, colour } = who.success ? who.data : { name: '', colour: 0 };
  return { user: { name: readName(name), colour, color: UNUSED_COLOR }, cursor: place.data };
}

interface AwarenessChange {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

/** The part of Awareness that y-tiptap's cursor plugin uses. */
export interface CaretSource {
  readonly clientID: number;
  readonly doc: Y.Doc;
  getStates(): Map<number, PeerCaret>;
  getLocalState(): Record<string, unknown> | null;
  setLocalStateField(field: string, value: unknown): void;
  on(event: 'change', listener: (change: AwarenessChange) => void): void;
  off(event: 'change', listener: (change: AwarenessChange) => void): void;
}

/**
 * A view of `awareness` for one editor: clean states, no wake-up for the person's own caret (one transaction per key
 * press less), and no clearing of a caret that another editor of the same discussion has set since.
 */
export function caretSource(awareness: Awareness, fragment: Y.XmlFragment): CaretSource {
  const rootName = fragment._item === null && fragment.doc !== null ? Y.findRootTypeKey(fragment) : null;
  const wrapped = new Map<unknown, (change: AwarenessChange) => void>();
  let written: unknown = null;
  return {
    clientID: awareness.clientID,
    doc: awareness.doc,
    getStates() {
      const carets = new Map<number, PeerCaret>();
      for (const [clientId, state] of awareness.getStates()) {
        if (clientId === awareness.clientID) continue;
        const caret = readCaret(state, rootName);
        if (caret !== null) carets.set(clientId, caret);
        if (carets.size >= MAX_CARETS) break;
      }
      return carets;
    },
    getLocalState: () => awareness.getLocalState(),
    setLocalStateField(field, value) {
      const current = awareness.getLocalState()?.[field] ?? null;
      if (value === null && (current === null || current !== written)) return;
      written = value;
      awareness.setLocalStateField(field, value);
    },
    on(event, listener) {
      const others = (change: AwarenessChange): void => {
        const changed = [...change.added, ...change.updated, ...change.removed];
        if (changed.some((clientId) => clientId !== awareness.clientID)) listener(change);
      };
      wrapped.set(listener, others);
      awareness.on(event, others);
    },
    off(event, listener) {
      const others = wrapped.get(listener);
      wrapped.delete(listener);
      if (others !== undefined) awareness.off(event, others);
    },
  };
}
