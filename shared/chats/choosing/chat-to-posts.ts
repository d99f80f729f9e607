/** The wanted messages of a chat as posts of a discussion. */
import { normaliseRichText } from '../../markdown/normalise';
import { plainText } from '../../markdown/plain-text';
import { isEmoji } from '../../model/emoji';
import type { RichText, RichTextNode } from '../../model/rich-text';
import type { Chat, ChatAttachment, ChatMessage, ChatReaction } from '../types';
import { paragraph, remark, textNode } from '../words/body';
import { oneLine } from '../words/one-line';
import { type ChatSelection, selectMessages } from './select-messages';
import type { TimeChoices, TimedMessage } from './times';

export interface ChatChoices {
  readonly selection: ChatSelection;
  readonly times: TimeChoices;
}

export interface ChatPost {
  /** Of the message. */
  readonly key: string;
  readonly authorKey: string | null;
  /** Null for nobody that the export names. */
  readonly authorName: string | null;
  /** Milliseconds since 1970; later than that of the post before. */
  readonly at: number;
  /** Key of an earlier post. */
  readonly replyToKey: string | null;
  readonly body: RichText;
  /** Only real emoji; one per person where the export names them, else one by nobody (`name` null) per emoji. */
  readonly reactions: readonly {
    readonly emoji: string;
    readonly person: string | null;
    readonly name: string | null;
  }[];
  /** It begins with a line of what it answers, which is not among the posts. */
  readonly isQuoting: boolean;
  /** What became lines of the body because posts have no files. */
  readonly attachmentsAsText: readonly string[];
}

const QUOTE_LENGTH = 120;

function attachmentLine({ name, url, missing }: ChatAttachment): {
  readonly words: string;
  readonly node: RichTextNode;
} {
  const label = url === null ? textNode(name) : textNode(name, [{ type: 'link', attrs: { href: url, title: null } }]);
  const note = missing ? ' (not in the export)' : '';
  return { words: `Attachment: ${name}${note}`, node: paragraph([textNode('Attachment: '), label, textNode(note)]) };
}

/** Reactions with pictures of the program's own, and how many reacted where nobody is named. */
function otherReactions(reactions: readonly ChatReaction[]): RichTextNode[] {
  const words = reactions.flatMap(({ emoji, people, count }) => {
    const unnamed = count - people.length;
    if (!isEmoji(emoji)) return [`${oneLine(emoji, 60)} ${count}`];
    return unnamed > 0 ? [`${emoji} ${unnamed}`] : [];
  });
  return words.length === 0 ? [] : [remark(`Reactions: ${words.join(', ')}`)];
}

class PostMaker {
  private readonly messages: ReadonlyMap<string, ChatMessage>;
  private readonly names: ReadonlyMap<string, string>;
  private made = new Set<string>();

  constructor(chat: Chat) {
    this.messages = new Map(chat.messages.map((message) => [message.key, message]));
    this.names = new Map(chat.people.map(({ key, name }) => [key, name]));
  }

  /** What is made from here on answers nothing that was made before. */
  beginThread(): void {
    this.made = new Set();
  }

  make(message: ChatMessage, at: number): ChatPost {
    const { key, author, replyTo, attachments, reactions } = message;
    const lines = attachments.map(attachmentLine);
    const isThere = replyTo !== null && this.made.has(replyTo);
    this.made.add(key);
    const extra = [...lines.map(({ node }) => node), ...otherReactions(reactions), ...this.remarks(message)];
    const quote = replyTo === null || isThere ? [] : this.quote(replyTo);
    return {
      key,
      authorKey: author,
      authorName: author === null ? null : (this.names.get(author) ?? author),
      at,
      replyToKey: isThere ? replyTo : null,
      body:
        extra.length + quote.length === 0
          ? message.body
          : normaliseRichText({ type: 'doc', content: [...quote, ...(message.body.content ?? []), ...extra] }),
      reactions: reactions.flatMap(({ emoji, people }) =>
        isEmoji(emoji) ? people.map((person) => ({ emoji, person, name: this.names.get(person) ?? null })) : [],
      ),
      isQuoting: quote.length > 0,
      attachmentsAsText: lines.map(({ words }) => words),
    };
  }

  private remarks({ deleted, edited, editedAt, body }: ChatMessage): RichTextNode[] {
    if (deleted) return [remark((body.content ?? []).length === 0 ? 'This message was deleted.' : '(deleted)')];
    // With a time it is a fact of the post.
    return edited && editedAt === null ? [remark('(edited)')] : [];
  }

  /** The message that was answered is not among the posts: its first words stand above. */
  private quote(replyTo: string): RichTextNode[] {
    const answered = this.messages.get(replyTo);
    const words =
      answered === undefined ? '' : oneLine(plainText(answered.body).slice(0, 4 * QUOTE_LENGTH), QUOTE_LENGTH);
    if (answered === undefined || words === '') return [];
    const name = answered.author === null ? '' : `${this.names.get(answered.author) ?? ''}: `;
    return [{ type: 'blockquote', content: [paragraph([textNode(`${name}${words}`)])] }];
  }
}

/**
 * Makes the posts of one thread at a time, out of messages of the chat, earliest first. Equal times are told apart by
 * milliseconds, so that the order stays.
 */
export function makePoster(chat: Chat): (messages: Iterable<TimedMessage>) => Generator<ChatPost> {
  const maker = new PostMaker(chat);
  return function* posts(messages) {
    maker.beginThread();
    let last = Number.NEGATIVE_INFINITY;
    for (const [message, at] of messages) {
      last = at > last ? at : last + 1;
      yield maker.make(message, last);
    }
  };
}

/** The wanted posts of a chat as one thread. */
export function chatToPosts(chat: Chat, { selection, times }: ChatChoices): Generator<ChatPost> {
  return makePoster(chat)(selectMessages(chat, selection, times));
}
