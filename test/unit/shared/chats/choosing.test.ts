import { describe, expect, test } from 'vitest';
import {
  type ChatSelection,
  chatFacts,
  chatToPosts,
  DEFAULT_SELECTION,
  isZoneName,
  makeToInstant,
  selectMessages,
  setAsideByDefault,
  timedMessages,
  type Zone,
} from '../../../../shared/chats';
import type { WallClock } from '../../../../shared/chats/types';
import { plainText } from '../../../../shared/markdown';
import { fixture } from './fixtures';
import { fileOf, open } from './sample';

const BERLIN: Zone = { kind: 'place', name: 'Europe/Berlin' };
const UTC: Zone = { kind: 'fixed', minutes: 0 };
const times = (zone: Zone, start = 0) => ({ zone, start });

function clock(text: string): WallClock {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second };
}
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

describe('[CH8] a clock on the wall', () => {
  test.each([
    ['in winter', BERLIN, '2009-01-12 20:14', '2009-01-12T19:14'],
    ['in summer', BERLIN, '2009-08-12 20:14', '2009-08-12T18:14'],
    ['that was put forward over it', BERLIN, '2009-03-29 02:30', '2009-03-29T01:30'],
    ['just before', BERLIN, '2009-03-29 01:59', '2009-03-29T00:59'],
    ['just after', BERLIN, '2009-03-29 03:00', '2009-03-29T01:00'],
    ['that showed it twice', BERLIN, '2009-10-25 02:30', '2009-10-25T00:30'],
    ['west of here', { kind: 'place', name: 'America/New_York' }, '2009-08-12 20:14', '2009-08-13T00:14'],
    ['off by half an hour', { kind: 'place', name: 'Asia/Kolkata' }, '2009-08-12 20:14', '2009-08-12T14:44'],
    [
      'on the other side of the date line',
      { kind: 'place', name: 'Pacific/Kiritimati' },
      '2009-08-12 20:14',
      '2009-08-12T06:14',
    ],
    ['with a fixed offset', { kind: 'fixed', minutes: -90 }, '2009-08-12 20:14', '2009-08-12T21:44'],
  ] as const)('%s', (_, zone, shown, expected) => {
    expect(iso(makeToInstant(zone)(clock(shown), Number.NEGATIVE_INFINITY))).toBe(expected);
  });

  test('that was put back: the second time where the message above is later than the first', async () => {
    const text = ['25/10/2009, 02:50 - Ann: a', '25/10/2009, 02:10 - Bob: b', '25/10/2009, 03:05 - Ann: c'].join('\n');
    const chat = await open([fileOf('a.txt', text)]);
    expect(timedMessages(chat.messages, times(BERLIN)).map(([, at]) => iso(at))).toEqual([
      '2009-10-25T00:50',
      '2009-10-25T01:10',
      '2009-10-25T02:05',
    ]);
  });

  test('of every quarter of an hour of two years shows what it is read from', () => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const toInstant = makeToInstant(BERLIN);
    for (let at = Date.UTC(2009, 0, 1); at < Date.UTC(2011, 0, 1); at += 7 * 900_000) {
      const shown = format.format(at);
      expect(format.format(toInstant(clock(shown), Number.NEGATIVE_INFINITY))).toBe(shown);
    }
  });

  test('needs a zone that the system knows', () => {
    expect(['Europe/Berlin', 'UTC', 'Europe/Nowhere', ''].map(isZoneName)).toEqual([true, true, false, false]);
  });
});

describe('what a preview shows', () => {
  test('of a chat with clocks on the wall', async () => {
    const facts = chatFacts(await open(fixture('whatsapp')));
    expect(facts).toMatchObject({
      messages: 10,
      kinds: { message: 8, presence: 1, notice: 1, repost: 0 },
      needs: { zone: true, start: null, dateOrder: false },
      setAside: 2,
      deleted: 1,
      edited: 1,
      attachments: 2,
      timeKinds: ['wall'],
    });
    expect(facts.people.map(({ name, messages }) => `${name} ${messages}`)).toEqual([
      'Ann Lee 4',
      'Bob 2',
      'Noor 1',
      '+49 170 1234567 1',
    ]);
  });

  test.each([
    ['webvtt/zoom.vtt', { zone: false, start: 'recording', dateOrder: false }],
    ['irc/latin1.log', { zone: false, start: 'midnight', dateOrder: false }],
    ['irc/irssi.log', { zone: true, start: null, dateOrder: false }],
    ['slack', { zone: false, start: null, dateOrder: false }],
  ])('what has to be asked of %s', async (name, needs) => {
    expect(chatFacts(await open(fixture(name))).needs).toEqual(needs);
  });

  test('with nobody who only reacted left out', async () => {
    const { people } = chatFacts(await open(fixture('slack')));
    expect(people.map(({ name, messages }) => `${name} ${messages}`)).toContain('نور 2');
  });
});

describe('[CH19] what is wanted', () => {
  const select = async (name: string, selection: Partial<ChatSelection>) => {
    const chat = await open(fixture(name));
    return selectMessages(chat, { ...DEFAULT_SELECTION, ...selection }, times(UTC)).map(([{ key }]) => key);
  };

  test('by default: no presence, notices and reposts, all else', async () => {
    const chat = await open(fixture('discord'));
    expect(chat.messages.filter(setAsideByDefault).map(({ kind }) => kind)).toEqual(['presence', 'notice', 'repost']);
    expect(await select('discord', {})).toHaveLength(7);
  });

  test.each([
    ['one conversation', { conversations: new Set(['G1']) }, ['G1/1250108045.000000']],
    [
      'a range, both ends included',
      { from: 1_250_108_045_000, to: 1_250_108_046_000 },
      ['G1/1250108045.000000', 'D1/1250108046.000000'],
    ],
    ['without a person', { conversations: new Set(['G1']), withoutPeople: new Set(['U3']) }, []],
    ['nothing', { conversations: new Set<string>() }, []],
  ])('%s', async (_, selection, expected) => {
    expect(await select('slack', selection)).toEqual(expected);
  });

  test('without deleted ones', async () => {
    expect((await select('slack', {})).length - (await select('slack', { withoutDeleted: true })).length).toBe(1);
  });
});

describe('[CH20] posts', () => {
  const posts = async (name: string, selection: Partial<ChatSelection> = {}, zone = UTC, start = 0) => [
    ...chatToPosts(await open(fixture(name)), {
      selection: { ...DEFAULT_SELECTION, ...selection },
      times: times(zone, start),
    }),
  ];

  test.each(['slack', 'discord', 'telegram/result.json', 'whatsapp-android', 'irc/irssi.log', 'mbox'])(
    'of %s are each later than the one before, and answer an earlier one',
    async (name) => {
      const all = await posts(name, { without: new Set() });
      const seen = new Set<string>();
      let last = Number.NEGATIVE_INFINITY;
      for (const { key, at, replyToKey } of all) {
        expect(at).toBeGreaterThan(last);
        expect(replyToKey === null || seen.has(replyToKey)).toBe(true);
        last = at;
        seen.add(key);
      }
      expect(seen.size).toBe(all.length);
    },
  );

  test('of one minute keep their order and their minute', async () => {
    const all = await posts('whatsapp-android', { without: new Set() });
    expect(all.slice(0, 3).map(({ at }) => new Date(at).toISOString())).toEqual([
      '2009-08-12T20:14:00.000Z',
      '2009-08-12T20:14:00.001Z',
      '2009-08-12T20:14:00.002Z',
    ]);
  });

  test('of a recording count from its beginning', async () => {
    const [first] = await posts('webvtt/zoom.vtt', {}, UTC, Date.UTC(2009, 7, 12, 20));
    expect(first && new Date(first.at).toISOString()).toBe('2009-08-12T20:00:16.239Z');
  });

  test('say what was sent, deleted and edited, in words', async () => {
    const words = (await posts('whatsapp')).map(({ authorName, body }) => `${authorName}: ${plainText(body)}`);
    expect(words).toEqual([
      'Ann Lee: The real first message',
      'Bob: two lines: really\nNote: the second line',
      'Ann Lee: Attachment: image omitted (not in the export)',
      'Ann Lee: look\nAttachment: 00000004-PHOTO-2009-08-12-20-16-10.jpg',
      'Bob: This message was deleted.',
      'Noor: שלום עולם\n(edited)',
      '+49 170 1234567: 12/08/2009, 20:14 - Eve: pasted from elsewhere',
      'Ann Lee: 10:30 Lunch: soup',
    ]);
  });

  test('that answer what is not there begin with its words', async () => {
    const all = await posts('slack', { from: 1_250_150_000_000 });
    expect(all.map(({ replyToKey, body }) => [replyToKey, body.content?.[0]?.type, plainText(body)])).toEqual([
      [
        null,
        'blockquote',
        'Ann: How do we capture what we learn? See the notes & ask @Bob Ray in #general 🎉\nnext day, in reply to yesterday',
      ],
    ]);
  });

  test('have the reactions that are emoji, and the others as words', async () => {
    const [first] = await posts('slack');
    expect(first?.reactions).toEqual([
      { emoji: '👍🏼', person: 'U2', name: 'Bob Ray' },
      { emoji: '👍🏼', person: 'U3', name: 'نور' },
    ]);
    expect(first && plainText(first.body).split('\n').at(-1)).toBe('Reactions: :partyparrot: 1');
  });
});
