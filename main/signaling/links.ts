/** The links that this app keeps with other hubs and with signaling servers: one state machine per address.
 *
 * connecting ─► connected ─► (closed) ─► failed ─► connecting …
 *     └──────► self | duplicate ─► (later, or when the link that stayed is gone) ─► connecting
 */
import type { HubLink } from '../../shared/ipc/contract';
import { hubUrl, serverUrl } from '../../shared/signaling/hub-address';
import type { HubCore, Wire } from '../../shared/signaling/hub-core';
import { CLOSE } from '../../shared/signaling/limits';
import type { Dial } from './dial';

/** First and longest wait before dialling again, in ms [HB11]. */
const FIRST_RETRY = 500;
const LONGEST_RETRY = 30_000;
/** A link that lived this long was a good one: the next wait starts small again. */
const SETTLED = 5000;

export interface LinksOptions {
  readonly hubId: string;
  readonly core: HubCore;
  readonly dial: Dial;
  /** Runs `task` after `delay` ms; returns the function that cancels it. */
  readonly schedule: (task: () => void, delay: number) => () => void;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** URLs of signaling servers, linked from the start until `stop`. */
  readonly servers: readonly string[];
  readonly changed: (links: HubLink[]) => void;
}

export interface Links {
  /** Replaces the set of hubs, as `host:port`; links that stay, and those with servers, are not touched. */
  setAddresses(addresses: readonly string[]): void;
  list(): HubLink[];
  stop(): void;
}

interface Link {
  readonly address: string;
  /** Of a hub: its far end must say an id, else it is no hub [HB21]. */
  readonly kind: 'hub' | 'server';
  state: HubLink['state'];
  code: string | null;
  farId: string | null;
  wire: Wire | null;
  attempts: number;
  openedAt: number;
  hangUp: () => void;
  cancelRetry: () => void;
  removed: boolean;
}

export function createLinks(options: LinksOptions): Links {
  const { hubId, core, dial, schedule, now, random } = options;
  const links = new Map<string, Link>();

  const list = (): HubLink[] => [...links.values()].map(({ address, state, code }) => ({ address, state, code }));

  function set(link: Link, state: HubLink['state'], code: string | null = null): void {
    if (link.removed || (link.state === state && link.code === code)) return;
    link.state = state;
    link.code = code;
    options.changed(list());
  }

  function retryLater(link: Link, delay: number): void {
    link.cancelRetry();
    // Jitter of a half keeps many copies from dialling one that comes back all at once.
    link.cancelRetry = schedule(() => connect(link), delay * (0.5 + random() / 2));
  }

  /** We reached the same hub at another address already. What others claim who dialled us is not asked [HB13]. */
  function isSuperseded(link: Link, farId: string): boolean {
    return [...links.values()].some((other) => other !== link && other.state === 'connected' && other.farId === farId);
  }

  function connect(link: Link): void {
    const url = link.kind === 'server' ? serverUrl(link.address) : hubUrl(link.address);
    if (link.removed) return;
    if (url === null) return set(link, 'failed', 'hub/unreachable');
    if (link.state === 'duplicate' && link.farId !== null && isSuperseded(link, link.farId))
      return retryLater(link, LONGEST_RETRY);
    // What fails from here on is a failure, and waits longer each time.
    if (link.state === 'duplicate') set(link, 'connecting');
    let ended = false;
    const hangUp = dial(url, {
      opened: (farId, wire) => {
        if (link.removed || ended) {
          wire.close(CLOSE.goingAway, 'not wanted any more');
          return null;
        }
        link.farId = farId;
        if (farId === null && link.kind === 'hub') {
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
        set(link, 'connected');
        return core.connect('link', wire, link.address);
      },
      closed: (code) => {
        if (ended) return;
        ended = true;
        closed(link, code);
      },
    });
    link.hangUp = hangUp;
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

  function remove(link: Link): void {
    link.removed = true;
    links.delete(link.address);
    link.cancelRetry();
    link.wire?.close(CLOSE.goingAway, 'not wanted any more');
    link.hangUp();
    if (link.farId !== null) redialDuplicates(link.farId);
  }

  function add(address: string, kind: Link['kind']): void {
    const link: Link = {
      address,
      kind,
      state: 'connecting',
      code: null,
      farId: null,
      wire: null,
      attempts: 0,
      openedAt: 0,
      hangUp: () => {},
      cancelRetry: () => {},
      removed: false,
    };
    links.set(address, link);
    connect(link);
  }

  for (const server of new Set(options.servers)) add(server, 'server');

  return {
    list,
    setAddresses(addresses) {
      const wanted = new Set(addresses);
      for (const link of [...links.values()]) if (link.kind === 'hub' && !wanted.has(link.address)) remove(link);
      for (const address of wanted) if (!links.has(address)) add(address, 'hub');
      options.changed(list());
    },
    stop() {
      for (const link of [...links.values()]) remove(link);
    },
  };
}
