/** A file whose long lines an editor wrapped, as Prettier does with `proseWrap: always` and pandoc by default. */
import { describe, expect, test } from 'vitest';
import { readBackFile } from '../../../../shared/back-in';
import { splitText, toParts } from '../../../../shared/import';
import { exportMarkdown } from '../../../../shared/markdown';
import type { ExportKind } from '../../../../shared/model/export-document';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { detail, doc, h, li, p, point, ul } from '../markdown/build';
import { fullDiscussion } from '../markdown/full-discussion';
import { changesOf, discussion, edited, exported, ME, startOwn, told } from './edited';

/** What formatters keep whole: code, comments, addresses. */
const TOKEN = /(?:<!--.*?-->|`[^`]*`|\]\([^)]*\)|[^ ])+/g;
/** What they never put at the beginning of a line, where it would mean something else. */
const MEANS = /^(?:[-*+#>|]|\d+[.)]|=+$)/;

function wrappedLine(line: string, width: number): string {
  const sign = /^(?:\s*(?:[-*+]|\d+[.)]) (?:\[[ x]\] )?|\s*> ?)*/.exec(line)?.[0] ?? '';
  const indent = sign.replace(/\[[ x]\] $/, '').replace(/[^>\s]/g, ' ');
  let result = sign;
  let length = sign.length;
  for (const [at, token] of (line.slice(sign.length).match(TOKEN) ?? []).entries()) {
    const breaks = at > 0 && length + token.length > width && !MEANS.test(token);
    result += breaks ? `\n${indent}${token}` : `${at > 0 ? ' ' : ''}${token}`;
    length = (breaks ? indent.length : length + 1) + token.length;
  }
  return result;
}

function wrapped(markdown: string, width: number): string {
  const front = /^---\n[\s\S]*?\n---\n/.exec(markdown)?.[0] ?? '';
  const lines = markdown.slice(front.length).split('\n');
  return (
    front + lines.map((line) => (/^\s*(?:#|\||<|`{3}|\*{3}$)/.test(line) ? line : wrappedLine(line, width))).join('\n')
  );
}

const cite = (post: string): RichTextNode => ({ type: 'cite', attrs: { post } });
const credit = (person: string, name: string, role: string): RichTextNode => ({
  type: 'credit',
  attrs: { person, name, role },
});

const RECAP = doc(
  h(1, 'What we learned'),
  p('The group met every Wednesday evening for two years, in the same room, and talked about everything.'),
  point(
    'takeaway',
    { id: 't1' },
    p('Small groups learn faster than large ones do.'),
    cite('p1'),
    cite('p2'),
    cite('p3'),
  ),
  point(
    'decision',
    { id: 'd1' },
    p('We meet weekly, all of us, also in summer.'),
    detail('why', 'It worked, and everybody liked it very much.'),
    credit('u1', 'Renee van der Berg', 'agreed'),
    credit('u2', 'Paul van Dyk', 'agreed'),
    credit('u3', 'Maria Anna Meier', 'agreed'),
    credit('u4', 'Karl Heinz Schmidt', 'credit'),
    credit('u5', 'Eva Maria Huber', 'credit'),
  ),
  point('action', { id: 'a1', ownerName: 'Ann Marie', due: '2026-12-01' }, p('Find a room for everybody'), cite('p1')),
  point('question', { id: 'q1' }, p('Where do we go then?'), detail('answer', 'At home, as it is.'), cite('p1')),
  point('source', { id: 's1', author: 'Carl Rogers', link: 'https://a.b/c' }, p('On becoming a person')),
  ul(li(p('one and two and three and four')), li(p('two or three'), ul(li(p('deep and far away'))))),
);
const made = discussion(RECAP);
startOwn(
  made,
  ME,
  doc(p('My words.'), point('action', { id: 'o1', ownerName: 'Ann Marie' }, p('Find it soon enough'))),
);

describe.each<ExportKind>(['discussion', 'recap', 'thread'])('%s', (kind) => {
  test.each([30, 40, 50, 60, 72, 80, 100])('[BI1] wrapped at %d is no change', (width) => {
    const file = wrapped(exported(made, kind), width);
    expect(told(changesOf(made, file))).toEqual([]);
    expect(readBackFile(file)?.unread).toEqual([]);
  });
});

test('[BI4] what was added right below a line of ours, without a blank line, is an edit', () => {
  const file = edited(exported(made), [/(In reply to \[Ann\][^\n]*)\n\n/, '$1\nOf course! ']);
  expect(told(changesOf(made, file))).toEqual(['posts changed post: Yes, gladly. → Of course! Yes, gladly. (others)']);
});

test.each([30, 80])('what people said of points and posts is read from a file wrapped at %d', (width) => {
  const file = exportMarkdown(fullDiscussion(), 'discussion', { imageUrl: (src) => src });
  const read = (text: string) => {
    const draft = splitText(text, { fileName: 'a.md' });
    return { ...toParts(draft), recaps: [], replies: draft.posts.map(({ replyTo }) => replyTo) };
  };
  const whole = read(file);
  expect(whole.aside?.length).toBeGreaterThan(0);
  expect(read(wrapped(file, width))).toEqual(whole);
});
