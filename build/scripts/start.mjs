// `npm start`: set up, build, open the window. Arguments after `--` go to the app.
import { spawn } from 'node:child_process';
import { buildApp } from './lib/build-app.mjs';
import { watchOver } from './lib/children.mjs';
import { hasDisplay, startVirtualDisplay } from './lib/display.mjs';
import { root } from './lib/paths.mjs';
import { runsAsRoot, sandboxSwitches } from './lib/sandbox.mjs';
import { main, note, step } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

/** Lines that Chromium writes on machines without a message bus or a graphics card; they mean nothing here. */
const harmless = /:ERROR:(bus|object_proxy|viz_main_impl|gpu_process_host|command_buffer_proxy_impl|gl_[a-z_]+)\.cc/;

await main(async () => {
  const electron = await setUp();
  await buildApp(electron);
  const env = {};
  let virtual;
  if (!hasDisplay()) {
    virtual = await startVirtualDisplay({ visible: true });
    env.DISPLAY = virtual.display;
    step(`There is no display: the window opens on the virtual display ${virtual.display}. To look at it:`);
    note('npm run look                          a picture of it, in out/look.png');
    note(
      `x11vnc -display ${virtual.display} -localhost -nopw   live, for a VNC viewer at localhost:5900 (apt-get install x11vnc)`,
    );
  }
  if (runsAsRoot()) note('Running as root: Chromium has no sandbox for root, so --no-sandbox is added.');
  step(`Starting Recap Notebook (Electron ${electron.version}). Ctrl+C ends it.`);
  const status = await runElectron(electron, env);
  virtual?.stop();
  return status;
});

function runElectron(electron, env) {
  const args = [...sandboxSwitches(), root, ...process.argv.slice(2)];
  const stdio = ['inherit', 'inherit', 'pipe'];
  const child = watchOver(spawn(electron.path, args, { env: { ...process.env, ...env }, stdio }));
  let rest = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) if (!harmless.test(line)) process.stderr.write(`${line}\n`);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 1));
  });
}
