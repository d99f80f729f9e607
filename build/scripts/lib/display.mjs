// A screen for Electron: the person's own, or a virtual one (Xvfb) on a machine without any.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { outDir } from './paths.mjs';
import { SetupProblem } from './say.mjs';

/** Where a virtual display that is to be looked at keeps its pixels: a file in the XWD format. */
export const frameBufferDir = join(outDir, 'display');

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

export function hasXvfb() {
  return spawnSync('sh', ['-c', 'command -v Xvfb']).status === 0;
}

/**
 * Starts Xvfb on a free display number. `visible` keeps the pixels in a file for `npm run look`.
 * @returns {Promise<{ display: string, stop: () => void }>} `:99`, and how to end it.
 */
export function startVirtualDisplay({ visible = false, size = '1600x1000' } = {}) {
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'];
  if (visible) {
    mkdirSync(frameBufferDir, { recursive: true });
    args.push('-fbdir', frameBufferDir);
  }
  return new Promise((resolve, reject) => {
    const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
    const stop = () => child.kill();
    let number = '';
    let errors = '';
    const fail = (reason) =>
      reject(new SetupProblem('The virtual display did not start.', reason, 'Xvfb :99 -screen 0 1600x1000x24'));
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.stdio[3].on('data', (chunk) => {
      number += chunk;
      if (number.endsWith('\n')) resolve({ display: `:${number.trim()}`, stop });
    });
    child.on('error', (error) => fail(error.message));
    child.on('exit', () => fail(errors || 'Xvfb ended at once.'));
    process.on('exit', stop);
  });
}

/** Runs `body` with the environment of a display, a virtual one if need be, and ends that one afterwards. */
export async function withDisplay(body) {
  if (hasDisplay()) return body({});
  const { display, stop } = await startVirtualDisplay();
  try {
    return await body({ DISPLAY: display });
  } finally {
    stop();
  }
}
