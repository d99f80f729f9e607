/** The signaling messages of y-webrtc as they are once decrypted, and what this app adds to them. */
import * as z from 'zod';

const id = z.string().min(1).max(100);
/** Far above any real SDP of data channels alone (about 1 kB). */
const sdp = z.string().max(64 * 1024);

export const signalSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('announce'), from: id, to: id.optional() }),
  z.object({
    type: z.literal('signal'),
    from: id,
    to: id,
    token: z.number().optional(),
    signal: z.looseObject({
      type: z.string().max(40).optional(),
      sdp: sdp.optional(),
      candidate: z.unknown().optional(),
    }),
  }),
]);
export type Signal = z.infer<typeof signalSchema>;

/** `n` counts the sender's messages from 1: what was recorded cannot be sent again. */
export const sealedSchema = z.object({ n: z.int().min(1), signal: signalSchema });

/** The session id in the SDP's origin line (RFC 8866 §5.2), which is new for each RTCPeerConnection. */
export function sdpSession(text: string | undefined): string | null {
  return /^o=\S+ (\S+) /m.exec(text ?? '')?.[1] ?? null;
}

export function isNewOffer(session: string | null, offer: string | undefined): boolean {
  return session === null || session !== sdpSession(offer);
}
