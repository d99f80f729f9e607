// `npm test`: sets up, then everything, from types to the packaged app. The last line is the sum.
// `npm test -- unit e2e` runs only these stages.
import { buildApp } from './lib/build-app.mjs';
import { withDisplay } from './lib/display.mjs';
import { packageForTest } from './lib/packaging.mjs';
import { main, SetupProblem } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';
import { crashes, playwright, stage, staticChecks, summarise, vitest } from './lib/stages.mjs';
import { offerProgram } from './lib/system-libraries.mjs';

/** The long form is `npm run test:crash`. With this seed: typing, a quit, a compaction and a start, and the storage of the app is lost. */
const CRASHES = 4;
const CRASH_SEED = 136;

await main(async () => {
  const electron = await setUp();
  return withDisplay(async (display) => {
    const env = display;
    const stages = {
      check: staticChecks,
      unit: async () => {
        await offerProgram('pandoc', 'what leaves');
        return vitest(['unit', 'renderer'], ['test/unit']);
      },
      build: () => buildApp(electron),
      contract: async () => {
        await offerProgram('rsync', 'shared folders');
        return vitest(['contract'], ['test/contract'], env);
      },
      convergence: () => vitest(['convergence'], ['test/convergence'], env),
      security: () => vitest(['security'], ['test/security'], env),
      architecture: () => vitest(['architecture'], ['test/architecture']),
      links: () => vitest(['links'], ['test/links'], env),
      e2e: () => playwright(env),
      crash: () => crashes(env, CRASHES, CRASH_SEED),
      lan: async () => {
        await offerProgram('syncthing', 'shared folders');
        return vitest(['lan'], ['test/lan'], env);
      },
      package: async () => {
        const executable = await packageForTest(electron);
        return vitest(['package'], ['test/package'], { ...env, RECAP_PACKAGED: executable });
      },
    };
    const wanted = process.argv.slice(2);
    const unknown = wanted.filter((name) => !(name in stages));
    if (unknown.length > 0) {
      const names = Object.keys(stages).join(' ');
      throw new SetupProblem(`There is no stage ${unknown.join(', ')}.`, `Stages: ${names}`, 'npm test');
    }
    const results = [];
    for (const [name, body] of Object.entries(stages)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      results.push(await stage(name, body));
    }
    return summarise(results);
  });
});
