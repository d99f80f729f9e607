import { describeHub } from './hub-contract';
import { connectPage, connectRemote, startHub } from './ws-hub';

describeHub('hub over WebSockets', async () => {
  const hub = await startHub();
  return { page: () => connectPage(hub), remote: () => connectRemote(hub), stop: () => hub.service.stop() };
});
