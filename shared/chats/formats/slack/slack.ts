/** Export of a Slack workspace: lists of people and conversations, and a folder with a file per day for each of these. */
import type { RichTextNode } from '../../../model/rich-text';
import type { FoundMessage } from '../../collecting/chat-collector';
import { MAX_ATTACHMENTS, MAX_BODY, MAX_REACTING, MAX_REACTIONS } from '../../limits';
import type { FileHead } from '../../reading/heads';
import type { JsonObject } from '../../reading/json-repair';
import type { ChatAttachment, ChatFile, ChatMessageKind, ChatReaction } from '../../types';
import { fileAddress } from '../../words/addresses';
import { makeBody, remark, textNode } from '../../words/body';
import { namedEmoji } from '../../words/emoji-names';
import type { FormatReader, Found, ReadContext } from '../format-reader';
import { readJson } from '../read-json';
import { count, id, list, object, objects, text, unixSeconds } from '../values';
import { LISTS, nameOf, type SlackConversation, SlackLists } from './slack-lists';
import { slackBoxes, slackKit } from './slack-rich';
import { type SlackNames, slackBlocks } from './slack-text';

const PRESENCE = new Set(['channel_join', 'channel_leave', 'group_join', 'group_leave', 'bot_add', 'bot_remove']);
/** Subtypes of what somebody said; all others are what Slack says. */
const SAID = new Set([
  'bot_message',
  'me_message',
  'thread_broadcast',
  'file_share',
  'file_comment',
  'tombstone',
  'reply_broadcast',
  'message_replied',
  'slackbot_response',
  'file_mention',
  'message_deleted',
  'message_changed',
]);

const DAY = /^(?:.*\/)?([^/]{1,300})\/\d{4}-\d\d-\d\d\.json$/;

class SlackDay {
  private readonly conversation: SlackConversation;
  private readonly names: SlackNames;

  constructor(
    private readonly file: ChatFile,
    private readonly context: ReadContext,
    private readonly lists: SlackLists,
  ) {
    const folder = DAY.exec(file.path)?.[1] ?? 'messages';
    this.conversation = lists.conversations.get(folder) ?? { id: folder, name: `#${folder}` };
    this.names = {
      person: (key) => lists.people.get(key) ?? context.chat.nameOf(key),
      channel: (key) => lists.channelNames.get(key) ?? null,
    };
  }

  record(message: JsonObject, place: string): boolean {
    const stamp = id(message.ts);
    if (stamp === null || (message.type !== 'message' && message.type !== undefined)) return false;
    const { chat } = this.context;
    const time = unixSeconds(stamp);
    if (time === null) this.problem('unreadable-time', place, stamp);
    const thread = id(message.thread_ts);
    const edited = unixSeconds(object(message.edited).ts);
    const kind = this.kind(message);
    const { body, attachments } = this.content(message, place);
    chat.add({
      key: this.keyOf(stamp),
      kind,
      conversation: chat.conversation(this.conversation.id, this.conversation.name),
      author: this.author(message, kind, place),
      time,
      editedAt: edited?.kind === 'instant' ? edited.at : null,
      edited: message.edited != null,
      deleted: message.subtype === 'tombstone' || message.subtype === 'message_deleted',
      replyTo: thread === null || thread === stamp ? null : this.keyOf(thread),
      body,
      attachments,
      reactions: this.reactions(message),
      file: this.file.path,
      place,
    });
    return true;
  }

  private keyOf(stamp: string): string {
    return `${this.conversation.id}/${stamp}`;
  }

  private problem(code: 'unreadable-time' | 'unknown-author' | 'too-long', place: string, excerpt: string): void {
    this.context.chat.problem(code, this.file.path, place, excerpt);
  }

  private kind({ subtype }: JsonObject): ChatMessageKind {
    if (typeof subtype !== 'string' || SAID.has(subtype)) return 'message';
    return PRESENCE.has(subtype) ? 'presence' : 'notice';
  }

  /** Bots have names of their own, which can differ from message to message. */
  private author(message: JsonObject, kind: ChatMessageKind, place: string): string | null {
    const { chat } = this.context;
    const user = id(message.user) ?? id(object(message.comment).user);
    const bot = id(message.bot_id);
    const botName = text(message.username) ?? text(object(message.bot_profile).name);
    if (user === null || (message.subtype === 'bot_message' && botName !== null)) {
      if (bot !== null || botName !== null) return chat.person(`bot:${bot ?? ''}:${botName ?? ''}`, botName ?? bot);
      if (kind === 'message') this.problem('unknown-author', place, '');
      return null;
    }
    if (user === 'USLACKBOT') return chat.person(user, 'Slackbot');
    const name = this.lists.people.get(user) ?? nameOf(object(message.user_profile)) ?? botName;
    if (name === null && !chat.knows(user)) this.problem('unknown-author', place, user);
    return chat.person(user, name);
  }

  private content(message: JsonObject, place: string): Pick<FoundMessage, 'body' | 'attachments'> {
    const attachments = this.attachments(message);
    const words = text(message.text) ?? '';
    if (words.length > MAX_BODY) this.problem('too-long', place, words);
    const kit = slackKit(message.blocks, this.names);
    const blocks: RichTextNode[] = kit.length > 0 ? kit : slackBlocks(words.slice(0, MAX_BODY), this.names);
    const boxes = slackBoxes(message.attachments, this.names);
    const comment = text(object(message.comment).comment);
    if (comment !== null && !words.includes(comment)) blocks.push(...slackBlocks(comment, this.names));
    const all = [...blocks, ...boxes];
    if (all.length === 0 && attachments.length === 0)
      return { body: makeBody([remark('(empty message)')]), attachments };
    return { body: makeBody(message.subtype === 'me_message' ? asAction(all) : all), attachments };
  }

  private attachments(message: JsonObject): ChatAttachment[] {
    const files = message.files === undefined ? (message.file == null ? [] : [message.file]) : list(message.files);
    return objects(files, MAX_ATTACHMENTS).map((file) => ({
      name: text(file.name) ?? text(file.title) ?? 'File',
      url: fileAddress(file.url_private) ?? fileAddress(file.external_url),
      missing: file.mode === 'tombstone' || file.mode === 'hidden_by_limit',
    }));
  }

  private reactions(message: JsonObject): ChatReaction[] {
    return objects(message.reactions, MAX_REACTIONS).flatMap((reaction): ChatReaction[] => {
      const name = text(reaction.name);
      if (name === null) return [];
      const people = list(reaction.users)
        .slice(0, MAX_REACTING)
        .flatMap((user) => {
          const key = id(user);
          return key === null ? [] : [this.context.chat.person(key, this.lists.people.get(key) ?? null)];
        });
      const all = Math.max(count(reaction.count), people.length, 1);
      return [{ emoji: namedEmoji(name) ?? `:${name}:`, people, count: all }];
    });
  }
}

/** `/me waves`: as logs show it. */
function asAction(blocks: readonly RichTextNode[]): RichTextNode[] {
  return blocks.map((block, index) =>
    index === 0 && block.type === 'paragraph'
      ? { ...block, content: [textNode('* '), ...(block.content ?? [])] }
      : block,
  );
}

/** Where the export begins in what was chosen: the lists stand at its top. */
function topOf(files: readonly ChatFile[]): string {
  const listed = files.find(({ path }) => LISTS.test(path.split('/').at(-1) ?? ''));
  return listed === undefined ? '' : listed.path.slice(0, listed.path.lastIndexOf('/') + 1);
}

const isList = ({ path }: ChatFile) => LISTS.test(path.split('/').at(-1) ?? '');
/** People first: conversations are named after them. */
const listOrder = ({ path }: ChatFile) => (/users\.json$/.test(path) ? 0 : 1);

async function select(
  files: readonly ChatFile[],
  head: (file: ChatFile) => Promise<FileHead>,
): Promise<readonly ChatFile[]> {
  const top = topOf(files);
  const inside = files.filter(({ path }) => path.startsWith(top));
  const lists = inside.filter((file) => isList(file) && !file.path.slice(top.length).includes('/'));
  const days = inside.filter(({ path }) => DAY.test(path));
  if (days.length === 0) {
    const single: ChatFile[] = [];
    for (const file of inside) if (!isList(file) && isDay(await head(file))) single.push(file);
    days.push(...single);
  }
  return [
    ...lists.toSorted((a, b) => listOrder(a) - listOrder(b)),
    ...days.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  ];
}

async function read(files: readonly ChatFile[], context: ReadContext): Promise<Found> {
  const lists = new SlackLists();
  const conversations = new Set<string>();
  for (const file of files) {
    if (isList(file)) {
      await lists.read(file, context);
      continue;
    }
    const day = new SlackDay(file, context, lists);
    conversations.add(DAY.exec(file.path)?.[1] ?? '');
    await readJson(file, context, {
      plan: { kind: 'records' },
      isRecord: (value) => id(value.ts) !== null,
      record: (record, place) => day.record(record, place),
    });
  }
  const [only] = conversations;
  const name = conversations.size === 1 && only !== undefined ? lists.conversations.get(only)?.name : undefined;
  return { title: name ?? null };
}

const STAMP = /"ts"\s{0,20}:\s{0,20}"\d{9,11}\.\d{3,6}"/;

const isDay = ({ text: head }: FileHead): boolean =>
  /^\s{0,100}\[\s{0,100}\{/.test(head) && STAMP.test(head) && /"type"\s{0,20}:\s{0,20}"message"/.test(head);

export const slack: FormatReader = { recognises: isDay, select, read };
