/** The packaged app, as a person gets it: it starts, shows its window, and quits. Its fuses keep every debugger out. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, describe, expect, it } from 'vitest';
import { exportedTexts, startCommand } from '../support/command-line';

/** The characters `0` and `1`, as they stand in the executable. */
const OFF = 48;
const ON = 49;

const executable = process.env.RECAP_PACKAGED ?? resolve('dist/linux-unpacked/recap-notebook');
const resources =
  process.platform === 'darwin' ? resolve(dirname(executable), '../Resources') : join(dirname(executable), 'resources');
const profile = mkdtempSync(join(tmpdir(), 'recap-package-'));
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function start(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ status: number | null; stderr: string }> {
  return new Promise((resolved, reject) => {
    const child = spawn(executable, [...sandbox, `--user-data-dir=${profile}`, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => resolved({ status, stderr }));
  });
}

afterAll(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

describe('the packaged app', () => {
  it('starts, shows its window and quits', { timeout: 60_000 }, async () => {
    const { status, stderr } = await start(['--smoke']);
    expect(status, stderr).toBe(0);
  });

  it('does not turn into Node, whatever its environment says', { timeout: 60_000 }, async () => {
    const { status } = await start(['--smoke', '-e', 'process.exit(42)'], { ELECTRON_RUN_AS_NODE: '1' });
    expect(status).toBe(0);
  });

  it('does what a command line asks, without a window', { timeout: 60_000 }, async () => {
    const work = mkdtempSync(join(tmpdir(), 'recap-package-command-'));
    try {
      const at = ['--profile', join(work, 'profile')];
      const run = (...args: string[]) => startCommand(executable, [], args).ended;
      const help = await run('--help');
      expect([help.status, help.stdout]).toEqual([0, expect.stringContaining('recap-notebook export')]);
      const files = ['test/fixtures/exported-discussion.md', 'test/fixtures/chats/slack', 'test/fixtures/nowhere.md'];
      const came = await run('import', ...at, '--notebook', 'SMCHAT', '--create', '--as', 'Ann', ...files);
      expect(came.done, came.stderr).toMatchObject({ exit: 1, imported: 2, failed: 1 });
      expect(came.status).toBe(1);
      const went = await run('export', ...at, '--notebook', 'SMCHAT', '--finished-only', '--out', join(work, 'out'));
      expect(went.done, went.stderr).toMatchObject({ exit: 0, written: 1 });
      expect(Object.keys(exportedTexts(join(work, 'out')))).toEqual(['Cultures of collaboration.md', 'index.md']);
      const listed = await run('list', ...at);
      expect(listed.lines).toMatchObject([
        { type: 'notebook', name: 'SMCHAT' },
        { type: 'done', notebooks: 1 },
      ]);
      expect((await run('list', '--notebook', 'SMCHAT', ...at, 'more')).status).toBe(2);
    } finally {
      rmSync(work, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  it.each([
    ['RunAsNode', FuseV1Options.RunAsNode, OFF],
    ['NODE_OPTIONS', FuseV1Options.EnableNodeOptionsEnvironmentVariable, OFF],
    ['--inspect', FuseV1Options.EnableNodeCliInspectArguments, OFF],
    ['asar integrity', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, ON],
    ['app.asar only', FuseV1Options.OnlyLoadAppFromAsar, ON],
    ['privileges of file:', FuseV1Options.GrantFileProtocolExtraPrivileges, OFF],
  ])('has its fuse for %s set', async (_, fuse, state) => {
    expect((await getCurrentFuseWire(executable))[fuse]).toBe(state);
  });

  it('holds the three bundles and nothing of the sources or their packages', () => {
    const tops = new Set(
      listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) =>
        path.split(/[\\/]/).slice(1, 3).join('/'),
      ),
    );
    expect([...tops].sort()).toEqual(['out', 'out/main', 'out/preload', 'out/renderer', 'package.json']);
    expect(existsSync(join(resources, 'default_app.asar'))).toBe(false);
  });
});
