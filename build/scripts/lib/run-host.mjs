// One program of the network tests (`main` of a TypeScript file), in the network namespace that it is started in.
import { runTs } from './run-ts.mjs';

const { main } = await runTs(process.argv[2]);
await main();
process.exit(0);
