import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { splitText, toNewPosts, toRecap } from '../../../../shared/import';
import { exportFileName, exportMarkdown, parseRichText, readFrontMatter } from '../../../../shared/markdown';
import { frontMatter } from '../../../../shared/markdown/front-matter';
import { oneLine } from '../../../../shared/markdown/normalise-inline';
import type { ExportDocument } from '../../../../shared/model/export-document';
import { b, code, doc, h, img, li, p, quote, ul } from './build';
import { discussion, post } from './export-document';
import { awkwardText } from './rich-text-arbitrary';

const options = { imageUrl: (src: string) => src.replace('asset:', 'assets/') };

const FULL = discussion({
  posts: [
    post('p-1', 'Ann', 'What did we learn?'),
    post('p-2', 'Bob *B*', '', {
      replyTo: 'p-1',
      editedAt: Date.UTC(2009, 7, 13, 8),
      body: doc(h(1, 'Answer'), p(b('A lot'))),
    }),
    post('p-3', 'Ann', 'gone', { deleted: true, replyTo: 'p-2' }),
    post('p-4', 'Cem', 'No time known', { createdAt: null, replyTo: 'missing' }),
  ],
  recap: doc(h(1, 'Takeaways'), p('Start small.'), h(6, 'Deep'), img(`asset:${'0a'.repeat(32)}`, 'map')),
});

describe('exported Markdown', () => {
  test('of a discussion is recap first, then the thread', () => {
    expect(exportMarkdown(FULL, 'discussion', options)).toBe(`---
title: Cultures of collaboration
notebook: Our notebook
id: d1
date: 2009-08-12T20:14:05Z
status: open
participants:
  - Ann
  - Bob
contributors:
  - Ann
  - Bob
source: Recap Notebook
exported: discussion
---

# Cultures of collaboration

## Takeaways

Start small.

###### Deep<!--h6-->

![map](assets/${'0a'.repeat(32)})

<a id="the-thread"></a>

## Thread

<!--post at="2009-08-12T20:14:05.000Z"--><a id="post-p-1"></a>

### Ann · 2009-08-12 20:14 UTC

What did we learn?

<!--post at="2009-08-12T20:14:05.000Z"--><a id="post-p-2"></a>

### Bob \\*B\\* · 2009-08-12 20:14 UTC · edited 2009-08-13 08:00 UTC

In reply to [Ann](#post-p-1): “What did we learn?”

#### Answer

**A lot**

<!--post at="2009-08-12T20:14:05.000Z"--><a id="post-p-3"></a>

### Ann · 2009-08-12 20:14 UTC

In reply to [Bob \\*B\\*](#post-p-2): “Answer A lot”

*This post was deleted.*

<a id="post-p-4"></a>

### Cem

No time known

<!--base title form="1" is="79cac79e317b"-->
<!--base parts status="open"-->
<!--base recap are="339ca2162c88 9f57b71b6613 473a041f7c65 5396afaa2b92"-->
<!--base posts are="p-1:5c3dc1ee878a p-2:d161901ccf7b p-4:17be981f4f4e"-->
`);
    // Other marks for the same blocks need another `MARK_FORM`: files that were exported before could not be told from edited ones.
  });

  test('says in a line that there is no recap, or no post', () => {
    const empty = discussion();
    expect(exportMarkdown(empty, 'recap', options)).toMatch(
      /# Cultures of collaboration\n\n\*There is no recap yet\.\*\n\n<!--base /,
    );
    expect(exportMarkdown(empty, 'thread', options)).toMatch(/## Thread\n\n\*There are no posts yet\.\*\n\n<!--base /);
  });

  test('is the same whatever the order of contributors on a machine', () => {
    const other = { ...FULL, contributors: [...FULL.contributors].reverse() };
    expect(exportMarkdown(other, 'recap', options)).toBe(exportMarkdown(FULL, 'recap', options));
  });

  test.each(['yes', '10:30', '# x', 'a: b', '---', '"quoted"', 'two\nlines', '- x', '\u2028', '<b>&amp;'])(
    'keeps the title %j as text',
    (title) => {
      const markdown = exportMarkdown(discussion({ title }), 'recap', options);
      expect(splitText(markdown).title).toBe(title.replace(/\s+/g, ' ').trim() || 'Untitled discussion');
      expect(parseRichText(markdown.split('---\n\n').slice(1).join('---\n\n')).content?.[0]?.type).toBe('heading');
    },
  );

  test('quotes only the beginning of a long post', () => {
    const long = discussion({
      posts: [post('1', 'Ann', 'word '.repeat(100)), post('2', 'Bob', 'x', { replyTo: '1' })],
    });
    const quoted = /“(.*)”/.exec(exportMarkdown(long, 'thread', options))?.[1] ?? '';
    expect(quoted).toMatch(/^(?:word )+word…$/);
    expect(quoted.length).toBeLessThanOrEqual(81);
  });

  test('keeps an id from elsewhere inside its anchor', () => {
    const markdown = exportMarkdown(discussion({ posts: [post('"><script>', 'Ann', 'x')] }), 'thread', options);
    expect(markdown).toContain('<a id="post-_22__3e__3c_script_3e_"></a>\n');
  });

  test('is read back by the import', () => {
    const draft = splitText(exportMarkdown(FULL, 'discussion', options));
    expect(draft.title).toBe('Cultures of collaboration');
    expect(toRecap(draft)).toEqual(
      doc(h(1, 'Takeaways'), p('Start small.'), h(6, 'Deep'), p(`![map](assets/${'0a'.repeat(32)})`)),
    );
    const time = Date.UTC(2009, 7, 12, 20, 14, 5);
    expect(toNewPosts(draft, { withRecap: false })).toEqual([
      { id: 'p-1', authorName: 'Ann', createdAt: time, replyToIndex: null, body: doc(p('What did we learn?')) },
      { id: 'p-2', authorName: 'Bob *B*', createdAt: time, replyToIndex: 0, body: doc(h(1, 'Answer'), p(b('A lot'))) },
      { id: 'p-4', authorName: 'Cem', createdAt: null, replyToIndex: null, body: doc(p('No time known')) },
    ]);
    expect(draft.posts.filter((one) => one.furniture).map((one) => one.text)).toContain('*This post was deleted.*');
  });

  test('comes back with its marks below more plain text than is parsed as Markdown', () => {
    const long = 'we start small and keep what worked. '.repeat(5000).trim();
    const posts = [
      ...Array.from({ length: 7 }, (_, at) => post(`p-${at}`, 'Ann', long)),
      post('last', 'Bob', '', { body: doc(p('so ', b('bold'))) }),
    ];
    const read = toNewPosts(splitText(exportMarkdown(discussion({ posts }), 'thread', options)));
    expect(read.map(({ body }) => body)).toEqual(posts.map(({ body }) => body));
  });

  test('text that looks like a post stays in its post', () => {
    const lines = '<a id="post-x"></a>\n### Eve · 2009-08-12 20:14 UTC\n\nhi';
    const body = doc(
      p('<a id="post-x"></a>'),
      p('### Eve · 2009-08-12 20:14 UTC'),
      code(null, lines),
      quote(code(null, lines)),
      ul(li(p(), code(null, lines))),
    );
    const draft = splitText(exportMarkdown(discussion({ posts: [post('1', 'Ann', '', { body })] }), 'thread', options));
    expect(toNewPosts(draft).map((one) => [one.authorName, one.body])).toEqual([['Ann', body]]);
  });
});

describe('front matter', () => {
  const matter = (more: Partial<ExportDocument>) =>
    frontMatter(discussion({ contributors: [], participants: [], ...more }), 'recap');

  test('names the hashtags of title and recap once, as tags', () => {
    const tags = matter({
      title: 'Notes of #smchat',
      recap: doc(h(1, '#SMCHAT and #week-7'), p('not a&#tag;, https://a.b/#part, a#b, #5'), p('#Überblick')),
    });
    expect(tags).toContain('\ntags:\n  - smchat\n  - week-7\n  - Überblick\nsource: Recap Notebook\n');
  });

  test('is written as the reader of YAML understands it, whatever the names are', () => {
    fc.assert(
      fc.property(
        fc.oneof(awkwardText, fc.constantFrom('y', 'No', '~', '.5', 'on', 'null', '1e3', '2009-08-12', 'a')),
        (text) => {
          const line = oneLine(text) ?? '';
          const source = matter({ title: text, notebookName: text, participants: [text, 'Ann'] });
          expect(readFrontMatter(source)?.data).toMatchObject({
            title: line,
            notebook: line,
            participants: [...(line === '' ? [] : [line]), 'Ann'],
            contributors: [],
          });
          expect(source).toContain(stringify({ title: line }, { lineWidth: 0, compat: 'yaml-1.1' }));
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('file names', () => {
  const NAMES: readonly (readonly [string, string])[] = [
    ['Plan for May', 'Plan for May - recap.md'],
    ['', 'Untitled discussion - recap.md'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j - recap.md'],
    ['../../etc/passwd', 'etc-passwd - recap.md'],
    ['dots...', 'dots - recap.md'],
    [' spaces\t\n here ', 'spaces here - recap.md'],
    ['a\u202Egnp.exe', 'agnp.exe - recap.md'],
    ['a\u0000b\u0007c', 'abc - recap.md'],
    ['e\u0301', '\u00E9 - recap.md'],
  ];
  test.each(NAMES)('of %j', (title, name) => {
    expect(exportFileName(discussion({ title }), 'recap')).toBe(name);
  });

  test.each(['CON', 'nul', 'com1', 'LPT9', 'aux.txt'])('of the device %s are not devices', (title) => {
    expect(exportFileName(discussion({ title }), 'discussion')).toBe(`_${title}.md`);
  });

  test('fit every system and end between visible characters', () => {
    const family = '👨‍👩‍👧';
    for (const title of ['x'.repeat(500), '漢'.repeat(500), family.repeat(100), 'e\u0323\u0301'.repeat(200)]) {
      const name = exportFileName(discussion({ title }), 'thread');
      expect([...name].length).toBeLessThanOrEqual(100);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
      expect(name.endsWith(' - thread.md')).toBe(true);
    }
    expect(
      exportFileName(discussion({ title: family.repeat(100) }), 'thread')
        .replace(' - thread.md', '')
        .split(family)
        .join(''),
    ).toBe('');
  });
});
