// One host of the network tests, in the network namespace that it is started in.
import { runTs } from './run-ts.mjs';

const { main } = await runTs('test/lan/host.ts');
await main();
