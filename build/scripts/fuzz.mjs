// `npm run fuzz -- [lives | markdown] --seeds 100000 [--from 1]`, by seed, for as long as wanted, on all processors: lives of
// copies, or documents that are written as Markdown and read back.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTs } from './lib/run-ts.mjs';
import { main, note, SetupProblem } from './lib/say.mjs';

/** Seeds between two lines of output, per process. */
const TOLD_EVERY = 500;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string' },
    from: { type: 'string' },
    shard: { type: 'string' },
    shards: { type: 'string' },
  },
});

function number(text, otherwise) {
  const value = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new SetupProblem(`${text} is no number of seeds.`, 'Whole numbers above 0.', 'npm run fuzz -- --seeds 100000');
}

/** Lives every `shards`th seed; a failing one is told, and the rest goes on. */
async function live(first, count, by) {
  const { liveAll } = await runTs('test/support/fuzz.ts');
  let failed = 0;
  for (let index = 0; index < count; index++) {
    try {
      await liveAll(first + index * by, 1);
    } catch (error) {
      failed += 1;
      note(error.message);
    }
    if ((index + 1) % TOLD_EVERY === 0) note(`${index + 1} of ${count} seeds, ${failed} failed`);
  }
  return failed === 0 ? 0 : 1;
}

/** As many documents as seeds, a stretch of them for each process. */
async function write(first, count) {
  const { fuzzMarkdown } = await runTs('test/support/markdown-fuzz.ts');
  let failed = 0;
  for (let done = 0; done < count; done += TOLD_EVERY * 10) {
    failed += fuzzMarkdown(first + done, Math.min(TOLD_EVERY * 10, count - done), note);
    note(`${Math.min(count, done + TOLD_EVERY * 10)} of ${count} documents, ${failed} hundreds failed`);
  }
  return failed === 0 ? 0 : 1;
}

function child(shard, shards) {
  const own = ['--shard', String(shard), '--shards', String(shards)];
  const started = spawn(process.execPath, [fileURLToPath(import.meta.url), ...process.argv.slice(2), ...own], {
    stdio: 'inherit',
  });
  return new Promise((resolve) => started.on('exit', (status) => resolve(status ?? 1)));
}

await main(async () => {
  const seeds = number(values.seeds, 2000);
  const from = number(values.from, 1);
  const [what = 'lives'] = positionals;
  if (what !== 'lives' && what !== 'markdown')
    throw new SetupProblem(`There is nothing called ${what} to try.`, 'lives or markdown.', 'npm run fuzz -- markdown');
  if (values.shard !== undefined) {
    const shards = number(values.shards, 1);
    const shard = number(values.shard, 1);
    if (what === 'markdown') {
      const share = Math.ceil(seeds / shards);
      return write(from + (shard - 1) * share, share);
    }
    return live(from + shard - 1, Math.ceil((seeds - shard + 1) / shards), shards);
  }
  const shards = Math.min(availableParallelism(), seeds);
  const statuses = await Promise.all(Array.from({ length: shards }, (_, index) => child(index + 1, shards)));
  const status = Math.max(...statuses);
  const equal = what === 'lives' ? 'all copies equal' : 'all documents came back';
  note(status === 0 ? `${seeds} seeds, ${equal}` : 'some seeds failed, see above');
  return status;
});
