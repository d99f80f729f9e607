/** The settings file of one profile: read once at start, written atomically after each change, with the previous one kept as `.bak`. */
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import { DEFAULT_SETTINGS, type Settings, type SettingsPatch } from '../../shared/model/settings';
import { isCode, writeFileAtomic } from '../files/atomic-write';
import { parseSettings } from './parse-settings';

export interface SettingsStore {
  readonly current: Settings;
  /** A code when the file could not be used and the app started with defaults; the file was put aside. */
  readonly problem: ErrorCode | null;
  /** In effect at once; resolves when it is on disk. Errors: settings/unwritable (in effect until the app ends). */
  update(patch: SettingsPatch): Promise<Settings>;
  /** Called after each change, before it is on disk. */
  onChange(listener: (settings: Settings, previous: Settings) => void): void;
  /** Resolves when nothing is being written. */
  idle(): Promise<void>;
}

export const SETTINGS_FILE = 'settings.json';

/** Secrets of notebooks are in it: for this user's eyes only. */
const MODE = 0o600;

/** Never throws. `folder` must exist. */
export function openSettings(folder: string, now: () => Date = () => new Date()): SettingsStore {
  const path = join(folder, SETTINGS_FILE);
  const backup = `${path}.bak`;
  const listeners = new Set<(settings: Settings, previous: Settings) => void>();
  const { settings, problem } = readAtStart(path, backup, now);
  let current = settings;
  let writing: Promise<void> = Promise.resolve();
  let written: Settings | null = null;

  // One write at a time; changes made meanwhile go into the next one together.
  async function write(): Promise<void> {
    if (written === current) return;
    const content = current;
    try {
      await writeFileAtomic(path, `${JSON.stringify(content, null, 2)}\n`, { mode: MODE, keepPreviousAs: backup });
      written = content;
    } catch (error) {
      throw new AppError('settings/unwritable', error instanceof Error ? error.message : String(error), {
        cause: error,
      });
    }
  }

  return {
    get current() {
      return current;
    },
    problem,
    async update(patch) {
      const previous = current;
      current = { ...current, ...patch };
      const result = current;
      for (const listener of listeners) listener(current, previous);
      const turn = writing.catch(() => {}).then(write);
      writing = turn;
      await turn;
      return result;
    },
    onChange(listener) {
      listeners.add(listener);
    },
    idle: () => writing.catch(() => {}),
  };
}

/** What a start would find, without putting anything aside; null for damaged files, `absent` where nobody was yet. */
export function peekSettings(folder: string): Settings | 'absent' | null {
  const path = join(folder, SETTINGS_FILE);
  const found = [read(path), read(`${path}.bak`)];
  for (const one of found) if (one.kind === 'good') return one.settings;
  return found.every(({ kind }) => kind === 'absent') ? 'absent' : null;
}

function readAtStart(path: string, backup: string, now: () => Date): { settings: Settings; problem: ErrorCode | null } {
  const main = read(path);
  if (main.kind === 'good') return { settings: main.settings, problem: null };
  if (main.kind === 'damaged') putAside(path, now);
  const previous = read(backup);
  // The previous settings are complete, at most one change old: nothing to bother the person with.
  if (previous.kind === 'good') return { settings: previous.settings, problem: null };
  if (previous.kind === 'damaged') putAside(backup, now);
  const isFirstStart = main.kind === 'absent' && previous.kind === 'absent';
  return { settings: DEFAULT_SETTINGS, problem: isFirstStart ? null : 'settings/unreadable' };
}

type ReadResult =
  | { readonly kind: 'good'; readonly settings: Settings }
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged' };

function read(path: string): ReadResult {
  try {
    const settings = parseSettings(readFileSync(path, 'utf8'));
    return settings === null ? { kind: 'damaged' } : { kind: 'good', settings };
  } catch (error) {
    return isCode(error, 'ENOENT') ? { kind: 'absent' } : { kind: 'damaged' };
  }
}

function putAside(path: string, now: () => Date): void {
  try {
    renameSync(path, `${path}.damaged-${now().toISOString().replaceAll(':', '-')}`);
  } catch {
    // It stays where it is and will be replaced.
  }
}
