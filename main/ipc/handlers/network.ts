/** network.*: what main sees of the way to other copies. */
import type { Network } from '../../discovery/network';
import type { Handlers } from '../dispatch';

export function networkHandlers(network: Pick<Network, 'test'>): Pick<Handlers, 'network.test'> {
  return { 'network.test': ({ addresses, topic }) => network.test(addresses, topic) };
}
