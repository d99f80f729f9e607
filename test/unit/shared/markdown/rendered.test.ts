/** How exports read where people open them: in viewers like GitHub, VS Code and Obsidian (by micromark), and in pandoc. */
import { spawnSync } from 'node:child_process';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { exportMarkdown, readFrontMatter } from '../../../../shared/markdown';
import { EXPORT_KINDS, type ExportDocument, type ExportKind } from '../../../../shared/model/export-document';
import { fullDiscussion } from './full-discussion';
import { realDiscussion } from './real-discussion';

const written = (document: ExportDocument, kind: ExportKind): string =>
  exportMarkdown(document, kind, { imageUrl: (src) => src });

/** GitHub shows front matter as a table of its own. */
function inViewer(markdown: string): string {
  const body = readFrontMatter(markdown)?.body ?? markdown;
  return micromark(body, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

function inPandoc(from: string): (markdown: string) => string {
  return (markdown) => {
    const { status, stdout, stderr } = spawnSync('pandoc', ['-f', from, '-t', 'html5', '--wrap=none'], {
      input: markdown,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
}

const pandoc = spawnSync('pandoc', ['--version'], { encoding: 'utf8' });
const hasPandoc = pandoc.status === 0;
if (!hasPandoc) console.log('The tests with pandoc are skipped: it is not on this machine (apt-get install pandoc).');

const READERS: readonly (readonly [string, (markdown: string) => string])[] = [
  ['viewers', inViewer],
  ...(hasPandoc ? (['gfm', 'markdown'] as const).map((from) => [`pandoc, ${from}`, inPandoc(from)] as const) : []),
];

const withoutComments = (html: string): string => html.replace(/<!--[\s\S]*?-->/g, '');

/** What one sees, code left out: it may look like anything. */
function shown(html: string): string {
  return withoutComments(html)
    .replace(/<(pre|code)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

function headings(html: string): string[] {
  const found = withoutComments(html).matchAll(/<h([1-6])[^>]*>([\s\S]*?)<\/h\1>/g);
  return Array.from(found, ([, level, words = '']) => `${level} ${shown(words).trim()}`);
}

const idsIn = (html: string): (string | undefined)[] =>
  Array.from(withoutComments(html).matchAll(/<[a-z][^<>]* id="([^"]*)"/g), (match) => match[1]);

/** Addresses in the page that lead to no place in it. */
function lost(html: string): string[] {
  const there = new Set(idsIn(html));
  return Array.from(html.matchAll(/ href="#([^"]*)"/g), (match) => match[1] ?? '').filter((to) => !there.has(to));
}

const count = (html: string, pattern: RegExp): number => (withoutComments(html).match(pattern) ?? []).length;

const REAL = ['1 Cultures of collaboration', '2 What we learned', '2 What we agreed', '2 What is next', '2 Sources'];

describe.each(READERS)('an export in %s', (_, read) => {
  test.each(EXPORT_KINDS)('of a %s has a place for each link, once, and shows nothing of its comments', (kind) => {
    for (const document of [realDiscussion(), fullDiscussion()]) {
      const html = read(written(document, kind));
      expect(lost(html)).toEqual([]);
      const ids = idsIn(html);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
      // The text of the full discussion has a comment of its own, which is shown as it was typed.
      const words = shown(html).replaceAll('<!--point decision-->', '').replaceAll('--> really', '');
      expect(words).not.toMatch(/<!--|-->|\bpost="|\bperson="|base title/);
    }
  });

  test('has the headings of its sections, and one for each post', () => {
    const html = read(written(realDiscussion(), 'discussion'));
    expect(headings(html)).toEqual([
      ...REAL,
      ...['2 Still open', '2 Stances', '2 Signed off', '2 Thread'],
      ...[
        'Unknown',
        'Renee',
        'Unknown',
        'Unknown',
        'Unknown',
        'Unknown',
        'Renee',
        'Unknown',
        'Unknown',
        'Renee',
        'Chris',
      ].map((name) => `3 ${name}`),
    ]);
  });

  test('shows lists with boxes, tables, quotes and code', () => {
    const html = read(written(fullDiscussion(), 'discussion'));
    // Two of actions, two of a list in a point, and those of a list in the recap and in a post.
    expect(count(html, /<input\b[^>]*type="checkbox"|[☐☒]/g)).toBe(8);
    expect(count(html, /<input\b[^>]*checked|☒/g)).toBe(4);
    expect(count(html, /<table/g)).toBe(3);
    expect(count(html, /<blockquote/g)).toBe(5);
    expect(count(html, /<pre\b/g)).toBe(2);
    expect(count(html, /<hr\b/g)).toBeGreaterThanOrEqual(2);
    expect(shown(html)).toContain('Too *often* | for me');
    expect(shown(html)).toContain('Bob *B* [x](y) <b> |');
  });

  test('of a recap alone has footnotes that say who, when and what', () => {
    const html = read(written(realDiscussion(), 'recap'));
    expect(count(html, /<sup\b/g)).toBe(8);
    expect(shown(html)).toMatch(/Renee: “Make it cool to share\.”/);
    expect(shown(html)).not.toContain('[^');
    expect(headings(html).slice(0, REAL.length)).toEqual(REAL);
  });
});

describe.skipIf(!hasPandoc)('front matter in pandoc', () => {
  test('is metadata', () => {
    const { stdout } = spawnSync('pandoc', ['-f', 'markdown', '-t', 'json'], {
      input: written(realDiscussion(), 'recap'),
      encoding: 'utf8',
    });
    const meta = Object.keys((JSON.parse(stdout) as { meta: object }).meta);
    expect(meta).toEqual(expect.arrayContaining(['title', 'notebook', 'date', 'status', 'participants', 'tags', 'id']));
  });
});

/** What GitHub's sanitiser lets through, and comments, which it takes out unseen. */
const HARMLESS = /^(?:<!--(?:[^-]|-(?!-))*-->|<a id="[\w-]+">(?:<\/a>)?|<\/a>|<br>)+$/;

describe('an export on GitHub', () => {
  test('holds no HTML but comments, anchors and ends of lines', () => {
    const waiting: Nodes[] = [fromMarkdown(readFrontMatter(written(fullDiscussion(), 'discussion'))?.body ?? '')];
    let found = 0;
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if ('children' in node) waiting.push(...node.children);
      if (node.type !== 'html') continue;
      found += 1;
      for (const line of node.value.split('\n')) expect(line).toMatch(HARMLESS);
    }
    expect(found).toBeGreaterThan(50);
  });
});
