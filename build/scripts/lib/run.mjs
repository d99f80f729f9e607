// Child processes for the scripts: one that shows its output, one that returns it.
import { spawn } from 'node:child_process';
import { watchOver } from './children.mjs';
import { root } from './paths.mjs';

/**
 * Runs a command. `show` streams its output through; otherwise it is collected.
 * Never throws for an exit status; `status` is null when it was killed, `error` is set when it could not start.
 */
export function run(command, args, { cwd = root, env, show = false, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const stdio = show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
    const child = watchOver(spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio }));
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    child.stdout?.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk) => {
      stderr += chunk;
    });
    const timer = timeoutMs
      ? setTimeout(() => {
          timedOut = true;
          child.kill('SIGKILL');
        }, timeoutMs)
      : undefined;
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ status: null, stdout, stderr: `${stderr}${error.message}`, error, timedOut });
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stdout, stderr, timedOut });
    });
  });
}

/** Two short retries: a missing network is told within half a minute. */
const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=8000'];

/** The npm that started this script, or the one on the path. */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args, ...patience], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, ...patience], options);
}

/** Runs a tool of node_modules by its bin file, without the start-up time of npx. */
export function tool(path, args, options) {
  return run(process.execPath, [`${root}/node_modules/${path}`, ...args], options);
}
