/** Sizes of what is loaded at a start: bytes on disk, and compressed as in a package. */
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { columns } from './statistics';

const out = resolve(import.meta.dirname, '../../out');
const kb = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;

/** All files with one ending below a folder of out/. */
async function sum(folder: string, ending: string): Promise<{ bytes: number; packed: number }> {
  const names = await readdir(join(out, folder), { recursive: true });
  let bytes = 0;
  let packed = 0;
  for (const name of names.filter((file) => file.endsWith(ending))) {
    const content = await readFile(join(out, folder, name));
    bytes += content.length;
    packed += gzipSync(content).length;
  }
  return { bytes, packed };
}

export async function sizes(): Promise<string> {
  const rows = await Promise.all(
    [
      ['main', 'main', '.js'],
      ['preload', 'preload', '.cjs'],
      ['renderer, scripts', 'renderer', '.js'],
      ['renderer, styles', 'renderer', '.css'],
      ['renderer, fonts', 'renderer', '.woff2'],
    ].map(async ([what = '', folder = '', ending = '']) => {
      const { bytes, packed } = await sum(folder, ending);
      return [what, kb(bytes), kb(packed)];
    }),
  );
  return columns([['Bundle', 'size', 'gzip'], ...rows]);
}
