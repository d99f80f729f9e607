/** Gathers what a reader finds, and makes the chat of it: order, counts, keys that lead somewhere. */
import { MAX_EXCERPT, MAX_MESSAGES, MAX_NAME, MAX_PROBLEMS } from '../limits';
import type {
  Chat,
  ChatConversation,
  ChatFormat,
  ChatMessage,
  ChatPerson,
  ChatProblem,
  ChatProblemCode,
  ChatTime,
} from '../types';
import { oneLine } from '../words/one-line';
import { inOrder } from './in-order';
import { matchQuotes } from './match-quotes';

/** A message before it is known what else is in the chat: `replyTo` may lead nowhere. */
export interface FoundMessage extends Omit<ChatMessage, 'replyTo' | 'edited'> {
  readonly replyTo?: string | null;
  readonly edited?: boolean;
  /** Key of a message that this one only shows again, if that is in the chat: then it is a repost. */
  readonly copyOf?: string | null;
  /** Where it stands, for what is found out only at the end. */
  readonly file: string;
  readonly place: string;
}

export class ChatCollector {
  private readonly people = new Map<string, string>();
  private readonly conversations = new Map<string, string>();
  private readonly found = new Map<string, FoundMessage>();
  private readonly problems: ChatProblem[] = [];
  private problemCount = 0;
  private failed = false;

  /** The name that came first stays, unless it was only the key. */
  person(key: string, name: string | null): string {
    nameFor(this.people, key, name);
    return key;
  }

  knows(person: string): boolean {
    return this.people.has(person);
  }

  nameOf(person: string): string | null {
    return this.people.get(person) ?? null;
  }

  conversation(key: string, name: string | null): string {
    nameFor(this.conversations, key, name);
    return key;
  }

  /** The same message again (files that overlap) adds nothing; another one under the same key gets one of its own. */
  add(message: FoundMessage): void {
    if (this.found.size >= MAX_MESSAGES) {
      this.problem('too-long', message.file, message.place, '');
      return;
    }
    let { key } = message;
    for (let copy = 2; this.found.has(key); copy += 1) {
      const other = this.found.get(key);
      if (other !== undefined && isSame(other, message)) return;
      key = `${message.key}~${copy}`;
    }
    this.found.set(key, key === message.key ? message : { ...message, key });
  }

  problem(code: ChatProblemCode, file: string, place: string, excerpt: string): void {
    this.problemCount += 1;
    if (this.problems.length >= MAX_PROBLEMS) return;
    this.problems.push({ code, file, place, excerpt: oneLine(excerpt.slice(0, 4 * MAX_EXCERPT), MAX_EXCERPT) });
  }

  get count(): number {
    return this.found.size;
  }

  /** The system gave a file not to its end. */
  fileFailed(file: string, cause: unknown): void {
    this.failed = true;
    this.problem('broken-file', file, '', cause instanceof Error ? cause.message : '');
  }

  get hasFailed(): boolean {
    return this.failed;
  }

  /** In the order of their times. */
  finish(format: ChatFormat, title: string, dateOrder: Chat['dateOrder'] = null): Chat {
    const ordered = inOrder([...this.found.values()]);
    const quoted = matchQuotes(ordered);
    const messages = ordered.map((message): ChatMessage => {
      const { key, kind, copyOf, conversation, author, time, editedAt, edited, deleted } = message;
      return {
        key,
        kind: copyOf != null && this.found.has(copyOf) ? 'repost' : kind,
        conversation,
        author,
        time,
        editedAt,
        edited: edited ?? editedAt !== null,
        deleted,
        replyTo: this.answered(message) ?? quoted.get(key) ?? null,
        body: message.body,
        attachments: message.attachments,
        reactions: message.reactions,
      };
    });
    return {
      format,
      title: oneLine(title, MAX_NAME) || 'Chat',
      people: peopleOf(this.people, messages),
      conversations: conversationsOf(this.conversations, messages),
      messages,
      problems: this.problems,
      problemCount: this.problemCount,
      dateOrder,
    };
  }

  private answered({ key, replyTo, file, place }: FoundMessage): string | null {
    if (replyTo == null || replyTo === key) return null;
    if (this.found.has(replyTo)) return replyTo;
    this.problem('unknown-reply', file, place, '');
    return null;
  }
}

/** Called for every message, so it looks first whether there is anything to do. */
function nameFor(names: Map<string, string>, key: string, name: string | null): void {
  const known = names.get(key);
  if (known !== undefined && (known !== key || name === null)) return;
  const shown = oneLine(name ?? '', MAX_NAME);
  if (known === undefined || shown !== '') names.set(key, shown || oneLine(key, MAX_NAME));
}

/** Everybody whom a message or a reaction names, with how many messages they wrote; what only joined or reported is none. */
function peopleOf(names: ReadonlyMap<string, string>, messages: readonly ChatMessage[]): ChatPerson[] {
  const counts = new Map<string, number>();
  for (const { author, kind, reactions } of messages) {
    const wrote = kind === 'message' || kind === 'repost' ? 1 : 0;
    if (author !== null) counts.set(author, (counts.get(author) ?? 0) + wrote);
    for (const { people } of reactions) for (const key of people) counts.set(key, counts.get(key) ?? 0);
  }
  return [...counts].map(([key, count]) => ({ key, name: names.get(key) || key || '?', messages: count }));
}

function conversationsOf(names: ReadonlyMap<string, string>, messages: readonly ChatMessage[]): ChatConversation[] {
  const counts = new Map<string, number>();
  for (const { conversation } of messages) counts.set(conversation, (counts.get(conversation) ?? 0) + 1);
  return [...counts].map(([key, count]) => ({ key, name: names.get(key) || key || '?', messages: count }));
}

function isSame(a: FoundMessage, b: FoundMessage): boolean {
  return (
    a.author === b.author &&
    timeText(a.time) === timeText(b.time) &&
    a.attachments.length === b.attachments.length &&
    JSON.stringify(a.body) === JSON.stringify(b.body)
  );
}

const timeText = (time: ChatTime | null): string => JSON.stringify(time);
