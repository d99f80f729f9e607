/** Electron's main process for real peers: hubs, taps and hidden pages. Driven through `globalThis.peers`. */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { applySwitches } from '../../../main/app/switches';
import { createHubService, type HubService } from '../../../main/signaling/hub-service';
import { Tap } from './tap';

export interface ProcessMemory {
  /** In kB, as Electron tells it. */
  readonly workingSet: number;
  readonly private: number | null;
}

const folder = import.meta.dirname;
const files: Record<string, { file: string; type: string }> = {
  '/': { file: 'page.html', type: 'text/html' },
  '/page.js': { file: 'page.js', type: 'text/javascript' },
};

applySwitches(app.commandLine);
app.on('window-all-closed', () => {});

class Peers {
  private readonly hubs: HubService[] = [];
  private readonly taps: { tap: Tap; hub: number }[] = [];
  private readonly windows: BrowserWindow[] = [];
  private origin = '';

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const found = files[new URL(request.url ?? '/', 'http://page').pathname];
      if (!found) return response.writeHead(404).end();
      readFile(join(folder, found.file)).then(
        (content) => response.writeHead(200, { 'content-type': found.type }).end(content),
        () => response.writeHead(500).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async addHub(): Promise<number> {
    const index = this.hubs.push(this.newHub()) - 1;
    await this.hubs[index]?.start();
    return index;
  }

  /** Kills a hub and starts another in its place, at another port and with another token. */
  async restartHub(index: number): Promise<void> {
    await this.hubs[index]?.stop();
    const hub = this.newHub();
    this.hubs[index] = hub;
    const { pageUrl } = await hub.start();
    for (const one of this.taps) if (one.hub === index) one.tap.retarget(pageUrl);
  }

  async addPage(hub: number): Promise<number> {
    const info = await this.hubs[hub]?.start();
    const tap = await Tap.open(info?.pageUrl ?? '', this.origin);
    const index = this.taps.push({ tap, hub }) - 1;
    await this.openPage(index);
    return index;
  }

  async openPage(index: number): Promise<void> {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { partition: `peer-${index}`, sandbox: true, backgroundThrottling: false },
    });
    this.windows[index] = window;
    await window.loadURL(`${this.origin}/?peer=${index}`);
  }

  tapUrl(index: number): string {
    return this.taps[index]?.tap.url ?? '';
  }

  tap(index: number, method: 'hold' | 'release' | 'restore'): number {
    const tap = this.taps[index]?.tap;
    const waiting = tap?.waiting ?? 0;
    tap?.[method]();
    return waiting;
  }

  waiting(index: number): number {
    return this.taps[index]?.tap.waiting ?? 0;
  }

  cut(index: number, stayDown: boolean): void {
    this.taps[index]?.tap.cut(stayDown);
  }

  inject(index: number, texts: readonly string[]): void {
    this.taps[index]?.tap.inject(texts);
  }

  recorded(index: number, from: number) {
    return this.taps[index]?.tap.recorded.slice(from) ?? [];
  }

  /** Stops a page's process, as sleep does, and lets it go on. */
  freeze(index: number, isFrozen: boolean): void {
    const pid = this.windows[index]?.webContents.getOSProcessId();
    if (pid) process.kill(pid, isFrozen ? 'SIGSTOP' : 'SIGCONT');
  }

  /** By page. */
  memory(): (ProcessMemory | null)[] {
    const metrics = new Map(app.getAppMetrics().map((one) => [one.pid, one]));
    return this.windows.map((window) => {
      const memory = window.isDestroyed() ? null : metrics.get(window.webContents.getOSProcessId())?.memory;
      return memory ? { workingSet: memory.workingSetSize, private: memory.privateBytes ?? null } : null;
    });
  }

  /** Share of one processor since the last call, by page. */
  processor(): number[] {
    const metrics = new Map(app.getAppMetrics().map((one) => [one.pid, one]));
    return this.windows.map((window) => metrics.get(window.webContents.getOSProcessId())?.cpu.percentCPUUsage ?? 0);
  }

  private newHub(): HubService {
    return createHubService({ port: '0', pageOrigins: [this.origin], changed: () => {} });
  }
}

export type { Peers };

(globalThis as { peers?: Peers }).peers = new Peers();
