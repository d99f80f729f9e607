// `npm run check`: what is proved in half a minute, without a window.
import { main } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';
import { stage, staticChecks, summarise, vitest } from './lib/stages.mjs';

await main(async () => {
  await setUp();
  return summarise([
    await stage('check', staticChecks),
    await stage('unit', () => vitest(['unit', 'renderer'], ['test/unit'])),
    await stage('architecture', () => vitest(['architecture'], ['test/architecture'])),
  ]);
});
