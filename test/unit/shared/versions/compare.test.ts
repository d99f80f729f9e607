import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { POINT_ATTRS } from '../../../../shared/model/point';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { visibleText } from '../../../../shared/recap/seen-blocks';
import { authoredWords, authorsIn, blockRows, comparedWords, postRows } from '../../../../shared/versions/compare';
import type { VersionContent, VersionPost } from '../../../../shared/versions/types';

/** `Renee:Hello |Chris:there` */
function said(words: string): RichTextNode[] {
  return words.split('|').map((part) => {
    const [by = '', text = ''] = part.split(':');
    return { type: 'text', text, ...(by !== '' && { marks: [{ type: 'author', attrs: { by } }] }) };
  });
}

const p = (words: string): RichTextNode => ({ type: 'paragraph', content: said(words) });
const point = (id: string, words: string, attrs: Record<string, unknown> = {}): RichTextNode => ({
  type: 'point',
  attrs: { ...POINT_ATTRS, id, ...attrs },
  content: [p(words)],
});
const told = (before: RichTextNode[], after: RichTextNode[]): string[] =>
  blockRows(before, after).map(
    ({ kind, old, now, facts }) =>
      `${kind} ${visibleText(now ?? old ?? p(':'))}${facts.map(({ fact, before: was, after: is }) => ` [${fact} ${was}→${is}]`).join('')}`,
  );

describe('[VE16] two versions of a recap', () => {
  const [a, b, c] = [p('r:The first paragraph here'), point('k', 'r:A point'), p('r:The third one stands')];
  test.each([
    ['the same', [a, b, c], [a, b, c], ['same The first paragraph here', 'same A point', 'same The third one stands']],
    ['one more', [a, c], [a, b, c], ['same The first paragraph here', 'added A point', 'same The third one stands']],
    ['one less', [a, b, c], [a, c], ['same The first paragraph here', 'removed A point', 'same The third one stands']],
    ['all gone', [a, b], [], ['removed The first paragraph here', 'removed A point']],
    [
      'another order',
      [a, b, c],
      [b, c, a],
      ['same A point', 'same The third one stands', 'moved The first paragraph here'],
    ],
    ['other words by the same id', [b], [point('k', 'c:Said anew')], ['changed Said anew']],
    [
      'alike words at the same place',
      [a, b],
      [p('r:The first paragraph|c: there'), b],
      ['changed The first paragraph there', 'same A point'],
    ],
    ['a date', [b], [point('k', 'r:A point', { due: '2026-12-01' })], ['changed A point [due →2026-12-01]']],
    ['empty lines', [a, p(':')], [p(':'), a], ['same The first paragraph here']],
  ])('%s', (_, before, after, rows) => expect(told(before, after)).toEqual(rows));

  test('every block of both stands in it once', () => {
    const blocks = fc.array(fc.constantFrom(a, b, c, p('c:Something else'), point('q', 'c:Who knows')), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(blocks, blocks, (before, after) => {
        const rows = blockRows(before, after);
        const places = (key: 'before' | 'after') =>
          rows
            .map((row) => row[key])
            .filter((at) => at >= 0)
            .toSorted((x, y) => x - y);
        expect(places('before')).toEqual(before.map((_, at) => at));
        expect(places('after')).toEqual(after.map((_, at) => at));
      }),
    );
  });
});

describe('[VE16] the words of a changed block', () => {
  const words = (before: RichTextNode, after: RichTextNode): string[] =>
    comparedWords(before, after).map(({ kind, text, by }) => `${kind} ${by}:${text}`);

  test('what is gone is whose it was, what came is whose it is', () => {
    expect(
      words(p('renee:Small groups learn faster.'), p('renee:Small |chris:and large |renee:groups learn.')),
    ).toEqual([
      'same renee:Small ',
      'added chris:and large ',
      'same renee:groups learn',
      'removed renee: faster',
      'same renee:.',
    ]);
  });

  test('joined they are the text before and after, whatever the authors', () => {
    const block = fc
      .array(
        fc.tuple(fc.constantFrom('renee', 'chris', ''), fc.constantFrom('one ', 'two', ' three', '\u{1f44d}', '.')),
        { maxLength: 6 },
      )
      .map((parts) => ({
        type: 'blockquote',
        content: [p(parts.map(([by, text]) => `${by}:${text}`).join('|') || ':'), p('chris:end')],
      }));
    fc.assert(
      fc.property(block, block, (before, after) => {
        expect(
          authoredWords(after)
            .map(({ text }) => text)
            .join(''),
        ).toBe(visibleText(after));
        const all = comparedWords(before, after);
        const joined = (gone: 'added' | 'removed'): string =>
          all
            .filter(({ kind }) => kind !== gone)
            .map(({ text }) => text)
            .join('');
        expect(joined('added')).toBe(visibleText(before));
        expect(joined('removed')).toBe(visibleText(after));
      }),
    );
    expect(authorsIn([p('renee:a|chris:b|:c')])).toEqual(new Set(['renee', 'chris']));
  });
});

test('[VE16] posts are the same, written, edited, deleted or brought back', () => {
  const post = (id: string, words: string, deleted = false): VersionPost => ({
    id,
    author: 'renee',
    createdAt: 1,
    editedAt: null,
    replyTo: null,
    deleted,
    body: [p(`:${words}`)],
  });
  const content = (...posts: VersionPost[]): VersionContent => ({
    title: '',
    status: 'open',
    recap: [],
    own: new Map(),
    posts,
    people: new Map(),
  });
  const rows = postRows(
    content(post('same', 'x'), post('edited', 'a'), post('gone', 'x'), post('back', 'x', true), post('lost', 'x')),
    content(post('same', 'x'), post('edited', 'b'), post('gone', 'x', true), post('back', 'x'), post('new', 'x')),
  );
  expect(rows.map(({ kind, post: { id } }) => `${kind} ${id}`)).toEqual([
    'changed edited',
    'added back',
    'added new',
    'removed gone',
    'removed lost',
  ]);
});
