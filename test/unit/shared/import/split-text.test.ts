import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitText } from '../../../../shared/import';
import { headerlessText, lossless } from './text-arbitrary';

const utc = (year: number, month: number, day: number, hour: number, minute: number, second: number) =>
  Date.UTC(year, month - 1, day, hour, minute, second);
const split = (text: string, fileName?: string) => splitText(text, { toTime: utc, fileName, today: '2009-08-12' });
const at = (hour: number, minute: number, second = 0) => Date.UTC(2009, 7, 12, hour, minute, second);

/** Author, time and text of the posts. */
const shown = (text: string, fileName?: string) =>
  split(text, fileName)
    .posts.filter((post) => !post.furniture)
    .map((post) => [post.author, post.createdAt, post.text]);

const TWO = [
  ['Ann', at(20, 14), 'Hello'],
  ['Bob B.', at(20, 15), 'Hi\nthere'],
];

describe('chat logs', () => {
  test.each([
    ['time in brackets', '[2009-08-12 20:14] Ann: Hello\n[2009-08-12 20:15] Bob B.: Hi\nthere', TWO],
    ['date and dash', '12/08/2009, 20:14 - Ann: Hello\n12/08/2009, 20:15 - Bob B.: Hi\nthere', TWO],
    ['month first with pm', '8/12/09, 8:14 PM - Ann: Hello\n8/12/09, 8:15 PM - Bob B.: Hi\nthere', TWO],
    [
      'month first, told by a day over 12',
      '08/12/2009, 20:14 - Ann: a\n08/13/2009, 20:14 - Bob: b',
      [
        ['Ann', at(20, 14), 'a'],
        ['Bob', Date.UTC(2009, 7, 13, 20, 14), 'b'],
      ],
    ],
    [
      'points in dates',
      '[12.08.09, 20:14:05] Ann: a\n[12.08.09, 20:14:06] Ann: b',
      [
        ['Ann', at(20, 14, 5), 'a'],
        ['Ann', at(20, 14, 6), 'b'],
      ],
    ],
    [
      'name before the time',
      'Ann (20:14): Hello\nBob B. (20:15): Hi\nthere',
      [
        ['Ann', at(20, 14), 'Hello'],
        ['Bob B.', at(20, 15), 'Hi\nthere'],
      ],
    ],
    [
      'name before date and time',
      'Ann (2009-08-12 20:14): Hello\nBob (2009-08-12 20:15): Hi',
      [
        ['Ann', at(20, 14), 'Hello'],
        ['Bob', at(20, 15), 'Hi'],
      ],
    ],
    [
      'nicks',
      '[20:14] <ann> Hello\n[20:15] <bob> Hi',
      [
        ['ann', at(20, 14), 'Hello'],
        ['bob', at(20, 15), 'Hi'],
      ],
    ],
    [
      'colons in the text',
      '[2009-08-12 20:14] Ann: at 10:30: go\n[2009-08-12 20:15] Ann: http://a.b',
      [
        ['Ann', at(20, 14), 'at 10:30: go'],
        ['Ann', at(20, 15), 'http://a.b'],
      ],
    ],
    [
      'invisible characters',
      '\uFEFF\u200E[2009-08-12,\u202F20:14] Ann:\u00A0Hello\r\n\u200E[2009-08-12, 20:15] Bob B.: Hi\r\nthere\r\n',
      TWO,
    ],
    ['narrow spaces before PM', '8/12/09, 8:14\u202FPM - Ann: Hello\n8/12/09, 8:15\u202FPM - Bob B.: Hi\nthere', TWO],
    [
      'a blank line inside a message',
      '[2009-08-12 20:14] Ann: a\n\nb\n[2009-08-12 20:15] Bob: c',
      [
        ['Ann', at(20, 14), 'a\n\nb'],
        ['Bob', at(20, 15), 'c'],
      ],
    ],
  ])('%s', (_, text, posts) => {
    expect(shown(text)).toEqual(posts);
  });

  test('messages of the chat itself are furniture, text above the first message is kept', () => {
    const draft = split(
      'Our chat\n12/08/2009, 20:13 - Ann joined\n12/08/2009, 20:14 - Ann: a\n12/08/2009, 20:15 - Bob: b',
    );
    expect(draft.posts.map((post) => [post.furniture, post.author, post.text])).toEqual([
      [false, null, 'Our chat'],
      [true, null, 'Ann joined'],
      [false, 'Ann', 'a'],
      [false, 'Bob', 'b'],
    ]);
  });

  test('the clock of this machine counts when no other is given', () => {
    const [first] = splitText('[2009-08-12 20:14] Ann: a\n[2009-08-12 20:15] Bob: b').posts;
    expect(first?.createdAt).toBe(new Date(2009, 7, 12, 20, 14).getTime());
  });
});

describe('transcripts', () => {
  test('names that come back begin posts', () => {
    expect(shown('Ann: Hello\nBob: Hi\nmore\nAnn: So: what?\nBob: Well')).toEqual([
      ['Ann', null, 'Hello'],
      ['Bob', null, 'Hi\nmore'],
      ['Ann', null, 'So: what?'],
      ['Bob', null, 'Well'],
    ]);
  });

  test.each([
    ['one name', 'Ann: a\n\nAnn: b\n\nAnn: c'],
    ['labels', 'Note: a\n\nWarning: b\n\nText.\n\nExample: c'],
    ['few of many blocks', `Ann: a\n\nBob: b\n\nAnn: c\n\nBob: d\n\n${'Text.\n\n'.repeat(8)}`],
    ['times', '10:30 a\n\n11:30 b\n\n10:30 c\n\n11:30 d'],
    ['addresses', 'http://a.b\n\nhttps://a.b\n\nhttp://c.d\n\nhttps://c.d'],
  ])('%s do not make speakers', (_, text) => {
    expect(split(text).posts.every((post) => post.author === null)).toBe(true);
  });
});

describe('Markdown', () => {
  test.each([
    ['## Ann · 2009-08-12 20:14 UTC\n\nHello\n\n## Bob B. · 2009-08-12 20:15 UTC\n\nHi\nthere\n'],
    ['# Talk\n\n### Ann (12/08/2009, 20:14)\n\nHello\n\n### Bob B. (12/08/2009, 20:15)\n\nHi\nthere\n'],
    ['### **Ann** — 2009-08-12T20:14:00Z\nHello\n### Bob B. — 2009-08-12T20:15:00Z\nHi\nthere'],
    ['## Ann, 12.08.2009, 20:14\n\nHello\n\n## Bob B. on 12.08.2009 at 20:15\n\nHi\nthere'],
  ])('headings with author and time: %j', (text) => {
    const draft = split(text, 'talk.md');
    expect(draft.format).toBe('markdown');
    expect(shown(text, 'talk.md')).toEqual(TWO);
  });

  test('headings inside code are no posts', () => {
    const text = '## Ann · 2009-08-12 20:14\n\n```\n## Eve · 2009-08-12 20:14\n```\n\n## Bob · 2009-08-12 20:15\n\nx';
    expect(shown(text).map(([author]) => author)).toEqual(['Ann', 'Bob']);
  });

  test('of no known form is one post, with the title of its heading or front matter', () => {
    expect(split('# Plan\n\nText\n\n- a\n\n- b', 'x.md')).toMatchObject({
      title: 'Plan',
      format: 'markdown',
      posts: [{ text: '# Plan\n\nText\n\n- a\n\n- b' }],
    });
    expect(split('---\ntitle: "Plan: B"\n---\nText')).toMatchObject({
      title: 'Plan: B',
      posts: [{ furniture: true }, { text: 'Text' }],
    });
  });

  test('rules part posts, the line under a heading does not', () => {
    expect(shown('Title\n---\n\na\n\n---\n\nb', 'x.md').map(([, , text]) => text)).toEqual(['Title\n---\n\na', 'b']);
  });

  test('is told from plain text by more than dashes and numbers', () => {
    expect(split('- a\n- b\n\n1. c\n\n* d').format).toBe('text');
    expect(split('# A\n\n**b** [c](https://d.e)').format).toBe('markdown');
  });
});

describe('anything else', () => {
  test('blocks between blank lines are posts', () => {
    expect(shown('One\nline two\n\n\n1) Two\n\nThree')).toEqual([
      [null, null, 'One\nline two'],
      [null, null, '1) Two'],
      [null, null, 'Three'],
    ]);
  });

  test('lines of dashes part posts when there are any', () => {
    expect(shown('One\n\nmore\n---\nTwo').map(([, , text]) => text)).toEqual(['One\n\nmore', 'Two']);
  });

  test.each([
    ['', undefined, ''],
    ['', 'Our talk.txt', 'Our talk'],
    ['First words here.\n\nMore', undefined, 'First words here.'],
    [`${'word '.repeat(40)}\n`, undefined, `${'word '.repeat(16).trim().slice(0, 79)}…`],
  ])('the title of %j in file %j is %j', (text, fileName, title) => {
    expect(split(text, fileName).title).toBe(title);
  });
});

test('no text is lost', () => {
  fc.assert(
    fc.property(headerlessText, fc.constantFrom('a.txt', 'a.md'), (text, fileName) => {
      const draft = splitText(text, { fileName });
      expect(lossless(draft.posts.map((post) => post.text).join('\n'))).toBe(lossless(text));
      expect(new Set(draft.posts.map((post) => post.id)).size).toBe(draft.posts.length);
    }),
    { seed: 20_090_812, numRuns: 3000 },
  );
});

test.each([
  ['one line', 'x'.repeat(20_000_000)],
  ['blank lines', '\n'.repeat(5_000_000)],
  ['blocks', 'a line of text here\n\n'.repeat(1_000_000)],
  ['messages', '[2009-08-12 20:14] Ann: hello there, how are you\n'.repeat(400_000)],
  ['headings', '## b · 2009-08-12 20:14\n\ntext\n\n'.repeat(600_000)],
])(
  'up to 20 MB of %s do not hang',
  (_, text) => {
    const draft = splitText(text);
    expect(draft.posts.length).toBeLessThanOrEqual(10_000);
  },
  60_000,
);
