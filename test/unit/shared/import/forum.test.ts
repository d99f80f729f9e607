import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { splitText } from '../../../../shared/import';
import { lossless } from './text-arbitrary';

const PAGE = readFileSync(new URL('../../../fixtures/smchat-discussion.txt', import.meta.url), 'utf8');

/** Author, first words, last words of every post: read from the page one by one. */
const POSTS: readonly (readonly [string | null, string, string])[] = [
  [null, 'We discussed CULTURES OF COLLABORATION', 'Thanks as always for your insights.'],
  [null, 'To sum up what went on in the actual chat:', 'rather than holding training seminars.'],
  [null, 'I have a couple of favorite sources', 'Great discussion today, thanks for participating.'],
  [null, 'Great recap Renee, thanks for taking time', 'organizational solution for "silo busting" - !!'],
  [null, 'Thanks for the recap.', 'Thanks for the recap.'],
  [null, 'Hi Renee, Thanks for the excellent recap!', 'which ones and why. Thanks!'],
  ['Renee', 'Yes, we were talking about holding', ':) renee'],
  [null, 'Thanks Renee for the clarification.', 'it will become big and uncontrollable"'],
  [null, "I'm doing a lot of work with educators", 'to keep their goals in the lead.'],
  ['Renee', 'I came across this quote today', ':) renee'],
  ['Chris', 'Wow, this one makes you stop and think.', 'Chris (@SourcePOV)'],
];

describe('the page of the first discussion', () => {
  const draft = splitText(PAGE);
  const posts = draft.posts.filter((post) => !post.furniture);

  test('is an opening post and ten replies', () => {
    expect(posts.map((post) => [post.author, post.text.slice(0, 20)])).toEqual(
      POSTS.map(([author, first]) => [author, first.slice(0, 20)]),
    );
    for (const [index, [, first, last]] of POSTS.entries()) {
      expect(posts[index]?.text.startsWith(first)).toBe(true);
      expect(posts[index]?.text.endsWith(last)).toBe(true);
    }
  });

  test('has a title and furniture around the posts', () => {
    expect(draft.title).toBe('CULTURES OF COLLABORATION: (SM as Enabler)');
    expect(draft.format).toBe('text');
    expect(
      draft.posts.filter((post) => post.furniture).map((post) => post.text.split(/\n+/).map((line) => line.trim())),
    ).toEqual(
      [
        ['Social Media Chat', 'The Power of Social Media'],
        ['Views: 3', 'Reply to This', 'Replies to This Discussion'],
        [
          'Reply to Discussion',
          '© 2015   Created by Remy Arteaga.   Powered by',
          'Report an Issue  |  Terms of Service'.replace(/ {2}/g, ' \u00A0'),
        ],
      ].map((lines) =>
        lines.map((line) =>
          expect.stringMatching(new RegExp(line.replace(/[()|.]/g, '\\$&').replace(/[\s\u00A0]+/g, '\\s+'))),
        ),
      ),
    );
  });

  test('loses nothing', () => {
    expect(lossless(draft.posts.map((post) => post.text).join(''))).toBe(lossless(PAGE));
  });

  test('is parted the same with Windows line ends and a byte order mark', () => {
    const other = splitText(`\uFEFF${PAGE.replace(/\n/g, '\r\n')}`);
    expect(other).toEqual(draft);
  });

  test('without its page has the same replies', () => {
    const replies = PAGE.slice(PAGE.indexOf('To sum up'), PAGE.indexOf('Reply to Discussion'));
    expect(splitText(replies).posts.map((post) => post.author)).toEqual(POSTS.slice(1).map(([author]) => author));
  });
});

describe('other forum pages', () => {
  test('bylines give author and time, buttons are furniture', () => {
    const text = [
      'Plans',
      '',
      'Posted by Ann Lee on August 12, 2009 at 8:14pm',
      '',
      'View Discussions',
      '',
      'What do you think?',
      '',
      'Views: 12',
      '',
      'Replies to This Discussion',
      '',
      'Permalink Reply by bob on August 13, 2009 at 12:05am',
      '',
      'I like it. Really.',
      'A lot.',
      '',
      '▶ Reply to This',
    ].join('\n');
    const toTime = (...parts: [number, number, number, number, number, number]) =>
      Date.UTC(parts[0], parts[1] - 1, ...([parts[2], parts[3], parts[4], parts[5]] as const));
    const draft = splitText(text, { toTime });
    expect(
      draft.posts.filter((post) => !post.furniture).map(({ author, createdAt, text: own }) => [author, createdAt, own]),
    ).toEqual([
      ['Ann Lee', Date.UTC(2009, 7, 12, 20, 14), 'What do you think?'],
      ['bob', Date.UTC(2009, 7, 13, 0, 5), 'I like it. Really.\nA lot.'],
    ]);
  });

  test.each([
    ['a list whose lines end in semicolons', 'Read:\n\nOne book;\nAnother book;\nA third'],
    ['a numbered list of sentences', '1) Do this.\n2) Do that.\n3) Rest.'],
    ['a bulleted list of sentences', '- Do this.\n- Do that.'],
    ['a line that goes on in lower case', 'It ended.\nbut not for us'],
  ])('%s stays together', (_, list) => {
    const long = `${'A long line of an unbroken paragraph, as pages have them. '.repeat(5).trim()}`;
    const draft = splitText(`${long}\n\n${list}\n\nReply to This\n\nReply to Discussion`);
    expect(draft.posts.filter((post) => !post.furniture)).toHaveLength(1);
  });
});

describe('signatures', () => {
  const long = `${'A long line of an unbroken paragraph, as pages have them. '.repeat(5).trim()}`;
  test.each([
    [':) renee', 'Thanks Renee, great.', 'Renee'],
    [':) renee', 'I adore renee.', 'renee'],
    [':) renee', 'Reneeland is far.', 'renee'],
    [':) ann lee', 'Ann and Lee met.', 'Ann Lee'],
    [':) ReNee', 'Thanks Renee.', 'ReNee'],
    ['- jürgen', 'Jürgen, you are right.', 'Jürgen'],
  ])('%j below %j is by %s', (last, above, author) => {
    const draft = splitText(`${long}\n\n${above}\n\n${last}\n\nReply to This\n\nReply to Discussion`);
    expect(draft.posts.find((post) => !post.furniture)?.author).toBe(author);
  });

  test.each([
    [':) renee', 'renee'],
    [':-) Renee Smith', 'Renee Smith'],
    ['Chris (@SourcePOV)', 'Chris'],
    ['- Ann', 'Ann'],
    ['— Jürgen', 'Jürgen'],
    ['Cheers, Ann', 'Ann'],
    ['Best regards,\nAnn Lee', 'Ann Lee'],
    ['Thanks,\nAnn', 'Ann'],
    ['Hi Renee', null],
    ['Thanks Renee', null],
    ['thanks renee!', null],
    [':) thanks', null],
    ['Thank you', null],
    ['"Be bold."\n- Rumi', null],
    ['- one\n- two', null],
  ])('%j gives %j', (last, author) => {
    const draft = splitText(`${long}\n\n${last}\n\nReply to This\n\nReply to Discussion`);
    expect(draft.posts.find((post) => !post.furniture)?.author).toBe(author);
  });
});
