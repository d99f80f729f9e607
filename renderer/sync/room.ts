/**
 * One y-webrtc room for the time that a notebook meets others: the provider with its hooks, a watchdog, and the list of
 * links. Stock behaviour that is cured here is listed in ../../shared/exchange/README.md and research on y-webrtc 10.3.0.
 */
import type { Awareness } from 'y-protocols/awareness';
import { type SignalingConn, type WebrtcConn, WebrtcProvider, type Room as WebrtcRoom } from 'y-webrtc';
import type * as Y from 'yjs';
import { passwordOf, topicOf } from '../../shared/invite/invite';
import { guardCatalogMessage } from './catalog-guard';
import type { FramedChannel } from './framed-channel';
import { CATALOG_CHANNEL, type ConnectionCounters, createConnectionClass, exchangeChannelOf } from './peer-connection';
import { admitSignal, type FilterRoom } from './signal-filter';
import { decryptSignal, encryptSignal } from './signaling-crypto';
import { sdpSession } from './signals';

/** How often links are looked after: a link is used within this of opening. */
const WATCH_MS = 100;
/** A connection that has not opened by then never will: ICE between two hosts on a network takes well under a second. */
const CONNECT_TIMEOUT_MS = 6000;
/** While somebody may be out there and no link is up, presence is announced this often. */
const ANNOUNCE_MS = 3000;
/** Links per notebook; Chromium allows 500 connections per page. */
const MAX_LINKS = 60;

export interface Link {
  readonly peerId: string;
  readonly channel: FramedChannel;
  /** Destroys the link; the room looks for the peer again. */
  close(): void;
}

export interface RoomEvents {
  linked(link: Link): void;
  unlinked(peerId: string): void;
  /** The number of links being made changed. */
  changed(): void;
}

interface SimplePeer {
  readonly _pc: RTCPeerConnection | null;
  removeAllListeners(event: string): void;
  on(event: string, listener: () => void): void;
  destroy(): void;
}

export class Room {
  readonly counters: ConnectionCounters = { open: 0, made: 0 };
  private readonly provider: WebrtcProvider;
  private readonly topic: string;
  private readonly firstSeen = new Map<WebrtcConn, number>();
  private readonly links = new Map<string, WebrtcConn>();
  private readonly timer: ReturnType<typeof setInterval>;
  private lastAnnounce = 0;
  private connecting_ = 0;
  private undecryptable_ = 0;
  private order: Promise<void> = Promise.resolve();
  private closed = false;

  /** @param pageUrl the own hub's address for pages, the only one contacted */
  constructor(
    catalog: Y.Doc,
    awareness: Awareness,
    secret: string,
    pageUrl: string,
    private readonly events: RoomEvents,
  ) {
    this.topic = topicOf(secret);
    const wrtc = {
      RTCPeerConnection: createConnectionClass(this.counters, (message) =>
        guardCatalogMessage(message, awareness.clientID),
      ),
      RTCSessionDescription,
      RTCIceCandidate,
    };
    this.provider = new WebrtcProvider(this.topic, catalog, {
      signaling: [pageUrl],
      password: passwordOf(secret),
      awareness,
      maxConns: MAX_LINKS,
      filterBcConns: true,
      peerOpts: { wrtc, config: { iceServers: [] }, channelConfig: CATALOG_CHANNEL },
    });
    for (const conn of this.provider.signalingConns) this.hook(conn);
    this.timer = setInterval(() => this.watch(), WATCH_MS);
    // Before y-webrtc's own listener, which ends the links and so announces this copy again while it goes away.
    window.addEventListener('beforeunload', this.onUnload);
  }

  /** This copy's id in the room, once the key is derived. */
  async peerId(): Promise<string> {
    await this.provider.key;
    await Promise.resolve();
    return this.provider.room?.peerId ?? '';
  }

  /** Connections that are being made. */
  get connecting(): number {
    return this.connecting_;
  }

  /** Messages for this room that were encrypted with another secret. */
  get undecryptable(): number {
    return this.undecryptable_;
  }

  /** Says "I am here" to everyone, or to one peer. */
  announce(to?: string): void {
    const room = this.provider.room;
    if (!room?.key || this.closed) return;
    const { key, peerId } = room;
    this.lastAnnounce = performance.now();
    void encryptSignal(
      to === undefined ? { type: 'announce', from: peerId } : { type: 'announce', from: peerId, to },
      key,
    ).then((data) => {
      for (const conn of this.provider.signalingConns) {
        if (conn.connected) conn.send({ type: 'publish', topic: this.topic, data });
      }
    });
  }

  /** Leaves the room. Never announces again: the signaling connection is gone before the links are. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.timer);
    window.removeEventListener('beforeunload', this.onUnload);
    await this.provider.key;
    const room = this.provider.room;
    this.provider.disconnect();
    for (const conn of [...(room?.webrtcConns.values() ?? [])]) this.retire(conn);
    this.provider.destroy();
    // `destroy` frees the room's name after the key's promise; a new room may only be made then.
    await this.provider.key;
  }

  private readonly onUnload = (): void => {
    this.closed = true;
    clearInterval(this.timer);
    for (const conn of this.provider.signalingConns) conn.send = () => {};
    for (const conn of [...(this.provider.room?.webrtcConns.values() ?? [])]) this.retire(conn);
  };

  /** Everything that arrives from the hub passes here before y-webrtc sees it, in order. */
  private hook(conn: SignalingConn): void {
    const emit = conn.emit.bind(conn) as (name: string, args: unknown[]) => void;
    const hooked = (name: string, args: unknown[]): void => {
      const message = args[0] as { type?: unknown; topic?: unknown; data?: unknown } | undefined;
      if (name !== 'message') return emit(name, args);
      if (message?.type === 'recap:peer' && message.topic === this.topic) return this.announce();
      if (message?.type !== 'publish' || message.topic !== this.topic) return;
      this.order = this.order.then(async () => {
        const room = this.provider.room;
        if (!room?.key || typeof message.data !== 'string' || this.closed) return;
        const data = await decryptSignal(message.data, room.key);
        if (data === null) this.undecryptable_ += 1;
        else if (admitSignal(data, this.filterRoom(room))) emit(name, args);
      });
    };
    conn.emit = hooked as typeof conn.emit;
  }

  private filterRoom(room: WebrtcRoom): FilterRoom {
    return {
      peerId: room.peerId,
      connection: (peerId) => {
        const conn = room.webrtcConns.get(peerId);
        return conn ? { remoteSession: sdpSession(pcOf(conn)?.remoteDescription?.sdp) } : null;
      },
      retire: (peerId) => {
        const conn = room.webrtcConns.get(peerId);
        if (conn) this.retire(conn);
      },
      announce: (to) => this.announce(to),
    };
  }

  /** Destroys a connection at once and without y-webrtc's close handler, which would delete a successor of the same peer. */
  private retire(conn: WebrtcConn): void {
    const peer = conn.peer as SimplePeer;
    peer.removeAllListeners('close');
    peer.removeAllListeners('error');
    peer.on('error', () => {});
    conn.connected = false;
    conn.closed = true;
    conn.room.webrtcConns.delete(conn.remotePeerId);
    const pc = peer._pc;
    peer.destroy();
    pc?.close();
    this.drop(conn);
  }

  private watch(): void {
    const room = this.provider.room;
    if (!room) return;
    const now = performance.now();
    let connecting = 0;
    const present = new Set<WebrtcConn>(room.webrtcConns.values());
    for (const [peerId, conn] of this.links)
      if (!present.has(conn) || conn.closed) this.drop(this.links.get(peerId) ?? conn);
    for (const conn of [...present]) {
      if (!this.firstSeen.has(conn)) this.firstSeen.set(conn, now);
      if (this.links.get(conn.remotePeerId) === conn) continue;
      const channel = exchangeChannelOf(pcOf(conn));
      if (conn.connected && channel?.readyState === 'open') this.adopt(conn, channel);
      else if (now - (this.firstSeen.get(conn) ?? now) > CONNECT_TIMEOUT_MS) this.retire(conn);
      else connecting += 1;
    }
    for (const conn of [...this.firstSeen.keys()]) if (!present.has(conn)) this.firstSeen.delete(conn);
    if (this.links.size === 0 && connecting === 0 && now - this.lastAnnounce > ANNOUNCE_MS) this.announce();
    if (connecting !== this.connecting_) {
      this.connecting_ = connecting;
      this.events.changed();
    }
  }

  private adopt(conn: WebrtcConn, channel: FramedChannel): void {
    this.links.set(conn.remotePeerId, conn);
    channel.onclose = () => {
      if (this.links.get(conn.remotePeerId) === conn) this.retire(conn);
      this.announce();
    };
    this.events.linked({
      peerId: conn.remotePeerId,
      channel,
      close: () => {
        this.retire(conn);
        this.announce();
      },
    });
  }

  private drop(conn: WebrtcConn): void {
    if (this.links.get(conn.remotePeerId) !== conn) return;
    this.links.delete(conn.remotePeerId);
    this.events.unlinked(conn.remotePeerId);
  }
}

function pcOf(conn: WebrtcConn): RTCPeerConnection | null {
  return (conn.peer as SimplePeer)._pc;
}
