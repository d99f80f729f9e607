/** Chats for tests: files made of text, and what is read of them in a form that fits into a table. */
import { readChat, recogniseChat } from '../../../../shared/chats';
import type { Chat, ChatFile, ChatFormat, ChatMessage, DateOrder } from '../../../../shared/chats/types';
import { plainText } from '../../../../shared/markdown/plain-text';

const encoder = new TextEncoder();

/** A file whose bytes come in pieces of `size`, as from a disk. */
export function fileOf(path: string, content: string | Uint8Array, size = 1 << 16): ChatFile {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  return {
    path,
    size: bytes.length,
    async *bytes() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

export function filesOf(contents: Readonly<Record<string, string>>, size?: number): ChatFile[] {
  return Object.entries(contents).map(([path, content]) => fileOf(path, content, size));
}

export const NO_STOP = { throwIfAborted: () => {} };

export interface ReadOptions {
  readonly dateOrder?: DateOrder;
  readonly name?: string;
}

export function read(files: readonly ChatFile[], format: ChatFormat, options: ReadOptions = {}): Promise<Chat> {
  return readChat(files, format, { signal: NO_STOP, progress: () => {}, ...options });
}

/** Recognised and read. */
export async function open(files: readonly ChatFile[], options: ReadOptions = {}): Promise<Chat> {
  const format = await recogniseChat(files);
  if (format === null) throw new Error('not recognised');
  return read(files, format, options);
}

export function timeWords({ time }: Pick<ChatMessage, 'time'>): string {
  if (time === null) return '-';
  if (time.kind === 'instant') return new Date(time.at).toISOString().replace('.000Z', 'Z');
  if (time.kind === 'offset') return `+${time.seconds}`;
  const { year, month, day, hour, minute, second } = time.clock;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString().slice(0, 19).replace('T', ' ');
}

export const wordsOf = (message: ChatMessage): string => plainText(message.body);

/** `name: words`, and `*` before what is no message. */
export function lines(chat: Chat): string[] {
  const names = new Map(chat.people.map(({ key, name }) => [key, name]));
  return chat.messages.map((message) => {
    const name = message.author === null ? '?' : (names.get(message.author) ?? message.author);
    return `${message.kind === 'message' ? '' : `*${message.kind} `}${name}: ${wordsOf(message)}`;
  });
}

/** `code place` */
export const problems = (chat: Chat): string[] =>
  chat.problems.map(({ code, place }) => (place === '' ? code : `${code} ${place}`));
