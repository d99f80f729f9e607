import { expect, test } from 'vitest';
import type { SignalingConn } from 'y-webrtc';
import { HubSocket, hubUrl } from '../../../../renderer/sync/hub-socket';

/** As lib0 counts failures and waits after them. */
function connection(url: string) {
  const listeners = new Map<string, () => void>();
  const conn = {
    url,
    ws: null as { close(): void } | null,
    connected: false,
    unsuccessfulReconnects: 0,
    connects: 0,
    connect() {
      conn.connects += 1;
    },
    on: (name: string, listener: () => void) => listeners.set(name, listener),
  };
  const wait = () => Math.min(Math.log10(conn.unsuccessfulReconnects + 1) * 1200, 2500);
  return { conn, wait, tell: (name: string) => listeners.get(name)?.() };
}

const socketOver = (conn: unknown, changed = () => {}) => new HubSocket(conn as SignalingConn, changed);

test('the socket is tried again at once, then five times a second, and after ten seconds once a second', () => {
  const { conn, wait } = connection('ws://127.0.0.1:1/page');
  socketOver(conn);
  expect(wait()).toBe(0);
  conn.unsuccessfulReconnects++;
  expect(wait()).toBeCloseTo(200, 0);
  for (let failure = 0; failure < 100; failure++) conn.unsuccessfulReconnects++;
  expect(wait()).toBeCloseTo(999, 0);
  conn.unsuccessfulReconnects = 0;
  expect(wait()).toBe(0);
});

test('each room has an address of its own, with the token in it', () => {
  const page = 'ws://127.0.0.1:1/page?token=t';
  const urls = [hubUrl(page), hubUrl(page)].map((url) => new URL(url));
  expect(urls.map((url) => url.searchParams.get('token'))).toEqual(['t', 't']);
  expect(urls[0]?.href).not.toBe(urls[1]?.href);
});

test('the socket moves with the hub, whether it is open or waits, and has its old name when it is let go', () => {
  const { conn } = connection('ws://127.0.0.1:1/page');
  const socket = socketOver(conn);
  let closed = 0;
  conn.ws = { close: () => (closed += 1) };
  socket.move('ws://127.0.0.1:2/page');
  expect([new URL(conn.url).port, closed, conn.connects]).toEqual(['2', 1, 0]);
  conn.ws = null;
  socket.move('ws://127.0.0.1:3/page');
  expect([new URL(conn.url).port, closed, conn.connects]).toEqual(['3', 1, 1]);
  socket.hurry();
  expect(conn.connects).toBe(2);
  socket.restoreName();
  expect(conn.url).toBe('ws://127.0.0.1:1/page');
});
