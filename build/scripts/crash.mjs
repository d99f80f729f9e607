// `npm run test:crash -- --rounds 1000 --seed 1`: kills the real app at random moments and compares what is there afterwards.
import { runProgram } from './lib/program.mjs';
import { main } from './lib/say.mjs';

await main(() => runProgram('test/crash/crash.ts'));
