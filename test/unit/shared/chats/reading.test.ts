import { describe, expect, test } from 'vitest';
import { readChat, recogniseChat } from '../../../../shared/chats';
import type { ChatFile, ChatFormat } from '../../../../shared/chats/types';
import { fileOf, lines, NO_STOP, open, problems, read } from './sample';

const CHAT = '[12/08/2009, 20:14:33] Ann: schöne Grüße 🌱\n[12/08/2009, 20:15:33] Bob: naïve\n';

function utf16(text: string, big: boolean, mark: boolean): Uint8Array {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
}

describe('[CH14] encodings', () => {
  test.each([
    ['UTF-8', Buffer.from(CHAT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${CHAT}`)],
    ['UTF-16, small end first', utf16(CHAT, false, true)],
    ['UTF-16, big end first', utf16(CHAT, true, true)],
    ['UTF-16 without a mark', utf16(CHAT, false, false)],
  ])('%s', async (_, bytes) => {
    for (const size of [1, 5, 1 << 16]) {
      const chat = await open([fileOf('a.txt', bytes, size)]);
      expect([lines(chat), problems(chat)]).toEqual([['Ann: schöne Grüße 🌱', 'Bob: naïve'], []]);
    }
  });

  test('Western text, and lines of both kinds', async () => {
    const bytes = Buffer.concat([
      Buffer.from('[20:14] <jörg> schön\n', 'latin1'),
      Buffer.from('[20:15] <zoë> naïve\n', 'utf8'),
      Buffer.from([...Buffer.from('[20:16] <a> '), 0x80, 0x20, 0x93, 0x78, 0x94, 0x0a]),
    ]);
    const chat = await open([fileOf('a.log', bytes)]);
    expect([lines(chat), problems(chat)]).toEqual([['jörg: schön', 'zoë: naïve', 'a: € “x”'], []]);
  });

  test('bytes that are no text are told, and cost only themselves', async () => {
    const bytes = Buffer.concat([
      Buffer.from('[20:14] <zoë> na\u00efve '),
      Buffer.from([0xff, 0x0a]),
      Buffer.from('[20:15] <bob> ok\n'),
    ]);
    const chat = await open([fileOf('a.log', bytes)]);
    expect([lines(chat), problems(chat)]).toEqual([['zoë: naïve \uFFFD', 'bob: ok'], ['bad-encoding']]);
  });

  test.each(['\n', '\r\n', '\r'])('lines end with %j', async (end) => {
    for (const size of [1, 1 << 16]) {
      const chat = await open([fileOf('a.txt', CHAT.trim().split('\n').join(end), size)]);
      expect(lines(chat)).toEqual(['Ann: schöne Grüße 🌱', 'Bob: naïve']);
    }
  });
});

describe('[CH10] order', () => {
  test('of the times, whatever order files and lines have', async () => {
    const day = (path: string, ...texts: string[]) =>
      fileOf(
        path,
        JSON.stringify(
          texts.map((text, index) => ({ type: 'message', user: 'U1', text, ts: `12501080${40 - index}.000000` })),
        ),
      );
    const chat = await open([day('b/2009-08-13.json', 'c', 'b', 'a'), day('a/2009-08-12.json', 'f', 'e', 'd')]);
    expect(lines(chat).map((line) => line.at(-1))).toEqual(['d', 'a', 'e', 'b', 'f', 'c']);
  });

  test('of the lines, for a step back of at most an hour; of the times beyond', async () => {
    const line = (time: string, words: string) => `[12/08/2009, ${time}] Ann: ${words}`;
    const text = [line('20:14:00', 'a'), line('19:20:00', 'b'), line('20:15:00', 'c'), line('10:00:00', 'd')].join(
      '\n',
    );
    expect(lines(await open([fileOf('a.txt', text)]))).toEqual(['Ann: d', 'Ann: a', 'Ann: b', 'Ann: c']);
  });
});

describe('[CH16] while a chat is read', () => {
  const many = Array.from({ length: 40_000 }, (_, index) => `[12/08/2009, 20:14:33] Ann: message ${index}`).join('\n');

  test('it tells how far it is', async () => {
    const told: (readonly [number, number | null])[] = [];
    const file = fileOf('a.txt', many);
    await readChat([file], 'whatsapp', { signal: NO_STOP, progress: (done, all) => told.push([done, all]) });
    expect(told.at(-1)).toEqual([file.size, file.size]);
    expect(told.every(([done], index) => index === 0 || done >= (told[index - 1]?.[0] ?? 0))).toBe(true);
  });

  test('it can be stopped, and says why', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const file = fileOf('a.txt', many);
    let pieces = 0;
    const counted: ChatFile = {
      ...file,
      async *bytes() {
        for await (const piece of file.bytes()) {
          pieces += 1;
          if (pieces === 4) stop.abort(reason);
          yield piece;
        }
      },
    };
    await expect(readChat([counted], 'whatsapp', { signal: stop.signal, progress: () => {} })).rejects.toBe(reason);
    expect(pieces).toBeLessThan(8);
    const stopped = { signal: AbortSignal.abort(reason), progress: () => {} };
    await expect(readChat([file], 'whatsapp', stopped)).rejects.toBe(reason);
  });

  test('others run', async () => {
    let others = 0;
    let done = false;
    const count = () => {
      others += 1;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    await read([fileOf('a.txt', many)], 'whatsapp');
    done = true;
    expect(others).toBeGreaterThan(2);
  });
});

/** Each would take a reader that tries again from every place longer than there is time for: a million places. */
describe('[CH17] lines that were made to be slow', () => {
  const long = (piece: string) => piece.repeat(Math.ceil(200_000 / piece.length));
  const pieces = [
    'a',
    ' ',
    '<',
    '> ',
    '*',
    '**',
    '`',
    '```',
    '[',
    '](',
    '"',
    '\\',
    ':',
    '&amp',
    '@',
    '|',
    '1',
    '12/08/2009, ',
    '\u200E',
    '_',
    '~',
    '<v ',
    'From ',
    'http://',
    '=?utf-8?q?',
    '\t',
    '(a@b) ',
  ];

  const whatsapp = (text: string) =>
    `[12/08/2009, 20:14:33] Ann: ${text}\n[12/08/2009, 20:14:33] ${text}\n${text}\n[12/08/2009, 20:15:33] Bob: end`;
  const irc = (text: string) => `[20:14] <ann> ${text}\n[20:14] ${text}\n[20:14] * ${text}\n${text}\n[20:15] <bob> end`;
  const webvtt = (text: string) =>
    `WEBVTT\n\n00:01.000 --> 00:02.000\n${text}\n\n00:03.000 --> ${text}\n\n00:09.000 --> 00:10.000\n<v Bob>end`;
  const mbox = (text: string) =>
    `From a@b Wed Aug 12 20:14:33 2009\nFrom: ${text}\nSubject: ${text}\nReferences: ${text}\nDate: ${text}\n\n${text}\n> ${text}\n${text} wrote:\n\nFrom a@b Wed Aug 12 20:15:33 2009\nFrom: bob@b\nContent-Type: text/html\n\n${text}<p>end`;
  const slack = (text: string) =>
    JSON.stringify([
      { type: 'message', user: 'U1', ts: '1250108040.000000', text },
      { type: 'message', user: 'U1', ts: '1250108041.000000', text: 'end' },
    ]);
  const discord = (text: string) =>
    JSON.stringify({
      guild: { id: '1' },
      channel: { id: '2' },
      messages: [text, 'end'].map((content, index) => ({
        id: String(index),
        type: 'Default',
        timestamp: '2026-01-01T10:00:00Z',
        content,
        author: { id: '1', name: text },
      })),
    });
  const forms: readonly (readonly [ChatFormat, (text: string) => string])[] = [
    ['whatsapp', whatsapp],
    ['irc', irc],
    ['webvtt', webvtt],
    ['mbox', mbox],
    ['slack', slack],
    ['discord', discord],
  ];

  test.each(forms)('%s', async (format, form) => {
    for (const piece of pieces) {
      const file = fileOf('a', form(long(piece)));
      await recogniseChat([file]);
      const chat = await read([file], format);
      expect(chat.messages.length, piece).toBeGreaterThan(0);
    }
  });

  test.each(['{"id":', '[{"id":', '{"id":1},', '"', '}', ']', ',', '{"id":1', ', {"id":"', '\\x'])(
    'JSON of nothing but %j',
    async (piece) => {
      const text = `{"guild":{"id":"1"},"channel":{"id":"2"},"messages":[${long(piece)}`;
      await expect(read([fileOf('a', text)], 'discord')).rejects.toMatchObject({ code: 'chats/no-messages' });
    },
  );
});
