/** Exports of chats for tests and benches, as their programs write them, of any length. */

import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

const WORDS =
  'we start small and keep what worked so that the next group can find it again without asking the same people twice'.split(
    ' ',
  );
const NAMES = ['Renee', 'Chris', 'Amal', 'Bo', 'Dana', 'Eli', 'Fen', 'Gus', 'Hana', 'Ivo', 'Jo', 'Kim'];

function sentence(seed: number): string {
  const length = 6 + (seed % 11);
  return Array.from({ length }, (_, at) => WORDS[(seed * 5 + at * 3) % WORDS.length]).join(' ');
}

const FIRST = Date.UTC(2024, 0, 3, 8);

/** Messages three minutes apart, every fifth a reply, every seventh with reactions. */
export function telegramExport(count: number, name = 'Field notes'): string {
  const messages = Array.from({ length: count }, (_, index) => {
    const person = index % NAMES.length;
    const seconds = Math.floor(FIRST / 1000) + index * 180;
    return {
      id: index + 1,
      type: 'message',
      date: new Date(seconds * 1000).toISOString().slice(0, 19),
      date_unixtime: String(seconds),
      from: NAMES[person],
      from_id: `user${String(person)}`,
      text: `${sentence(index)} ${String(index + 1)}`,
      ...(index % 5 === 4 && { reply_to_message_id: index - 2 }),
      ...(index % 7 === 3 && {
        reactions: [
          {
            type: 'emoji',
            count: 1,
            emoji: '👍',
            recent: [{ from: NAMES[0], from_id: 'user0', date: '2024-01-03T08:00:00' }],
          },
        ],
      }),
    };
  });
  return JSON.stringify({ name, type: 'private_group', id: 5, messages }, null, 1);
}

/** A chat of numbered questions, as WhatsApp writes it. */
export function moderatedChat(): string {
  const lines = [
    'Mod: Welcome',
    'Mod: Q1: What is a field?',
    'Chris: A1 Where cows are',
    'Mod: Q2: And a recap?',
    'Amal: A1: Late, but yes',
  ];
  return lines.map((line, index) => `12/08/2009, 20:${String(14 + index)} - ${line}`).join('\n');
}

/** All files of a folder, as they go into an archive. */
export async function chatFolder(folder: string): Promise<Record<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      paths.map(async (path) => [relative(folder, path), new Uint8Array(await readFile(path))] as const),
    ),
  );
}
