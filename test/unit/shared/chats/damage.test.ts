import { describe, expect, test } from 'vitest';
import { readChat, recogniseChat } from '../../../../shared/chats';
import type { ChatFile, ChatFormat } from '../../../../shared/chats/types';
import { AppError } from '../../../../shared/errors/app-error';
import { Seeded } from '../../../support/seeded';
import { fixture } from './fixtures';
import { fileOf, lines, NO_STOP, open, problems, read } from './sample';

const message = (id: number) => ({
  id: String(id),
  type: 'Default',
  timestamp: new Date(Date.UTC(2026, 0, 1, 10, id)).toISOString(),
  content: `words of message ${id}`,
  author: {
    id: '1',
    name: 'Ann',
    roles: [
      { id: '9', name: 'a' },
      { id: '10', name: 'b' },
    ],
  },
  mentions: [
    { id: '1', name: 'Ann' },
    { id: '2', name: 'Bob' },
  ],
});
const whole = { guild: { id: '1' }, channel: { id: '5', name: 'talk' }, messages: [1, 2, 3, 4, 5, 6].map(message) };
const allBut = (...gone: number[]) =>
  [1, 2, 3, 4, 5, 6].filter((id) => !gone.includes(id)).map((id) => `Ann: words of message ${id}`);

describe('[CH2] a broken record costs only itself', () => {
  const pretty = JSON.stringify(whole, null, 2);
  const minified = JSON.stringify(whole);
  const breaks: readonly (readonly [string, (text: string) => string])[] = [
    ['has no value', (text) => text.replace(/"id":\s*"3"/, '"id":')],
    ['has a word that is none', (text) => text.replace('"words of message 3"', 'undefined')],
    ['lacks its last bracket', (text) => text.replace(/\}(\s*,\s*\{\s*"id":\s*"4")/, '$1')],
    ['lacks a bracket inside', (text) => text.replace(/(message 3"[^\]]*)\]/, '$1')],
    ['has a square bracket too many', (text) => text.replace(/(words of message 3")/, '$1]')],
    ['lacks a quotation mark', (text) => text.replace('words of message 3"', 'words of message 3')],
    ['has a quotation mark too many', (text) => text.replace('words of message 3', 'words "of message 3')],
    ['is no object', (text) => text.replace(/\{\s*"id":\s*"3"[\s\S]*?(?=\{\s*"id":\s*"4")/, '"three", 3, null, ')],
  ];
  const cases = breaks.flatMap(([what, change]) => [
    [`${what}, on lines`, change(pretty)] as const,
    [`${what}, on one line`, change(minified)] as const,
  ]);
  test.each(cases)('that %s', async (_, text) => {
    expect([pretty, minified]).not.toContain(text);
    const chat = await open([fileOf('a.json', text, 50)]);
    expect(lines(chat)).toEqual(allBut(3));
    expect(problems(chat)).toContain('malformed message 3');
  });

  test('that ends too early keeps what stands before its end', async () => {
    const chat = await open([fileOf('a.json', pretty.replace('words of message 3"', 'words of message 3"}'))]);
    expect(lines(chat)).toEqual([
      'Ann: words of message 1',
      'Ann: words of message 2',
      '?: words of message 3',
      ...allBut(1, 2, 3),
    ]);
    expect(problems(chat)).toEqual(['unknown-author message 3', 'malformed message 4']);
  });

  test('that is cut off with the file', async () => {
    const chat = await open([fileOf('a.json', pretty.slice(0, pretty.indexOf('words of message 6')))]);
    expect([lines(chat), problems(chat)]).toEqual([allBut(6), ['malformed message 6', 'broken-file']]);
  });

  test('and what can be made whole again is', async () => {
    const chat = await open([fileOf('a.json', pretty.replace('of message 3', 'of\\x20message\n3'))]);
    expect([lines(chat)[2], problems(chat)]).toEqual(['Ann: words of message\n3', []]);
  });

  test('and a file that breaks off is told', async () => {
    const good = fileOf('a.json', pretty);
    const broken: ChatFile = {
      ...good,
      async *bytes() {
        yield new TextEncoder().encode(pretty.slice(0, pretty.indexOf('words of message 3')));
        throw new Error('disk gone');
      },
    };
    const chat = await read([broken], 'discord');
    expect([lines(chat), problems(chat)]).toEqual([allBut(3, 4, 5, 6), ['broken-file', 'malformed message 3']]);
  });
});

describe('[CH3] nothing is no success', () => {
  test.each([
    ['discord', JSON.stringify({ ...whole, messages: [] }), 'chats/no-messages'],
    ['discord', '{"guild": {"id": "1"}, "channel": {"id": "2"}, "messages": [5, 6]}', 'chats/no-messages'],
    ['irc', '[20:14] *** Joins: ann (a@b)\n', 'chats/no-messages'],
    ['webvtt', 'WEBVTT\n', 'chats/no-messages'],
    ['mbox', 'nothing', 'chats/no-messages'],
    ['whatsapp', '', 'chats/no-messages'],
  ] as const)('%s %j', async (format, text, code) => {
    await expect(read([fileOf('a', text)], format)).rejects.toMatchObject({ code });
  });

  test('a file that cannot be read at all', async () => {
    const broken: ChatFile = {
      path: 'a.vtt',
      size: null,
      async *bytes() {
        yield* [];
        throw new Error('gone');
      },
    };
    await expect(read([broken], 'webvtt')).rejects.toMatchObject({ code: 'chats/unreadable' });
  });
});

test('[CH4] a mail, a post and a message of nobody are there', async () => {
  const record = { ...message(1), author: undefined };
  const chat = await open([fileOf('a.json', JSON.stringify({ ...whole, messages: [record, message(2)] }))]);
  expect([lines(chat), problems(chat)]).toEqual([
    ['?: words of message 1', 'Ann: words of message 2'],
    ['unknown-author message 1'],
  ]);
});

test('[CH11] parts that overlap give each message once, and two messages of one id are both there', async () => {
  const other = { ...message(2), content: 'something else' };
  const part = (messages: unknown[]) => JSON.stringify({ ...whole, messages });
  const chat = await open([
    fileOf('b.json', part([message(2), message(3)])),
    fileOf('a.json', part([message(1), message(2), other])),
  ]);
  expect([lines(chat), new Set(chat.messages.map(({ key }) => key)).size]).toEqual([
    ['Ann: words of message 1', 'Ann: words of message 2', 'Ann: something else', 'Ann: words of message 3'],
    4,
  ]);
});

const SAMPLES: readonly (readonly [string, ChatFormat])[] = [
  ['slack', 'slack'],
  ['discord', 'discord'],
  ['telegram/result.json', 'telegram'],
  ['whatsapp', 'whatsapp'],
  ['webvtt/zoom.vtt', 'webvtt'],
  ['irc/irssi.log', 'irc'],
  ['twitter', 'twitter'],
  ['mbox', 'mbox'],
];

async function bytesOf(file: ChatFile): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of file.bytes()) parts.push(part.slice());
  return new Uint8Array(Buffer.concat(parts));
}

/** Bytes changed, dropped, doubled or cut at random places. */
function mutate(bytes: Uint8Array, random: Seeded): Uint8Array {
  const result = [...bytes];
  for (let count = 1 + random.int(6); count > 0; count -= 1) {
    const at = random.int(result.length + 1);
    const piece = result.slice(at, at + random.int(40));
    const change = random.int(5);
    if (change === 0) result[at] = random.int(256);
    else if (change === 1) result.splice(at, 1 + random.int(30));
    else if (change === 2) result.splice(at, 0, ...piece);
    else if (change === 3) result.splice(at, 1, random.pick([0x22, 0x7b, 0x7d, 0x5b, 0x5d, 0x3c, 0x0a, 0x5c]));
    else if (random.chance(0.1)) result.splice(at);
  }
  return Uint8Array.from(result);
}

describe('[CH2] whatever happened to a sample', () => {
  const SEEDS = 40;
  test.each(SAMPLES)('%s throws nothing but what a person can be told', async (name, format) => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const random = new Seeded(seed);
      const files: ChatFile[] = [];
      for (const file of fixture(name)) {
        const bytes = await bytesOf(file);
        files.push(fileOf(file.path, random.chance(0.7) ? mutate(bytes, random) : bytes, 1 + random.int(500)));
      }
      await recogniseChat(files);
      const result = await readChat(files, format, { signal: NO_STOP, progress: () => {} }).catch((error: unknown) => {
        expect(error, `seed ${seed}`).toBeInstanceOf(AppError);
        return null;
      });
      if (result !== null) expect(result.messages.length, `seed ${seed}`).toBeGreaterThan(0);
    }
  });

  test('messages before and after the damage are still there', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = new Seeded(seed);
      const text = JSON.stringify(whole, null, seed % 2 === 0 ? 2 : 0);
      const start = text.indexOf('words of message 3') - 60;
      const damaged = mutate(new TextEncoder().encode(text.slice(start, start + 90)), random);
      const bytes = Buffer.concat([Buffer.from(text.slice(0, start)), damaged, Buffer.from(text.slice(start + 90))]);
      const chat = await read([fileOf('a.json', bytes, 1 + random.int(200))], 'discord');
      const found = new Set(lines(chat));
      const lost = [1, 2, 5, 6].filter((id) => !found.has(`Ann: words of message ${id}`));
      expect(lost, `seed ${seed}`).toEqual([]);
    }
  });
});
