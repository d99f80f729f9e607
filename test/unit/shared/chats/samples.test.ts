/** Each sample of test/fixtures/chats: what a person would see of it. */
import { describe, expect, test } from 'vitest';
import { normaliseRichText } from '../../../../shared/markdown';
import { fixture } from './fixtures';
import { lines, open, problems, timeWords } from './sample';

interface Expected {
  readonly title: string;
  readonly lines: readonly string[];
  readonly problems: readonly string[];
}

const SAMPLES: Readonly<Record<string, Expected>> = {
  slack: {
    title: 'Slack',
    lines: [
      '*presence Bob Ray: @Bob Ray has joined the channel',
      'Ann: How do we capture what we learn? See the notes & ask @Bob Ray in #general 🎉',
      'نور: just us',
      'Bob Ray: between us two',
      'Bob Ray: in a thread\nover two lines',
      'Ann: also to the channel',
      'U0999: I am in no list',
      'Build: Build 7\nfailed after 3 min\nBranch main',
      'Ann: Steps, in order: @Bob Ray 👋\nlisten\nanswer\nwith a link\nsaid before\na < b\n  c',
      'Bob Ray: the plan',
      'Slackbot: This message was deleted.',
      '*notice Ann: @Ann set the channel topic: New',
      'نور: * تلوّح',
      'Ann: How do we capture what we\nLike this: a < b and\ncode & more',
      'Ann: next day, in reply to yesterday',
    ],
    problems: ['unknown-author message 5', 'malformed message 10', 'malformed message 11'],
  },
  discord: {
    title: 'Club – talk',
    lines: [
      '*presence Bob 🌻: Joined the server.',
      'Ann: Hi all, look: https://example.org/x?y=1 and a secret *not bold* snake_case_name',
      'Bob 🌻: Hi all\nWell:\none\ntwo\nlet a = `b`;',
      'Ann: Sticker: Wave',
      '?: when was this? @Bob 🌻',
      'Hook: Release 2\nAll new\nSize\n2 MB',
      '*notice Ann: Ann pinned a message to this channel.',
      'Bob 🌻: late answer',
      '*repost Ann: Forwarded:\nHi all',
      'Bob 🌻: to one that is gone',
    ],
    problems: [
      'not-expressible message 4',
      'unreadable-time message 5',
      'unknown-author message 5',
      'unknown-reply message 3',
    ],
  },
  'telegram/result.json': {
    title: 'Club',
    lines: [
      '*presence Ann: Ann create group (Club, Ann, Bob Ray)',
      'Ann: Look here: notes @bob example.org \nlet a;',
      'Bob Ray: שלום 👋\nשורה שנייה',
      'Bob Ray: ',
      'Ann: Poll: Cake?\nYes (3)\nNo',
      'Bob Ray: 😀',
      'Ann: Forwarded from Some Channel\nfrom else where',
      'Deleted account: who was it?',
      '?: (a message that Telegram does not export)',
      'Bob Ray: to nothing',
      '*notice Ann: Ann pin message',
    ],
    problems: [
      'malformed message 5',
      'not-expressible message 6',
      'not-expressible message 7',
      'unknown-author message 9',
      'unreadable-time message 10',
      'not-expressible message 10',
      'unknown-reply message 11',
    ],
  },
  'telegram/account': {
    title: 'Telegram',
    lines: ['Ann: note to self', 'Ann: hello', 'Bob Ray: hi', 'Ann: bye'],
    problems: [],
  },
  whatsapp: {
    title: 'WhatsApp',
    lines: [
      '*notice ?: Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.',
      'Ann Lee: The real first message',
      'Bob: two lines: really\nNote: the second line',
      'Ann Lee: ',
      'Ann Lee: look',
      'Bob: ',
      'Noor: שלום עולם',
      '+49 170 1234567: 12/08/2009, 20:14 - Eve: pasted from elsewhere',
      '*presence ?: Bob left',
      'Ann Lee: 10:30 Lunch: soup',
    ],
    problems: [],
  },
  'whatsapp-android': {
    title: 'Cake Club',
    lines: [
      '*notice ?: Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.',
      '*presence ?: Ann created group “Cake: the club”',
      'Ann: The real first message',
      'Bob: ',
      'Bob: with a caption',
      '*notice ?: Ann changed the subject from “Cake: the club” to “Pie”',
      'Ann: ',
      "*presence ?: Bob joined using this group's invite link",
      'Bob: wait',
      'Bob: no such hour',
    ],
    problems: ['unreadable-time line 11'],
  },
  'webvtt/zoom.vtt': {
    title: 'zoom',
    lines: [
      'Ann Lee: Welcome everybody. This is the plan: we talk.',
      'Ann Lee: After a pause.',
      'Bob: Fine & good. when?',
      'Noor: after an hour',
    ],
    problems: ['unreadable-time line 20'],
  },
  'webvtt/teams.vtt': {
    title: 'teams',
    lines: ['Ann Lee: Hello there <friends> again', 'Bob: yes', '?: no name: 5 < 6'],
    problems: [],
  },
  'irc/irssi.log': {
    title: 'irssi',
    lines: [
      '*presence ann: ann [~ann@example.org] has joined #smchat',
      'ann: hello: all',
      'bob: red bold words',
      'ann: * ann has left the building',
      '*notice ?: mode/#smchat [+o ann] by bob',
      'noor: after midnight',
      '*presence bob: bob is now known as bobby',
      'bobby: bye',
      '*presence bobby: bobby [~b@example.org] has quit [Quit: gone]',
    ],
    problems: ['malformed line 10'],
  },
  'irc/znc': {
    title: '#smchat',
    lines: [
      '*presence ann: Joins: ann (~ann@example.org)',
      'ann: hello',
      'bob: almost',
      'ann: a little earlier',
      'bob: * bob nods',
      'ChanServ: be nice',
      '*presence ann: Quits: ann (~ann@example.org) (gone)',
    ],
    problems: [],
  },
  'irc/weechat.log': {
    title: 'weechat',
    lines: [
      '*presence ann: ann (~ann@example.org) has joined #smchat',
      'ann: hello',
      'bob: <quoted> text\twith a tab',
      'ann: * ann waves',
      '*presence bob: bob is now known as bobby',
      '*presence ann: ann (~ann@example.org) has quit (bye)',
    ],
    problems: [],
  },
  'irc/latin1.log': {
    title: 'latin1',
    lines: ['jörg: schöne Grüße', 'zoë: naïve café', 'jörg: nach Mitternacht'],
    problems: [],
  },
  twitter: {
    title: 'Posts of Ann Lee',
    lines: [
      'Ann Lee: Q1: how do you capture <learning>? 🌱\nsecond line',
      '*repost Ann Lee: RT @carol: worth reading',
      'Ann Lee: when?',
      'Ann Lee: @bob yes & no, see example.org/long',
      'Ann Lee: taken back',
      'Ann Lee: in part two',
    ],
    problems: ['malformed message 4', 'unreadable-time message 5'],
  },
  mbox: {
    title: 'Mail',
    lines: [
      'Ann Lée: How do we capture what we learn at our weekly meetings?\nFrom the list I hear many ways.\nFrom here on it is your turn.',
      'Bob: Schön gesagt, and this line is long.',
      'Noor: Only HTML & a picture\nsecond',
      'dan@example.org: naïve café, without an encoding',
      'carol@example.org: How do we capture what we learn at [...]\nWith cake, as in short quotes everywhere.',
    ],
    problems: ['malformed line 68', 'unreadable-time line 73', 'unknown-reply line 73'],
  },
};

const names = Object.keys(SAMPLES);

describe('[CH2] [CH4] [CH6] [CH7] a sample is read whole, what is broken in it told with its place', () => {
  test.each(names)('%s', async (name) => {
    const chat = await open(fixture(name));
    expect({ title: chat.title, lines: lines(chat), problems: problems(chat) }).toEqual(SAMPLES[name]);
  });

  test.each(names)('%s, whatever pieces it comes in', async (name) => {
    const whole = await open(fixture(name));
    for (const size of [1, 3, 61]) expect(await open(fixture(name, size))).toEqual(whole);
  });

  test.each(names)('[CH18] %s has bodies as the model has them', async (name) => {
    const { messages } = await open(fixture(name));
    expect(messages.map(({ body }) => body)).toEqual(messages.map(({ body }) => normaliseRichText(body)));
  });
});

describe('replies', () => {
  test.each([
    ['slack', ['C1/1250108040.000100', 'C1/1250108040.000100', 'C1/1250108040.000100', 'C1/1250108040.000100']],
    ['discord', ['1001', '1001']],
    ['telegram/result.json', ['5/2']],
    ['twitter', ['1', '1']],
    ['mbox', ['1@example.org', '2@example.org', '1@example.org']],
  ])('[CH12] of %s lead to their message', async (name, expected) => {
    const { messages } = await open(fixture(name));
    expect(messages.flatMap(({ replyTo }) => replyTo ?? [])).toEqual(expected);
  });
});

describe('times', () => {
  test.each([
    ['slack', '2009-08-12T20:00:00Z', '2009-08-13T08:00:00Z'],
    ['discord', '2026-01-01T09:59:00Z', '2026-01-01T10:22:00Z'],
    ['telegram/result.json', '2026-01-01T10:00:00Z', '2026-01-01T10:00:10Z'],
    ['whatsapp', '2009-08-12 20:14:33', '2009-08-13 00:01:00'],
    ['webvtt/zoom.vtt', '+16.239', '+3600'],
    ['irc/irssi.log', '2009-08-12 23:58:00', '2009-08-13 00:03:00'],
    ['irc/znc', '2009-08-12 23:58:01', '2009-08-12 23:59:59'],
    ['irc/latin1.log', '+72840', '+86460'],
    ['twitter', '2009-08-12T20:14:33Z', '2009-08-13T00:00:00Z'],
    ['mbox', '2009-08-12T18:14:33Z', '2009-08-13T09:00:00Z'],
  ])('[CH8] of %s are as the export has them', async (name, first, last) => {
    const times = (await open(fixture(name))).messages.map(timeWords);
    expect([times[0], times.at(-1)]).toEqual([first, last]);
  });
});

test.each(['slack', 'discord', 'twitter'])('[CH13] no key is left in what is read of %s', async (name) => {
  expect(JSON.stringify(await open(fixture(name)))).not.toMatch(/xoxe|=secret|[?&](?:ex|hm|token|t)=/);
});

test('what was sent, edited and deleted is told', async () => {
  const chat = await open(fixture('whatsapp'));
  expect(chat.messages.flatMap(({ attachments }) => attachments)).toEqual([
    { name: 'image omitted', url: null, missing: true },
    { name: '00000004-PHOTO-2009-08-12-20-16-10.jpg', url: null, missing: false },
  ]);
  expect([
    chat.messages.filter(({ deleted }) => deleted).length,
    chat.messages.filter(({ edited }) => edited).length,
  ]).toEqual([1, 1]);
});
