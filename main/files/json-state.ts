/** A small JSON file of what this device remembers for convenience: unreadable means the default, unwritable is no failure. */
import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import { writeFileAtomic } from './atomic-write';

export interface JsonState<T> {
  readonly value: T;
  /** Resolves when it is stored, or could not be. */
  set(value: T): Promise<void>;
}

export function openJsonState<S extends z.ZodType>(
  path: string,
  schema: S,
  fallback: z.output<S>,
): JsonState<z.output<S>> {
  let value = read(path, schema) ?? fallback;
  let writing: Promise<void> = Promise.resolve();
  return {
    get value() {
      return value;
    },
    set(next) {
      value = next;
      writing = writing.then(() => writeFileAtomic(path, JSON.stringify(value), { mode: 0o600 })).catch(() => {});
      return writing;
    },
  };
}

function read<S extends z.ZodType>(path: string, schema: S): z.output<S> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
