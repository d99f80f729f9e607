/** A chat with what a person chose for it: whose messages they are, when they were said, and which come in. Pure. */
import type { ParticipantId } from '../../util/brand';
import type { ChatSelection } from '../choosing/select-messages';
import { inRange, type TimedMessage, timedMessages } from '../choosing/times';
import type { Chat, ChatMessage, ChatPerson } from '../types';
import { type Calendar, calendarOf, parseDay } from './calendar';
import { type ImportChoices, personChoice } from './choices';
import type { LeftOut } from './report';

export interface ArrangedConversation {
  readonly name: string;
  /** Earliest first. */
  readonly messages: readonly TimedMessage[];
}

export interface Arranged {
  /** With people renamed and merged. */
  readonly chat: Chat;
  /** Of those who are participants of the notebook, by key. */
  readonly participants: ReadonlyMap<string, ParticipantId>;
  readonly calendar: Calendar;
  /** Those with messages that come in. */
  readonly conversations: readonly ArrangedConversation[];
  /** The time of a message as it is shown; null when nobody knows it. */
  readonly shownTime: (message: TimedMessage) => number | null;
  readonly left: LeftOut;
  /** Of all messages, those that stay out included. */
  readonly first: number | null;
  readonly last: number | null;
}

interface WithPeople {
  readonly chat: Chat;
  readonly participants: ReadonlyMap<string, ParticipantId>;
}

function withPeople(chat: Chat, choices: ImportChoices): WithPeople {
  const all = new Map<string, ChatPerson>(chat.people.map((person) => [person.key, person]));
  const kept = new Map<string, string>();
  const people = new Map<string, ChatPerson>();
  const participants = new Map<string, ParticipantId>();
  const keys = new Map<ParticipantId, string>();
  for (const person of chat.people) {
    const { key: own, choice } = personChoice(choices.people, person, all);
    // Two who are the same participant are one, as if they had been called the same.
    const key = choice.kind === 'participant' ? (keys.get(choice.id) ?? own) : own;
    const name = choice.name.trim() || person.name;
    kept.set(person.key, key);
    const known = people.get(key)?.messages ?? 0;
    people.set(key, { key, name, messages: known + person.messages });
    if (choice.kind !== 'participant') continue;
    participants.set(key, choice.id);
    keys.set(choice.id, key);
  }
  const merged = [...kept].some(([from, to]) => from !== to);
  const messages = merged ? chat.messages.map((message) => byKept(message, kept)) : chat.messages;
  return { chat: { ...chat, people: [...people.values()], messages }, participants };
}

function byKept(message: ChatMessage, kept: ReadonlyMap<string, string>): ChatMessage {
  const of = (key: string): string => kept.get(key) ?? key;
  return {
    ...message,
    author: message.author === null ? null : of(message.author),
    reactions: message.reactions.map(({ emoji, people, count }) => {
      // One person reacts once, under whatever names.
      const own = [...new Set(people.map(of))];
      return { emoji, people: own, count: count - people.length + own.length };
    }),
  };
}

function rangeOf({ from, to }: ImportChoices, { startOf }: Calendar): Pick<ChatSelection, 'from' | 'to'> {
  const [first, last] = [parseDay(from), parseDay(to)];
  return { from: first === null ? null : startOf(first), to: last === null ? null : startOf(last + 1) - 1 };
}

export function arrange(given: Chat, choices: ImportChoices): Arranged {
  const { chat, participants } = withPeople(given, choices);
  const calendar = calendarOf(choices.zone);
  const { start } = choices;
  const shownTime = ([{ time }, at]: TimedMessage): number | null =>
    time === null || (time.kind === 'offset' && start === null) ? null : at;
  const { from, to } = rangeOf(choices, calendar);
  const without = new Set(choices.without);
  const left = { conversations: 0, days: 0, presence: 0, notice: 0, repost: 0 };
  const rows = new Map<string, TimedMessage[]>();
  let [first, last]: [number | null, number | null] = [null, null];
  for (const timed of timedMessages(chat.messages, {
    zone: { kind: 'place', name: choices.zone },
    start: start ?? 0,
  })) {
    const [{ kind, conversation }, at] = timed;
    const shown = shownTime(timed);
    first ??= shown;
    last = shown ?? last;
    if (without.has(conversation)) left.conversations += 1;
    else if (kind !== 'message' && !choices.keep[kind]) left[kind] += 1;
    else if (shown !== null && !inRange(at, from, to)) left.days += 1;
    else {
      const row = rows.get(conversation);
      if (row === undefined) rows.set(conversation, [timed]);
      else row.push(timed);
    }
  }
  const conversations = chat.conversations.flatMap(({ key, name }) => {
    const messages = rows.get(key);
    return messages === undefined ? [] : [{ name, messages }];
  });
  return { chat, participants, calendar, conversations, shownTime, left, first, last };
}
