/** A chat that was exported from another program, in one shape whatever program it was. Plain data, immutable. */
import type { RichText } from '../model/rich-text';

export const CHAT_FORMATS = ['slack', 'discord', 'whatsapp', 'telegram', 'webvtt', 'irc', 'twitter', 'mbox'] as const;
export type ChatFormat = (typeof CHAT_FORMATS)[number];

/** One file of an export: a single one, one of a folder, or one inside a zip archive. */
export interface ChatFile {
  /** Relative to what was chosen, with `/`. */
  readonly path: string;
  /** Bytes; null when it is not known before reading. */
  readonly size: number | null;
  /** The content from the start; may be called again. */
  bytes(): AsyncIterable<Uint8Array>;
}

/** A time as the wall clock of a place that the export does not name showed it. */
export interface WallClock {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export type ChatTime =
  /** Milliseconds since 1970: the export says which moment it was. */
  | { readonly kind: 'instant'; readonly at: number }
  /** The export gives no time zone: the person says which one it is. */
  | { readonly kind: 'wall'; readonly clock: WallClock }
  /** Seconds from the beginning of a recording. */
  | { readonly kind: 'offset'; readonly seconds: number };

export interface ChatPerson {
  /** Unlike that of anybody else in the chat: an id of the other program, or the name. */
  readonly key: string;
  /** As shown there; never empty. */
  readonly name: string;
  /** How many messages are theirs; 0 for who only reacted, came or went. */
  readonly messages: number;
}

/** What was sent with a message: its bytes are not imported, its name is never lost. */
export interface ChatAttachment {
  readonly name: string;
  /** Where it is said to be, without anything secret in it (tokens, signatures); null when that is not told. */
  readonly url: string | null;
  /** The export says that the file is not in it. */
  readonly missing: boolean;
}

export interface ChatReaction {
  readonly emoji: string;
  /** Keys of people; fewer than `count` when the export does not name them all. */
  readonly people: readonly string[];
  readonly count: number;
}

export type ChatMessageKind =
  | 'message'
  /** Somebody came, left, was added or removed. */
  | 'presence'
  /** The other program says something: a topic was changed, a call ended, messages are encrypted. */
  | 'notice'
  /** The same words of somebody again: a retweet, a forwarded copy of a message of this chat. */
  | 'repost';

export interface ChatMessage {
  /** Unlike that of any other message of the chat. */
  readonly key: string;
  readonly kind: ChatMessageKind;
  /** Key of a conversation. */
  readonly conversation: string;
  /** Key of a person; null when nobody is named. */
  readonly author: string | null;
  readonly time: ChatTime | null;
  readonly editedAt: number | null;
  /** It was changed after it was sent; true also where the export does not say when. */
  readonly edited: boolean;
  /** It was deleted there; what is left of it is in `body`. */
  readonly deleted: boolean;
  /** Key of the message it answers, where that one is in the chat. */
  readonly replyTo: string | null;
  readonly body: RichText;
  readonly attachments: readonly ChatAttachment[];
  readonly reactions: readonly ChatReaction[];
}

/** A channel, a group, a meeting, a thread of mail. */
export interface ChatConversation {
  readonly key: string;
  readonly name: string;
  readonly messages: number;
}

/** Something that could not be read or expressed, and where: the rest is not affected by it. */
export interface ChatProblem {
  readonly code: ChatProblemCode;
  /** Path of the file. */
  readonly file: string;
  /** `line 12`, `message 40`, `byte 1234`; '' for the whole file. */
  readonly place: string;
  /** A few words of what stands there, without control characters, at most 120. */
  readonly excerpt: string;
}

export const CHAT_PROBLEM_CODES = [
  /** A message has not the shape that it should have, and was left out. */
  'malformed',
  /** Its author is nobody that the export knows; it is there, under the id that it has or as by nobody. */
  'unknown-author',
  /** It answers a message that is not in the export; it is there, without the reference. */
  'unknown-reply',
  /** Its time cannot be read; it stands where it stood. */
  'unreadable-time',
  /** A file of the export could not be read to its end. */
  'broken-file',
  /** A file of the export that is not part of a chat. */
  'unknown-file',
  /** Bytes that are no text in the file's encoding; they are shown as U+FFFD. */
  'bad-encoding',
  /** A form that posts do not have (a poll, a location, a sticker): its words are there. */
  'not-expressible',
  /** Longer than a post may be: cut. */
  'too-long',
] as const;
export type ChatProblemCode = (typeof CHAT_PROBLEM_CODES)[number];

/** The order in which a date such as 03/04/2026 is written. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** A whole export, read. Messages are in the order of their times, those without one where they stood. */
export interface Chat {
  readonly format: ChatFormat;
  /** A name for what is imported, from the export or its file name; never empty. */
  readonly title: string;
  readonly people: readonly ChatPerson[];
  readonly conversations: readonly ChatConversation[];
  readonly messages: readonly ChatMessage[];
  /** At most 1,000; `problemCount` counts all. */
  readonly problems: readonly ChatProblem[];
  readonly problemCount: number;
  /** How dates were read, where the export leaves it open; null when there was nothing to decide. */
  readonly dateOrder: { readonly used: DateOrder; readonly certain: boolean } | null;
}

/** Of an AbortSignal what is needed here: `shared` knows neither DOM nor Node. */
export interface StopSignal {
  /** Throws the reason once the reading is to stop. */
  throwIfAborted(): void;
}

export interface ReadChatOptions {
  readonly signal: StopSignal;
  /** Bytes read so far, of all; called at most every 50 ms. */
  readonly progress: (done: number, all: number | null) => void;
  /** What the person says about ambiguous dates. */
  readonly dateOrder?: DateOrder;
  /** Name of the file or folder that was chosen: a title where the export has none. */
  readonly name?: string;
}
