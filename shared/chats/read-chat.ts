/** Reads a whole export into one chat. */
import { AppError } from '../errors/app-error';
import { ChatCollector } from './collecting/chat-collector';
import type { ReadContext } from './formats/format-reader';
import { readerOf } from './formats/formats';
import { readHead } from './reading/heads';
import type { TextTroubles } from './reading/read-text';
import { makeWatch } from './reading/watch';
import { mayHoldChat } from './recognise';
import type { Chat, ChatFile, ChatFormat, ReadChatOptions } from './types';
import { baseName } from './words/addresses';

const NAMES: Readonly<Record<ChatFormat, string>> = {
  slack: 'Slack',
  discord: 'Discord',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  webvtt: 'Meeting',
  irc: 'IRC',
  twitter: 'Posts',
  mbox: 'Mail',
};

/** Bad bytes are told once per file, with how it goes on. */
function troublesOf(chat: ChatCollector, file: ChatFile): TextTroubles {
  let bad = false;
  return {
    broken: (cause) => chat.fileFailed(file.path, cause),
    badEncoding: () => {
      if (!bad) chat.problem('bad-encoding', file.path, '', '');
      bad = true;
    },
    tooLong: () => chat.problem('too-long', file.path, '', ''),
  };
}

function sum(files: readonly ChatFile[]): number | null {
  let all = 0;
  for (const { size } of files) {
    if (size === null) return null;
    all += size;
  }
  return all;
}

/**
 * The chat that `files` are an export of. What is broken in them is told in its problems; the rest is there. Other work
 * of the process goes on meanwhile. Rejects with the signal's reason when it is stopped. Errors: chats/no-messages,
 * chats/unreadable.
 */
export async function readChat(
  files: readonly ChatFile[],
  format: ChatFormat,
  options: ReadChatOptions,
): Promise<Chat> {
  options.signal.throwIfAborted();
  const reader = readerOf(format);
  const chat = new ChatCollector();
  const looking = makeWatch({ ...options, progress: () => {} }, null);
  const head = async (file: ChatFile) => {
    await looking.rest();
    return readHead(file);
  };
  const selected = (await reader?.select(files.filter(mayHoldChat), head)) ?? [];
  const watch = makeWatch(options, sum(selected));
  const context: ReadContext = {
    chat,
    watch,
    troubles: (file) => troublesOf(chat, file),
    wantedDateOrder: options.dateOrder ?? null,
    files,
  };
  const found = await reader?.read(selected, context);
  options.signal.throwIfAborted();
  const title = found?.title ?? baseName(options.name ?? '') ?? '';
  const read = chat.finish(format, title || NAMES[format], found?.dateOrder ?? null);
  if (!read.messages.some(({ kind }) => kind === 'message' || kind === 'repost'))
    throw new AppError(chat.hasFailed ? 'chats/unreadable' : 'chats/no-messages', format);
  watch.finish();
  return read;
}
