/** The RTCPeerConnection that y-webrtc is given: framed channels, and a second one for the exchange on the same connection. */
import { FramedChannel } from './framed-channel';

/** Both sides make both channels themselves (`negotiated`), so neither waits for the other's. */
export const CATALOG_CHANNEL = { negotiated: true, id: 0 } as const;
const EXCHANGE_CHANNEL = { negotiated: true, id: 1 } as const;

export interface ConnectionCounters {
  /** Connections made and not closed yet. */
  open: number;
  made: number;
}

/**
 * @param counters kept current, so that zombies can be counted
 * @param admit what may pass on y-webrtc's channel; throws for the rest
 */
export function createConnectionClass(
  counters: ConnectionCounters,
  admit: (message: Uint8Array) => Uint8Array,
): typeof RTCPeerConnection {
  return class RecapPeerConnection extends RTCPeerConnection {
    readonly exchange: FramedChannel;
    private counted = true;

    constructor(config?: RTCConfiguration) {
      super(config);
      counters.open += 1;
      counters.made += 1;
      this.exchange = this.framed(super.createDataChannel('exchange', EXCHANGE_CHANNEL));
    }

    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      return this.framed(super.createDataChannel(label, options), admit) as unknown as RTCDataChannel;
    }

    override close(): void {
      if (this.counted) counters.open -= 1;
      this.counted = false;
      super.close();
    }

    private framed(channel: RTCDataChannel, admitted?: (message: Uint8Array) => Uint8Array): FramedChannel {
      return new FramedChannel(
        channel,
        (error) => {
          console.warn('sync/bad-frame', error);
          this.close();
        },
        admitted,
      );
    }
  };
}

/** The exchange's channel of a connection made by the class above. */
export function exchangeChannelOf(connection: unknown): FramedChannel | null {
  const { exchange } = (connection ?? {}) as { exchange?: unknown };
  return exchange instanceof FramedChannel ? exchange : null;
}
