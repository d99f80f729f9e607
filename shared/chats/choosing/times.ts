/** The times of a chat as moments, however its export writes them. */
import type { ChatMessage } from '../types';
import { makeToInstant, type Zone } from './zone';

export interface TimeChoices {
  /** Whose clock the times are from, where the export does not say it (`chatFacts().needs.zone`). */
  readonly zone: Zone;
  /** The moment from which times are counted that only count (`needs.start`), and of a first message without a time. */
  readonly start: number;
}

export type TimedMessage = readonly [message: ChatMessage, at: number];

/**
 * Messages with milliseconds since 1970, earliest first; of equal times as they stand in the chat. One without a time
 * has that of the message above it.
 */
export function timedMessages(messages: readonly ChatMessage[], { zone, start }: TimeChoices): TimedMessage[] {
  const toInstant = makeToInstant(zone);
  let last = Number.NEGATIVE_INFINITY;
  const timed = messages.map((message): TimedMessage => {
    const { time } = message;
    let at = last === Number.NEGATIVE_INFINITY ? start : last;
    if (time?.kind === 'instant') at = time.at;
    else if (time?.kind === 'offset') at = start + Math.round(time.seconds * 1000);
    else if (time?.kind === 'wall') at = toInstant(time.clock, last);
    last = at;
    return [message, at];
  });
  return timed.sort(([, a], [, b]) => a - b);
}

/** Whether `from` and `to` (milliseconds, each end included, null for open) hold a moment. */
export const inRange = (at: number, from: number | null, to: number | null): boolean =>
  (from === null || at >= from) && (to === null || at <= to);
