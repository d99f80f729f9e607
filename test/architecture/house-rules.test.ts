/** What keeps the tree readable: small files, one way of naming, nothing left over. */
import { describe, expect, it } from 'vitest';
import { filesIn, read } from '../support/source-tree';

const code = filesIn(['main', 'renderer', 'shared', 'build', 'test'], ['.ts', '.tsx', '.mjs', '.css']);
const typed = code.filter((file) => /\.tsx?$/.test(file));
const written = [
  ...code,
  ...filesIn(['main', 'renderer', 'shared', 'build', 'test'], ['.md', '.json', '.svg', '.html']),
];

function linesMatching(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
}

/** Patterns are put together here so that this file does not match itself. */
const either = (flags: string, ...words: string[]) =>
  new RegExp(words.map((word) => word.replace('~', '')).join('|'), flags);

describe('house rules', () => {
  it('no file has more than 400 lines', () => {
    const long = code
      .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  it('names are in kebab-case', () => {
    const odd = code.filter((file) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(file.split('/').at(-1) ?? ''));
    expect(odd).toEqual([]);
  });

  it('nothing is left to do, switched off or unchecked', () => {
    const left = either(
      '',
      '\\bTO~DO\\b',
      '\\bFIX~ME\\b',
      '@ts-~ignore',
      '@ts-~nocheck',
      'biome-~ignore',
      'oxlint-~disable',
    );
    expect(linesMatching(code, left)).toEqual([]);
  });

  it('nothing tells how it was made', () => {
    const makers = either(
      'i',
      'cla~ude',
      'anth~ropic',
      'chat~gpt',
      'open~ai',
      '\\bcopi~lot',
      'language mo~del',
      '\\bAI[- ](gener|writ|assist)~',
    );
    expect(linesMatching(written, makers)).toEqual([]);
  });

  it('exports are named, and listed one by one', () => {
    const outsideConfigs = typed.filter((file) => !/^build\/[^/]*config\.ts$/.test(file));
    expect(linesMatching(outsideConfigs, /^export (default\b|\*)/)).toEqual([]);
  });
});
