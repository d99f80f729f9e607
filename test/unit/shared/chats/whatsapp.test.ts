import { describe, expect, test } from 'vitest';
import { readHeader } from '../../../../shared/chats/formats/whatsapp/header';
import { fileOf, lines, open, problems, timeWords } from './sample';

const chat = (text: string) => [fileOf('chat.txt', text)];
const NNBSP = '\u202F';
const LRM = '\u200E';
const RLM = '\u200F';

describe('[CH5] headers of phones in many languages', () => {
  test.each([
    ['[12/08/2009, 20:14:33] Ann: x', '2009-08-12 20:14:33'],
    ['12/08/2009, 20:14 - Ann: x', '2009-08-12 20:14:00'],
    ['12.08.09, 20:14 - Ann: x', '2009-08-12 20:14:00'],
    ['12-08-2009 20:14 - Ann: x', '2009-08-12 20:14:00'],
    ['2009-08-12 20:14 - Ann: x', '2009-08-12 20:14:00'],
    ['2009/08/12, 20:14 - Ann: x', '2009-08-12 20:14:00'],
    [`12/8/09, 8:14${NNBSP}p.${NNBSP}m. - Ann: x`, '2009-08-12 20:14:00'],
    [`[12/08/09, 12:14:33${NNBSP}AM] Ann: x`, '2009-08-12 00:14:33'],
    ['12/08/2009 à 20:14 - Ann: x', '2009-08-12 20:14:00'],
    ['12.8.2009 klo 20.14 - Ann: x', '2009-08-12 20:14:00'],
    ['2009年8月12日 下午8:14 - Ann: x', '2009-08-12 20:14:00'],
    ['2009. 8. 12. 오후 8:14 - Ann: x', '2009-08-12 20:14:00'],
    [`${RLM}١٢${RLM}/٨${RLM}/٢٠٠٩، ٨:١٤ م - Ann: x`.replaceAll(RLM, ''), '2009-08-12 20:14:00'],
    ['12/8/2552 20:14 - Ann: x', '2009-08-12 20:14:00'],
    [`\uFEFF${LRM}[12.08.09, 20:14:33] ${LRM}Ann: x`, '2009-08-12 20:14:33'],
  ])('%j', async (header, expected) => {
    const read = await open(chat(`${header}\n${header.replace('x', 'y')}\n`), { dateOrder: 'dmy' });
    expect([lines(read), read.messages.map(timeWords)]).toEqual([
      ['Ann: x', 'Ann: y'],
      [expected, expected],
    ]);
  });

  test.each([
    '10:30 Lunch: soup',
    'On 12/08/2009, 20:14 - Ann: x',
    '12/08 - Ann: x',
    '12/08/2009 - Ann: x',
    '[20:14] Ann: x',
    '1.2.3 - x',
  ])('%j is none', (line) => {
    expect(readHeader(line)).toBe(null);
  });
});

describe('[CH9] the order of dates', () => {
  const dated = (...dates: string[]) => chat(dates.map((date) => `${date}, 20:14 - Ann: x ${date}`).join('\n'));
  test.each([
    ['a day over 12 in front', ['12/08/2009', '13/08/2009'], 'dmy', true],
    ['a day over 12 in the middle', ['8/12/09', '8/13/09'], 'mdy', true],
    ['time that would go back else', ['1/2/2009', '1/3/2009', '2/3/2009', '3/1/2009'], 'mdy', false],
    ['nothing to tell them apart', ['01/02/2009', '01/02/2009'], 'dmy', false],
    ['dots', ['01.02.2009', '02.02.2009'], 'dmy', false],
  ])('%s', async (_, dates, used, certain) => {
    expect((await open(dated(...dates))).dateOrder).toEqual({ used, certain });
  });

  test('is open in no way where the year stands in front', async () => {
    expect((await open(dated('2009-02-01', '2009-02-03'))).dateOrder).toBe(null);
  });

  test('is what the person says', async () => {
    const read = await open(dated('01/02/2009', '02/02/2009'), { dateOrder: 'mdy' });
    expect([read.dateOrder, timeWords(read.messages[0] ?? { time: null })]).toEqual([
      { used: 'mdy', certain: true },
      '2009-01-02 20:14:00',
    ]);
  });
});

describe('[CH6] who speaks', () => {
  const android = (...rest: string[]) => chat(rest.map((words) => `12/08/2009, 20:14 - ${words}`).join('\n'));
  test.each([
    ['Ann added Bob', '*presence ?: Ann added Bob'],
    ['Ann changed the subject from “A: b” to “C: d”', '*notice ?: Ann changed the subject from “A: b” to “C: d”'],
    ["Ann changed this group's settings: all may write", "*notice ?: Ann changed this group's settings: all may write"],
    ['Ann hat die Gruppe „Kuchen: alles“ erstellt', '*presence ?: Ann hat die Gruppe „Kuchen: alles“ erstellt'],
    [
      'Your security code with Ann changed. Tap to learn more.',
      '*notice ?: Your security code with Ann changed. Tap to learn more.',
    ],
    ['Ann "Nan" Lee: hello', 'Ann "Nan" Lee: hello'],
    ['~ Ann: hello', 'Ann: hello'],
    ['+1 (555) 123-4567: hello', '+1 (555) 123-4567: hello'],
    ['Ann: http://example.org: look', 'Ann: http://example.org: look'],
    ['Ann:', 'Ann: '],
  ])('%j', async (words, expected) => {
    const read = await open(android('Zoe: first', words));
    expect(lines(read)[1]).toBe(expected);
  });

  test('[CH7] the first message below the notices is one, also with a mark of direction in front', async () => {
    const ios = (name: string, words: string) => `[12/08/2009, 20:14:33] ${name}: ${words}`;
    const read = await open(
      chat([ios('Club', `${LRM}Ann created this group`), ios('Ann', `${LRM}שלום`), ios('Ann', 'more')].join('\n')),
    );
    expect(lines(read)).toEqual(['*presence ?: Ann created this group', 'Ann: שלום', 'Ann: more']);
  });

  test('a chat that was pasted in the other style is part of the message', async () => {
    const read = await open(
      chat('[12/08/2009, 20:14:33] Ann: look\n12/08/2009, 20:14 - Eve: hi\n[12/08/2009, 20:15:33] Bob: ok'),
    );
    expect(lines(read)).toEqual(['Ann: look\n12/08/2009, 20:14 - Eve: hi', 'Bob: ok']);
  });
});

describe('placeholders', () => {
  const said = (words: string) => chat(`12/08/2009, 20:14 - Ann: ${words}\n12/08/2009, 20:15 - Ann: x`);
  test.each([
    ['<Medien ausgeschlossen>', 'Medien ausgeschlossen'],
    ['<Multimedia omitido>', 'Multimedia omitido'],
    ['<Без медиафайлов>', 'Без медиафайлов'],
    [`${LRM}Bild weggelassen`, 'Bild weggelassen'],
    [`${LRM}<adjunto: 0001-AUDIO.opus>`, '0001-AUDIO.opus'],
    ['plan.pdf (archivo adjunto)', 'plan.pdf'],
    ['VID-20090812-WA0003.mp4 (anything in brackets)', 'VID-20090812-WA0003.mp4'],
  ])('%j is a file', async (words, name) => {
    const [message] = (await open(said(words))).messages;
    expect([message?.attachments.map((file) => file.name), message?.body.content]).toEqual([[name], []]);
  });

  test.each(['image omitted from the page, sadly', '<b>bold</b>', 'see plan.pdf (the new one)', 'I was deleted'])(
    '%j is what somebody wrote',
    async (words) => {
      expect(lines(await open(said(words)))[0]).toBe(`Ann: ${words}`);
    },
  );
});

test('lines above the first header are told', async () => {
  const read = await open(chat('a stray line\n12/08/2009, 20:14 - Ann: x\n12/08/2009, 20:15 - Bob: y'));
  expect([lines(read), problems(read)]).toEqual([['Ann: x', 'Bob: y'], ['malformed line 1']]);
});
