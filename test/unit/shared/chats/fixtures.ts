/** Files of test/fixtures/chats, as a person would choose them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { ChatFile } from '../../../../shared/chats/types';
import { fileOf } from './sample';

const folder = resolve(import.meta.dirname, '../../../fixtures/chats');

/** All files of a sample; `size`: bytes of the pieces in which they are read. */
export function fixture(name: string, size?: number): ChatFile[] {
  const root = join(folder, name);
  if (statSync(root).isFile()) return [fileOf(name.split('/').at(-1) ?? '', readFileSync(root), size)];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => fileOf(relative(root, path), readFileSync(path), size));
}
