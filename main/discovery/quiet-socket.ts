/**
 * The UDP socket under the multicast library. The library throws out of the event loop when a socket fails or a packet is
 * not what it expects; here errors end in a callback, packets that do not name our service go no further, and the rest
 * come at a bounded rate [DI8].
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { EventEmitter } from 'node:events';
import { createTokenBucket } from '../../shared/signaling/token-bucket';

export const MDNS_PORT = 5353;
/** Longer multicast answers than a packet of Ethernet are not ours: RFC 6762 allows 9,000. */
const MAX_PACKET = 4096;
/** Packets that name our service, from all copies in this network together. A copy sends a few in a minute. */
const BURST = 200;
const PER_SECOND = 50;
/** Stands in each packet about `_recap._tcp` at least once, whatever the compression. */
const OUR_LABEL = Buffer.from('_recap');

export class QuietSocket extends EventEmitter {
  private readonly bucket = createTokenBucket(BURST, PER_SECOND, performance.now());
  private closed = false;

  private constructor(
    private readonly socket: Socket,
    private readonly failed: () => void,
  ) {
    super();
    socket.on('error', () => failed());
    socket.on('message', (message, from) => this.receive(message, from));
  }

  /** `failed` may be called at any time, and more than once. */
  static open(type: 'udp4' | 'udp6', ready: (socket: QuietSocket) => void, failed: () => void): QuietSocket {
    const socket = createSocket({ type, reuseAddr: true });
    const quiet = new QuietSocket(socket, failed);
    socket.bind({ port: MDNS_PORT, address: type === 'udp4' ? '0.0.0.0' : '::' }, () => {
      if (!quiet.closed) ready(quiet);
    });
    return quiet;
  }

  private receive(message: Buffer, from: RemoteInfo): void {
    if (message.length > MAX_PACKET || !message.includes(OUR_LABEL) || !this.bucket.take(performance.now())) return;
    try {
      this.emit('message', message, from);
    } catch {
      // A record that the library does not take.
    }
  }

  send(message: Uint8Array, offset: number, length: number, port: number, address: string, done: () => void): void {
    try {
      if (this.closed) done();
      else this.socket.send(message, offset, length, port, address, () => done());
    } catch {
      this.failed();
      done();
    }
  }

  addMembership(group: string, where: string): void {
    this.attempt(() => this.socket.addMembership(group, where));
  }

  dropMembership(group: string, where: string): void {
    try {
      this.socket.dropMembership(group, where);
    } catch {
      // The interface is gone already.
    }
  }

  setMulticastInterface(where: string): void {
    this.attempt(() => this.socket.setMulticastInterface(where));
  }

  setMulticastTTL(hops: number): void {
    this.attempt(() => this.socket.setMulticastTTL(hops));
  }

  setMulticastLoopback(on: boolean): void {
    this.attempt(() => this.socket.setMulticastLoopback(on));
  }

  close(done?: () => void): void {
    if (!this.closed) {
      this.closed = true;
      try {
        this.socket.close();
      } catch {
        // It never opened.
      }
    }
    done?.();
  }

  private attempt(task: () => void): void {
    try {
      task();
    } catch {
      this.failed();
    }
  }
}
