/**
 * What goes out on y-webrtc's channel. Stock y-webrtc sends on whatever arrives: one change of the catalog is N² messages
 * among N copies. Here a copy sends its own changes; where two have no link to each other the exchange heals the catalog,
 * and who is here is told on now and then.
 */
import * as encoding from 'lib0/encoding';
import { type Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { writeUpdate } from 'y-protocols/sync';
import type { Room as WebrtcRoom } from 'y-webrtc';
import type * as Y from 'yjs';
import { peerOf } from './webrtc-internals';

const MESSAGE = { sync: 0, awareness: 1 } as const;
/**
 * What others said of themselves is told on this late, in one message. A state is renewed every 15 s and forgotten after
 * 30 s (y-protocols): through two copies it still arrives in time.
 */
const TELL_ON_MS = 4000;

interface AwarenessChange {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

/** Takes the place of the room's own listeners. @returns ends it */
export function sendOwnUpdates(room: WebrtcRoom, failed: (error: unknown) => void): () => void {
  const { doc, awareness } = room;
  const told = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const send = (kind: number, write: (encoder: encoding.Encoder) => void): void => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    const message = encoding.toUint8Array(encoder);
    for (const conn of room.webrtcConns.values()) if (conn.connected) peerOf(conn).send(message);
  };
  const tell = (clients: number[]): void => {
    if (clients.length > 0) send(MESSAGE.awareness, (encoder) => writeStates(encoder, awareness, clients));
  };
  const tellOn = (): void => {
    timer = null;
    const clients = [...told].filter((client) => awareness.meta.has(client));
    told.clear();
    tell(clients);
  };

  doc.off('update', room._docUpdateHandler);
  awareness.off('update', room._awarenessUpdateHandler);
  // y-webrtc takes these away again when the room is left.
  room._docUpdateHandler = ((update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (!transaction.local) return;
    // An exception here would end all update events of the document (yjs#799).
    try {
      send(MESSAGE.sync, (encoder) => writeUpdate(encoder, update));
    } catch (error) {
      failed(error);
    }
  }) as WebrtcRoom['_docUpdateHandler'];
  room._awarenessUpdateHandler = ({ added, updated, removed }: AwarenessChange, origin: unknown) => {
    const own = awareness.clientID;
    if ([...added, ...updated, ...removed].includes(own)) tell([own]);
    // That somebody is gone is told on only when it was heard: that a link ended here says nothing of other links.
    const heard = origin === room ? [...added, ...updated, ...removed] : [...added, ...updated];
    for (const client of heard) if (client !== own) told.add(client);
    if (told.size > 0 && room.webrtcConns.size > 1) timer ??= setTimeout(tellOn, TELL_ON_MS);
    else told.clear();
  };
  doc.on('update', room._docUpdateHandler);
  awareness.on('update', room._awarenessUpdateHandler);
  return () => {
    if (timer !== null) clearTimeout(timer);
  };
}

function writeStates(encoder: encoding.Encoder, awareness: Awareness, clients: number[]): void {
  encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients));
}
