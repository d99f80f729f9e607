/**
 * One connection whose offer and answer the person carries, for two devices that share no hub. It is made outside the room,
 * so that no announce and no watchdog touches it, and joins the room once it is open.
 *
 *   none ──offer──► waiting for answer ──take──► connecting ──► connected
 *     └──take offer──► waiting for other side ──────┘    └─30 s─► failed (carry/no-path)
 *                            └─10 min─► failed (carry/timed-out)
 */
import { type SignalingConn, WebrtcConn, type Room as WebrtcRoom } from 'y-webrtc';
import { readConnectCode, writeConnectCode } from '../../../shared/carry/connect-code';
import { type ConnectMessage, decodeConnectMessage, encodeConnectMessage } from '../../../shared/carry/connect-message';
import { candidateLines, messageFromSdp, sdpFromMessage } from '../../../shared/carry/session-description';
import { AppError } from '../../../shared/errors/app-error';
import { Derived } from '../../notebook/readable';
import { seal, unseal } from '../signaling-crypto';
import type { HandCarry } from '../types';
import { destroyConn, muteEnd, pcOf, peerOf } from '../webrtc-internals';

/** Gathering takes a fraction of a second on a network, and never ends where a STUN server does not answer. */
const GATHER_MS = 3000;
const WATCH_MS = 100;
/** How long a person may take with the codes. */
const CARRY_MS = 10 * 60_000;
/** Both sides know all there is to know: a way is found within seconds, or there is none. */
const CONNECT_MS = 30_000;
/** ICE gives up a pair after 15 s without an answer; until then the other side may not have been told of us. */
const REVIVE_MS = 5000;
/** Codes remembered as used. */
const MAX_USED = 200;

type Progress = ReturnType<HandCarry['progress']['get']>;

export interface OwnedHandCarry extends HandCarry {
  /** True for a connection that was carried. */
  carried(conn: WebrtcConn): boolean;
  /** The room is left. */
  end(): void;
}

export interface CarryRoom {
  readonly topic: string;
  /** Null when the room was left. */
  room(): Promise<WebrtcRoom | null>;
  isLinked(peerId: string): boolean;
  /** The connection is open and becomes a link. */
  join(conn: WebrtcConn): void;
  changed(): void;
}

interface Attempt {
  readonly conn: WebrtcConn;
  readonly session: string;
  readonly side: 'offering' | 'answering';
  /** Of the other side; null before its code was taken. */
  remote: ConnectMessage | null;
  deadline: number;
  revived: number;
}

/** y-webrtc would publish what the person carries. */
const nobody = { send: () => {} } as unknown as SignalingConn;

export function createHandCarry(port: CarryRoom): OwnedHandCarry {
  return new HandCarried(port);
}

class HandCarried implements OwnedHandCarry {
  readonly progress: Derived<Progress>;
  private state: Progress = { kind: 'none' };
  private attempt: Attempt | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;
  /** Counts beginnings and ends: what was begun before the last one is not wanted any more. */
  private turn = 0;
  private readonly used = new Set<string>();
  private readonly joined = new WeakSet<WebrtcConn>();

  constructor(private readonly port: CarryRoom) {
    this.progress = new Derived<Progress>(() => this.state);
  }

  async offer(): Promise<string> {
    const room = await this.room();
    this.cancel();
    const conn = new WebrtcConn(nobody, true, '', room);
    const message = await this.describe(conn, { kind: 'offer', peerId: room.peerId, answers: '' });
    this.begin({ conn, session: message.session, side: 'offering', remote: null, deadline: CARRY_MS, revived: 0 });
    this.say({ kind: 'waiting', for: 'answer' });
    return this.code(room, message);
  }

  async take(code: string): ReturnType<HandCarry['take']> {
    const room = await this.room();
    const message = await this.read(room, code);
    if (message.peerId === room.peerId) throw new AppError('carry/own-code');
    if (this.used.has(message.session)) throw new AppError('carry/used');
    return message.kind === 'offer' ? this.takeOffer(room, message) : this.takeAnswer(message);
  }

  cancel(): void {
    const { attempt } = this;
    this.turn += 1;
    this.stop();
    if (attempt) destroyConn(attempt.conn);
    this.say({ kind: 'none' });
  }

  end(): void {
    this.cancel();
  }

  carried(conn: WebrtcConn): boolean {
    return this.joined.has(conn);
  }

  private async takeOffer(room: WebrtcRoom, offer: ConnectMessage): ReturnType<HandCarry['take']> {
    if (this.port.isLinked(offer.peerId)) return this.completed();
    this.cancel();
    const conn = new WebrtcConn(nobody, false, offer.peerId, room);
    const pc = pcOf(conn);
    if (pc) pc.patient = true;
    peerOf(conn).signal({ type: 'offer', sdp: sdpFromMessage(offer) });
    const answer = await this.describe(conn, { kind: 'answer', peerId: room.peerId, answers: offer.session });
    this.remember(offer.session);
    const { session } = answer;
    this.begin({ conn, session, side: 'answering', remote: offer, deadline: CARRY_MS, revived: performance.now() });
    this.say({ kind: 'waiting', for: 'other-side' });
    return { kind: 'answer', code: await this.code(room, answer) };
  }

  private takeAnswer(answer: ConnectMessage): ReturnType<HandCarry['take']> {
    const { attempt } = this;
    if (attempt?.side !== 'offering' || attempt.session !== answer.answers || attempt.remote !== null)
      return Promise.reject(new AppError('carry/not-expected'));
    this.remember(answer.session);
    if (this.port.isLinked(answer.peerId)) {
      this.cancel();
      return Promise.resolve(this.completed());
    }
    attempt.remote = answer;
    attempt.conn.remotePeerId = answer.peerId;
    attempt.deadline = performance.now() + CONNECT_MS;
    attempt.revived = performance.now();
    const pc = pcOf(attempt.conn);
    if (pc) pc.patient = true;
    peerOf(attempt.conn).signal({ type: 'answer', sdp: sdpFromMessage(answer) });
    this.say({ kind: 'connecting' });
    return Promise.resolve({ kind: 'completed' });
  }

  private completed(): { readonly kind: 'completed' } {
    this.say({ kind: 'connected' });
    return { kind: 'completed' };
  }

  private async room(): Promise<WebrtcRoom> {
    const room = await this.port.room();
    if (room === null) throw new AppError('carry/not-sharing');
    return room;
  }

  /** Waits until the connection knows its addresses. */
  private async describe(
    conn: WebrtcConn,
    sender: Pick<ConnectMessage, 'kind' | 'peerId' | 'answers'>,
  ): Promise<ConnectMessage> {
    muteEnd(conn);
    const pc = pcOf(conn);
    const { turn } = this;
    if (pc) await gathered(pc);
    if (turn !== this.turn) {
      destroyConn(conn);
      throw new AppError('carry/not-expected', 'cancelled meanwhile');
    }
    const message = pc ? messageFromSdp(pc.localDescription?.sdp ?? '', sender) : null;
    if (message !== null) return message;
    destroyConn(conn);
    throw new AppError('carry/no-network');
  }

  private async code(room: WebrtcRoom, message: ConnectMessage): Promise<string> {
    const sealed = await seal(encodeConnectMessage(message), room.key, this.purpose());
    return writeConnectCode(this.port.topic, sealed);
  }

  private async read(room: WebrtcRoom, code: string): Promise<ConnectMessage> {
    const plain = await unseal(readConnectCode(code, this.port.topic), room.key, this.purpose());
    if (plain === null) throw new AppError('carry/other-notebook', 'sealed with another secret');
    try {
      return decodeConnectMessage(plain);
    } catch (error) {
      throw new AppError('carry/damaged', 'content', { cause: error });
    }
  }

  private purpose(): string {
    return `recap connect v1:${this.port.topic}`;
  }

  private remember(session: string): void {
    this.used.add(session);
    for (const oldest of this.used) {
      if (this.used.size <= MAX_USED) return;
      this.used.delete(oldest);
    }
  }

  private begin(attempt: Attempt): void {
    this.stop();
    this.attempt = { ...attempt, deadline: performance.now() + attempt.deadline };
    this.timer = setInterval(() => this.watch(), WATCH_MS);
  }

  private stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.attempt = null;
  }

  private watch(): void {
    const { attempt } = this;
    if (!attempt) return;
    const { conn, remote } = attempt;
    const pc = pcOf(conn);
    if (remote && this.port.isLinked(remote.peerId)) {
      // They met on another way meanwhile.
      this.stop();
      destroyConn(conn);
      return this.say({ kind: 'connected' });
    }
    if (pc && conn.connected && pc.exchange.readyState === 'open') {
      this.stop();
      pc.patient = false;
      this.joined.add(conn);
      this.port.join(conn);
      return this.say({ kind: 'connected' });
    }
    const now = performance.now();
    if (pc === null || now > attempt.deadline) return this.fail(attempt);
    // The offering side answers checks before it knows of us: only DTLS tells that it has taken our answer.
    if (pc.connectionState === 'connected') this.say({ kind: 'connecting' });
    else if (remote && now - attempt.revived > REVIVE_MS) this.revive(attempt, now);
  }

  /** Looks for a way again: the other side may have been told of us only now. */
  private revive(attempt: Attempt, now: number): void {
    attempt.revived = now;
    const pc = pcOf(attempt.conn);
    if (!pc || !attempt.remote) return;
    for (const candidate of candidateLines(attempt.remote))
      pc.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 }).catch(() => {});
  }

  private fail(attempt: Attempt): void {
    const code = attempt.side === 'offering' && attempt.remote !== null ? 'carry/no-path' : 'carry/timed-out';
    this.stop();
    destroyConn(attempt.conn);
    this.say({ kind: 'failed', code });
  }

  private say(next: Progress): void {
    if (JSON.stringify(next) === JSON.stringify(this.state)) return;
    this.state = next;
    this.progress.invalidate();
    this.port.changed();
  }
}

function gathered(pc: RTCPeerConnection): Promise<void> {
  if (pc.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      pc.removeEventListener('icegatheringstatechange', look);
      resolve();
    };
    const look = (): void => {
      if (pc.iceGatheringState === 'complete') done();
    };
    const timer = setTimeout(done, GATHER_MS);
    pc.addEventListener('icegatheringstatechange', look);
  });
}
