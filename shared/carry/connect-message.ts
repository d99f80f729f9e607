/** What a hand-carried code says, as bytes: who it is from, and the essentials of an SDP, which the other side rebuilds. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as z from 'zod';

/** More would not fit a QR code that a camera reads easily; the best are kept. */
export const MAX_CANDIDATES = 9;

const CANDIDATE_TYPES = ['host', 'srflx', 'prflx', 'relay'] as const;
const SETUPS = ['actpass', 'active', 'passive'] as const;

const iceText = (min: number) =>
  z
    .string()
    .min(min)
    .max(256)
    .regex(/^[A-Za-z0-9+/]+$/);

const candidateSchema = z.object({
  type: z.enum(CANDIDATE_TYPES),
  /** An IP address, never a name: the other side could not resolve it. */
  address: z
    .string()
    .max(45)
    .regex(/^[0-9a-fA-F.:]+$/),
  port: z.int().min(1).max(65_535),
  priority: z.int().min(0).max(0xffff_ffff),
});
export type CarriedCandidate = z.infer<typeof candidateSchema>;

export const connectMessageSchema = z.object({
  kind: z.enum(['offer', 'answer']),
  /** The sender's id in the room. */
  peerId: z.string().min(1).max(100),
  /** The SDP session: names this offer or answer. */
  session: z.string().regex(/^\d{1,20}$/),
  /** The session of the offer that is answered; empty in an offer. */
  answers: z.string().regex(/^\d{0,20}$/),
  ufrag: iceText(4),
  pwd: iceText(22),
  /** SHA-256 of the certificate: 32 bytes. */
  fingerprint: z.instanceof(Uint8Array).refine((bytes) => bytes.length === 32),
  setup: z.enum(SETUPS),
  candidates: z.array(candidateSchema).min(1).max(MAX_CANDIDATES),
});
export type ConnectMessage = z.infer<typeof connectMessageSchema>;

export function encodeConnectMessage(message: ConnectMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, message.kind === 'offer' ? 0 : 1);
  for (const text of [message.peerId, message.session, message.answers, message.ufrag, message.pwd])
    encoding.writeVarString(encoder, text);
  encoding.writeVarUint8Array(encoder, message.fingerprint);
  encoding.writeVarUint(encoder, SETUPS.indexOf(message.setup));
  encoding.writeVarUint(encoder, message.candidates.length);
  for (const { type, address, port, priority } of message.candidates) {
    encoding.writeVarUint(encoder, CANDIDATE_TYPES.indexOf(type));
    encoding.writeVarString(encoder, address);
    encoding.writeVarUint(encoder, port);
    encoding.writeVarUint(encoder, priority);
  }
  return encoding.toUint8Array(encoder);
}

/** @throws Error for bytes that are no such message */
export function decodeConnectMessage(bytes: Uint8Array): ConnectMessage {
  const decoder = decoding.createDecoder(bytes);
  const kind = decoding.readVarUint(decoder);
  const text = () => decoding.readVarString(decoder);
  const [peerId, session, answers, ufrag, pwd] = [text(), text(), text(), text(), text()];
  const fingerprint = new Uint8Array(decoding.readVarUint8Array(decoder));
  const setup = SETUPS[decoding.readVarUint(decoder)];
  const count = decoding.readVarUint(decoder);
  if (count > MAX_CANDIDATES) throw new Error(`${count} candidates`);
  const candidates = Array.from({ length: count }, () => ({
    type: CANDIDATE_TYPES[decoding.readVarUint(decoder)],
    address: decoding.readVarString(decoder),
    port: decoding.readVarUint(decoder),
    priority: decoding.readVarUint(decoder),
  }));
  return connectMessageSchema.parse({
    kind: kind === 0 ? 'offer' : kind === 1 ? 'answer' : null,
    peerId,
    session,
    answers,
    ufrag,
    pwd,
    fingerprint,
    setup,
    candidates,
  });
}
