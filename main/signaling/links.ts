/** The links that this app keeps with other hubs and with signaling servers: one state machine per address.
 *
 * connecting ─► connected ─► (closed) ─► failed ─► connecting …
 *     └──────► self | duplicate ─► (later, or when the link that stayed is gone) ─► connecting
 */
import type { HubLink } from '../../shared/ipc/contract';
import { hubUrl, serverUrl } from '../../shared/signaling/hub-address';
import type { HubConnection, HubCore, Wire } from '../../shared/signaling/hub-core';
import { CLOSE } from '../../shared/signaling/limits';
import type { Dial } from './dial';

/** First and longest wait before dialling again, in ms [HB11]. */
const FIRST_RETRY = 500;
const LONGEST_RETRY = 30_000;
/** A link that lived this long was a good one: the next wait starts small again. */
const SETTLED = 5000;
/** How long a connected link may take to show that it lives, when the network is another one, in ms [HB22]. */
const CHECK = 2000;

export interface LinksOptions {
  readonly hubId: string;
  readonly core: HubCore;
  readonly dial: Dial;
  /** Runs `task` after `delay` ms; returns the function that cancels it. */
  readonly schedule: (task: () => void, delay: number) => () => void;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly changed: (links: HubLink[]) => void;
}

export interface Links {
  /** Replaces what one source gave: `host:port` of hubs, or URLs of servers. Links that stay, and those of other sources, are not touched. */
  set(source: HubLink['source'], addresses: readonly string[]): void;
  list(): HubLink[];
  /** There is a sign that somebody is at these addresses: a link that waits dials at once [DI11]. */
  nudge(addresses: readonly string[]): void;
  /** The network changed: whoever waits dials at once, and who seems connected must answer within 2 s [HB22]. */
  refresh(): void;
  stop(): void;
}

interface Link {
  readonly address: string;
  source: HubLink['source'];
  state: HubLink['state'];
  code: string | null;
  farId: string | null;
  wire: Wire | null;
  attempts: number;
  openedAt: number;
  lastSeen: number;
  hangUp: (now?: 'now') => void;
  cancelRetry: () => void;
  /** For its next attempt; else one is under way, or it is connected. */
  waits: boolean;
  removed: boolean;
}

/** A hub and a server at one address are two things; the same hub typed and heard is one link, and counts as typed. */
const keyOf = (source: HubLink['source'], address: string) => `${source === 'server' ? 'server' : 'hub'} ${address}`;

export function createLinks(options: LinksOptions): Links {
  const { hubId, core, dial, schedule, now, random } = options;
  const links = new Map<string, Link>();
  const wanted: Record<HubLink['source'], readonly string[]> = { multicast: [], address: [], server: [] };

  const list = (): HubLink[] =>
    [...links.values()].map(({ address, state, code, source }) => ({ address, state, code, source }));

  function set(link: Link, state: HubLink['state'], code: string | null = null): void {
    if (link.removed || (link.state === state && link.code === code)) return;
    link.state = state;
    link.code = code;
    options.changed(list());
  }

  function retryLater(link: Link, delay: number): void {
    link.cancelRetry();
    link.waits = true;
    // Jitter of a half keeps many copies from dialling one that comes back all at once.
    link.cancelRetry = schedule(() => connect(link), delay * (0.5 + random() / 2));
  }

  /** We reached the same hub at another address already. What others claim who dialled us is not asked [HB13]. */
  function isSuperseded(link: Link, farId: string): boolean {
    return [...links.values()].some((other) => other !== link && other.state === 'connected' && other.farId === farId);
  }

  function connect(link: Link): void {
    link.cancelRetry();
    link.cancelRetry = () => {};
    link.waits = false;
    const url = link.source === 'server' ? serverUrl(link.address) : hubUrl(link.address);
    if (link.removed) return;
    if (url === null) return set(link, 'failed', 'hub/unreachable');
    if (link.state === 'duplicate' && link.farId !== null && isSuperseded(link, link.farId))
      return retryLater(link, LONGEST_RETRY);
    // What fails from here on is a failure, and waits longer each time.
    if (link.state === 'duplicate') set(link, 'connecting');
    let ended = false;
    const hangUp = dial(url, {
      opened: ({ hubId: farId }, wire) => {
        if (link.removed || ended) {
          wire.close(CLOSE.goingAway, 'not wanted any more');
          return null;
        }
        link.farId = farId;
        if (farId === null && link.source !== 'server') {
          wire.close(CLOSE.goingAway, 'not a hub');
          return null;
        }
        if (farId === hubId) {
          set(link, 'self');
          wire.close(CLOSE.self, 'this is me');
          return null;
        }
        if (farId !== null && isSuperseded(link, farId)) {
          set(link, 'duplicate');
          wire.close(CLOSE.duplicate, 'connected already');
          return null;
        }
        link.wire = wire;
        link.openedAt = now();
        link.lastSeen = now();
        set(link, 'connected');
        return watched(link, core.connect('link', wire, link.address));
      },
      closed: (code) => {
        if (ended) return;
        ended = true;
        closed(link, code);
      },
    });
    link.hangUp = hangUp;
  }

  /** Notes each sign of life on its way to the hub. */
  function watched(link: Link, connection: HubConnection | null): HubConnection | null {
    if (connection === null) return null;
    const seen = () => {
      link.lastSeen = now();
    };
    return {
      receiveText: (text) => {
        seen();
        connection.receiveText(text);
      },
      receiveBinary: () => connection.receiveBinary(),
      alive: () => {
        seen();
        connection.alive();
      },
      closed: () => connection.closed(),
    };
  }

  function closed(link: Link, code: number): void {
    const { farId } = link;
    const wasConnected = link.state === 'connected';
    link.wire = null;
    link.hangUp = () => {};
    if (link.removed) return;
    if (code === CLOSE.self) set(link, 'self');
    if (link.state === 'self' || link.state === 'duplicate') {
      // The link that stayed may have gone while this one was closing.
      const waits = link.state === 'self' || (farId !== null && isSuperseded(link, farId));
      retryLater(link, waits ? LONGEST_RETRY : FIRST_RETRY);
    } else {
      if (wasConnected && now() - link.openedAt >= SETTLED) link.attempts = 0;
      retryLater(link, Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.min(link.attempts, 10)));
      link.attempts += 1;
      set(link, 'failed', 'hub/unreachable');
    }
    if (wasConnected && farId !== null) redialDuplicates(farId, link);
  }

  /** The link that stayed is gone: those that gave way to it try at once. */
  function redialDuplicates(farId: string, except?: Link): void {
    for (const link of links.values()) {
      if (link !== except && link.state === 'duplicate' && link.farId === farId) retryLater(link, FIRST_RETRY);
    }
  }

  function check(link: Link): void {
    const { wire } = link;
    if (wire === null) return;
    const asked = now();
    wire.ping();
    schedule(() => {
      if (link.wire === wire && link.lastSeen < asked) link.hangUp('now');
    }, CHECK);
  }

  function remove(key: string, link: Link): void {
    link.removed = true;
    links.delete(key);
    link.cancelRetry();
    link.wire?.close(CLOSE.goingAway, 'not wanted any more');
    link.hangUp();
    if (link.farId !== null) redialDuplicates(link.farId);
  }

  function add(key: string, address: string, source: HubLink['source']): void {
    const link: Link = {
      address,
      source,
      state: 'connecting',
      code: null,
      farId: null,
      wire: null,
      attempts: 0,
      openedAt: 0,
      lastSeen: 0,
      hangUp: () => {},
      cancelRetry: () => {},
      waits: false,
      removed: false,
    };
    links.set(key, link);
    connect(link);
  }

  return {
    list,
    set(source, addresses) {
      wanted[source] = addresses;
      const all = new Map<string, { address: string; source: HubLink['source'] }>();
      for (const each of ['multicast', 'address', 'server'] as const)
        for (const address of wanted[each]) all.set(keyOf(each, address), { address, source: each });
      for (const [key, link] of [...links]) if (!all.has(key)) remove(key, link);
      for (const [key, { address, source: from }] of all) {
        const link = links.get(key);
        if (link === undefined) add(key, address, from);
        else link.source = from;
      }
      options.changed(list());
    },
    nudge(addresses) {
      for (const link of links.values()) {
        if (link.state !== 'failed' || link.source === 'server' || !addresses.includes(link.address)) continue;
        link.attempts = 0;
        // An attempt under way goes on.
        if (link.waits) retryLater(link, 0);
      }
    },
    refresh() {
      for (const link of [...links.values()]) {
        link.attempts = 0;
        if (link.state === 'connected') check(link);
        else {
          // An attempt under way may have set out from an address that is gone.
          link.hangUp('now');
          retryLater(link, 0);
        }
      }
    },
    stop() {
      for (const [key, link] of [...links]) remove(key, link);
    },
  };
}
