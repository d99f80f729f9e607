/** Runs the app from the command line, as a script does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ownDisplay } from './own-display';

export type Line = { readonly type: string } & Readonly<Record<string, unknown>>;

export interface CommandResult {
  /** As a shell tells it: of one that a signal ended, 128 and the signal’s number. */
  readonly status: number | null;
  readonly lines: readonly Line[];
  /** The last line. */
  readonly done: Line | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartedCommand {
  readonly child: ChildProcess;
  /** Sends a signal: to the app alone as `kill` does, or to all of its processes as Ctrl+C in a terminal does. */
  signal(name: 'SIGINT' | 'SIGTERM', to: 'app' | 'terminal'): void;
  /** Resolves when the output has said such a line; rejects when it ends without. */
  said(line: (line: Line) => boolean): Promise<Line>;
  readonly ended: Promise<CommandResult>;
}

/** `before`: what stands in front of the command, such as the folder of an app that is not packaged. */
export function startCommand(executable: string, before: readonly string[], args: readonly string[]): StartedCommand {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...sandbox, ...before, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...ownDisplay() },
    // A process group of its own, as a terminal gives to each command.
    detached: true,
  });
  const told = { stdout: '', stderr: '' };
  for (const from of ['stdout', 'stderr'] as const) {
    child[from].setEncoding('utf8').on('data', (text: string) => {
      told[from] += text;
    });
  }
  const ended = new Promise<CommandResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const status = code ?? (signal === null ? null : 128 + constants.signals[signal]);
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
  return {
    child,
    ended,
    signal(name, to) {
      const { pid = 0 } = child;
      process.kill(to === 'terminal' ? -pid : pid, name);
    },
    said: (line) => firstLine(child, line),
  };
}

function firstLine(child: ChildProcess, wanted: (line: Line) => boolean): Promise<Line> {
  return new Promise((resolve, reject) => {
    let rest = '';
    child.stdout?.on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      const found = lines.map((line) => JSON.parse(line) as Line).find(wanted);
      if (found !== undefined) resolve(found);
    });
    child.on('close', () => reject(new Error('it ended before that was said')));
  });
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
