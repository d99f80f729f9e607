/** Which discussions a chat becomes. Pure. */
import { plainText } from '../../markdown/plain-text';
import type { ParticipantId, PostId } from '../../util/brand';
import type { TimedMessage } from '../choosing/times';
import type { Chat, ChatMessage } from '../types';
import { oneLine } from '../words/one-line';
import { type Arranged, arrange } from './arrange';
import { arrangeByQuestion } from './by-question';
import type { ChatPreview, ImportChoices, SampleMessage } from './choices';
import { COMFORTABLE_POSTS, type Division, divide, suggestDivision } from './divide';

export interface Part {
  readonly title: string;
  readonly messages: readonly TimedMessage[];
}

export interface Plan {
  readonly arranged: Arranged;
  readonly division: Division;
  readonly parts: readonly Part[];
}

/** The longest that a title can be typed. */
const MAX_TITLE = 300;

export function planOf(chat: Chat, choices: ImportChoices): Plan {
  const arranged = arrange(chat, choices);
  const { conversations, calendar, shownTime } = arranged;
  const times = conversations.map(({ messages }) => messages.map(shownTime));
  const division = choices.division ?? suggestDivision(times, calendar);
  const title = choices.title.trim();
  const parts = conversations.flatMap(({ name, messages }, index): Part[] =>
    divide(times[index] ?? [], division, calendar).map(({ label, from, to }) => ({
      title: titleOf(title, conversations.length > 1 || title === '' ? name : null, label),
      messages: messages.slice(from, to),
    })),
  );
  return { arranged, division, parts };
}

/** What tells discussions apart stands first: lists cut the end off. */
function titleOf(chat: string, conversation: string | null, label: string): string {
  const own = [conversation ?? chat, label].filter((part) => part !== '').join(', ');
  return (conversation === null || chat === '' || chat === conversation ? own : `${own} · ${chat}`).slice(0, MAX_TITLE);
}

/** How many numbered questions were asked in any one conversation; 0 where nobody answered by number. */
export function questionsIn(chat: Chat): number {
  // Chats of questions take an hour or two; longer ones are divided, and then questions lose their answers.
  const short = new Map(
    chat.conversations
      .filter(({ messages }) => messages <= COMFORTABLE_POSTS)
      .map(({ key }) => [key, [] as ChatMessage[]]),
  );
  for (const message of chat.messages) if (message.kind === 'message') short.get(message.conversation)?.push(message);
  const counts = [...short.values()].map((messages) => {
    const posts = messages.map((message) => ({
      id: message.key as PostId,
      author: (message.author ?? '') as ParticipantId,
      text: plainText(message.body),
      replyTo: message.replyTo as PostId | null,
    }));
    return arrangeByQuestion(posts)?.questions ?? 0;
  });
  return Math.max(0, ...counts);
}

/** Enough to see whether authors, times and words are right. */
const SAMPLE = 12;
const SAMPLE_WORDS = 240;
/** More are counted, not listed. */
const MOST_LISTED = 300;

export function previewOf({ arranged, division, parts }: Plan, questions: number): ChatPreview {
  const names = new Map(arranged.chat.people.map(({ key, name }) => [key, name]));
  const sample = (parts[0]?.messages ?? []).slice(0, SAMPLE).map((timed): SampleMessage => {
    const [{ key, author, body, attachments, deleted }] = timed;
    const words = oneLine(plainText(body).slice(0, 4 * SAMPLE_WORDS), SAMPLE_WORDS);
    return {
      key,
      name: author === null ? '' : (names.get(author) ?? ''),
      at: arranged.shownTime(timed),
      text: words || attachments.map(({ name }) => name).join(', ') || (deleted ? 'This message was deleted.' : ''),
    };
  });
  return {
    discussions: parts.slice(0, MOST_LISTED).map(({ title, messages }) => ({ title, posts: messages.length })),
    count: parts.length,
    posts: parts.reduce((sum, { messages }) => sum + messages.length, 0),
    division,
    questions,
    sample,
    first: arranged.first,
    last: arranged.last,
  };
}
