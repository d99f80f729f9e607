/** 100,000 messages of each large chat format, read in Node, against parsing or splitting the same bytes at once. */
import { readChat } from '../../shared/chats';
import type { ChatFile, ChatFormat } from '../../shared/chats/types';
import { type Row, spreadOf } from './statistics';

const MESSAGES = 100_000;
const RUNS = 3;
/** As a file comes from disk. */
const PIECE = 64 * 1024;
const PEOPLE = ['Ann Lee', 'Bob', 'Noor', 'Zoë', 'Jörg'];
const WORDS =
  'we should work towards objectives understand learning styles foster open environment think tools not labels'.split(
    ' ',
  );
const START = Date.UTC(2024, 0, 1);
const HALF_MINUTE = 30_000;

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
const person = (index: number): number => (index * 7) % PEOPLE.length;
const nameOf = (index: number): string => PEOPLE[person(index)] ?? '';

/** Between 3 and 40 words, some with a second line, an emoji or an address. */
function words(index: number): string {
  const length = 3 + ((index * 13) % 38);
  const all = Array.from({ length }, (_, at) => WORDS[(index + at * 5) % WORDS.length] ?? '');
  if (index % 9 === 0) all.push('\nand on a second line 🌱');
  if (index % 11 === 0) all.push('https://example.org/notes?page=2');
  return all.join(' ');
}

function discord(): string[] {
  const messages = Array.from({ length: MESSAGES }, (_, index) => ({
    id: String(1_000_000 + index),
    type: index % 5 === 4 ? 'Reply' : 'Default',
    timestamp: new Date(START + index * HALF_MINUTE).toISOString().replace('Z', '+00:00'),
    timestampEdited: null,
    isPinned: false,
    content: index % 4 === 0 ? `**${words(index)}**` : words(index),
    author: { id: String(person(index)), name: nameOf(index), nickname: nameOf(index), isBot: false, roles: [] },
    attachments: [],
    embeds: [],
    stickers: [],
    reactions: index % 10 === 0 ? [{ emoji: { id: '', name: '👍' }, count: 1, users: [{ id: '1', name: 'Bob' }] }] : [],
    mentions: [],
    ...(index % 5 === 4 ? { reference: { messageId: String(1_000_000 + index - 3), channelId: '5' } } : {}),
  }));
  const head = { guild: { id: '1', name: 'Club' }, channel: { id: '5', name: 'talk' } };
  return [JSON.stringify({ ...head, messages, messageCount: MESSAGES }, null, 2)];
}

function telegram(): string[] {
  const messages = Array.from({ length: MESSAGES }, (_, index) => {
    const at = START + index * HALF_MINUTE;
    const text = words(index);
    return {
      id: index + 1,
      type: 'message',
      date: new Date(at).toISOString().slice(0, 19),
      date_unixtime: String(at / 1000),
      from: nameOf(index),
      from_id: `user${person(index)}`,
      ...(index % 5 === 4 ? { reply_to_message_id: index - 2 } : {}),
      text: index % 4 === 0 ? ['so ', { type: 'bold', text }] : text,
      text_entities: [{ type: 'plain', text }],
    };
  });
  return [JSON.stringify({ name: 'Club', type: 'private_group', id: 5, messages }, null, 1)];
}

/** The list of people, and one file per day, as Slack has it. */
function slack(): string[] {
  const perDay = 2880;
  const people = PEOPLE.map((name, index) => ({ id: `U${index}`, name, profile: { display_name: name } }));
  const days = Array.from({ length: Math.ceil(MESSAGES / perDay) }, (_, day) => {
    const messages = Array.from({ length: Math.min(perDay, MESSAGES - day * perDay) }, (_, place) => {
      const index = day * perDay + place;
      const stamp = `${(START + index * HALF_MINUTE) / 1000}.000100`;
      return {
        type: 'message',
        user: `U${person(index)}`,
        text: index % 4 === 0 ? `*${words(index)}* &amp; <@U1>` : words(index),
        ts: stamp,
        ...(index % 5 === 4 ? { thread_ts: `${(START + (index - 3) * HALF_MINUTE) / 1000}.000100` } : {}),
      };
    });
    return JSON.stringify(messages, null, 4);
  });
  return [JSON.stringify(people, null, 4), ...days];
}

function whatsapp(): string[] {
  const lines = Array.from({ length: MESSAGES }, (_, index) => {
    const at = new Date(START + index * HALF_MINUTE);
    const date = `${pad(at.getUTCDate())}/${pad(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
    const time = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`;
    return `${date}, ${time} - ${nameOf(index)}: ${words(index)}`;
  });
  return [lines.join('\n')];
}

const FORMATS: readonly (readonly [ChatFormat, () => string[], aim: number])[] = [
  ['slack', slack, 15],
  ['discord', discord, 8],
  ['telegram', telegram, 8],
  ['whatsapp', whatsapp, 40],
];

function fileOf(path: string, bytes: Uint8Array): ChatFile {
  return {
    path,
    size: bytes.length,
    async *bytes() {
      for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    },
  };
}

async function ours(files: readonly ChatFile[], format: ChatFormat): Promise<number> {
  const began = performance.now();
  const chat = await readChat(files, format, { signal: { throwIfAborted: () => {} }, progress: () => {} });
  const ms = performance.now() - began;
  if (chat.messages.length !== MESSAGES || chat.problemCount > 0) throw new Error(`${format} was not read whole`);
  return ms;
}

/** The least that anybody has to do with the same bytes: all of them at once, without looking at a word. */
function floor(contents: readonly Uint8Array[], format: ChatFormat): number {
  const began = performance.now();
  let found = 0;
  for (const bytes of contents) {
    const text = new TextDecoder().decode(bytes);
    found += format === 'whatsapp' ? text.split('\n').length : Object.keys(JSON.parse(text)).length;
  }
  if (found === 0) throw new Error('nothing was parsed');
  return performance.now() - began;
}

/** Names by day, below a folder, for Slack. */
function pathOf(format: ChatFormat, index: number): string {
  if (format !== 'slack') return `${format}-${index}`;
  if (index === 0) return 'users.json';
  return `talk/${new Date(START + (index - 1) * 86_400_000).toISOString().slice(0, 10)}.json`;
}

export async function measureChats(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [format, make, aim] of FORMATS) {
    const contents = make().map((text) => new TextEncoder().encode(text));
    const files = contents.map((bytes, index) => fileOf(pathOf(format, index), bytes));
    const megabytes = contents.reduce((sum, bytes) => sum + bytes.length, 0) / 1e6;
    const times: number[] = [];
    const floors: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      times.push(await ours(files, format));
      floors.push(floor(contents, format));
    }
    rows.push({
      what: `chat of ${format}, 100,000 messages (${megabytes.toFixed(0)} MB)`,
      ours: spreadOf(times),
      floor: spreadOf(floors),
      aim: { ratio: aim },
    });
    rows.push({ what: '  the same, seconds', ours: spreadOf(times), floor: null, aim: { most: 5000 } });
  }
  return rows;
}
