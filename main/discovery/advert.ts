/** What a hub says of itself by multicast, and how it is read from whoever sends it. Rules in README.md. */
import { createHash } from 'node:crypto';
import * as z from 'zod';

/** The major version of what is announced; a copy with another one is counted, and not understood [DI6]. */
export const DISCOVERY_VERSION = 1;
/** Rooms in one announcement: with 64 of 11 characters it fits into one packet of an Ethernet. */
const MAX_ROOMS = 64;
/** 8 bytes in base64url. */
const HASH_LENGTH = 11;
/** A TXT string holds 255 bytes. */
const HASHES_PER_KEY = 16;

export interface Advert {
  readonly hubId: string;
  readonly port: number;
  /** Major version of the exchange. */
  readonly protocol: number;
  /** Salted hashes of the rooms that pages of this app hold. */
  readonly rooms: readonly string[];
}

/** Differs from hub to hub and from run to run: only who knows the topic can tell that two hubs hold the same one [DI2]. */
export function roomHash(topic: string, hubId: string): string {
  return createHash('sha256').update(`${topic}${hubId}`).digest().subarray(0, 8).toString('base64url');
}

export function writeText({ hubId, protocol, rooms }: Advert): Record<string, string> {
  const text: Record<string, string> = { v: String(DISCOVERY_VERSION), id: hubId, p: String(protocol) };
  const announced = rooms.slice(0, MAX_ROOMS);
  for (let start = 0; start < announced.length; start += HASHES_PER_KEY)
    text[`r${start / HASHES_PER_KEY}`] = announced.slice(start, start + HASHES_PER_KEY).join('');
  return text;
}

const version = z.string().regex(/^\d{1,4}$/);
const rooms = z
  .string()
  .max(HASH_LENGTH * HASHES_PER_KEY)
  .regex(/^(?:[\w-]{11})*$/)
  .optional();
const textSchema = z.object({
  v: version,
  id: z.string().regex(/^[0-9a-f]{32}$/),
  p: version,
  r0: rooms,
  r1: rooms,
  r2: rooms,
  r3: rooms,
});
const envelopeSchema = z.object({ v: version, id: textSchema.shape.id });
const portSchema = z.int().min(1).max(65_535);

export type ParsedAdvert =
  | { readonly kind: 'hub'; readonly advert: Advert }
  | { readonly kind: 'other-version'; readonly hubId: string }
  | { readonly kind: 'malformed' };

/** Never throws. */
export function parseAdvert(text: unknown, port: unknown): ParsedAdvert {
  const envelope = envelopeSchema.safeParse(text);
  if (!envelope.success) return { kind: 'malformed' };
  if (Number(envelope.data.v) !== DISCOVERY_VERSION) return { kind: 'other-version', hubId: envelope.data.id };
  const parsed = textSchema.safeParse(text);
  const parsedPort = portSchema.safeParse(port);
  if (!parsed.success || !parsedPort.success) return { kind: 'malformed' };
  const { id, p, r0, r1, r2, r3 } = parsed.data;
  const hashes = [r0, r1, r2, r3].flatMap((joined) => joined?.match(/.{11}/g) ?? []);
  return { kind: 'hub', advert: { hubId: id, port: parsedPort.data, protocol: Number(p), rooms: hashes } };
}
