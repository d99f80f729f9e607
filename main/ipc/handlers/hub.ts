/** hub.*: the page starts sharing and says whom to meet. */
import type { Network } from '../../discovery/network';
import type { Handlers } from '../dispatch';

export function hubHandlers({
  hub,
  probe,
}: Pick<Network, 'hub' | 'probe'>): Pick<Handlers, 'hub.start' | 'hub.stop' | 'hub.dial' | 'hub.probe'> {
  return {
    'hub.start': () => hub.start(),
    'hub.stop': () => hub.stop(),
    'hub.dial': ({ addresses }) => hub.dial(addresses),
    'hub.probe': ({ addresses, topic }) => probe(addresses, topic),
  };
}
