/** The signaling messages as data: parse what comes from a socket, write what goes out. */
import * as z from 'zod';
import { MAX_TOPIC_LENGTH } from './limits';

const topicSchema = z.string().min(1).max(MAX_TOPIC_LENGTH);
const topicsSchema = z.array(topicSchema).max(4096);

const known = {
  subscribe: z.object({ type: z.literal('subscribe'), topics: topicsSchema }),
  unsubscribe: z.object({ type: z.literal('unsubscribe'), topics: topicsSchema }),
  publish: z.object({ type: z.literal('publish'), topic: topicSchema, data: z.unknown() }),
  ping: z.object({ type: z.literal('ping') }),
  pong: z.object({ type: z.literal('pong') }),
  /** A question when `known` is missing, else its answer. */
  'recap:probe': z.object({ type: z.literal('recap:probe'), topic: topicSchema, known: z.boolean().optional() }),
  /** These topics were left for new ones: whoever still comes to them has an outdated secret. */
  'recap:renewed': z.object({ type: z.literal('recap:renewed'), topics: topicsSchema }),
  'recap:peer': z.object({ type: z.literal('recap:peer'), topic: topicSchema }),
} as const;

type KnownType = keyof typeof known;
export type SignalingMessage = { [T in KnownType]: z.output<(typeof known)[T]> }[KnownType];

/** `unknown` is a well-formed message of a type that this version does not know; it is to be ignored. */
export type ParsedMessage =
  | { readonly kind: 'message'; readonly message: SignalingMessage }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'malformed' };

const envelopeSchema = z.object({ type: z.string() });

function isKnownType(type: string): type is KnownType {
  return Object.hasOwn(known, type);
}

/** Never throws. */
export function parseMessage(text: string): ParsedMessage {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'malformed' };
  }
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) return { kind: 'malformed' };
  if (!isKnownType(envelope.data.type)) return { kind: 'unknown' };
  const parsed = known[envelope.data.type].safeParse(value);
  return parsed.success ? { kind: 'message', message: parsed.data } : { kind: 'malformed' };
}

/** Null when the content cannot be written as JSON (nested too deeply). */
export function writeMessage(message: SignalingMessage): string | null {
  try {
    return JSON.stringify(message);
  } catch {
    return null;
  }
}
