import { describe, expect, it } from 'vitest';
import { createHubCore, type HubConnection, type HubCore, type Role } from '../../../../shared/signaling/hub-core';
import { CLOSE, HUB_LIMITS } from '../../../../shared/signaling/limits';

interface Clock {
  now: number;
}

interface Far {
  readonly sent: unknown[];
  pings: number;
  closeCode: number | null;
  backlog: number;
  connection: HubConnection | null;
  say(message: unknown): void;
}

function far(core: HubCore, role: Role, address = '192.0.2.1'): Far {
  const end: Far = {
    sent: [],
    pings: 0,
    closeCode: null,
    backlog: 0,
    connection: null,
    say: (message) => end.connection?.receiveText(JSON.stringify(message)),
  };
  end.connection = core.connect(
    role,
    {
      send: (text) => end.sent.push(JSON.parse(text)),
      ping: () => {
        end.pings += 1;
      },
      close: (code) => {
        end.closeCode = code;
      },
      backlog: () => end.backlog,
    },
    address,
  );
  return end;
}

function hub(clock: Clock = { now: 0 }): HubCore {
  return createHubCore({ limits: HUB_LIMITS, now: () => clock.now, fingerprint: (text) => text });
}

describe('links', () => {
  it('[HB9] subscribe to everything the pages hold when they open, and ask the pages to announce', () => {
    const core = hub();
    const [one, two] = [far(core, 'page'), far(core, 'page')];
    one.say({ type: 'subscribe', topics: ['a', 'b'] });
    two.say({ type: 'subscribe', topics: ['b'] });
    const link = far(core, 'link');
    expect(link.sent).toEqual([{ type: 'subscribe', topics: ['a', 'b'] }]);
    expect(one.sent).toEqual([
      { type: 'recap:peer', topic: 'a' },
      { type: 'recap:peer', topic: 'b' },
    ]);
    expect(two.sent).toEqual([{ type: 'recap:peer', topic: 'b' }]);
  });

  it('[HB10] follow the first page that comes to a topic and the last that leaves it', () => {
    const core = hub();
    const link = far(core, 'link');
    const [one, two] = [far(core, 'page'), far(core, 'page')];
    for (const page of [one, two]) page.say({ type: 'subscribe', topics: ['a'] });
    one.say({ type: 'unsubscribe', topics: ['a'] });
    expect(link.sent).toEqual([{ type: 'subscribe', topics: ['a'] }]);
    two.connection?.closed();
    expect(link.sent.at(-1)).toEqual({ type: 'unsubscribe', topics: ['a'] });
    expect(core.holds('a')).toBe(false);
  });

  it('[HB3] [HB4] carry what pages publish, and never what remotes or other links publish', () => {
    const core = hub();
    const [page, remote, link, other] = [far(core, 'page'), far(core, 'remote'), far(core, 'link'), far(core, 'link')];
    for (const from of [page, remote, link]) from.say({ type: 'publish', topic: 'a', data: 'x' });
    expect(link.sent).toEqual([{ type: 'publish', topic: 'a', data: 'x' }]);
    expect(other.sent).toEqual([{ type: 'publish', topic: 'a', data: 'x' }]);
    expect(remote.sent).toEqual([]);
  });

  it('[HB28] hear which topics were left when they open and when that changes, and what they say goes to pages', () => {
    const core = hub();
    const [page, early] = [far(core, 'page'), far(core, 'link')];
    page.say({ type: 'recap:renewed', topics: ['old'] });
    page.say({ type: 'recap:renewed', topics: ['old'] });
    const late = far(core, 'link');
    for (const link of [early, late]) expect(link.sent).toEqual([{ type: 'recap:renewed', topics: ['old'] }]);
    page.say({ type: 'subscribe', topics: ['mine'] });
    late.say({ type: 'recap:renewed', topics: ['mine', 'older'] });
    expect(page.sent).toEqual([{ type: 'recap:renewed', topics: ['mine'] }]);
  });

  it('[HB15] [HB28] a page that left more topics than there can be is closed', () => {
    const core = hub();
    const page = far(core, 'page');
    page.say({
      type: 'recap:renewed',
      topics: Array.from({ length: HUB_LIMITS.topicsPerConnection + 1 }, (_, n) => `t${n}`),
    });
    expect(page.closeCode).toBe(CLOSE.tooManyTopics);
  });

  it('may not subscribe, and their probes are not answered', () => {
    const core = hub();
    const [page, link] = [far(core, 'page'), far(core, 'link')];
    page.say({ type: 'subscribe', topics: ['a'] });
    link.sent.length = 0;
    link.say({ type: 'subscribe', topics: ['a'] });
    link.say({ type: 'recap:probe', topic: 'a' });
    expect(link.sent).toEqual([]);
    expect(page.sent).toEqual([]);
  });
});

describe('bounds', () => {
  it('[HB18] pings a quiet connection, keeps it when it answers and closes it when it does not', () => {
    const clock = { now: 0 };
    const core = hub(clock);
    const [answers, silent] = [far(core, 'remote'), far(core, 'remote')];
    clock.now = HUB_LIMITS.pingAfter;
    core.sweep();
    expect([answers.pings, silent.pings]).toEqual([1, 1]);
    answers.connection?.alive();
    clock.now = HUB_LIMITS.idleAfter;
    core.sweep();
    expect([answers.closeCode, silent.closeCode]).toEqual([null, CLOSE.idle]);
  });

  it('[HB19] closes a connection that does not read', () => {
    const core = hub();
    const [page, remote] = [far(core, 'page'), far(core, 'remote')];
    remote.say({ type: 'subscribe', topics: ['a'] });
    remote.backlog = HUB_LIMITS.backlogBytes + 1;
    page.say({ type: 'publish', topic: 'a', data: 1 });
    expect(remote.closeCode).toBe(CLOSE.idle);
    expect(remote.sent).toEqual([]);
  });

  it('[HB16] lets a burst pass and refills with time', () => {
    const clock = { now: 0 };
    const remote = far(hub(clock), 'remote');
    for (let sent = 0; sent < HUB_LIMITS.burst; sent += 1) remote.say({ type: 'ping' });
    clock.now = 1000;
    for (let sent = 0; sent < HUB_LIMITS.messagesPerSecond; sent += 1) remote.say({ type: 'ping' });
    expect(remote.closeCode).toBe(null);
    remote.say({ type: 'ping' });
    expect(remote.closeCode).toBe(CLOSE.tooFast);
  });

  it('[HB16] counts what comes from outside in characters too, and not what the own page says', () => {
    const clock = { now: 0 };
    const core = hub(clock);
    const long = 'x'.repeat(HUB_LIMITS.messageBytes - 100);
    const say = (from: ReturnType<typeof far>) => from.say({ type: 'publish', topic: 't', data: long });
    const [remote, page] = [far(core, 'remote'), far(core, 'page')];
    for (let sent = 0; sent < Math.floor(HUB_LIMITS.burstCharacters / HUB_LIMITS.messageBytes); sent += 1) {
      say(remote);
      say(page);
    }
    expect(remote.closeCode).toBe(null);
    say(remote);
    say(remote);
    say(page);
    say(page);
    expect([remote.closeCode, page.closeCode]).toEqual([CLOSE.tooFast, null]);
  });

  it('[HB17] counts remotes in all and pages apart from them', () => {
    const core = hub();
    const remotes = Array.from({ length: HUB_LIMITS.remotes }, (_, index) => far(core, 'remote', `192.0.2.${index}`));
    expect(remotes.every((remote) => remote.closeCode === null)).toBe(true);
    expect(far(core, 'remote', '198.51.100.1').closeCode).toBe(CLOSE.full);
    const pages = Array.from({ length: HUB_LIMITS.pages }, () => far(core, 'page', '127.0.0.1'));
    expect(pages.every((page) => page.closeCode === null)).toBe(true);
    expect(far(core, 'page', '127.0.0.1').closeCode).toBe(CLOSE.full);
  });

  it('[HB15] takes a text over the limit as malformed', () => {
    const remote = far(hub(), 'remote');
    for (let times = 0; times < HUB_LIMITS.strikes; times += 1) {
      remote.say({ type: 'publish', topic: 'a', data: 'x'.repeat(HUB_LIMITS.messageBytes) });
    }
    expect(remote.closeCode).toBe(CLOSE.malformed);
  });

  it('hears nothing more from a connection that it closed', () => {
    const core = hub();
    const [page, remote] = [far(core, 'page'), far(core, 'remote')];
    page.say({ type: 'subscribe', topics: ['a'] });
    for (let times = 0; times < HUB_LIMITS.strikes; times += 1) remote.connection?.receiveText('{');
    remote.say({ type: 'publish', topic: 'a', data: 1 });
    expect(page.sent).toEqual([]);
  });
});
