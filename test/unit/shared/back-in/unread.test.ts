/** What is edited in a file where nothing is read back: told with its line, and never taken for the person's own doing here. */
import { describe, expect, test } from 'vitest';
import { readBackFile, unreadHere } from '../../../../shared/back-in';
import { exportMarkdown } from '../../../../shared/markdown';
import { metaOf } from '../../../../shared/model/discussion-doc';
import type { ExportDocument } from '../../../../shared/model/export-document';
import { realDiscussion } from '../markdown/real-discussion';
import { discussion, edited, exported, unreadIn } from './edited';

const REAL: ExportDocument = {
  ...realDiscussion(),
  status: 'open',
  parts: {
    ...realDiscussion().parts,
    finished: null,
    reactions: [
      { post: 'p10', person: 'b7e2', name: 'Chris', emoji: '👍', at: 0 },
      { post: 'p10', person: 'a1c4', name: 'Renee', emoji: '👍', at: 0 },
      { post: 'p10', person: 'a1c4', name: 'Renee', emoji: '🎉', at: 0 },
    ],
  },
};
const FILE = exportMarkdown(REAL, 'discussion', { imageUrl: (src) => src });
const made = discussion();

const told = (markdown: string): string[] =>
  unreadIn(made, markdown).map(
    ({ part, kind, line, words, count }) => `${part} ${kind} ${String(count)} @${String(line)}: ${words}`,
  );
/** The number of the line that holds these words. */
const lineWith = (markdown: string, words: string): string =>
  String(markdown.split('\n').findIndex((line) => line.includes(words)) + 1);

describe('[BI11] what was edited where nothing is read back', () => {
  const cases: readonly [
    string,
    string,
    readonly (readonly [string | RegExp, string])[],
    (file: string) => string[],
  ][] = [
    [
      'the status',
      'open',
      [['status: open', 'status: finished']],
      (file) => [`status changed 1 @${lineWith(file, 'status: finished')}: finished`],
    ],
    [
      'a status that there is not',
      'open',
      [['status: open', 'status: done']],
      (file) => [`status changed 1 @${lineWith(file, 'status:')}: done`],
    ],
    [
      'a tag',
      'open',
      [['tags:\n  - smchat', 'tags:\n  - smchat\n  - planning']],
      (file) => [`tags added 1 @${lineWith(file, 'tags:')}: planning`],
    ],
    [
      'a stance',
      'open',
      [['| Chris | unsure | The', '| Chris | agree | The']],
      (file) => [
        expect.stringMatching(
          new RegExp(`^stance changed 1 @${lineWith(file, '| Chris | agree')}: .*Chris agree`),
        ) as string,
      ],
    ],
    [
      'the reason of a stance',
      'open',
      [['The introductions seem to work:<br>', 'The introductions work:<br>']],
      (file) => [
        expect.stringMatching(new RegExp(`^stance changed 1 @${lineWith(file, 'introductions work:')}: `)) as string,
      ],
    ],
    [
      'a stance that was added',
      'open',
      [['| - | - | - | - |\n', '| - | - | - | - |\n| A point | Paul | agree | I do |\n']],
      (file) => [`stance added 1 @${lineWith(file, 'Paul')}: A point Paul agree I do`],
    ],
    ['a stance that was taken out', 'open', [[/^\| .*\| Chris \| unsure .*\n/m, '']], () => ['stance gone 1 @0: ']],
    [
      'who signed off',
      'open',
      [[/^- Renee, (2009.*signoff)/m, '- Paul, $1']],
      (file) => [expect.stringMatching(`^signoff changed 1 @${lineWith(file, '- Paul, ')}: Paul`) as string],
    ],
    [
      'a sign-off that was added',
      'open',
      [[/^(- Renee, 2009.*signoff.*\n)/m, '$1- Paul, 2009-08-14\n']],
      (file) => [`signoff added 1 @${lineWith(file, '- Paul, ')}: Paul, 2009-08-14`],
    ],
    [
      'a reaction',
      'open',
      [['👍 Chris<!--', '👎 Chris<!--']],
      (file) => [`reaction changed 1 @${lineWith(file, '👎')}: 👎 Chris, Renee · 🎉 Renee`],
    ],
    ['reactions that were taken out', 'open', [[/^👍 Chris.*\n/m, '']], () => ['reaction gone 3 @0: ']],
    [
      'why a post was set aside',
      'open',
      [['thanks only*<!--', 'off the topic*<!--']],
      (file) => [`aside changed 1 @${lineWith(file, 'off the topic')}: Set aside by Renee: off the topic`],
    ],
  ];
  test.each(cases)('is told with its line: %s', (_, __, changes, expected) => {
    const file = edited(FILE, ...changes);
    expect(told(file)).toEqual(expected(file));
  });

  test.each([
    ['nothing was', FILE],
    ['lines end as on Windows', FILE.replaceAll('\n', '\r\n')],
    ['gaps are longer', FILE.replaceAll('\n\n', '\n\n\n')],
    ['tables are laid out in columns', FILE.replaceAll(' | ', '    |   ').replaceAll('| - ', '| :---- ')],
    ['stress has other signs', FILE.replace(/\*(Set aside[^*]*)\*/, '_$1_')],
    ['lists have other signs', FILE.replace(/^- (Renee, 2009.*<!--signoff)/m, '* $1')],
    [
      'front matter is quoted',
      FILE.replace('status: open', 'status: "open"').replace('tags:\n  - smchat', 'tags: [smchat]'),
    ],
    ['the recap was edited, as can be taken', edited(FILE, ['in pilots, rather', 'in small pilots, rather'])],
  ])('is not told where %s', (_, file) => {
    expect(told(file)).toEqual([]);
  });

  test('is not told where it happened here since, nor where a status was changed to the same on both sides', () => {
    const here = discussion();
    const file = exported(here);
    metaOf(here).set('status', 'finished');
    expect(unreadIn(here, file)).toEqual([]);
    expect(unreadIn(here, edited(file, ['status: open', 'status: finished']))).toEqual([]);
    expect(unreadIn(here, edited(file, ['status: open', 'status: recapping']))).toHaveLength(1);
  });

  test('is told of the file as it is when the file does not say what it was made from', () => {
    const file = edited(exported(made), [/<!--base[\s\S]*$/, '']);
    expect(unreadIn(made, file)).toEqual([]);
    expect(unreadIn(made, edited(file, ['status: open', 'status: finished']))).toMatchObject([{ part: 'status' }]);
  });

  test('is not found in code, however much it looks like it', () => {
    const back = readBackFile(
      edited(FILE, ['Thanks for sharing.', '```\n👍 Nobody<!--reaction emoji="👍" name="Renee"-->\n```']),
    );
    expect(back === null ? null : unreadHere(made, back)).toEqual([]);
  });

  test('takes no long time over what somebody made for that', () => {
    const awkward = [
      `| ${'<!--stance '.repeat(9000)} |`,
      `👍 ${'<!--reaction a="\\"'.repeat(5000)}-->`,
      ...Array.from({ length: 20_000 }, () => '- x<!--signoff name="y"-->'),
    ];
    const file = edited(FILE, ['<!--base title', `${awkward.join('\n')}\n\n<!--base title`]);
    const before = performance.now();
    expect(unreadIn(made, file)).toHaveLength(200);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

test('[BI11] the parts that an export counts are those in the file', () => {
  expect(FILE).toContain('<!--base parts status="open" stance="2" signoff="1" reaction="3" aside="1"-->');
  const recap = exportMarkdown(REAL, 'recap', { imageUrl: (src) => src });
  expect(recap).toContain('<!--base parts status="open" stance="2" signoff="1"-->');
  const thread = exportMarkdown(REAL, 'thread', { imageUrl: (src) => src });
  expect(thread).toContain('<!--base parts status="open" reaction="3" aside="1"-->');
});
