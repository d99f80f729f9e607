import { expect, test } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import type { Room as WebrtcRoom } from 'y-webrtc';
import * as Y from 'yjs';
import { sendOwnUpdates } from '../../../../renderer/sync/own-updates';

function room(links: number) {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const sent: number[] = [];
  const conns = Array.from({ length: links }, (_, index) => ({
    connected: true,
    peer: { send: (message: Uint8Array) => sent.push(message[0] ?? -1) },
    remotePeerId: String(index),
  }));
  const fake = {
    doc,
    awareness,
    webrtcConns: new Map(conns.map((conn) => [conn.remotePeerId, conn])),
    _docUpdateHandler: () => {},
    _awarenessUpdateHandler: () => {},
  };
  const stop = sendOwnUpdates(fake as unknown as WebrtcRoom, (error) => {
    throw error;
  });
  return { doc, awareness, sent, conns, fake, stop };
}

test('a change made here goes to every link, what came from others goes to none', () => {
  const { doc, sent, awareness, stop } = room(3);
  doc.getMap('meta').set('name', 'N');
  expect(sent).toEqual([0, 0, 0]);
  const other = new Y.Doc();
  other.getMap('meta').set('name', 'M');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'peer');
  expect(sent).toEqual([0, 0, 0]);
  stop();
  awareness.destroy();
});

test('links that are not open yet get nothing, and one that fails does not end the document', () => {
  const { doc, sent, conns, awareness, stop } = room(2);
  const [first] = conns;
  if (first) first.connected = false;
  doc.getMap('meta').set('name', 'N');
  expect(sent).toEqual([0]);
  stop();
  awareness.destroy();
});

test('one’s own state is told at once, another’s later, and that a link ended is not told at all', () => {
  const { awareness, sent, fake, stop } = room(2);
  awareness.setLocalState({ who: 'me' });
  expect(sent).toEqual([1, 1]);
  const other = new Awareness(new Y.Doc());
  other.setLocalState({ who: 'other' });
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other, [other.clientID]), fake);
  removeAwarenessStates(awareness, [other.clientID], 'gone');
  expect(sent).toEqual([1, 1]);
  stop();
  for (const one of [awareness, other]) one.destroy();
});
