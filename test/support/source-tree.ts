/** The repository's own files and what they import, read as text: for the tests that prove its structure. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, posix, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** One import statement. `target` is the file it names, relative to the root, or null for a package. */
export interface Import {
  readonly specifier: string;
  readonly target: string | null;
  readonly isTypeOnly: boolean;
}

const STATEMENT =
  /^[ \t]*(?:import|export)\s+(type\s)?[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^[ \t]*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** Paths relative to the root, of all files in these folders with one of these extensions. */
export function filesIn(folders: readonly string[], extensions: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    if (!existsSync(join(root, folder))) return [];
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .filter((path) => extensions.includes(extname(path)) && statSync(join(root, path)).isFile())
      .sort();
  });
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function importsOf(path: string): Import[] {
  return [...read(path).matchAll(STATEMENT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? match[4] ?? '';
    return { specifier, target: resolveImport(path, specifier), isTypeOnly: match[1] !== undefined };
  });
}

function resolveImport(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const base = resolve(root, dirname(from), specifier.replace(/\?.*$/, ''));
  const candidates = [base, `${base}.ts`, `${base}.tsx`, join(base, 'index.ts'), join(base, 'index.tsx')];
  const found = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  if (found === undefined) throw new Error(`${from} imports ${specifier}, which is no file.`);
  return relative(root, found).replaceAll('\\', '/');
}
