/** The lock file is what every machine installs. */
import { describe, expect, it } from 'vitest';
import { read } from '../support/source-tree';

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Record<string, string>;
}

const manifest = JSON.parse(read('package.json')) as { devDependencies: Record<string, string>; dependencies?: object };
const locked = (JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> }).packages;

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('dependencies', () => {
  it('are all bundled, so that none is installed beside the app', () => {
    expect(manifest.dependencies ?? {}).toEqual({});
  });

  it('are pinned to exact versions', () => {
    const loose = Object.entries(manifest.devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  it('hold one version of the editor, of Yjs and of React', () => {
    const copies = Object.keys(locked)
      .map(nameOf)
      .filter((name) => /^(@tiptap\/.*|prosemirror-.*|yjs|lib0|y-protocols|react|react-dom)$/.test(name));
    expect(copies.filter((name, index) => copies.indexOf(name) !== index)).toEqual([]);
  });

  it('are locked for every platform (build/scripts/complete-lock.mjs adds what is missing)', () => {
    const names = new Set(Object.keys(locked).map(nameOf));
    const missing = Object.values(locked)
      .flatMap((row) => Object.keys(row.optionalDependencies ?? {}))
      .filter((name) => !names.has(name));
    expect(missing).toEqual([]);
  });
});
