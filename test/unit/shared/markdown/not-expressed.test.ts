/** What of Markdown from elsewhere cannot be expressed is told with its line; front matter is data, never more. */
import { describe, expect, test } from 'vitest';
import { exportMarkdown, notExpressed, readFrontMatter } from '../../../../shared/markdown';
import { doc, h, p, point } from './build';
import { discussion, post } from './export-document';

const told = (text: string): string[] =>
  notExpressed(text, (url) => url.startsWith('https:')).map((one) => `${one.line} ${one.kind}: ${one.text}`);

test.each([
  ['raw HTML', '# A\n\n<div class="x">\nhi\n</div>\n', ['3 html: <div class="x"> hi </div>']],
  ['HTML in a line', 'a <b>bold</b> word<br>and more', ['1 html: <b>', '1 html: </b>']],
  ['footnotes', 'A claim.[^1]\n\n[^1]: Its ground.', ['1 footnote: [^1]', '3 footnote: [^1]']],
  ['maths', 'so $x^2$ is it\n\n$$\na\n$$\n', ['1 maths: $x^2$', '3 maths: $$']],
  ['amounts of money are none', 'It costs $5 or $6.', []],
  ['directives', ':::note\nhi\n:::\n', ['1 directive: :::note hi :::']],
  ['links between notes', 'see [[Other note]]', ['1 wiki-link: [[Other note]]']],
  [
    'links to files',
    '[a](notes.md) [b](file:///x) [c](#here) [d](https://a.b)',
    ['1 link: notes.md', '1 link: file:///x'],
  ],
  ['pictures that are not there', '![a](a.png) ![b](https://a.b/c.png)', ['1 picture: a.png']],
  ['columns set to one side', '| a |\n| :-: |\n| b |', ['1 alignment: columns']],
  ['code is code', '```\n<div> [^1] $$ [[a]]\n```\n', []],
  ['lines below a front matter', '---\ntitle: A\n---\n\nsee [[B]]', ['5 wiki-link: [[B]]']],
  ['nesting', `${'> '.repeat(200)}a`, ['1 nesting: ']],
  ['more signs than are read', `a\n\n${'*a_'.repeat(4_100)}`, ['3 signs: ']],
  ['HTML that does not end', `a\n\n${'b <!--\n'.repeat(1_000)}`, [expect.stringMatching(/^1\d\d\d signs: $/)]],
])('%s', (_, text, expected) => {
  expect(told(text)).toEqual(expected);
});

test('nothing in what we wrote ourselves', () => {
  const full = discussion({
    recap: doc(h(1, 'A'), point('decision', { id: 'd' }, p('b'))),
    posts: [post('p', 'Ann', 'c')],
  });
  expect(told(exportMarkdown(full, 'discussion', { imageUrl: (src) => src }))).toEqual([]);
});

describe('front matter', () => {
  const many = Array.from({ length: 1_000 }, (_, at) => `k${String(at)}: 1`).join('\n');
  const bomb = ['a: &a [x, x]', 'b: &b [*a, *a]', 'c: &c [*b, *b]', 'd: [*c, *c]'].join('\n');
  test.each([
    ['Obsidian', 'title: A\ntags: [x, y]\naliases:\n  - B\ncssclasses: wide', 'A'],
    ['HedgeDoc', 'title: A\ndescription: "b: c"\nlang: de\nGA: null', 'A'],
    ['GitHub', 'layout: post\ntitle: "A"\ndate: 2009-08-12 20:14:00 +0100', 'A'],
    ['Notion', 'title: A\nCreated: August 12, 2009', 'A'],
    ['written tags of plain values', 'title: !!str A', 'A'],
  ])('of %s is read', (_, yaml, title) => {
    expect(readFrontMatter(`---\n${yaml}\n---\nb`)?.data.title).toBe(title);
  });

  test.each([
    ['references that multiply', bomb, 'aliases'],
    ['a function', 'title: !!js/function "function () { throw 1 }"', 'tags'],
    ['a tag of its own', 'title: !python/object:os.system x', 'tags'],
    ['a map without end', many, 'too-many'],
    ['what is no YAML', 'title: [a', 'unreadable'],
    ['brackets in brackets', `title: ${'['.repeat(20_000)}`, 'unreadable'],
    ['more than 65,536 characters', `title: ${'a'.repeat(70_000)}`, 'too-long'],
  ])('with %s is text, and told', (_, yaml, why) => {
    const text = `---\n${yaml}\n---\nb`;
    expect(readFrontMatter(text)).toBeNull();
    expect(notExpressed(text, () => true)[0]).toEqual({ kind: 'front-matter', line: 1, text: why });
  });
});
