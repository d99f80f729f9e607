// `npm run bench`: start-up, typing, and what passes between copies, each beside its floor measured in the same run.
import { runProgram } from './lib/program.mjs';
import { main } from './lib/say.mjs';

// Yjs freezes what is written in development, and cannot freeze bytes.
process.env.NODE_ENV = 'production';
await main(() => runProgram('test/bench/bench.ts'));
