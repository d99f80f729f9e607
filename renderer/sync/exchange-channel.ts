/** A link as the exchange sees it. */
import type { ExchangeChannel } from '../../shared/exchange/ports';
import type { Link } from './room';

export function exchangeChannelOver({ channel, close }: Link): ExchangeChannel {
  return {
    send: (parts) => channel.send(parts),
    drained: (below) => channel.drained(below),
    close,
  };
}
