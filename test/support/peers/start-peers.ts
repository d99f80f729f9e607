/** Starts real peers: one Electron, hubs, hidden pages. See README.md. */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { build } from 'vite';
import { chooseElectron } from '../app';
import type { Peers } from './main';
import type { Peer } from './page';

const folder = import.meta.dirname;
/** Unless a test says otherwise. */
export const SECRET = 'A'.repeat(43);

type Calls<T> = {
  [K in keyof T]: T[K] extends (...given: infer A) => infer R ? (...given: A) => Promise<Awaited<R>> : never;
};
type Arguments<T, K extends keyof T> = T[K] extends (...given: infer A) => unknown ? A : never;
type Result<T, K extends keyof T> = T[K] extends (...given: never[]) => infer R ? Awaited<R> : never;

export interface PeerHandle {
  readonly index: number;
  call<K extends keyof Peer>(method: K, ...given: Arguments<Peer, K>): Promise<Result<Peer, K>>;
  /** Asks again until the answer is right; throws after `withinMs`. @returns how long it took, ms */
  until<K extends keyof Peer>(
    method: K,
    given: Arguments<Peer, K>,
    isRight: (result: Result<Peer, K>) => boolean,
    withinMs?: number,
  ): Promise<number>;
  meet(secret?: string, raw?: boolean): Promise<string>;
  /** Loads the page again, as the person or a crash does. */
  reload(): Promise<void>;
}

export interface RealPeers {
  readonly pages: readonly PeerHandle[];
  readonly main: Calls<Peers>;
  page(index: number): PeerHandle;
  /** All meet with one secret; resolves when each is linked with all others. */
  meetAll(secret?: string): Promise<void>;
  close(): Promise<void>;
}

export interface PeersOptions {
  readonly pages: number;
  /** Which hub each page talks to; all to one unless told. */
  readonly hubOf?: (page: number) => number;
}

export async function startPeers({ pages: wanted, hubOf = () => 0 }: PeersOptions): Promise<RealPeers> {
  const made = await mkdtemp(join(tmpdir(), 'recap-peers-'));
  await bundle(made);
  chooseElectron();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await electron.launch({
    args: [...sandbox, made, `--user-data-dir=${join(made, 'user-data')}`],
    colorScheme: null,
  });
  const main = mainOf(app);
  await main.start();
  const hubs = Math.max(...Array.from({ length: wanted }, (_, index) => hubOf(index))) + 1;
  for (let hub = 0; hub < hubs; hub++) await main.addHub();
  const pages: PeerHandle[] = [];
  for (let index = 0; index < wanted; index++) {
    await main.addPage(hubOf(index));
    pages.push(handleOf(index, await windowOf(app, index), main));
  }
  const page = (index: number): PeerHandle => {
    const found = pages[index];
    if (!found) throw new Error(`no page ${index}`);
    return found;
  };
  return {
    pages,
    main,
    page,
    async meetAll(secret) {
      await Promise.all(pages.map((one) => one.meet(secret)));
      await Promise.all(pages.map((one) => one.until('linked', [], (links) => links.length === wanted - 1, 60_000)));
    },
    async close() {
      await app.close();
      await rm(made, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function bundle(target: string): Promise<void> {
  const common = { configFile: false, root: folder, logLevel: 'error' } as const;
  await build({
    ...common,
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: target,
      target: 'chrome130',
      minify: false,
      lib: { entry: join(folder, 'page.ts'), formats: ['es'], fileName: () => 'page.js' },
    },
  });
  await build({
    ...common,
    define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: target,
      emptyOutDir: false,
      target: 'node20.18',
      rolldownOptions: {
        input: { main: resolve(folder, 'main.ts') },
        external: ['electron'],
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  await copyFile(join(folder, 'page.html'), join(target, 'page.html'));
  await writeFile(join(target, 'package.json'), JSON.stringify({ name: 'peers', main: 'main.mjs', type: 'module' }));
}

/** Playwright tells of a window some time after it has opened, and of its address later still. */
async function windowOf(app: ElectronApplication, index: number): Promise<Page> {
  const end = performance.now() + 20_000;
  while (performance.now() < end) {
    const found = app.windows().find((page) => page.url().endsWith(`?peer=${index}`));
    if (found) return found;
    await new Promise((again) => setTimeout(again, 20));
  }
  throw new Error(`page ${index} did not open`);
}

function mainOf(app: ElectronApplication): Calls<Peers> {
  const call = (method: string, given: unknown[]) =>
    app.evaluate(
      (_electron, [name, list]) => {
        const { peers } = globalThis as unknown as { peers: Record<string, (...all: unknown[]) => unknown> };
        return peers[name as string]?.(...(list as unknown[]));
      },
      [method, given] as const,
    );
  return new Proxy({} as Calls<Peers>, {
    get:
      (_target, method) =>
      (...given: unknown[]) =>
        call(String(method), given),
  });
}

function handleOf(index: number, page: Page, main: Calls<Peers>): PeerHandle {
  const call = (method: string, ...given: unknown[]) =>
    page.evaluate(
      ([name, list]) => {
        const { peer } = globalThis as unknown as { peer: Record<string, (...all: unknown[]) => unknown> };
        return peer[name as string]?.(...(list as unknown[]));
      },
      [method, given] as const,
    );
  const handle: PeerHandle = {
    index,
    call: call as PeerHandle['call'],
    async until(method, given, isRight, withinMs = 10_000) {
      const started = performance.now();
      for (;;) {
        const result = await handle.call(method, ...given);
        const took = performance.now() - started;
        if (isRight(result)) return took;
        if (took > withinMs) throw new Error(`page ${index}: ${method} stayed ${JSON.stringify(result)}`);
        await new Promise((again) => setTimeout(again, 20));
      }
    },
    async meet(secret = SECRET, raw = false) {
      return handle.call('meet', { secret, pageUrl: await main.tapUrl(index), raw });
    },
    async reload() {
      await page.reload();
      await page.waitForFunction(() => 'peer' in globalThis);
    },
  };
  return handle;
}
