/** Chats for tests without a file: messages in short, everything else as it mostly is. */
import { firstChoices, type ImportChoices } from '../../../../../shared/chats/into-discussions/choices';
import type { Chat, ChatMessage, ChatTime } from '../../../../../shared/chats/types';

export const MINUTE = 60_000;
/** Wednesday 12 August 2009, 18:14 UTC. */
export const START = Date.UTC(2009, 7, 12, 18, 14);

export const instant = (at: number): ChatTime => ({ kind: 'instant', at });

export type Said = Partial<Omit<ChatMessage, 'body'>> & { readonly says?: string };

/** Keys are m0, m1 …; one minute apart. */
export function madeChat(said: readonly Said[], more: Partial<Chat> = {}): Chat {
  const messages = said.map(
    ({ says = 'words', ...rest }, index): ChatMessage => ({
      key: `m${String(index)}`,
      kind: 'message',
      conversation: 'main',
      author: 'ann',
      time: instant(START + index * MINUTE),
      editedAt: null,
      edited: false,
      deleted: false,
      replyTo: null,
      body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: says }] }] },
      attachments: [],
      reactions: [],
      ...rest,
    }),
  );
  const authors = [...new Set(messages.flatMap(({ author }) => (author === null ? [] : [author])))];
  const keys = [...new Set(messages.map(({ conversation }) => conversation))];
  const by = (author: string): number => messages.filter((message) => message.author === author).length;
  const within = (key: string): number => messages.filter(({ conversation }) => conversation === key).length;
  return {
    format: 'telegram',
    title: 'Team',
    people: authors.map((key) => ({ key, name: key[0]?.toUpperCase() + key.slice(1), messages: by(key) })),
    conversations: keys.map((key) => ({ key, name: key, messages: within(key) })),
    messages,
    problems: [],
    problemCount: 0,
    dateOrder: null,
    ...more,
  };
}

export const choose = (chat: Chat, more: Partial<ImportChoices> = {}): ImportChoices => ({
  ...firstChoices(chat, 'Europe/Berlin'),
  ...more,
});
