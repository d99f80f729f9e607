/** hub.*: the page starts sharing and says whom to meet. */
import type { HubService } from '../../signaling/hub-service';
import type { Handlers } from '../dispatch';

export function hubHandlers(hub: HubService): Pick<Handlers, 'hub.start' | 'hub.stop' | 'hub.dial' | 'hub.probe'> {
  return {
    'hub.start': () => hub.start(),
    'hub.stop': () => hub.stop(),
    'hub.dial': ({ addresses }) => hub.dial(addresses),
    'hub.probe': ({ addresses, topic }) => hub.probe(addresses, topic),
  };
}
