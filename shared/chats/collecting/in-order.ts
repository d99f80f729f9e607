/** The order in which messages were written. */
import type { ChatMessage, ChatTime } from '../types';

const HOUR_MS = 3_600_000;

/** A number that grows as time does within one export; what it counts from differs by kind. */
export function timeValue(time: ChatTime): number {
  switch (time.kind) {
    case 'instant':
      return time.at;
    case 'offset':
      return time.seconds * 1000;
    case 'wall': {
      const { year, month, day, hour, minute, second } = time.clock;
      return Date.UTC(year, month - 1, day, hour, minute, second);
    }
  }
}

/**
 * Messages by their times; those without one, and those of the same time, as they stood. A clock on the wall goes back
 * by an hour once a year, and what was written in that hour stands in its true order already: a step back of at most
 * an hour moves nothing there.
 */
export function inOrder<M extends Pick<ChatMessage, 'time' | 'conversation'>>(messages: readonly M[]): M[] {
  const highest = new Map<string, number>();
  const above = new Map<string, number>();
  let before = Number.NEGATIVE_INFINITY;
  let sorted = true;
  let previous = Number.NEGATIVE_INFINITY;
  const keyed = messages.map((message) => {
    const { time, conversation } = message;
    let value = time === null ? (above.get(conversation) ?? before) : timeValue(time);
    const most = highest.get(conversation) ?? Number.NEGATIVE_INFINITY;
    if (time?.kind === 'wall' && value < most && most - value <= HOUR_MS) value = most;
    highest.set(conversation, value > most || most - value > HOUR_MS ? value : most);
    above.set(conversation, value);
    before = value;
    sorted &&= value >= previous;
    previous = value;
    return { message, value };
  });
  if (sorted) return [...messages];
  return keyed.sort((a, b) => (a.value === b.value ? 0 : a.value - b.value)).map(({ message }) => message);
}
