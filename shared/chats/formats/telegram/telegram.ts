/** Telegram Desktop, "machine-readable JSON": `result.json` of one chat, or of a whole account. */
import type { RichTextNode } from '../../../model/rich-text';
import type { FoundMessage } from '../../collecting/chat-collector';
import { MAX_BODY } from '../../limits';
import type { FileHead } from '../../reading/heads';
import type { Plan } from '../../reading/json-records';
import type { JsonObject } from '../../reading/json-repair';
import type { ChatFile, ChatMessageKind, ChatTime } from '../../types';
import { makeBody, plainBlocks, remark } from '../../words/body';
import { oneLine } from '../../words/one-line';
import { type FormatReader, type Found, type ReadContext, selectRecognised } from '../format-reader';
import { readJson } from '../read-json';
import { id, isoTime, list, text, unixSeconds } from '../values';
import { telegramBlocks } from './telegram-body';
import { telegramAttachments, telegramOtherForms, telegramReactions } from './telegram-extras';

const CHAT_KEYS: Readonly<Record<string, Plan>> = {
  name: { kind: 'value', name: 'name' },
  type: { kind: 'value', name: 'type' },
  id: { kind: 'value', name: 'id' },
  messages: { kind: 'records' },
};
const CHATS: Plan = {
  kind: 'object',
  name: 'chats',
  keys: { list: { kind: 'list', of: { kind: 'object', name: 'chat', keys: CHAT_KEYS } } },
};
/** One chat, or an account with many. */
const PLAN: Plan = { kind: 'object', name: 'export', keys: { ...CHAT_KEYS, chats: CHATS, left_chats: CHATS } };

/** Actions of people who come and go; all other service messages are notices. */
const PRESENCE = new Set([
  'create_group',
  'invite_members',
  'remove_members',
  'join_group_by_link',
  'join_group_by_request',
  'joined_telegram',
]);

const timeOf = (unix: unknown, text: unknown): ChatTime | null => unixSeconds(unix) ?? isoTime(text);

/** `create_group` as words, with what the record says about it. */
function serviceWords(message: JsonObject): string {
  const action = (text(message.action) ?? text(message.information_text) ?? 'service message').replaceAll('_', ' ');
  const members = list(message.members).flatMap((member) => text(member) ?? []);
  const about = [text(message.title), text(message.new_title), ...members].filter(Boolean);
  return [text(message.actor), action, about.length === 0 ? null : `(${about.join(', ')})`].filter(Boolean).join(' ');
}

class TelegramFile {
  key = 'chat';
  name: string | null = null;

  constructor(
    private readonly file: ChatFile,
    private readonly context: ReadContext,
  ) {}

  opened(): void {
    this.key = 'chat';
    this.name = null;
  }

  value(name: string, value: unknown): void {
    if (name === 'id') this.key = id(value) ?? 'chat';
    if (name === 'name') this.name = text(value);
    if (name === 'type' && value === 'saved_messages') this.name ??= 'Saved messages';
    if (name === 'type' && value === 'replies') this.name ??= 'Replies';
  }

  record(message: JsonObject, place: string): boolean {
    const own = id(message.id);
    if (own === null || text(message.type) === null) return false;
    const { chat } = this.context;
    const time = timeOf(message.date_unixtime, message.date);
    if (time === null) this.problem('unreadable-time', place, String(message.date ?? ''));
    const edited = timeOf(message.edited_unixtime, message.edited);
    const { kind, body, attachments } = this.content(message, place);
    chat.add({
      key: `${this.key}/${own}`,
      kind,
      conversation: chat.conversation(this.key, this.name ?? 'Chat'),
      author: this.author(message, place),
      time,
      editedAt: edited?.kind === 'instant' ? edited.at : null,
      edited: edited !== null,
      deleted: false,
      replyTo: this.answered(message),
      body,
      attachments,
      reactions: telegramReactions(message.reactions, (key, name) => chat.person(key, name)),
      file: this.file.path,
      place,
    });
    return true;
  }

  private problem(
    code: 'unreadable-time' | 'unknown-author' | 'not-expressible' | 'too-long',
    place: string,
    excerpt: string,
  ) {
    this.context.chat.problem(code, this.file.path, place, excerpt);
  }

  /** A message of another chat of the account is named with that chat: `channel12` has the id 12 there. */
  private answered(message: JsonObject): string | null {
    const own = id(message.reply_to_message_id);
    if (own === null) return null;
    const peer = id(message.reply_to_peer_id);
    return `${peer === null ? this.key : peer.replace(/^[a-z]{1,20}/, '')}/${own}`;
  }

  private author(message: JsonObject, place: string): string | null {
    const { chat } = this.context;
    const key = id(message.from_id) ?? id(message.actor_id);
    const name = text(message.from) ?? text(message.actor);
    if (key !== null) {
      if (name === null && !chat.knows(key)) this.problem('unknown-author', place, key);
      return chat.person(key, name ?? (chat.knows(key) ? null : 'Deleted account'));
    }
    if (name !== null) return chat.person(`name:${name}`, name);
    if (message.type === 'message') this.problem('unknown-author', place, '');
    return null;
  }

  private content(message: JsonObject, place: string): Pick<FoundMessage, 'kind' | 'body' | 'attachments'> {
    const attachments = telegramAttachments(message);
    if (message.type === 'service') {
      const kind: ChatMessageKind = PRESENCE.has(String(message.action)) ? 'presence' : 'notice';
      return { kind, body: makeBody(plainBlocks(serviceWords(message))), attachments };
    }
    const other = telegramOtherForms(message);
    if (other !== null || message.type === 'unsupported')
      this.problem('not-expressible', place, text(message.media_type) ?? 'other form');
    const forwarded = text(message.forwarded_from);
    const blocks = [
      ...(forwarded === null ? [] : [remark(`Forwarded from ${oneLine(forwarded, 100)}`)]),
      ...this.words(message, place),
      ...(other ?? []),
    ];
    if (message.type === 'unsupported') blocks.push(remark('(a message that Telegram does not export)'));
    else if (blocks.length === 0 && attachments.length === 0) blocks.push(remark('(empty message)'));
    return { kind: 'message', body: makeBody(blocks), attachments };
  }

  /** `text_entities` is the same again, for versions that leave `text` out. */
  private words({ text: words, text_entities: entities }: JsonObject, place: string): RichTextNode[] {
    if (typeof words !== 'string') return telegramBlocks(list(words).length > 0 ? words : entities);
    if (words.length > MAX_BODY) this.problem('too-long', place, words);
    return telegramBlocks(words.slice(0, MAX_BODY));
  }
}

async function read(files: readonly ChatFile[], context: ReadContext): Promise<Found> {
  const names = new Map<string, string | null>();
  for (const file of files) {
    const reading = new TelegramFile(file, context);
    await readJson(file, context, {
      plan: PLAN,
      isRecord: (value) => id(value.id) !== null && typeof value.type === 'string' && 'date' in value,
      opened: (name) => {
        if (name !== 'chats') reading.opened();
      },
      value: (name, value) => {
        reading.value(name, value);
      },
      record: (record, place) => {
        names.set(reading.key, reading.name);
        return reading.record(record, place);
      },
    });
  }
  return { title: names.size === 1 ? ([...names.values()][0] ?? null) : null };
}

const CHAT_TYPES =
  /"type"\s{0,20}:\s{0,20}"(?:saved_messages|replies|personal_chat|bot_chat|private_group|private_supergroup|public_supergroup|private_channel|public_channel)"/;
const LIST = /"messages"\s{0,20}:\s{0,20}\[/;
const ACCOUNT =
  /^\s{0,100}\{\s{0,20}"about"\s{0,20}:[\s\S]{0,4000}"(?:personal_information|profile_pictures|contacts|chats)"\s{0,20}:/;

function recognises({ text: head }: FileHead): boolean {
  if (!/^\s{0,100}\{/.test(head)) return false;
  return (CHAT_TYPES.test(head) && LIST.test(head)) || ACCOUNT.test(head);
}

export const telegram: FormatReader = {
  recognises,
  select: (files, head) => selectRecognised(files, head, recognises),
  read,
};
