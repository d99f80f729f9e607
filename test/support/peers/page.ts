/** A copy of a notebook in a page: the real room and exchange over documents in memory. Driven through `window.peer`. */
import { Awareness } from 'y-protocols/awareness';
import { pageClock } from '../../../renderer/sync/clock';
import { exchangeChannelOver } from '../../../renderer/sync/exchange-channel';
import { type Link, Room } from '../../../renderer/sync/room';
import { Replica } from '../replica';

/** All connections that this page ever made, whoever made them. */
const connections = new Set<WeakRef<RTCPeerConnection>>();
const RealConnection = globalThis.RTCPeerConnection;
globalThis.RTCPeerConnection = class extends RealConnection {
  constructor(config?: RTCConfiguration) {
    super(config);
    connections.add(new WeakRef(this));
  }
};

/** Messages sent, by channel and kind; frames and bytes by channel. */
const sent: Record<string, number> = {};
const count = (key: string, by = 1): void => {
  sent[key] = (sent[key] ?? 0) + by;
};
const realSend = RTCDataChannel.prototype.send as (data: ArrayBufferView) => void;
RTCDataChannel.prototype.send = function send(this: RTCDataChannel, data: unknown) {
  const bytes = data as Uint8Array;
  const [flag, kind] = bytes;
  if (flag === 1) count(`${this.id}:${kind}`);
  if (flag === 2) count(`${this.id}:${bytes[5]}`);
  count(`bytes:${this.id}`, bytes.length);
  realSend.call(this, bytes);
} as typeof RTCDataChannel.prototype.send;

interface MeetOptions {
  readonly secret: string;
  readonly pageUrl: string;
  /** Without the exchange: messages are counted and thrown away. */
  readonly raw?: boolean;
}

class Peer {
  private replica: Replica | null = null;
  private awareness: Awareness | null = null;
  private room: Room | null = null;
  private readonly links = new Map<string, Link>();
  /** When each link came up, ms. */
  private ups = 0;
  private readonly received = { messages: 0, bytes: 0 };

  async meet({ secret, pageUrl, raw = false }: MeetOptions): Promise<string> {
    const replica = this.replica ?? (await Replica.create(String(Math.random()), pageClock));
    this.replica = replica;
    this.awareness ??= new Awareness(replica.doc('catalog'));
    this.awareness.setLocalState({ who: location.search });
    this.room = new Room(replica.doc('catalog'), this.awareness, secret, pageUrl, {
      linked: (link) => {
        this.links.set(link.peerId, link);
        this.ups += 1;
        if (raw) {
          link.channel.onmessage = ({ data }) => {
            this.received.messages += 1;
            this.received.bytes += data.length;
          };
          return;
        }
        const session = replica.exchange.addPeer(link.peerId, exchangeChannelOver(link));
        let order: Promise<void> = Promise.resolve();
        link.channel.onmessage = ({ data }) => {
          order = order.then(() => session.receive(data));
          return order;
        };
      },
      unlinked: (peerId) => {
        this.links.delete(peerId);
        if (!raw) replica.exchange.removePeer(peerId);
      },
      changed: () => {},
    });
    return this.room.peerId();
  }

  async leave(): Promise<void> {
    await this.room?.close();
    this.room = null;
  }

  linked(): string[] {
    return [...this.links.keys()];
  }

  upCount(): number {
    return this.ups;
  }

  announce(): void {
    this.room?.announce();
  }

  lookAgain(): void {
    this.room?.lookAgain();
  }

  replaceHub(pageUrl: string): void {
    this.room?.replaceHub(pageUrl);
  }

  facts() {
    return this.room?.facts.get() ?? null;
  }

  /** Closes the exchange's channel under the room, as a broken network stack does. */
  dropChannels(): number {
    for (const link of this.links.values()) link.channel.close();
    return this.links.size;
  }

  /** Closes links as the exchange does. */
  dropLinks(): number {
    const links = [...this.links.values()];
    for (const link of links) link.close();
    return links.length;
  }

  /** Connections that are not closed, and what the room believes. */
  connections(): { notClosed: number; counted: number; made: number } {
    let notClosed = 0;
    for (const one of connections) {
      const connection = one.deref();
      if (connection === undefined) connections.delete(one);
      else if (connection.connectionState !== 'closed') notClosed += 1;
    }
    return { notClosed, counted: this.room?.counters.open ?? 0, made: this.room?.counters.made ?? 0 };
  }

  edit(name: string, text: string): void {
    const replica = this.need();
    const listed = replica.doc('catalog').getMap('discussions');
    if (!listed.has(name)) listed.set(name, true);
    const body = replica.doc(name).getText('text');
    body.insert(body.length, text);
  }

  text(name: string): string {
    return this.replica?.docs.get(name)?.getText('text').toString() ?? '';
  }

  setCatalog(key: string, value: string): void {
    this.need().doc('catalog').getMap('meta').set(key, value);
  }

  catalog(key: string): unknown {
    return this.replica?.doc('catalog').getMap('meta').get(key);
  }

  people(): number {
    return this.awareness?.getStates().size ?? 0;
  }

  say(state: Record<string, unknown>): void {
    this.awareness?.setLocalState(state);
  }

  sent(): Record<string, number> {
    return { ...sent };
  }

  forgetSent(): void {
    for (const key of Object.keys(sent)) delete sent[key];
  }

  /** Sends messages to every link, each of `bytes`; resolves when all have left. */
  async sendRaw(bytes: number, times: number): Promise<void> {
    for (let time = 0; time < times; time++) {
      const message = new Uint8Array(bytes).fill(time + 1);
      for (const { channel } of this.links.values()) {
        channel.send(message);
        await channel.drained();
      }
    }
  }

  rawReceived(): { messages: number; bytes: number } {
    return { ...this.received };
  }

  offer(): Promise<string> {
    return this.carry().offer();
  }

  async take(code: string): Promise<{ kind: string; code: string }> {
    try {
      const taken = await this.carry().take(code);
      return { kind: taken.kind, code: taken.kind === 'answer' ? taken.code : '' };
    } catch (error) {
      return { kind: 'failed', code: String((error as { code?: unknown }).code ?? error) };
    }
  }

  cancelCarry(): void {
    this.carry().cancel();
  }

  progress() {
    return this.carry().progress.get();
  }

  private carry() {
    if (!this.room) throw new Error('not meeting');
    return this.room.carry;
  }

  private need(): Replica {
    if (!this.replica) throw new Error('not meeting');
    return this.replica;
  }
}

export type { Peer };

(globalThis as { peer?: Peer }).peer = new Peer();
