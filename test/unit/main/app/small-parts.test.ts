import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFlush, FLUSH_TIMEOUT } from '../../../../main/app/flush';
import { openLog } from '../../../../main/app/log';
import { isAllowedRequest } from '../../../../main/app/network-guard';
import { isOfOrigin, pageOrigin } from '../../../../main/app/origin';
import { createSmoke, SMOKE_TIMEOUT } from '../../../../main/app/smoke';
import { jsonLine, plainWords } from '../../../../main/app/standard-output';
import { applySwitches, mergeFeatures } from '../../../../main/app/switches';

describe('page origin', () => {
  const app = { url: 'app://recap/', origin: 'app://recap', isDev: false };
  it.each<[string | undefined, boolean, ReturnType<typeof pageOrigin>]>([
    [undefined, false, app],
    ['http://localhost:5173', false, { url: 'http://localhost:5173/', origin: 'http://localhost:5173', isDev: true }],
    [
      'http://127.0.0.1:5173/x',
      false,
      { url: 'http://127.0.0.1:5173/x', origin: 'http://127.0.0.1:5173', isDev: true },
    ],
    ['http://localhost:5173', true, app],
    ['http://example.org', false, app],
    ['file:///x', false, app],
    ['nonsense', false, app],
  ])('with ELECTRON_RENDERER_URL=%s, packaged %s', (url, packaged, expected) => {
    expect(pageOrigin(url, packaged)).toEqual(expected);
  });

  it.each([
    ['app://recap/', true],
    ['app://recap/#x', true],
    ['app://recap.evil/', false],
    ['app://user@recap/', false],
    ['https://recap/', false],
    ['about:blank', false],
    ['', false],
  ])('%j is of the app: %s', (address, expected) => {
    expect(isOfOrigin(app, address)).toBe(expected);
  });
});

describe('allowed requests', () => {
  const app = pageOrigin(undefined, false);
  const dev = pageOrigin('http://localhost:5173', false);
  it.each([
    ['app://recap/x.js', true, false],
    ['app://other/x.js', false, false],
    ['ws://127.0.0.1:4000/page?token=x', true, true],
    ['ws://127.0.0.1.evil.org/', false, false],
    ['ws://192.0.2.1:4000/', false, false],
    ['wss://127.0.0.1/', false, false],
    ['http://127.0.0.1/', false, false],
    ['http://localhost:5173/x.tsx', false, true],
    ['ws://localhost:5173/', false, true],
    ['https://example.org/', false, false],
    ['blob:app://recap/1', true, true],
    ['data:image/png;base64,AA', true, true],
    ['file:///etc/passwd', false, false],
    ['ftp://x/', false, false],
    ['nonsense', false, false],
  ])('%s: from the app %s, in development %s', (address, inApp, inDev) => {
    expect([isAllowedRequest(app, address), isAllowedRequest(dev, address)]).toEqual([inApp, inDev]);
  });
});

describe('switches', () => {
  it('keep the features that were disabled from outside', () => {
    const switches = new Map([['disable-features', 'Mine,MediaRouter']]);
    applySwitches({
      appendSwitch: (name, value = '') => void switches.set(name, value),
      getSwitchValue: (name) => switches.get(name) ?? '',
    });
    const features = switches.get('disable-features')?.split(',') ?? [];
    expect(features).toEqual(expect.arrayContaining(['Mine', 'MediaRouter', 'WebRtcHideLocalIpsWithMdns']));
    expect(features).toEqual([...new Set(features)]);
    expect(switches.has('disable-background-networking')).toBe(true);
    expect(switches.has('no-sandbox')).toBe(false);
  });

  it.each([
    ['', ['A'], 'A'],
    ['B', ['A'], 'B,A'],
    [' A , ,B', ['A', 'C'], 'A,B,C'],
  ])('merge %j with %j', (given, added, expected) => {
    expect(mergeFeatures(given, added)).toBe(expected);
  });
});

describe('with time in hand', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const wait = async (): Promise<'wait'> => 'wait';

  it('a flush ends when the page answers', async () => {
    let asked = 0;
    const send = (): void => {
      asked += 1;
    };
    const flush = createFlush({ send, silent: wait });
    const [one, two] = [flush.ask(), flush.ask()];
    flush.answered();
    expect(await Promise.all([one, two])).toEqual(['stored', 'stored']);
    expect(asked).toBe(1);
  });

  it('a flush waits for as long as the page says that it is saving', async () => {
    let questions = 0;
    const silent = async (): Promise<'wait'> => {
      questions += 1;
      return 'wait';
    };
    const flush = createFlush({ send: () => {}, silent });
    const first = flush.ask();
    for (let second = 0; second < 60; second += 1) {
      vi.advanceTimersByTime(1000);
      flush.alive();
    }
    expect(questions).toBe(0);
    flush.answered();
    expect(await first).toBe('stored');
  });

  it('somebody is asked when the page says nothing for 5 s, again after they wait on, and it can be asked anew', async () => {
    const answers = ['wait', 'quit'] as const;
    let questions = 0;
    const silent = async (): Promise<'wait' | 'quit'> => {
      questions += 1;
      return answers[questions - 1] ?? 'quit';
    };
    const flush = createFlush({ send: () => {}, silent });
    const first = flush.ask();
    await vi.advanceTimersByTimeAsync(FLUSH_TIMEOUT);
    expect(questions).toBe(1);
    await vi.advanceTimersByTimeAsync(FLUSH_TIMEOUT);
    expect(await first).toBe('unsaved');
    const second = flush.ask();
    flush.answered();
    expect(await second).toBe('stored');
  });

  it('an answer nobody asked for is nothing, and one that comes while somebody is asked counts', async () => {
    const late = createFlush({ send: () => {}, silent: () => new Promise(() => {}) });
    expect(() => {
      late.answered();
      late.alive();
    }).not.toThrow();
    const asked = late.ask();
    await vi.advanceTimersByTimeAsync(FLUSH_TIMEOUT);
    late.answered();
    expect(await asked).toBe('stored');
  });

  it('a flush ends without a quit when somebody stays, and the next one asks the page again', async () => {
    let asked = 0;
    const send = (): void => {
      asked += 1;
    };
    const flush = createFlush({ send, silent: wait });
    const first = flush.ask();
    flush.stay();
    expect(await first).toBe('stay');
    vi.advanceTimersByTime(FLUSH_TIMEOUT * 2);
    const second = flush.ask();
    expect(asked).toBe(2);
    flush.answered();
    expect(await second).toBe('stored');
  });

  it('a smoke test passes when the window is shown and the page ready, in any order', () => {
    for (const order of [['shown', 'ready'] as const, ['ready', 'shown'] as const]) {
      const exits: number[] = [];
      const smoke = createSmoke((status) => exits.push(status));
      for (const step of order) smoke[step]();
      vi.advanceTimersByTime(SMOKE_TIMEOUT);
      expect(exits).toEqual([0]);
    }
  });

  it('a smoke test fails after 30 s, and at once when the page crashes', () => {
    const exits: number[] = [];
    createSmoke((status) => exits.push(status)).ready();
    vi.advanceTimersByTime(SMOKE_TIMEOUT);
    createSmoke((status) => exits.push(status)).failed();
    expect(exits).toEqual([1, 1]);
  });
});

describe('the log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recap-log-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes one JSON line each, for the owner only, and keeps two files', () => {
    const log = openLog(join(folder, 'logs'), () => new Date(0), 200);
    const path = join(folder, 'logs', 'recap-notebook.log');
    log.write('info', 'one\ntwo', 'detail');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      message: 'one\ntwo',
      detail: 'detail',
    });
    expect(statSync(path).mode & 0o077).toBe(0);
    for (let line = 0; line < 10; line += 1) log.write('warn', 'x'.repeat(50));
    expect(statSync(path).size).toBeLessThanOrEqual(200);
    expect(existsSync(`${path}.1`)).toBe(true);
  });

  it('does not throw where it cannot write', () => {
    expect(() => openLog('/dev/null/logs').write('error', 'x')).not.toThrow();
  });
});

describe('what a command says', () => {
  const title = 'a\u001B]0;owned\u0007\u009B2J\u007F\r\nb\tc';

  it('in words has no control that a terminal obeys', () => {
    expect(plainWords(title)).toBe('a]0;owned2J\nb\tc');
  });

  it('in JSON neither, and says the same', () => {
    expect(jsonLine({ title })).not.toMatch(/\p{Cc}/u);
    expect(JSON.parse(jsonLine({ title }))).toEqual({ title });
  });
});
