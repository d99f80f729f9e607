/** A solo session opens no socket and asks for no address, in any of the app's processes. Started without a driver, which would open its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { newEntry } from '../../renderer/app/new-entry';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/model/settings';
import { killTree } from '../crash/process-tree';
import { electronExecutable } from '../support/app';
import { ownDisplay } from '../support/own-display';
import { type OpenSocket, openSockets } from '../support/sockets';

const root = resolve(import.meta.dirname, '../..');
/** How long the app is watched once it is ready, in ms: longer than Chromium's delayed start-up tasks that were seen. */
const WATCH = 5000;

let profile = '';
let app: ChildProcess | null = null;
test.beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'recap-solo-'));
});
test.afterEach(async () => {
  // Its other processes write into the profile for a moment longer than it.
  if (app?.pid !== undefined && app.exitCode === null && app.signalCode === null) await killTree(app.pid);
  app = null;
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

const writer: Settings = {
  ...DEFAULT_SETTINGS,
  profile: { participantId: 'p1', name: 'Ann', colour: 0 },
  notebooks: [{ ...newEntry('Mine', 0), id: 'n1' }],
  currentNotebook: 'n1',
};

interface NetLogEvent {
  readonly type: number;
  readonly params?: { readonly url?: string; readonly host?: string };
}

/** Event types of Chromium's network log that mean a connection, a look-up or a packet. */
const TRAFFIC =
  /^(?:TCP_CONNECT|UDP_CONNECT|UDP_BYTES|SOCKET_(?:ALIVE|IN_USE|OPEN|BYTES)|HOST_RESOLVER_(?:MANAGER|DNS|SYSTEM)|DNS_TRANSACTION|SSL_CONNECT|CONNECT_JOB|HTTP_TRANSACTION|HTTP_STREAM)/;

function traffic(path: string): string[] {
  const log = JSON.parse(readFileSync(path, 'utf8')) as {
    constants: { logEventTypes: Record<string, number> };
    events: NetLogEvent[];
  };
  const names = new Map(Object.entries(log.constants.logEventTypes).map(([name, type]) => [type, name]));
  return log.events.flatMap(({ type, params }) => {
    const name = names.get(type) ?? '';
    const outside = /^(?:https?|wss?|ftp):/.test(params?.url ?? '');
    return TRAFFIC.test(name) || outside ? [`${name} ${params?.url ?? params?.host ?? ''}`] : [];
  });
}

async function watch(settings: Settings | null): Promise<{ sockets: OpenSocket[]; requests: string[] }> {
  const netLog = join(profile, 'net-log.json');
  const log = join(profile, 'logs', 'recap-notebook.log');
  mkdirSync(profile, { recursive: true });
  if (settings !== null) writeFileSync(join(profile, 'settings.json'), JSON.stringify(settings));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const started = spawn(
    electronExecutable(),
    [...sandbox, root, `--user-data-dir=${profile}`, `--log-net-log=${netLog}`],
    {
      cwd: root,
      env: { ...process.env, ...ownDisplay() },
      stdio: 'ignore',
    },
  );
  app = started;
  const ended = new Promise<void>((done) => started.once('exit', () => done()));
  const sockets: OpenSocket[] = [];
  const look = () => sockets.push(...openSockets(started.pid ?? 0));
  const isReady = () => existsSync(log) && readFileSync(log, 'utf8').includes('"ready"');
  await expect
    .poll(
      () => {
        look();
        return isReady();
      },
      { timeout: 30_000, intervals: [20] },
    )
    .toBe(true);
  const end = Date.now() + WATCH;
  await expect
    .poll(
      () => {
        look();
        return Date.now() > end;
      },
      { timeout: WATCH * 2, intervals: [50] },
    )
    .toBe(true);
  // The network log is complete only after an orderly end.
  started.kill('SIGTERM');
  await ended;
  return { sockets, requests: traffic(netLog) };
}

if (process.platform === 'linux') {
  test('the watch sees a socket when there is one', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    expect(
      openSockets(process.pid).some(({ family, local }) => family === 'tcp' && local.startsWith('0100007F:')),
    ).toBe(true);
    await new Promise((done) => server.close(done));
  });

  test('a first start opens no socket', async () => {
    expect(await watch(null)).toEqual({ sockets: [], requests: [] });
  });

  test('a notebook that is not shared opens no socket', async () => {
    expect(await watch(writer)).toEqual({ sockets: [], requests: [] });
  });

  test('spelling switched on fetches no dictionary', async () => {
    expect(await watch({ ...writer, spellcheck: true })).toEqual({ sockets: [], requests: [] });
  });
}
