/** mDNS on one interface: announces this hub, asks for others, tells what it hears. The port that discovery uses, over `bonjour-service`. */
import { Bonjour, type Browser, type Service } from 'bonjour-service';
import { isPrivateAddress } from '../../shared/signaling/private-address';
import type { UsableAddress } from '../signaling/addresses';
import { type Advert, parseAdvert, writeText } from './advert';
import { MDNS_PORT, QuietSocket } from './quiet-socket';

const SERVICE = 'recap';
/** IPv6 addresses of one hub that are tried where it has no IPv4. */
const MAX_FAR_ADDRESSES = 2;

export interface MulticastEvents {
  /** Something came that this machine had sent itself: multicast works on its side. */
  cameBack(): void;
  /** Hosts under which the hub that spoke can be reached, its own address first. */
  heard(advert: Advert, hosts: readonly string[]): void;
  otherVersion(hubId: string): void;
  /** It says that it goes. */
  left(hubId: string): void;
  /** Nothing more comes from here. */
  failed(): void;
}

export interface Multicast {
  advertise(advert: Advert): void;
  ask(): void;
  close(): void;
}

/** Nothing is thrown, neither here nor later. */
export type OpenMulticast = (where: UsableAddress, advert: Advert, events: MulticastEvents) => Multicast;

export const openMulticast: OpenMulticast = (where, first, events) => {
  let advert = first;
  let bonjour: Bonjour | null = null;
  let service: Service | null = null;
  let browser: Browser | null = null;
  let closed = false;

  const fail = () => {
    if (!closed) events.failed();
  };
  const isV4 = where.family === 'IPv4';
  const socket = QuietSocket.open(isV4 ? 'udp4' : 'udp6', start, fail);

  function start(ready: QuietSocket): void {
    guarded(() => {
      const options = {
        socket: ready,
        // It is bound already: on all addresses, as multicast arrives only there, and sends and listens on this interface.
        bind: false,
        port: MDNS_PORT,
        type: isV4 ? 'udp4' : 'udp6',
        ip: isV4 ? '224.0.0.251' : 'ff02::fb',
        interface: isV4 ? where.address : `::%${where.name}`,
      };
      bonjour = new Bonjour(options as object, () => {});
      hideOtherNetworks(bonjour, where);
      ready.emit('listening');
      publish();
      ask();
    });
  }

  function publish(): void {
    service =
      bonjour?.publish({
        name: advert.hubId,
        // Instead of the name of this computer.
        host: `${advert.hubId}.local`,
        type: SERVICE,
        port: advert.port,
        txt: writeText(advert),
        // The name is random, and the same on all interfaces: asking whether it is free would find ourselves.
        probe: false,
        disableIPv6: isV4,
      }) ?? null;
  }

  /** A browser tells each copy once and remembers it for ever: a new one for each question hears all again, and is bounded. */
  function ask(): void {
    guarded(() => {
      browser?.stop();
      browser = bonjour?.find({ type: SERVICE }) ?? null;
      browser?.on('up', hear);
      browser?.on('txt-update', hear);
      browser?.on('srv-update', hear);
      browser?.on('down', ({ name }) => events.left(name));
    });
  }

  function hear(found: Service): void {
    if (closed) return;
    const parsed = parseAdvert(found.txt, found.port);
    const sender = found.referer?.address ?? '';
    if (parsed.kind === 'malformed') return;
    if (parsed.kind === 'other-version') return events.otherVersion(parsed.hubId);
    if (parsed.advert.hubId === advert.hubId) {
      if (sender === where.address || (!isV4 && sender.startsWith('fe80:'))) events.cameBack();
      return;
    }
    events.heard(parsed.advert, hostsOf(sender, found.addresses ?? []));
  }

  function guarded(task: () => void): void {
    try {
      task();
    } catch {
      fail();
    }
  }

  return {
    advertise(next) {
      if (JSON.stringify(next) === JSON.stringify(advert)) return;
      advert = next;
      guarded(() => {
        const old = service;
        if (old === null) return;
        service = null;
        // With the goodbye of the old text out, the new one is the only answer.
        old.stop(() => guarded(() => (closed ? undefined : publish())));
      });
    },
    ask,
    close() {
      if (closed) return;
      closed = true;
      const end = () => socket.close();
      try {
        browser?.stop();
        if (bonjour === null) return end();
        const running: Bonjour = bonjour;
        running.unpublishAll(() => running.destroy(end));
      } catch {
        end();
      }
    },
  };
};

/** The sender is the hub itself: multicast does not cross routers. Of a link-local one, which needs a scope, what it says [DI7]. */
export function hostsOf(sender: string, claimed: readonly string[]): string[] {
  if (sender !== '' && !/^fe[89ab]/i.test(sender)) return [sender];
  return claimed
    .filter((host) => host.includes(':') && !/^fe[89ab]/i.test(host) && isPrivateAddress(`[${host}]:1`))
    .slice(0, MAX_FAR_ADDRESSES);
}

interface Packet {
  readonly answers?: readonly AddressRecord[];
  readonly additionals?: readonly AddressRecord[];
}
interface AddressRecord {
  readonly type: string;
  readonly data: unknown;
}
interface Responder {
  respond(packet: Packet | readonly AddressRecord[], ...rest: unknown[]): void;
}

/** The library announces the addresses of all interfaces on each; what is said here is only the one that belongs here [DI2]. */
function hideOtherNetworks(bonjour: Bonjour, where: UsableAddress): void {
  const { mdns } = (bonjour as unknown as { server: { mdns: Responder } }).server;
  const respond = mdns.respond.bind(mdns);
  const isOurs = ({ type, data }: AddressRecord) => (type !== 'A' && type !== 'AAAA') || data === where.address;
  mdns.respond = (packet, ...rest) => {
    const { answers, additionals }: Packet = 'length' in packet ? { answers: packet } : packet;
    respond({ answers: (answers ?? []).filter(isOurs), additionals: (additionals ?? []).filter(isOurs) }, ...rest);
  };
}
