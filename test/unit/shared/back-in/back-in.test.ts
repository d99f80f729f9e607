/** A file that was edited elsewhere comes back: what it changes, what it never takes back, and what stays as it was. */
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { addPost, readPosts, recapOf, titleOf } from '../../../../shared/model/discussion-doc';
import { insertNodes } from '../../../../shared/model/rich-text-yjs';
import { doc, h, p } from '../markdown/build';
import {
  authorsOfText,
  bodyIn,
  bringBack,
  changesOf,
  copyOf,
  digest,
  discussion,
  edited,
  elementWith,
  exported,
  fileOf,
  lineOf,
  ME,
  NOW,
  OTHER,
  recapIn,
  rewrite,
  startOwn,
  texts,
  told,
} from './edited';

const made = discussion();
const FILE = exported(made);

describe('what a file says it was made from', () => {
  test('[BI1] stands in comments at its end, the same for equal documents', () => {
    expect(exported(copyOf(made))).toBe(FILE);
    expect(FILE).toMatch(
      /<!--base title form="1" is="[0-9a-f]{12}"-->\n<!--base parts status="open"-->\n<!--base recap are="[^"]+"-->\n<!--base posts are="[^"]+"-->\n$/,
    );
  });

  test.each([
    ['nothing', FILE],
    ['line feeds of Windows', FILE.replaceAll('\n', '\r\n')],
    ['other signs for lists and stress', FILE.replaceAll('\n- one\n- two', '\n* one\n* two')],
    ['longer gaps', FILE.replaceAll('\n\n', '\n\n\n')],
    ['a paragraph over several lines', edited(FILE, ['every Wednesday evening', 'every\nWednesday evening'])],
  ])('[BI1] %s is no change', (_, file) => {
    expect(told(changesOf(made, file))).toEqual([]);
  });
});

describe('what was changed in the file only', () => {
  const cases: [string, string, string[]][] = [
    [
      'a point’s text',
      edited(FILE, ['Small groups learn faster than', 'Small circles learn faster than']),
      [
        'ours changed takeaway: Small groups learn faster than large ones. → Small circles learn faster than large ones. (take)',
      ],
    ],
    [
      'a plain paragraph',
      edited(FILE, ['for two years', 'for three years']),
      [
        'ours changed paragraph: The group met every Wednesday evening for two years. → The group met every Wednesday evening for three years. (take)',
      ],
    ],
    [
      'who does it until when',
      edited(FILE, ['due 2026-12-01', 'due 2026-12-24']),
      ['ours changed action: Find a room → Find a room (take)'],
    ],
    [
      'a new paragraph',
      edited(FILE, ['Thanks to everybody', 'We also sang.\n\nThanks to everybody']),
      ['ours added paragraph: We also sang. (take)'],
    ],
    [
      'a paragraph taken out',
      edited(FILE, ['Thanks to everybody who came.\n\n', '']),
      ['ours removed paragraph: Thanks to everybody who came. (take)'],
    ],
    [
      'an own post',
      edited(FILE, ['Then it is agreed', 'Then it is settled']),
      ['posts changed post: Then it is agreed. → Then it is settled. (take)'],
    ],
    [
      'the title in the heading',
      edited(FILE, ['\n# Wednesdays\n', '\n# Our Wednesdays\n']),
      ['title changed title: Wednesdays → Our Wednesdays (take)'],
    ],
    [
      'the title in the front matter',
      edited(FILE, ['title: Wednesdays', 'title: Thursdays']),
      ['title changed title: Wednesdays → Thursdays (take)'],
    ],
  ];

  test.each(cases)('[BI4] %s is an edit of the file', (_, file, expected) => {
    expect(told(changesOf(made, file))).toEqual(expected);
    const copy = copyOf(made);
    expect(bringBack(copy, file)).toBe(1);
    expect(told(changesOf(copy, file))).toEqual([]);
    expect(told(changesOf(copy, exported(copy)))).toEqual([]);
  });

  test('[BI4] a block that moved is moved, behind what stands before it in the file', () => {
    const moved = edited(
      FILE,
      ['Thanks to everybody who came.\n\n', ''],
      ['## What we learned\n\n', '## What we learned\n\nThanks to everybody who came.\n\n'],
    );
    expect(told(changesOf(made, moved))).toEqual([
      'ours moved paragraph: Thanks to everybody who came. → Thanks to everybody who came. (take)',
    ]);
    const copy = copyOf(made);
    bringBack(copy, moved);
    expect(texts(copy).slice(0, 3)).toEqual([
      'What we learned',
      'Thanks to everybody who came.',
      'The group met every Wednesday evening for two years.',
    ]);
    expect(authorsOfText(lineOf(elementWith(copy, 'Thanks')))).toBe('Bob: Thanks to everybody who came.');
    expect(told(changesOf(copy, moved))).toEqual([]);
  });

  test('[BI4] a post that is not in the file any more is deleted only on request', () => {
    const file = edited(FILE, [/<!--?[^\n]*<a id="post-p3">|<a id="post-p3">[\s\S]*?(?=<!--base)/, '']);
    const [removed] = changesOf(made, file);
    expect(removed).toMatchObject({ where: 'posts', kind: 'removed', otherwise: 'leave', choices: ['take', 'leave'] });
    const copy = copyOf(made);
    bringBack(copy, file, () => 'take');
    expect(readPosts(copy).find(({ id }) => id === 'p3')?.deletedAt).toBe(NOW);
  });

  test('[BI9] a heading in the thread begins a new post, which may reply to another', () => {
    const file = edited(FILE, [
      /\n(?=<a id="post-p3">|<!--post[^\n]*<a id="post-p3">)/,
      '\n### Ann · 1970-01-01 00:05 UTC\n\nIn reply to [Bob](#post-p2)\n\nWonderful!\n\n### Cem\n\n#### Well\n\nMe too.\n\n',
    ]);
    expect(told(changesOf(made, file))).toEqual([
      'posts added post: Wonderful! (take)',
      'posts added post: Well\nMe too. (take)',
    ]);
    const copy = copyOf(made);
    bringBack(copy, file);
    const added = readPosts(copy).filter(({ id }) => !['p1', 'p2', 'p3'].includes(id));
    expect(added).toMatchObject([
      { author: ME, addedBy: ME, createdAt: 300_000, replyTo: 'p2' },
      { author: 'guest:Cem', addedBy: ME, createdAt: NOW, replyTo: null },
    ]);
    expect(bodyIn(copy, added[1]?.id ?? '')).toEqual(doc(h(1, 'Well'), p('Me too.')));
  });
});

describe('what was changed here since', () => {
  test('[BI3] is not taken back by a file that does not change it', () => {
    const copy = copyOf(made);
    rewrite(copy, 'Small groups', 'Small groups learn best.');
    rewrite(copy, 'The group met', 'Something else altogether.');
    copy.transact(() => {
      insertNodes(recapOf(copy), 1, [p('New here.')]);
      recapOf(copy).delete(recapOf(copy).length - 1, 1);
      addPost(copy, {
        author: OTHER,
        addedBy: OTHER,
        body: doc(p('Late')),
        replyTo: null,
        at: 9e5,
        createdAt: 9e5,
        addedAt: 9e5,
      });
      titleOf(copy).insert(0, 'Our ');
    });
    expect(told(changesOf(copy, FILE))).toEqual([]);
    const file = edited(FILE, ['We meet weekly', 'We meet monthly'], ['- two', '- two\n- three']);
    bringBack(copy, file);
    expect(texts(copy)).toEqual([
      'What we learned',
      'New here.',
      'Something else altogether.',
      'Small groups learn best.',
      'We meet monthly.',
      'Find a room',
      'one\ntwo\nthree',
    ]);
    expect(titleOf(copy).toString()).toBe('Our Wednesdays');
    expect(readPosts(copy)).toHaveLength(4);
  });

  test('[BI5] and in the file is kept twice, or as the person chooses', () => {
    const file = edited(FILE, ['Small groups learn faster', 'Tiny groups learn faster'], ['two years', 'ten years']);
    const setUp = (): Y.Doc => {
      const copy = copyOf(made);
      rewrite(copy, 'Small groups', 'Small groups learn best.');
      rewrite(copy, 'The group met', 'The group met every Wednesday evening for ages.');
      return copy;
    };
    const copy = setUp();
    expect(changesOf(copy, file).map(({ kind, otherwise, choices }) => [kind, otherwise, choices])).toEqual([
      ['both', 'both', ['both', 'take', 'leave']],
      ['both', 'both', ['both', 'take', 'leave']],
    ]);
    bringBack(copy, file);
    expect(texts(copy).slice(1, 5)).toEqual([
      'The group met every Wednesday evening for ages.',
      'The group met every Wednesday evening for ten years.',
      'Small groups learn best.',
      'Tiny groups learn faster than large ones.',
    ]);
    const ids = recapIn(copy).flatMap(({ type, attrs }) => (type === 'point' ? [attrs?.id] : []));
    expect(new Set(ids).size).toBe(4);
    const theirs = setUp();
    bringBack(theirs, file, () => 'take');
    expect(texts(theirs).slice(1, 3)).toEqual([
      'The group met every Wednesday evening for ten years.',
      'Tiny groups learn faster than large ones.',
    ]);
    const ours = setUp();
    const before = digest(ours);
    bringBack(ours, file, () => 'leave');
    expect(digest(ours)).toBe(before);
  });

  test('[BI5] stays when the file took it out, and comes back when the file changed what was taken out here', () => {
    const copy = copyOf(made);
    rewrite(copy, 'We meet', 'We meet twice a week.');
    const at = texts(copy).findIndex((text) => text.startsWith('Find'));
    recapOf(copy).delete(at, 1);
    const file = edited(
      FILE,
      [/<!--point decision[\s\S]*?<!--\/point-->\n\n/, ''],
      ['Find a room', 'Find a large room'],
    );
    expect(told(changesOf(copy, file))).toEqual([
      'ours against action: Find a large room (take)',
      'ours against decision: We meet twice a week.\nIt worked. (leave)',
    ]);
    bringBack(copy, file);
    expect(texts(copy).slice(3, 5)).toEqual(['Find a large room', 'We meet twice a week.']);
  });

  test('[BI2] and the same in the file is no change, and points are known by their ids in another order', () => {
    const copy = copyOf(made);
    rewrite(copy, 'Small groups', 'Learn in small groups.');
    const file = edited(FILE, ['Small groups learn faster than large ones.', 'Learn in small groups.']);
    expect(told(changesOf(copy, file))).toEqual([]);
    const swapped = edited(FILE, [
      /(<!--point takeaway[\s\S]*?<!--\/point-->\n\n)(<!--point decision[\s\S]*?<!--\/point-->\n\n)/,
      '$2$1',
    ]);
    expect(changesOf(made, swapped).map(({ kind }) => kind)).toEqual(['moved']);
    const other = copyOf(made);
    bringBack(other, swapped);
    expect(recapIn(other).flatMap(({ attrs }) => attrs?.id ?? [])).toEqual(['d1', 't1', 'a1']);
  });
});

describe('a file that does not say what it was made from', () => {
  const bare = edited(FILE, [/<!--base title[\s\S]*$/, '']);
  test.each([
    ['without its comments', edited(bare, ['Small groups', 'Tiny groups'])],
    ['cut short', edited(bare, ['Small groups', 'Tiny groups']).slice(0, bare.indexOf('## Thread'))],
    ['of another form', edited(FILE, ['form="1"', 'form="0"'], ['Small groups', 'Tiny groups'])],
  ])('[BI6] %s takes nothing by itself', (_, file) => {
    const changes = changesOf(made, file);
    expect(changes.map(({ kind, otherwise }) => [kind, otherwise])).toEqual([['both', 'leave']]);
    const copy = copyOf(made);
    expect(bringBack(copy, file)).toBe(0);
    expect(bringBack(copy, file, () => 'take')).toBe(1);
    expect(texts(copy)[2]).toBe('Tiny groups learn faster than large ones.');
  });
});

test('[BI6] a file that is too long to be read says so', () => {
  expect(fileOf(FILE).whole).toBe(true);
  const long = edited(FILE, ['Then it is agreed.', 'Then it is agreed. '.repeat(12_000)]);
  expect(fileOf(long).whole).toBe(false);
});

describe('what is somebody else’s', () => {
  test('[BI7] cannot be taken: their posts, their recap', () => {
    const copy = copyOf(made);
    startOwn(copy, OTHER, doc(p('Bob thinks it was fine.')));
    startOwn(copy, ME, doc(p('Ann thinks it was long.')));
    const file = edited(
      exported(copy),
      ['Yes, gladly.', 'No.'],
      ['it was fine', 'it was bad'],
      ['it was long', 'it was short'],
    );
    expect(told(changesOf(copy, file))).toEqual([
      `${OTHER} changed paragraph: Bob thinks it was fine. → Bob thinks it was bad. (others)`,
      `${ME} changed paragraph: Ann thinks it was long. → Ann thinks it was short. (take)`,
      'posts changed post: Yes, gladly. → No. (others)',
    ]);
    expect(bringBack(copy, file, () => 'take')).toBe(1);
    expect(bodyIn(copy, 'p2')).toEqual(doc(p('Yes, gladly.')));
  });
});
