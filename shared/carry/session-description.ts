/** Between an SDP of data channels alone and the few values in it that differ from one to the next (RFC 8866, 8839, 8842). */
import { type CarriedCandidate, type ConnectMessage, connectMessageSchema, MAX_CANDIDATES } from './connect-message';

type Sender = Pick<ConnectMessage, 'kind' | 'peerId' | 'answers'>;

/** @returns null when there is no way to be told: no candidate with an address */
export function messageFromSdp(sdp: string, sender: Sender): ConnectMessage | null {
  const first = (pattern: RegExp) => pattern.exec(sdp)?.[1];
  const candidates = sdp.split(/\r?\n/).flatMap((line) => candidateOf(line) ?? []);
  const best = candidates.sort((a, b) => b.priority - a.priority).slice(0, MAX_CANDIDATES);
  const parsed = connectMessageSchema.safeParse({
    ...sender,
    session: first(/^o=\S+ (\d+) /m),
    ufrag: first(/^a=ice-ufrag:(\S+)/m),
    pwd: first(/^a=ice-pwd:(\S+)/m),
    fingerprint: bytesOf(first(/^a=fingerprint:sha-256 ([0-9A-Fa-f:]+)/m) ?? ''),
    setup: first(/^a=setup:(\S+)/m),
    candidates: best,
  });
  return parsed.success ? parsed.data : null;
}

export function sdpFromMessage(message: ConnectMessage): string {
  const fingerprint = [...message.fingerprint]
    .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
    .join(':');
  const lines = [
    'v=0',
    `o=- ${message.session} 2 IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'a=msid-semantic: WMS',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    ...candidateLines(message).map((line) => `a=${line}`),
    `a=ice-ufrag:${message.ufrag}`,
    `a=ice-pwd:${message.pwd}`,
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${fingerprint}`,
    `a=setup:${message.setup}`,
    'a=mid:0',
    'a=sctp-port:5000',
    'a=max-message-size:262144',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** As `RTCIceCandidate` takes them. */
export function candidateLines({ candidates }: ConnectMessage): string[] {
  return candidates.map(({ type, address, port, priority }, index) => {
    // What a candidate was seen from is told to others only for diagnosis, and left out.
    const related = type === 'host' ? '' : ' raddr 0.0.0.0 rport 0';
    return `candidate:${index + 1} 1 udp ${priority} ${address} ${port} typ ${type}${related}`;
  });
}

function candidateOf(line: string): CarriedCandidate | null {
  const [, component, protocol, priority, address, port, , type] = line.startsWith('a=candidate:')
    ? line.split(' ')
    : [];
  if (component !== '1' || protocol?.toLowerCase() !== 'udp' || !/^[0-9a-fA-F.:]+$/.test(address ?? '')) return null;
  if (type !== 'host' && type !== 'srflx' && type !== 'prflx' && type !== 'relay') return null;
  return { type, address: address ?? '', port: Number(port), priority: Number(priority) };
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.split(':'), (pair) => Number.parseInt(pair, 16));
}
