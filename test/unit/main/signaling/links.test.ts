import { describe, expect, it } from 'vitest';
import type { Dial, DialEvents } from '../../../../main/signaling/dial';
import { createLinks, type Links } from '../../../../main/signaling/links';
import { createHubCore, type Wire } from '../../../../shared/signaling/hub-core';
import { CLOSE, HUB_LIMITS } from '../../../../shared/signaling/limits';

interface Call {
  readonly url: string;
  readonly events: DialEvents;
  closeCode: number | null;
  /** How it was asked to hang up. */
  hungUp: 'now' | 'politely' | null;
}

/** Links over dials that are answered by hand and a clock that is moved by hand. */
function setUp(hubId = 'm', servers: readonly string[] = []) {
  const calls: Call[] = [];
  const timers: { task: () => void; delay: number; cancelled: boolean }[] = [];
  const clock = { now: 0 };
  const dial: Dial = (url, events) => {
    const call: Call = { url, events, closeCode: null, hungUp: null };
    calls.push(call);
    return (now) => {
      call.hungUp = now ?? 'politely';
    };
  };
  const core = createHubCore({ limits: HUB_LIMITS, now: () => clock.now, fingerprint: (text) => text });
  const links: Links = createLinks({
    hubId,
    core,
    dial,
    now: () => clock.now,
    random: () => 0.999_999,
    changed: () => {},
    schedule: (task, delay) => {
      const timer = { task, delay, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
  });
  links.set('server', servers);
  const open = (call: Call, farId: string | null) => {
    const wire: Wire = {
      send: () => {},
      ping: () => {},
      backlog: () => 0,
      close: (code) => {
        call.closeCode = code;
        call.events.closed(code, 'answered');
      },
    };
    return call.events.opened({ hubId: farId, protocol: 1 }, wire);
  };
  const last = () => calls.at(-1) as Call;
  const pending = () => timers.filter((timer) => !timer.cancelled);
  const fire = () => {
    const [timer] = pending();
    if (timer === undefined) throw new Error('nothing is scheduled');
    timer.cancelled = true;
    timer.task();
  };
  return { links, calls, clock, open, last, pending, fire, states: () => links.list().map(({ state }) => state) };
}

describe('links', () => {
  it('[HB11] wait longer after each failure, up to 30 s', () => {
    const { links, last, pending, fire } = setUp();
    links.set('address', ['far:1']);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      last().events.closed(1006, 'timeout');
      waits.push(Math.round(pending()[0]?.delay ?? 0));
      fire();
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('[HB11] start small again after a connection that lasted', () => {
    const { links, last, pending, fire, open, clock } = setUp();
    links.set('address', ['far:1']);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      last().events.closed(1006, 'timeout');
      fire();
    }
    open(last(), 'z');
    clock.now = 60_000;
    last().events.closed(1006, 'timeout');
    expect(Math.round(pending()[0]?.delay ?? 0)).toBe(500);
  });

  it('keep those that stay when the addresses change, and end the others', () => {
    const { links, calls, open } = setUp();
    links.set('address', ['a:1', 'b:1']);
    const [a, b] = calls as [Call, Call];
    open(a, 'x');
    open(b, 'y');
    links.set('address', ['b:1', 'c:1']);
    expect([a.closeCode, b.closeCode]).toEqual([CLOSE.goingAway, null]);
    expect(links.list().map(({ address, state }) => `${address} ${state}`)).toEqual([
      'b:1 connected',
      'c:1 connecting',
    ]);
  });

  it('[HB13] give way to an established link with the same id, and come back with growing waits when it ends', () => {
    const { links, calls, open, states, pending, fire } = setUp();
    links.set('address', ['one:1', 'two:1']);
    const [one, two] = calls as [Call, Call];
    open(one, 'a');
    open(two, 'a');
    expect(states()).toEqual(['connected', 'duplicate']);
    expect([one.closeCode, two.closeCode]).toEqual([null, CLOSE.duplicate]);
    fire();
    expect(calls).toHaveLength(2);
    links.set('address', ['two:1']);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      waits.push(Math.round(pending()[0]?.delay ?? 0));
      fire();
      (calls.at(-1) as Call).events.closed(1006, 'timeout');
    }
    expect(waits).toEqual([500, 500, 1000]);
    expect(states()).toEqual(['failed']);
  });

  it('[HB13] wait longer each time for a far end that keeps calling them duplicates', () => {
    const { links, open, last, pending, fire, states } = setUp();
    links.set('address', ['far:1']);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      open(last(), 'a');
      last().events.closed(CLOSE.duplicate, 'answered');
      waits.push(Math.round(pending()[0]?.delay ?? 0));
      expect(states()).toEqual(['failed']);
      fire();
    }
    expect(waits).toEqual([500, 1000, 2000]);
  });

  it('[HB22] dial at once when the network changed, with short waits again', () => {
    const { links, calls, last, pending, fire } = setUp();
    links.set('address', ['far:1']);
    for (let attempt = 0; attempt < 8; attempt += 1) {
      last().events.closed(1006, 'timeout');
      fire();
    }
    last().events.closed(1006, 'timeout');
    const before = calls.length;
    links.refresh();
    expect(pending().map(({ delay }) => Math.round(delay))).toEqual([0]);
    fire();
    expect(calls).toHaveLength(before + 1);
    last().events.closed(1006, 'timeout');
    expect(Math.round(pending()[0]?.delay ?? 0)).toBe(500);
  });

  it('[DI11] that wait dial at once when somebody is heard there; one attempt at a time', () => {
    const { links, calls, last, pending, fire } = setUp();
    links.set('multicast', ['far:1', 'other:1']);
    for (const call of [...calls]) call.events.closed(1006, 'refused');
    links.nudge(['far:1', 'unknown:1']);
    expect(pending().map(({ delay }) => Math.round(delay))).toEqual([500, 0]);
    pending()[1]?.task();
    expect(last().url).toBe('ws://far:1/hub');
    links.nudge(['far:1']);
    expect(pending().filter(({ delay }) => delay === 0)).toEqual([]);
    fire();
  });

  it('[HB22] cut a link that does not answer within 2 s, and keep one that does', () => {
    const { links, calls, open, clock, fire, states } = setUp();
    links.set('address', ['dead:1', 'alive:1']);
    const [dead, alive] = calls as [Call, Call];
    open(dead, 'a');
    const connection = open(alive, 'b');
    clock.now = 100_000;
    links.refresh();
    clock.now = 100_050;
    connection?.alive();
    clock.now = 102_000;
    fire();
    fire();
    expect([dead.hungUp, alive.hungUp]).toEqual(['now', null]);
    dead.events.closed(1006, 'answered');
    expect(states()).toEqual(['failed', 'connected']);
  });

  it('[HB22] begin an attempt again that set out from the old address', () => {
    const { links, last, calls, fire } = setUp();
    links.set('multicast', ['far:1']);
    const first = last();
    links.refresh();
    expect(first.hungUp).toBe('now');
    first.events.closed(1006, 'timeout');
    fire();
    expect(calls).toHaveLength(2);
  });

  it('are one link when an address is typed and heard, which outlives each of the two', () => {
    const { links, calls } = setUp();
    links.set('multicast', ['far:1']);
    links.set('address', ['far:1']);
    expect(links.list()).toEqual([{ address: 'far:1', state: 'connecting', code: null, source: 'address' }]);
    links.set('address', []);
    expect(links.list()[0]?.source).toBe('multicast');
    links.set('multicast', []);
    expect(links.list()).toEqual([]);
    expect(calls).toHaveLength(1);
  });

  it('[HB26] follow the servers of the settings, and dial none that is no URL of one', () => {
    const { links, calls, states } = setUp();
    links.set('server', ['wss://one.example', 'https://no.example', 'far:1']);
    expect(calls.map(({ url }) => url)).toEqual(['wss://one.example']);
    expect(states()).toEqual(['connecting', 'failed', 'failed']);
    links.set('server', ['ws://two.example']);
    expect(links.list().map(({ address, source }) => `${address} ${source}`)).toEqual(['ws://two.example server']);
    expect(calls).toHaveLength(2);
  });

  it('that are ended while they dial close when they open', () => {
    const { links, open, last } = setUp();
    links.set('address', ['far:1']);
    const call = last();
    links.stop();
    expect(open(call, 'z')).toBe(null);
    expect(call.closeCode).toBe(CLOSE.goingAway);
  });

  it('[HB21] leave whoever answers at a host and port without an id', () => {
    const { links, open, last, states } = setUp();
    links.set('address', ['far:1']);
    expect(open(last(), null)).toBe(null);
    expect(last().closeCode).toBe(CLOSE.goingAway);
    expect(states()).toEqual(['failed']);
  });

  it('[HB21] dial no URL that comes as an address', () => {
    const { links, calls, states } = setUp();
    links.set('address', ['ws://signal.example', 'far:1/path', 'http://far:1']);
    expect(calls).toEqual([]);
    expect(states()).toEqual(['failed', 'failed', 'failed']);
  });

  it('[HB21] go to the servers they are made with, whatever the addresses', () => {
    const { links, calls, open, last, states } = setUp('m', ['wss://signal.example/room']);
    expect(last().url).toBe('wss://signal.example/room');
    open(last(), null);
    links.set('address', []);
    links.set('address', ['wss://signal.example/room']);
    links.set('address', []);
    expect(states()).toEqual(['connected']);
    expect(calls).toHaveLength(1);
    links.stop();
    expect(last().closeCode).toBe(CLOSE.goingAway);
  });
});
