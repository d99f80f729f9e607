// `npm run dev`: the app with hot reload. The page comes from the bundler's server on loopback instead of app://.
import { electronViteConfig, electronViteEnv, forgetBuild } from './lib/build-app.mjs';
import { withDisplay } from './lib/display.mjs';
import { tool } from './lib/run.mjs';
import { runsAsRoot } from './lib/sandbox.mjs';
import { main } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

await main(async () => {
  const electron = await setUp();
  // What it leaves in out/ is no production build.
  forgetBuild();
  const args = ['dev', '--watch', ...electronViteConfig, ...(runsAsRoot() ? ['--noSandbox'] : [])];
  if (process.argv.length > 2) args.push('--', ...process.argv.slice(2));
  return withDisplay(async (display) => {
    const env = { ...electronViteEnv(electron), ...display };
    return (await tool('electron-vite/bin/electron-vite.js', args, { env, show: true })).status ?? 1;
  });
});
