/** Which messages of a chat are wanted. */
import type { Chat, ChatMessage, ChatMessageKind } from '../types';
import { inRange, type TimeChoices, type TimedMessage, timedMessages } from './times';

export interface ChatSelection {
  /** Kinds that are left out. */
  readonly without: ReadonlySet<ChatMessageKind>;
  /** Keys of conversations; null for all. */
  readonly conversations: ReadonlySet<string> | null;
  /** Keys of people whose messages are left out. */
  readonly withoutPeople: ReadonlySet<string>;
  /** Milliseconds since 1970, both included; null for open. */
  readonly from: number | null;
  readonly to: number | null;
  /** Deleted messages are left out too. */
  readonly withoutDeleted: boolean;
}

/** What a person mostly wants: what people said, once. */
export const DEFAULT_SELECTION: ChatSelection = {
  without: new Set(['presence', 'notice', 'repost']),
  conversations: null,
  withoutPeople: new Set(),
  from: null,
  to: null,
  withoutDeleted: false,
};

/** Whether a message is left out unless the person asks for it. */
export const setAsideByDefault = ({ kind }: Pick<ChatMessage, 'kind'>): boolean => DEFAULT_SELECTION.without.has(kind);

/** The wanted messages of a chat with their moments, earliest first. */
export function selectMessages(chat: Chat, selection: ChatSelection, times: TimeChoices): TimedMessage[] {
  const { without, conversations, withoutPeople, from, to, withoutDeleted } = selection;
  return timedMessages(chat.messages, times).filter(
    ([{ kind, conversation, author, deleted }, at]) =>
      !without.has(kind) &&
      (conversations === null || conversations.has(conversation)) &&
      (author === null || !withoutPeople.has(author)) &&
      !(withoutDeleted && deleted) &&
      inRange(at, from, to),
  );
}
