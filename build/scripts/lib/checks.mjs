// Everything that is proved without running the app: types, format, lint, layers, promises, dead code.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { run, tool } from './run.mjs';

const layers = readdirSync(join(root, 'build'))
  .map((name) => /^tsconfig\.(?!base)(\w+)\.json$/.exec(name)?.[1])
  .filter(Boolean);

const colours = process.stderr.isTTY ? ['--colors=force'] : ['--colors=off'];

const sources = ['main', 'renderer', 'shared', 'test'];

/** Name, and how to run it; each gives the child's `status` and its words. */
export const checks = [
  ...layers.map((layer) => ({
    name: `types of ${layer}`,
    run: () => tool('typescript/bin/tsc', ['-p', `build/tsconfig.${layer}.json`, '--pretty', 'false']),
  })),
  {
    name: 'format, lint and layers',
    run: () =>
      tool('@biomejs/biome/bin/biome', [
        'ci',
        '--config-path=build/biome.json',
        '--max-diagnostics=40',
        ...colours,
        '.',
      ]),
  },
  {
    name: 'promises',
    // By its own link: it finds its type-aware half on the path of node_modules/.bin.
    run: () =>
      run(join(root, 'node_modules/.bin/oxlint'), ['--config=build/oxlintrc.json', '--type-aware', ...sources], {
        env: { PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
      }),
  },
  {
    name: 'dead code',
    run: () => tool('knip/bin/knip.js', ['--config', 'build/knip.json', '--no-progress', '--no-config-hints']),
  },
];
