import { readdirSync } from 'node:fs';

/** The names in a folder that a person sees there, sorted. */
export const shownFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();
