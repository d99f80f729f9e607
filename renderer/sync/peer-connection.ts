/** The RTCPeerConnection that y-webrtc is given: framed channels, and a second one for the exchange on the same connection. */
import { type ChannelGuard, FramedChannel } from './framed-channel';

/** Both sides make both channels themselves (`negotiated`), so neither waits for the other's. */
export const CATALOG_CHANNEL = { negotiated: true, id: 0 } as const;
const EXCHANGE_CHANNEL = { negotiated: true, id: 1 } as const;

export interface ConnectionCounters {
  /** Connections made and not closed yet. */
  open: number;
  made: number;
}

/** What this app adds to a connection. */
export interface RecapConnection extends RTCPeerConnection {
  readonly exchange: FramedChannel;
  /** Kinds of the candidates gathered here. */
  readonly gathered: ReadonlySet<string>;
  /** While true, a failed search for a way is told as one that goes on: the person is carrying codes. */
  patient: boolean;
}

/**
 * @param counters kept current, so that zombies can be counted
 * @param guard what may pass on y-webrtc's channel
 * @param broken a channel carried what it must not; the connection is closed already
 */
export function createConnectionClass(
  counters: ConnectionCounters,
  guard: ChannelGuard,
  broken: (connection: RTCPeerConnection, error: unknown) => void,
): typeof RTCPeerConnection {
  return class RecapPeerConnection extends RTCPeerConnection implements RecapConnection {
    readonly exchange: FramedChannel;
    readonly gathered = new Set<string>();
    patient = false;
    private counted = true;

    constructor(config?: RTCConfiguration) {
      super(config);
      counters.open += 1;
      counters.made += 1;
      this.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.type) this.gathered.add(candidate.type);
      });
      this.exchange = this.framed(super.createDataChannel('exchange', EXCHANGE_CHANNEL));
    }

    override get iceConnectionState(): RTCIceConnectionState {
      const state = super.iceConnectionState;
      return this.patient && state === 'failed' ? 'checking' : state;
    }

    override get connectionState(): RTCPeerConnectionState {
      const state = super.connectionState;
      return this.patient && state === 'failed' ? 'connecting' : state;
    }

    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      return this.framed(super.createDataChannel(label, options), guard) as unknown as RTCDataChannel;
    }

    override close(): void {
      if (this.counted) counters.open -= 1;
      this.counted = false;
      super.close();
    }

    private framed(channel: RTCDataChannel, guarded?: ChannelGuard): FramedChannel {
      return new FramedChannel(
        channel,
        (error) => {
          this.close();
          broken(this, error);
        },
        guarded,
      );
    }
  };
}

/** A connection made by the class above; null for anything else. */
export function recapConnection(connection: unknown): RecapConnection | null {
  const { exchange } = (connection ?? {}) as { exchange?: unknown };
  return exchange instanceof FramedChannel ? (connection as RecapConnection) : null;
}
