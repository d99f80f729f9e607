/** A link as the exchange sees it. */
import type { ExchangeChannel } from '../../shared/exchange/ports';
import type { Link } from './room';

/** How often a full queue is looked at. */
const POLL_MS = 10;

export function exchangeChannelOver({ channel, close }: Link): ExchangeChannel {
  return {
    send(parts) {
      const [only] = parts;
      if (only && parts.length === 1) return channel.send(only);
      const message = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const part of parts) {
        message.set(part, at);
        at += part.length;
      }
      channel.send(message);
    },
    backlog: () => channel.bufferedAmount,
    async drained(below) {
      while (channel.readyState === 'open' && channel.bufferedAmount > below) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
    close: () => close(),
  };
}
