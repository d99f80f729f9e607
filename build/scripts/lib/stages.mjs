// The stages of `npm test`: each gives what passed, failed and was skipped, and says how long it took.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withSecondTry } from './again.mjs';
import { checks } from './checks.mjs';
import { startVirtualDisplay } from './display.mjs';
import { readJson } from './fingerprint.mjs';
import { root } from './paths.mjs';
import { tool } from './run.mjs';
import { duration, note, step } from './say.mjs';

const resultsDir = join(root, 'test-results');

/** Counts of one stage; `failed` includes what went wrong outside any single test. */
const nothing = { passed: 0, failed: 0, skipped: 0 };

/** Runs one stage and prints its line. An exception is one failure and does not stop the other stages. */
export async function stage(name, body) {
  step(name);
  const started = performance.now();
  let counts;
  try {
    counts = { ...nothing, ...(await body()) };
  } catch (error) {
    note(error?.message ?? String(error));
    counts = { ...nothing, failed: 1 };
  }
  const time = performance.now() - started;
  note(`${name}: ${words(counts)} (${duration(time)})`);
  return { name, time, ...counts };
}

/** `3 passed, 0 failed`, and `, 1 skipped` where something was. */
export function words({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Types, lint, dead code: a failed one counts as one failure, a passed one is no test and is not counted. */
export async function staticChecks() {
  let failed = 0;
  for (const check of checks) {
    const started = performance.now();
    const { status, stdout, stderr } = await check.run();
    note(`${status === 0 ? '✓' : '✗'} ${check.name} (${duration(performance.now() - started)})`);
    if (status === 0) continue;
    failed++;
    process.stderr.write(`${stdout}${stderr}\n`);
  }
  return { failed };
}

function hasTests(folders) {
  return folders.some(
    (folder) =>
      existsSync(join(root, folder)) &&
      readdirSync(join(root, folder), { recursive: true }).some((name) => /\.(test|spec)\.tsx?$/.test(name)),
  );
}

/** Projects of build/vitest.config.ts that have tests in `folders`. */
export async function vitest(projects, folders, env = {}) {
  if (!hasTests(folders)) {
    note(`Nothing to run: no tests in ${folders.join(', ')}.`);
    return nothing;
  }
  return withSecondTry(
    () => runVitest(projects, [], env),
    (files) => runVitest(projects, files, env),
  );
}

/** All tests of the projects, or those of `files` (paths from the project's folder). */
async function runVitest(projects, files, env) {
  const report = newReport(`vitest-${projects.join('-')}${files.length > 0 ? '-again' : ''}.json`);
  const args = ['run', '--config', 'build/vitest.config.ts', '--reporter=default', '--reporter=json'];
  args.push(`--outputFile.json=${report}`, ...projects.map((project) => `--project=${project}`), ...files);
  const { status } = await tool('vitest/vitest.mjs', args, { env: { CI: '1', ...env }, show: true });
  const result = readJson(report);
  const counts = {
    passed: result?.numPassedTests ?? 0,
    failed: result?.numFailedTests ?? 0,
    skipped: (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0),
  };
  const failed = (result?.testResults ?? []).filter((file) => file.status === 'failed');
  return { counts: withStatus(counts, status), failed: failed.map((file) => relative(root, file.name)) };
}

/**
 * The windows of the real app, by Playwright's own runner: two files at a time where the display is a virtual one. Each of
 * the two has a display of its own, for the windows of one display share focus and clipboard.
 */
export async function playwright(env = {}) {
  if (env.DISPLAY === undefined) return runPlaywright(env);
  const second = await startVirtualDisplay();
  try {
    return await runPlaywright({ ...env, RECAP_DISPLAYS: `${env.DISPLAY} ${second.display}` }, ['--workers=2']);
  } finally {
    second.stop();
  }
}

async function runPlaywright(env, more = []) {
  if (!hasTests(['test/e2e'])) {
    note('Nothing to run: no tests in test/e2e.');
    return nothing;
  }
  return withSecondTry(
    () => playwrightOnce(env, 'playwright.json', more),
    // What failed last is known to the runner itself.
    () => playwrightOnce(env, 'playwright-again.json', ['--last-failed', '--workers=1']),
  );
}

async function playwrightOnce(env, name, more) {
  const report = newReport(name);
  const args = ['test', '--config', 'build/playwright.config.ts', ...more];
  const { status } = await tool('@playwright/test/cli.js', args, {
    env: { CI: '1', RECAP_PLAYWRIGHT_REPORT: report, ...env },
    show: true,
  });
  const result = readJson(report);
  const counts = {
    passed: (result?.stats.expected ?? 0) + (result?.stats.flaky ?? 0),
    failed: result?.stats.unexpected ?? 0,
    skipped: result?.stats.skipped ?? 0,
  };
  return { counts: withStatus(counts, status), failed: (result?.suites ?? []).flatMap(unexpected) };
}

/** `file: title` of what failed in a suite of Playwright's report, and in the suites in it. */
function unexpected(suite) {
  const own = (suite.specs ?? []).filter((spec) => !spec.ok).map((spec) => `${spec.file}: ${spec.title}`);
  return [...own, ...(suite.suites ?? []).flatMap(unexpected)];
}

/** Crashes of the real app, in the short form: what was on the screen must be there afterwards. */
export async function crashes(env, rounds, seed) {
  Object.assign(process.env, env);
  // Not at the top: in a fresh clone what it needs is installed by the run itself.
  const { runTs } = await import('./run-ts.mjs');
  const { main } = await runTs('test/crash/crash.ts');
  const status = await main(['--rounds', String(rounds), '--seed', String(seed)]);
  return status === 0 ? { passed: rounds } : { failed: 1 };
}

function newReport(name) {
  mkdirSync(resultsDir, { recursive: true });
  const path = join(resultsDir, name);
  rmSync(path, { force: true });
  return path;
}

/** A runner that fails without a failed test (a file that does not load, a crash) is a failure of its own. */
function withStatus(counts, status) {
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** The table, and as the last line the sum. Returns the exit status. */
export function summarise(stages) {
  const sum = { ...nothing };
  process.stdout.write('\n');
  for (const result of stages) {
    for (const key of Object.keys(sum)) sum[key] += result[key];
    const mark = result.failed > 0 ? '✗' : '✓';
    process.stdout.write(`${mark} ${result.name.padEnd(14)} ${words(result).padEnd(36)} ${duration(result.time)}\n`);
    for (const one of result.unsteady ?? []) process.stdout.write(`  unsteady, to be mended: ${one}\n`);
  }
  process.stdout.write(`${words(sum)}\n`);
  return sum.failed > 0 ? 1 : 0;
}
