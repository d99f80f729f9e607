/**
 * The same edits through y-webrtc as it ships (one provider per document, its own signaling server, no hooks) and through
 * this app's rooms and exchange, in pages of the same Electron that all announce themselves at once.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { startPeers } from '../support/peers/start-peers';
import { buildPage, launchFloor, withFolder } from './floor';
import { type Row, single } from './statistics';

const SIZES = [4, 8] as const;
const DOCUMENTS = ['d0', 'd1', 'd2', 'd3', 'd4'];
const EDITS = 50;
const LARGE = 300_000;
/** Who has not met, or not received, by then will not. */
const PATIENCE_MS = 12_000;

interface Copy {
  edit(name: string, text: string): Promise<void>;
  text(name: string): Promise<string>;
  sent(): Promise<{ messages: number; bytes: number }>;
}

interface Result {
  /** Shares of all copies × documents. */
  readonly met: number;
  readonly large: number;
  readonly messages: number;
  readonly bytes: number;
  readonly ms: number;
}

/** The share of copies × documents for which it is true, as soon as that is all of them or the patience ends. */
async function share(copies: readonly Copy[], isRight: (text: string, name: string) => boolean): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const all = await Promise.all(
      copies.flatMap((copy) => DOCUMENTS.map(async (name) => isRight(await copy.text(name), name))),
    );
    const right = all.filter(Boolean).length / all.length;
    if (right === 1 || performance.now() > until) return right;
    await new Promise((again) => setTimeout(again, 25));
  }
}

async function total(copies: readonly Copy[]): Promise<{ messages: number; bytes: number }> {
  const all = await Promise.all(copies.map((copy) => copy.sent()));
  return {
    messages: all.reduce((sum, { messages }) => sum + messages, 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

async function live(copies: readonly Copy[]): Promise<Result> {
  for (const [index, copy] of copies.entries()) for (const name of DOCUMENTS) await copy.edit(name, `<${index}>`);
  const met = await share(copies, (text) => copies.every((_, index) => text.includes(`<${index}>`)));
  const before = await total(copies);
  const began = performance.now();
  for (let edit = 0; edit < EDITS; edit++) {
    await copies[edit % copies.length]?.edit(DOCUMENTS[edit % DOCUMENTS.length] ?? '', `[${edit}]`);
  }
  await share(copies, (text, name) => {
    for (let edit = DOCUMENTS.indexOf(name); edit < EDITS; edit += DOCUMENTS.length)
      if (!text.includes(`[${edit}]`)) return false;
    return true;
  });
  const ms = performance.now() - began;
  // What is said after the edits has arrived belongs to them.
  await new Promise((later) => setTimeout(later, 1500));
  const after = await total(copies);
  await copies[0]?.edit('d0', 'x'.repeat(LARGE));
  const large = await share(copies, (text, name) => name !== 'd0' || text.length > LARGE);
  return {
    met,
    // Four of the five documents have nothing to receive.
    large: 1 - (1 - large) * DOCUMENTS.length,
    messages: after.messages - before.messages,
    bytes: after.bytes - before.bytes,
    ms,
  };
}

async function ours(size: number): Promise<Result> {
  const peers = await startPeers({ pages: size });
  try {
    await Promise.all(peers.pages.map((page) => page.meet()));
    return await live(
      peers.pages.map((page) => ({
        edit: (name, text) => page.call('edit', name, text),
        text: (name) => page.call('text', name),
        sent: async () => {
          const counts = Object.entries(await page.call('sent'));
          const sum = (isRight: (key: string) => boolean) =>
            counts.reduce((all, [key, count]) => all + (isRight(key) ? count : 0), 0);
          return { messages: sum((key) => !key.startsWith('bytes:')), bytes: sum((key) => key.startsWith('bytes:')) };
        },
      })),
    );
  } finally {
    await peers.close();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The signaling server that y-webrtc ships. */
async function startSignaling(): Promise<{ url: string; server: ChildProcess }> {
  const port = await freePort();
  const file = resolve(import.meta.dirname, '../../node_modules/y-webrtc/bin/server.js');
  const server = spawn(process.execPath, [file], { env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    .toBe(true);
  return { url: `ws://127.0.0.1:${port}`, server };
}

function stock(size: number): Promise<Result> {
  return withFolder(async (folder) => {
    const { url, server } = await startSignaling();
    const app = await launchFloor(await buildPage('stock', join(folder, 'page')), join(folder, 'profile'), size);
    try {
      await expect.poll(() => app.windows().length).toBe(size);
      const pages = app.windows();
      await Promise.all(pages.map((page) => page.waitForFunction(() => 'stock' in window)));
      await Promise.all(
        pages.map((page) => page.evaluate(([names, to]) => window.stock.meet(names, to), [DOCUMENTS, url] as const)),
      );
      return await live(
        pages.map((page) => ({
          edit: (name, text) => page.evaluate(([to, what]) => window.stock.edit(to, what), [name, text] as const),
          text: (name) => page.evaluate((of) => window.stock.text(of), name),
          sent: () => page.evaluate(() => window.stock.sent()),
        })),
      );
    } finally {
      await app.close();
      server.kill();
    }
  });
}

export async function measureStock(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES) {
    const [theirs, here] = [await stock(size), await ours(size)];
    const row = (what: string, read: (result: Result) => number, unit: Row['unit'], aim: Row['aim']): Row => ({
      what: `${size} peers: ${what}; floor: stock y-webrtc`,
      ours: single(read(here)),
      floor: single(read(theirs)),
      unit,
      aim,
    });
    rows.push(
      row('all met of all', ({ met }) => Math.round(met * 100), '%', { least: 100 }),
      row(`messages for ${EDITS} edits`, ({ messages }) => messages, '', null),
      row(`bytes for ${EDITS} edits`, ({ bytes }) => bytes, '', null),
      row(`time until ${EDITS} edits are everywhere`, ({ ms }) => ms, 'ms', null),
      row('a change of 300 kB arrived', ({ large }) => Math.round(large * 100), '%', { least: 100 }),
    );
  }
  return rows;
}
