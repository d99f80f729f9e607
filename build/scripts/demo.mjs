// `npm run demo`: the main job, unattended, in two real instances. Leaves its results in demo-output/.
import { runProgram } from './lib/program.mjs';
import { main } from './lib/say.mjs';

await main(() => runProgram('test/demo/demo.ts'));
