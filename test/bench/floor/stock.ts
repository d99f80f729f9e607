/** A copy over y-webrtc as it ships: one provider per document, no hooks. Driven through `window.stock`. */
import { WebrtcProvider } from 'y-webrtc';
import * as Y from 'yjs';

const sent = { messages: 0, bytes: 0 };
const realSend = RTCDataChannel.prototype.send as (data: ArrayBufferView) => void;
RTCDataChannel.prototype.send = function send(this: RTCDataChannel, data: unknown) {
  realSend.call(this, data as Uint8Array);
  sent.messages += 1;
  sent.bytes += (data as Uint8Array).byteLength;
} as typeof RTCDataChannel.prototype.send;

const docs = new Map<string, Y.Doc>();

function textOf(name: string): Y.Text {
  const doc = docs.get(name);
  if (!doc) throw new Error(`no document ${name}`);
  return doc.getText('text');
}

const stock = {
  meet(names: readonly string[], signaling: string): void {
    for (const name of names) {
      const doc = new Y.Doc();
      docs.set(name, doc);
      new WebrtcProvider(`bench-${name}`, doc, { signaling: [signaling], password: 'bench' });
    }
  },
  edit(name: string, text: string): void {
    textOf(name).insert(textOf(name).length, text);
  },
  text: (name: string): string => textOf(name).toString(),
  sent: () => ({ ...sent }),
};

declare global {
  interface Window {
    stock: typeof stock;
  }
}

window.stock = stock;
