/**
 * One y-webrtc room for the time that a notebook meets others: the provider with its hooks, and the links that come up and
 * go. Stock behaviour that is cured here is listed in README.md.
 *
 *   signaling ──answer──► checking ──a way──► securing ──channel open──► link
 *       └──3 s──┐            └──6 s──┐            └──12 s──┐              │ closed, silent, broken
 *               └────────────────────┴─────────────────────┴──────► retired: announce, and again
 */
import type { Awareness } from 'y-protocols/awareness';
import { type SignalingConn, type WebrtcConn, WebrtcProvider, type Room as WebrtcRoom } from 'y-webrtc';
import type * as Y from 'yjs';
import { passwordOf, topicOf } from '../../shared/invite/invite';
import { Derived } from '../notebook/readable';
import { Announcer } from './announcer';
import { catalogGuard } from './catalog-guard';
import type { FramedChannel } from './framed-channel';
import { createHandCarry, type OwnedHandCarry } from './hand-carry/hand-carry';
import { HubSocket, hubUrl } from './hub-socket';
import { failureOf, type RoomFacts, type RoomFailure, Routes, stageOf, withFailure } from './link-facts';
import { beginToMake, isOverdue, type Made } from './making';
import { sendOwnUpdates } from './own-updates';
import { CATALOG_CHANNEL, type ConnectionCounters, createConnectionClass } from './peer-connection';
import { Shunned } from './shunned';
import { admitSignal, type FilterRoom } from './signal-filter';
import { SignalGate } from './signal-gate';
import { destroyConn, pcOf, remoteSessionOf, withoutKey } from './webrtc-internals';

/** How often links are looked after: a link is used within this of opening. */
const WATCH_MS = 100;
/** While nobody is linked, this copy says so this often; otherwise seldom, for whoever missed it. */
const ANNOUNCE_MS = { alone: 3000, linked: 30_000 } as const;
/**
 * A link that gives no sign of life for so long, when asked, is dead: soon after the network or the machine changed,
 * later when there is only a hint, because the other page may be busy.
 */
const ANSWER_MS = { changed: 2000, hint: 5000 } as const;
/** Links per notebook; Chromium allows 500 connections per page, counted until they are garbage-collected. */
const MAX_LINKS = 60;

export interface Link {
  readonly peerId: string;
  readonly channel: FramedChannel;
  /** Destroys the link; the room looks for the peer again. `code` tells why. */
  close(code?: string): void;
}

export interface RoomEvents {
  linked(link: Link): void;
  unlinked(peerId: string): void;
  /** The number of links being made changed. */
  changed(): void;
}

export interface RoomOptions {
  /** STUN and TURN servers that the person added; none otherwise. */
  readonly iceServers?: readonly RTCIceServer[];
  /** Topics of the notebook's earlier secrets. */
  readonly left?: readonly string[];
  /** Told of what should not happen. */
  readonly failed?: (error: unknown) => void;
}

export class Room {
  readonly counters: ConnectionCounters = { open: 0, made: 0 };
  /** Everything that can be seen of the way to other copies. */
  readonly facts: Derived<RoomFacts>;
  /** A connection whose offer and answer the person carries. */
  readonly carry: OwnedHandCarry;
  private readonly provider: WebrtcProvider;
  private readonly topic: string;
  private readonly gate: SignalGate;
  private readonly socket: HubSocket;
  private readonly making = new Map<WebrtcConn, Made>();
  private readonly links = new Map<string, { conn: WebrtcConn; since: number; channel: FramedChannel }>();
  private readonly routes = new Routes(() => this.facts.invalidate());
  private readonly verifying = new Set<WebrtcConn>();
  private readonly announcer = new Announcer(
    (to) => this.gate.announce(this.provider.room?.peerId ?? '', to),
    (to) => this.provider.room?.webrtcConns.has(to) === false,
  );
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly ready: Promise<WebrtcRoom | null>;
  private readonly shunned = new Shunned();
  private failures: readonly RoomFailure[] = [];
  private candidates: readonly string[] = [];
  private stopSending: () => void = () => {};
  private lastAnnounce = 0;
  private shownConnecting = 0;
  private closed = false;

  /** @param pageUrl the own hub's address for pages, the only one contacted */
  constructor(
    catalog: Y.Doc,
    awareness: Awareness,
    secret: string,
    pageUrl: string,
    private readonly events: RoomEvents,
    private readonly options: RoomOptions = {},
  ) {
    this.topic = topicOf(secret);
    const wrtc = {
      RTCPeerConnection: createConnectionClass(this.counters, catalogGuard(awareness.clientID), (pc, error) =>
        this.broken(pc, error),
      ),
      RTCSessionDescription,
      RTCIceCandidate,
    };
    this.provider = new WebrtcProvider(this.topic, catalog, {
      signaling: [hubUrl(pageUrl)],
      password: passwordOf(secret),
      awareness,
      maxConns: MAX_LINKS,
      filterBcConns: true,
      peerOpts: { wrtc, config: { iceServers: [...(options.iceServers ?? [])] }, channelConfig: CATALOG_CHANNEL },
    });
    this.facts = new Derived(() => this.readFacts());
    const conn = this.provider.signalingConns[0] as SignalingConn;
    this.gate = new SignalGate(conn, this.topic, options.left ?? [], () => this.gateRoom());
    this.socket = new HubSocket(conn, () => this.facts.invalidate());
    this.ready = this.open();
    this.carry = createHandCarry({
      topic: this.topic,
      room: async () => {
        const room = await this.ready;
        return room && !this.closed ? room : null;
      },
      isLinked: (peerId) => this.links.has(peerId),
      join: (conn) => this.join(conn),
      changed: () => this.facts.invalidate(),
    });
    this.timer = setInterval(() => this.watch(), WATCH_MS);
    // Before y-webrtc's own listener, which ends the links and so announces this copy again while it goes away.
    window.addEventListener('beforeunload', this.onUnload);
  }

  /** This copy's id in the room, once the key is derived: another one each time that a room is made. */
  async peerId(): Promise<string> {
    return (await this.ready)?.peerId ?? '';
  }

  /** Resolves when the own hub knows of the room: an invite that is given away from then on is answered. */
  get listening(): Promise<void> {
    return this.gate.subscribed;
  }

  /** Connections that are being made. */
  get connecting(): number {
    return this.making.size;
  }

  /** The hub runs again, perhaps at another port or with another token. Links stay. */
  replaceHub(pageUrl: string): void {
    if (!this.closed) this.socket.move(pageUrl);
  }

  /** The network or the machine may have changed: finds out at once which links still work, and who is there. */
  lookAgain(): void {
    if (this.closed) return;
    this.socket.hurry();
    this.announcer.forgive();
    for (const { conn } of this.links.values()) void this.verify(conn, ANSWER_MS.changed);
    // What was being made, was made with the old addresses.
    for (const { conn } of [...this.making.values()])
      if (conn.room.webrtcConns.has(conn.remotePeerId)) this.retire(conn);
    this.announce();
  }

  /** Says "I am here" to everyone. */
  announce(): void {
    const room = this.provider.room;
    if (!room || this.closed) return;
    this.lastAnnounce = performance.now();
    this.gate.announce(room.peerId);
  }

  /** Leaves the room. Never announces again: the gate is shut before the links end. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.leave();
    await this.provider.key;
    const room = this.provider.room;
    this.socket.restoreName();
    for (const conn of [...(room?.webrtcConns.values() ?? [])]) this.retire(conn);
    this.provider.disconnect();
    this.provider.destroy();
    // `destroy` frees the room's name after the key's promise; a new room may only be made then.
    await this.provider.key;
  }

  private readonly onUnload = (): void => {
    this.leave();
    for (const conn of [...(this.provider.room?.webrtcConns.values() ?? [])]) this.retire(conn);
  };

  private leave(): void {
    this.closed = true;
    this.gate.fallSilent();
    this.stopSending();
    this.carry.end();
    clearInterval(this.timer);
    this.announcer.end();
    window.removeEventListener('beforeunload', this.onUnload);
  }

  private async open(): Promise<WebrtcRoom | null> {
    await this.provider.key;
    await Promise.resolve();
    const room = this.provider.room;
    if (room && !this.closed) this.stopSending = sendOwnUpdates(room, (error) => this.options.failed?.(error));
    return room;
  }

  private gateRoom() {
    const room = this.provider.room;
    if (!room?.key || this.closed) return null;
    return {
      peerId: room.peerId,
      key: room.key,
      admit: (signal: Parameters<typeof admitSignal>[0]) => admitSignal(signal, this.filterRoom(room)),
      handOn: (emit: () => void) => withoutKey(room, emit),
      newcomer: () => this.announce(),
      changed: () => this.facts.invalidate(),
      failed: (error: unknown) => console.warn('signal', error),
    };
  }

  private isShunned(peerId: string): boolean {
    return this.shunned.has(peerId, performance.now());
  }

  private filterRoom(room: WebrtcRoom): FilterRoom {
    return {
      peerId: room.peerId,
      full: room.webrtcConns.size >= MAX_LINKS,
      isShunned: (peerId) => this.isShunned(peerId),
      connection: (peerId) => {
        const conn = room.webrtcConns.get(peerId);
        if (!conn) return null;
        const link = this.links.get(peerId);
        const openFor = link?.conn === conn ? performance.now() - link.since : null;
        return { remoteSession: remoteSessionOf(conn), openFor };
      },
      retire: (peerId) => {
        const conn = room.webrtcConns.get(peerId);
        if (conn) this.retire(conn);
      },
      announce: (to) => this.announcer.tell(to),
      verify: (peerId) => {
        const conn = room.webrtcConns.get(peerId);
        if (conn) void this.verify(conn);
      },
    };
  }

  /** Retires the link if the other does not answer. */
  private async verify(conn: WebrtcConn, withinMs: number = ANSWER_MS.hint): Promise<void> {
    const link = this.links.get(conn.remotePeerId);
    if (link?.conn !== conn || this.verifying.has(conn)) return;
    this.verifying.add(conn);
    const answers = await link.channel.answers(withinMs);
    this.verifying.delete(conn);
    if (!answers && this.links.get(conn.remotePeerId) === link) this.fail(conn, 'link/silent');
  }

  private broken(pc: RTCPeerConnection, error: unknown): void {
    console.warn('sync/bad-frame', error);
    for (const conn of this.provider.room?.webrtcConns.values() ?? [])
      if (pcOf(conn) === pc) return this.fail(conn, 'sync/bad-frame');
  }

  /** Ends a connection for a reason, and looks for the peer again. */
  private fail(conn: WebrtcConn, code: string): void {
    const { remotePeerId } = conn;
    const stage = this.making.get(conn)?.stage ?? 'greeting';
    this.failures = withFailure(this.failures, { peerId: remotePeerId, stage, code, at: Date.now() });
    if (stage !== 'greeting') this.announcer.failed(remotePeerId);
    this.shunned.add(remotePeerId, code, performance.now());
    this.retire(conn);
    this.announce();
    if (!this.isShunned(remotePeerId)) this.announcer.tell(remotePeerId);
    this.facts.invalidate();
  }

  /** Destroys a connection at once and without y-webrtc's close handler. */
  private retire(conn: WebrtcConn): void {
    const { webrtcConns } = conn.room;
    if (webrtcConns.get(conn.remotePeerId) === conn) webrtcConns.delete(conn.remotePeerId);
    destroyConn(conn);
    this.forget(conn);
    this.drop(conn);
  }

  private forget(conn: WebrtcConn): void {
    this.making.delete(conn);
    this.routes.forget(conn);
  }

  private watch(): void {
    const room = this.provider.room;
    if (!room) return;
    const now = performance.now();
    const present = new Set<WebrtcConn>(room.webrtcConns.values());
    for (const { conn } of [...this.links.values()]) if (!present.has(conn) || conn.closed) this.drop(conn);
    for (const conn of present) this.look(conn, now);
    for (const conn of [...this.making.keys()]) if (!present.has(conn)) this.forget(conn);
    const connecting = this.making.size;
    const pause = this.links.size > 0 ? ANNOUNCE_MS.linked : ANNOUNCE_MS.alone;
    if (connecting === 0 && now - this.lastAnnounce > pause) this.announce();
    this.routes.lookUp(this.links.values(), now);
    if (connecting !== this.shownConnecting) {
      this.shownConnecting = connecting;
      this.facts.invalidate();
      this.events.changed();
    }
  }

  private look(conn: WebrtcConn, now: number): void {
    const pc = pcOf(conn);
    if (this.links.get(conn.remotePeerId)?.conn === conn) {
      if (pc?.iceConnectionState === 'disconnected') void this.verify(conn);
      return;
    }
    const made = this.making.get(conn) ?? this.begin(conn, now);
    const stage = stageOf(conn);
    if (pc && pc.gathered.size > 0) this.candidates = [...pc.gathered];
    if (stage !== made.stage) {
      made.stage = stage;
      made.stageSince = now;
      this.facts.invalidate();
    }
    if (conn.connected && pc?.exchange.readyState === 'open') this.adopt(conn, pc.exchange);
    else if (isOverdue(made, now)) this.neverOpened(made);
  }

  private begin(conn: WebrtcConn, now: number): Made {
    const made = beginToMake(conn, now, () => this.neverOpened(made));
    this.making.set(conn, made);
    return made;
  }

  private neverOpened({ conn, pc, stage }: Made): void {
    const opened = this.links.get(conn.remotePeerId)?.conn === conn;
    this.fail(conn, opened ? 'link/closed' : failureOf(stage, pc?.gathered.size ?? 0));
  }

  private adopt(conn: WebrtcConn, channel: FramedChannel): void {
    const { remotePeerId: peerId } = conn;
    this.making.delete(conn);
    this.announcer.succeeded(peerId);
    this.links.set(peerId, { conn, since: performance.now(), channel });
    channel.onclose = () => {
      if (this.links.get(peerId)?.conn === conn) this.fail(conn, 'link/closed');
    };
    this.events.linked({ peerId, channel, close: (code) => this.fail(conn, code ?? 'link/closed') });
    this.routes.hurry();
    this.facts.invalidate();
  }

  /** Takes a connection that the person has carried: from now on it is like any other. */
  private join(conn: WebrtcConn): void {
    const before = conn.room.webrtcConns.get(conn.remotePeerId);
    if (before && before !== conn) this.retire(before);
    conn.room.webrtcConns.set(conn.remotePeerId, conn);
    this.watch();
  }

  private drop(conn: WebrtcConn): void {
    if (this.links.get(conn.remotePeerId)?.conn !== conn) return;
    this.links.delete(conn.remotePeerId);
    this.forget(conn);
    this.facts.invalidate();
    this.events.unlinked(conn.remotePeerId);
  }

  private readFacts(): RoomFacts {
    const linked = [...this.links.values()].map(({ conn }) => ({ conn, stage: 'greeting' as const }));
    const links = [...linked, ...this.making.values()].map(({ conn, stage }) => ({
      peerId: conn.remotePeerId,
      stage,
      route: this.routes.of(conn),
      byHand: this.carry.carried(conn),
    }));
    return {
      links,
      failed: this.failures,
      hubSocket: this.socket.isOpen,
      undecryptable: this.gate.undecryptable,
      heardPeers: this.gate.replay.size,
      candidates: this.candidates,
      outdated: this.gate.wasLeft,
    };
  }
}
