/** A program in a network namespace, told what to do over stdin, one JSON line each, and answering the same way. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../..');
const launcher = resolve(root, 'build/scripts/lib/run-host.mjs');
/** Answers begin with this, to be told apart from what libraries print. */
export const ANSWER = '@recap ';

export class HostProcess {
  private readonly process: ChildProcess;
  private readonly answers: AsyncIterator<string>;
  private last: Promise<unknown> = Promise.resolve();

  /** @param program TypeScript file, from the repository's root, with an exported `main` */
  constructor(
    readonly name: string,
    readonly namespace: string,
    program: string,
  ) {
    this.process = spawn('ip', ['netns', 'exec', namespace, process.execPath, launcher, program], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (!this.process.stdout) throw new Error('no stdout');
    this.answers = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  /** One task after the other, in the order in which they were told. */
  tell(task: string, argument = ''): Promise<string> {
    const answer = this.last.then(() => this.ask(task, argument));
    this.last = answer.catch(() => {});
    return answer;
  }

  end(): void {
    this.process.stdin?.end();
    this.process.kill('SIGKILL');
  }

  private async ask(task: string, argument: string): Promise<string> {
    this.process.stdin?.write(`${JSON.stringify({ task, argument })}\n`);
    for (;;) {
      const { value, done } = await this.answers.next();
      if (done) throw new Error(`${this.name} ended while asked to ${task}`);
      if (!value.startsWith(ANSWER)) continue;
      const answer = JSON.parse(value.slice(ANSWER.length)) as { value?: string; error?: string };
      if (answer.error !== undefined) throw new Error(`${this.name}, ${task} ${argument}: ${answer.error}`);
      return answer.value ?? '';
    }
  }
}

/** The other side of `tell`: obeys until stdin ends. */
export async function obey(tasks: Record<string, (argument: string) => Promise<unknown>>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const { task, argument } = JSON.parse(line) as { task: string; argument: string };
    let answer: object;
    try {
      const run = tasks[task];
      if (run === undefined) throw new Error(`no task ${task}`);
      answer = { value: (await run(argument)) ?? '' };
    } catch (error) {
      answer = { error: error instanceof Error ? error.message : String(error) };
    }
    process.stdout.write(`${ANSWER}${JSON.stringify(answer)}\n`);
  }
}
