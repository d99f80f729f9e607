/** Runs the app from the command line, as a script does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Line = { readonly type: string } & Readonly<Record<string, unknown>>;

export interface CommandResult {
  readonly status: number | null;
  readonly lines: readonly Line[];
  /** The last line. */
  readonly done: Line | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartedCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<CommandResult>;
}

/** `before`: what stands in front of the command, such as the folder of an app that is not packaged. */
export function startCommand(executable: string, before: readonly string[], args: readonly string[]): StartedCommand {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...sandbox, ...before, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const told = { stdout: '', stderr: '' };
  for (const from of ['stdout', 'stderr'] as const) {
    child[from].setEncoding('utf8').on('data', (text: string) => {
      told[from] += text;
    });
  }
  const ended = new Promise<CommandResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      const isJson = told.stdout.startsWith('{');
      const lines = isJson
        ? told.stdout
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Line)
        : [];
      resolve({ status, lines, done: lines.at(-1), ...told });
    });
  });
  return { child, ended };
}

/** What an export wrote: names and texts, with ids that differ from profile to profile as numbers in the order in which they appear. */
export function exportedTexts(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return Object.fromEntries(names.sort().map((name) => [name, withoutIds(readFileSync(join(folder, name), 'utf8'))]));
}

function withoutIds(text: string): string {
  const known = new Map<string, string>();
  return text.replace(/(?:guest:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    const name = known.get(id) ?? `id-${String(known.size + 1)}`;
    known.set(id, name);
    return name;
  });
}
