// `npm run bench`: start-up, typing and propagation, each beside its floor measured in the same run.
import { runProgram } from './lib/program.mjs';
import { main } from './lib/say.mjs';

await main(() => runProgram('test/bench/bench.ts'));
