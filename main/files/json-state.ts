/** A small JSON file of what this device remembers for convenience: unreadable means the default, unwritable is no failure. */
import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import { writeFileAtomic } from './atomic-write';

export interface JsonState<T> {
  readonly value: T;
  /** Resolves when it is stored, or could not be. */
  set(value: T): Promise<void>;
  /** The same for what must not be forgotten unnoticed: in effect in any case, rejects with the system’s error when it could not be stored. */
  store(value: T): Promise<void>;
}

export function openJsonState<S extends z.ZodType>(
  path: string,
  schema: S,
  fallback: z.output<S>,
): JsonState<z.output<S>> {
  let value = read(path, schema) ?? fallback;
  let writing: Promise<void> = Promise.resolve();
  const store = (next: z.output<S>): Promise<void> => {
    value = next;
    const mine = writing.then(() => writeFileAtomic(path, JSON.stringify(value), { mode: 0o600 }));
    writing = mine.catch(() => {});
    return mine;
  };
  return {
    get value() {
      return value;
    },
    set: (next) => store(next).catch(() => {}),
    store,
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
