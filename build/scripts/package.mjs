// `npm run package`: every package that this machine can build, into dist/; and what it cannot, with the reason.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageApp, targetsHere } from './lib/packaging.mjs';
import { root } from './lib/paths.mjs';
import { main, note, step } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

await main(async () => {
  const electron = await setUp();
  const { can, cannot, hasTools } = await targetsHere();
  const dist = join(root, 'dist');
  rmSync(dist, { recursive: true, force: true });
  await packageApp(electron, can, { hasTools });
  step('In dist/:');
  for (const name of readdirSync(dist).sort()) {
    const { size } = statSync(join(dist, name));
    if (name.startsWith('recap-notebook-')) note(`${name} (${(size / 1e6).toFixed(1)} MB)`);
    else if (name.endsWith('-unpacked') || name.startsWith('mac')) note(`${name}/`);
  }
  if (cannot.length > 0) step('Not built here:');
  for (const { target, reason } of cannot) note(`${target}: ${reason}`);
  if (electron.source === 'stand-in') {
    step(`For trying out only: these packages carry Electron ${electron.version}, which gets no security fixes.`);
    note('Packages to give away are built where Electron itself can be downloaded.');
  }
});
