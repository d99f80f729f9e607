import { createHubCore, type HubConnection, type Role } from '../../../shared/signaling/hub-core';
import { HUB_LIMITS } from '../../../shared/signaling/limits';
import { createClient, type HubClient } from './client';
import { describeHub } from './hub-contract';

describeHub('hub core over a fake wire', async () => {
  const core = createHubCore({ limits: HUB_LIMITS, now: () => 0, fingerprint: (text) => text });
  function connect(role: Role): HubClient {
    let ended = false;
    let connection: HubConnection | null = null;
    const end = (code: number) => {
      if (ended) return;
      ended = true;
      far.ended(code);
      connection?.closed();
    };
    const far = createClient({
      send: (text) => {
        if (!ended) connection?.receiveText(text);
      },
      sendBinary: () => connection?.receiveBinary(),
      close: () => end(1000),
    });
    const wire = { send: (text: string) => far.arrived(text), ping: () => {}, close: end, backlog: () => 0 };
    connection = core.connect(role, wire, '192.0.2.1');
    return far.client;
  }
  return {
    page: async () => connect('page'),
    remote: async () => connect('remote'),
    stop: async () => core.closeAll(),
  };
});
