/** One WebSocket of `ws` as the hub's `Wire`, and its events as calls of the hub's connection. */
import type { RawData, WebSocket } from 'ws';
import type { HubConnection, Wire } from '../../shared/signaling/hub-core';

/** How long the far end may take to answer our close before the socket is cut, in ms. */
const CLOSE_GRACE = 2000;

export function wireOf(socket: WebSocket): Wire {
  return {
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text, () => {});
    },
    ping: () => {
      if (socket.readyState === socket.OPEN) socket.ping(() => {});
    },
    close: (code, reason) => {
      socket.close(code, reason);
      const cut = setTimeout(() => socket.terminate(), CLOSE_GRACE);
      cut.unref();
      socket.once('close', () => clearTimeout(cut));
    },
    backlog: () => socket.bufferedAmount,
  };
}

/** Until `closed`, everything the socket receives reaches `connection`. Errors end in a close, which `ws` emits after them. */
export function pump(socket: WebSocket, connection: HubConnection): void {
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (isBinary) connection.receiveBinary();
    else connection.receiveText(data.toString());
  });
  socket.on('pong', () => connection.alive());
  socket.on('ping', () => connection.alive());
  socket.on('close', () => connection.closed());
}
