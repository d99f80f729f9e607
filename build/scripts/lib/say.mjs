// What the scripts tell the person. Everything goes to stderr, so that stdout stays for results.

/** A step that takes a while. */
export function step(text) {
  process.stderr.write(`▸ ${text}\n`);
}

/** A line that belongs to the step before it. */
export function note(text) {
  process.stderr.write(`  ${text.replaceAll('\n', '\n  ')}\n`);
}

/** Something that only the person can put right: what stands in the way, why, and the exact command. */
export class SetupProblem extends Error {
  constructor(problem, reason, command) {
    super(problem);
    this.name = 'SetupProblem';
    this.reason = reason;
    this.command = command;
  }
}

/** Runs a script's main function; a problem ends it with its reason, its command and exit status 1. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? process.exitCode ?? 0;
  } catch (error) {
    if (error instanceof SetupProblem) {
      process.stderr.write(`\n✗ ${error.message}\n`);
      if (error.reason) process.stderr.write(`  Why: ${error.reason.trim().replaceAll('\n', '\n       ')}\n`);
      if (error.command) process.stderr.write(`  Run: ${error.command}\n`);
    } else {
      process.stderr.write(`\n✗ ${error?.stack ?? error}\n`);
    }
    process.exitCode = 1;
  }
}

/** `73 ms`, `4.1 s`, `2 min 5 s`. */
export function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
