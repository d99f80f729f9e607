import { describe, expect, test } from 'vitest';
import { discordBlocks } from '../../../../shared/chats/formats/discord/discord-body';
import { slackBlocks } from '../../../../shared/chats/formats/slack/slack-text';
import { telegramBlocks } from '../../../../shared/chats/formats/telegram/telegram-body';
import { makeBody, plainBlocks, plainBody } from '../../../../shared/chats/words/body';
import { serialiseRichText } from '../../../../shared/markdown';
import type { RichTextNode } from '../../../../shared/model/rich-text';

const markdown = (blocks: readonly RichTextNode[]): string => serialiseRichText(makeBody(blocks)).trimEnd();
const names = {
  person: (id: string) => ({ U1: 'Ann' })[id] ?? null,
  channel: (id: string) => ({ C1: 'general' })[id] ?? null,
};

describe('Slack', () => {
  test.each([
    ['*bold* _italic_ ~gone~ `code *x*`', '**bold** *italic* ~~gone~~ `code *x*`'],
    ['2*3*4 snake_case_name *not closed', '2\\*3\\*4 snake_case_name \\*not closed'],
    [
      '<@U1> <@U9|eve> <@U7> <#C1> <#C2|random> <!here> <!subteam^S1|@team>',
      '@Ann @eve @U7 #general #random @here @team',
    ],
    ['<https://example.org/a?b=1&amp;c=2|notes>', '[notes](https://example.org/a?b=1\\&c=2)'],
    ['<mailto:ann@example.org|ann@example.org>', '<ann@example.org>'],
    ['&lt;b&gt; &amp;amp;', '\\<b> \\&amp;'],
    ['&gt; quoted\nbelow', '> quoted\n\nbelow'],
    ['```a &lt; b\n *c*```', '```\na < b\n *c*\n```'],
    [':tada: :nobody_knows: 10:30:00', '🎉 :nobody_knows: 10:30:00'],
    [
      '<https://files.slack.com/files-pri/T1-F1/a.pdf?t=xoxe-1|a>',
      '[a](https://files.slack.com/files-pri/T1-F1/a.pdf)',
    ],
    ['a < b and <unclosed', 'a < b and \\<unclosed'],
  ])('%j', (text, expected) => {
    expect(markdown(slackBlocks(text, names))).toBe(expected);
  });
});

describe('Discord', () => {
  const mentions = new Map([['200', 'Bob']]);
  test.each([
    ['**bold** *it* __under__ ~~gone~~ ||hidden|| `code`', '**bold** *it* under ~~gone~~ hidden `code`'],
    ['***both***', '**_both_**'],
    ['*it **bold***, **bold *it***, **a*b**', '*it __bold__*, **bold _it_**, **a\\*b**'],
    ['**not closed *and this', '\\*\\*not closed \\*and this'],
    ['\\*plain\\*', '\\*plain\\*'],
    ['<@200> <@!200> <@999> <#5> <:party:123> <a:dance:456>', '@Bob @Bob @999 #5 :party: :dance:'],
    ['<t:1250108040:F>', '2009-08-12 20:14 UTC'],
    [
      '[notes](https://example.org/a) <https://example.org/b>',
      '[notes](https://example.org/a) <https://example.org/b>',
    ],
    ['# Title\ntext\n- a\n- b\n1. c', '# Title\n\ntext\n\n- a\n- b\n\n1. c'],
    ['>>> all\nof it', '> all\\\n> of it'],
    ['```js\nlet a;\n```after', '```js\nlet a;\n```\n\nafter'],
    ['```not closed', '\\`\\`\\`not closed'],
    [
      'https://cdn.discordapp.com/attachments/1/2/a.png?ex=1&is=2&hm=3',
      '<https://cdn.discordapp.com/attachments/1/2/a.png>',
    ],
  ])('%j', (text, expected) => {
    expect(markdown(discordBlocks(text, mentions))).toBe(expected);
  });
});

test('Telegram', () => {
  const text = [
    'a ',
    { type: 'strikethrough', text: 'b' },
    '\n\n',
    { type: 'blockquote', text: 'c\nd' },
    { type: 'code', text: 'e' },
  ];
  expect(markdown(telegramBlocks(text))).toBe('a ~~b~~\n\n> c\\\n> d\n\n`e`');
});

test.each(['', ' ', 'a', 'a\nb', 'a\n\n\nb\r\nc ', '\n a\t\u0007 \u0000b\u2028c', '# not *markup*', '\uD800x'])(
  '[CH18] plain words %j are in the form of the model at once',
  (text) => {
    expect(plainBody(text)).toEqual(makeBody(plainBlocks(text)));
  },
);
