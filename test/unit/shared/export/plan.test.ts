import { describe, expect, it } from 'vitest';
import type { ExportChoice } from '../../../../shared/export/choice';
import { topNames } from '../../../../shared/export/names';
import { planExport } from '../../../../shared/export/plan';
import { baseFileName, fileNameKey, postAnchor } from '../../../../shared/markdown';
import { NO_PARTS } from '../../../../shared/model/export-document';
import { cite, doc, img, p, point } from '../markdown/build';
import { discussion, post } from '../markdown/export-document';

const HASH = 'ab12cd34'.padEnd(64, '0');
const asset = (hash: string) => (hash === HASH ? { hash, mime: 'image/png', bytes: new Uint8Array([1]) } : null);
const DOCUMENT = discussion({
  title: 'Weak ties',
  recap: doc(point('takeaway', { id: 't1' }, p('Start small'), cite('a', 'Renee')), img(`asset:${HASH}`, 'Map')),
  posts: [post('a', 'Renee', 'Start with a small crew')],
  parts: { ...NO_PARTS, recaps: [{ person: 'u', name: 'Chris', recap: doc(p('Mine')) }] },
});
const planned = (choice: ExportChoice, base = 'Weak ties') => {
  const files = planExport(DOCUMENT, choice, asset, base);
  return new Map(
    files.map(({ path, content }) => [path, typeof content === 'string' ? content : `${content.length} byte`]),
  );
};

describe('the files of an export', () => {
  it('are two that link to each other', () => {
    const files = planned({ kind: 'discussion', form: 'files' });
    expect([...files.keys()]).toEqual([
      'Weak ties.assets/ab12cd34.png',
      'Weak ties - recap.md',
      'Weak ties - thread.md',
    ]);
    const recap = files.get('Weak ties - recap.md') ?? '';
    expect(recap).toContain(`](Weak%20ties%20-%20thread.md#${postAnchor('a')})`);
    expect(recap).toContain('![Map](Weak%20ties.assets/ab12cd34.png)');
    expect(recap).toContain('Chris’s recap');
    const thread = files.get('Weak ties - thread.md') ?? '';
    expect(thread).toContain('In the recap: [Start small](Weak%20ties%20-%20recap.md#point-t1)');
    expect(thread).toContain(`<a id="${postAnchor('a')}"></a>`);
    expect(thread).not.toContain('Chris’s recap');
  });

  it('are a folder of their own, with short names that link to each other', () => {
    const files = planned({ kind: 'discussion', form: 'folder' });
    expect([...files.keys()]).toEqual(['Weak ties/pictures/ab12cd34.png', 'Weak ties/recap.md', 'Weak ties/thread.md']);
    expect(files.get('Weak ties/recap.md')).toContain(`](thread.md#${postAnchor('a')})`);
    expect(files.get('Weak ties/recap.md')).toContain('![Map](pictures/ab12cd34.png)');
    expect(files.get('Weak ties/thread.md')).toContain('](recap.md#point-t1)');
  });

  it('are one, with links inside; and a recap alone has footnotes', () => {
    expect(planned({ kind: 'discussion', form: 'file' }).get('Weak ties.md')).toContain(`](#${postAnchor('a')})`);
    const alone = planned({ kind: 'recap', form: 'files' });
    expect([...alone.keys()]).toEqual(['Weak ties.assets/ab12cd34.png', 'Weak ties.md']);
    expect(alone.get('Weak ties.md')).toContain('From Renee[^1]');
  });
});

describe('names', () => {
  it.each([
    ['Café', 'Cafe\u0301', true],
    ['PLAN', 'plan', true],
    ['Straße', 'STRASSE', true],
    ['ﬁne', 'fine', true],
    ['a', 'b', false],
    ['e', 'é', false],
  ])('%j and %j are one file on some system: %s', (one, other, same) => {
    expect(fileNameKey(one) === fileNameKey(other)).toBe(same);
  });

  it.each(['con', 'AUX.', 'nul.txt', 'Lpt1', 'COM¹'])('of a title %j are no device of Windows', (title) => {
    for (const name of topNames(baseFileName(title), { kind: 'recap', form: 'folder' })) expect(name).toMatch(/^_/);
  });

  it.each([
    '. .',
    '../../etc',
    'a\u202Eb',
    'x'.repeat(1000),
    '👩‍👩‍👧‍👦'.repeat(60),
    'tail. . ',
    'a/b\\c:d*e?f"g<h>i|j',
    '\n',
  ])('of a title %j are safe, numbered and with every ending', (title) => {
    const base = `${baseFileName(title)} (9999)`;
    for (const form of ['file', 'files', 'folder'] as const) {
      for (const name of topNames(base, { kind: 'discussion', form })) {
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(name).toMatch(/^[^./\\:*?"<>|\p{Cc}\s][^/\\:*?"<>|\p{Cc}]*[^\s.]$/u);
      }
    }
  });
});
