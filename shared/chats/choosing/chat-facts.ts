/** What a preview shows of a chat before anything is made of it. */
import { timeValue } from '../collecting/in-order';
import type { Chat, ChatConversation, ChatMessageKind, ChatPerson, ChatTime } from '../types';
import { setAsideByDefault } from './select-messages';

export interface ChatFacts {
  readonly messages: number;
  readonly kinds: Readonly<Record<ChatMessageKind, number>>;
  /** Most messages first. */
  readonly people: readonly ChatPerson[];
  readonly conversations: readonly ChatConversation[];
  /** Messages of nobody that the export names. */
  readonly unnamed: number;
  /** Times as the export writes them; null when no message has one. */
  readonly first: ChatTime | null;
  readonly last: ChatTime | null;
  readonly timeKinds: readonly ChatTime['kind'][];
  readonly untimed: number;
  /** What the person has to say before the times are known. */
  readonly needs: {
    readonly zone: boolean;
    /** The moment that times are counted from: the beginning of a recording, or midnight of a log's first day. */
    readonly start: 'recording' | 'midnight' | null;
    /** In which order dates are written was guessed. */
    readonly dateOrder: boolean;
  };
  /** Messages that are left out by default. */
  readonly setAside: number;
  readonly deleted: number;
  readonly edited: number;
  readonly replies: number;
  readonly attachments: number;
  readonly reactions: number;
}

const mostFirst = <T extends { readonly messages: number }>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => b.messages - a.messages);

export function chatFacts(chat: Chat): ChatFacts {
  const kinds: Record<ChatMessageKind, number> = { message: 0, presence: 0, notice: 0, repost: 0 };
  const timeKinds = new Set<ChatTime['kind']>();
  let first: ChatTime | null = null;
  let last: ChatTime | null = null;
  const sums = { unnamed: 0, untimed: 0, setAside: 0, deleted: 0, edited: 0, replies: 0, attachments: 0, reactions: 0 };
  for (const message of chat.messages) {
    const { time } = message;
    kinds[message.kind] += 1;
    if (time === null) sums.untimed += 1;
    else {
      timeKinds.add(time.kind);
      if (first === null || timeValue(time) < timeValue(first)) first = time;
      if (last === null || timeValue(time) > timeValue(last)) last = time;
    }
    if (message.author === null && message.kind === 'message') sums.unnamed += 1;
    if (setAsideByDefault(message)) sums.setAside += 1;
    if (message.deleted) sums.deleted += 1;
    if (message.edited) sums.edited += 1;
    if (message.replyTo !== null) sums.replies += 1;
    sums.attachments += message.attachments.length;
    for (const { count } of message.reactions) sums.reactions += count;
  }
  const counts = timeKinds.has('offset');
  return {
    messages: chat.messages.length,
    kinds,
    people: mostFirst(chat.people),
    conversations: mostFirst(chat.conversations),
    first,
    last,
    timeKinds: [...timeKinds],
    needs: {
      zone: timeKinds.has('wall'),
      start: counts || timeKinds.size === 0 ? (chat.format === 'irc' ? 'midnight' : 'recording') : null,
      dateOrder: chat.dateOrder !== null && !chat.dateOrder.certain,
    },
    ...sums,
  };
}
