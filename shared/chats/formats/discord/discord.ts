/** JSON of DiscordChatExporter: one file per channel or thread, or several parts of one. */
import type { RichTextNode } from '../../../model/rich-text';
import type { FoundMessage } from '../../collecting/chat-collector';
import { MAX_BODY } from '../../limits';
import type { FileHead } from '../../reading/heads';
import type { Plan } from '../../reading/json-records';
import type { JsonObject } from '../../reading/json-repair';
import type { ChatFile, ChatMessageKind } from '../../types';
import { makeBody, remark } from '../../words/body';
import { type FormatReader, type Found, type ReadContext, selectRecognised } from '../format-reader';
import { readJson } from '../read-json';
import { id, isoTime, object, objects, text } from '../values';
import { discordBlocks } from './discord-body';
import { discordAttachments, discordEmbeds, discordReactions, discordStickers } from './discord-extras';

const PLAN: Plan = {
  kind: 'object',
  name: 'export',
  keys: {
    guild: { kind: 'value', name: 'guild' },
    channel: { kind: 'value', name: 'channel' },
    messages: { kind: 'records' },
  },
};

/** Types with a number are those that the exporter has no name for: 20 and 23 are commands, 21 begins a thread. */
const SAID = new Set(['Default', 'Reply', '0', '19', '20', '21', '23']);
const PRESENCE = new Set(['RecipientAdd', 'RecipientRemove', 'GuildMemberJoin', '1', '2', '7']);

class DiscordFile {
  private channel = { key: 'channel', name: 'Channel' };

  constructor(
    private readonly file: ChatFile,
    private readonly context: ReadContext,
  ) {}

  setChannel(value: unknown): void {
    const { id: key, name } = object(value);
    this.channel = { key: id(key) ?? 'channel', name: text(name) ?? 'Channel' };
  }

  record(message: JsonObject, place: string): boolean {
    const key = id(message.id);
    if (key === null || typeof message.type !== 'string') return false;
    const { chat } = this.context;
    const time = isoTime(message.timestamp);
    if (time === null) this.problem('unreadable-time', place, String(message.timestamp ?? ''));
    const edited = isoTime(message.timestampEdited);
    const reference = object(message.reference);
    const isForward = message.forwardedMessage != null || reference.type === 'Forward';
    const referred = id(reference.messageId);
    const { body, attachments } = this.content(message, place);
    chat.add({
      key,
      kind: this.kind(message.type),
      conversation: chat.conversation(this.channel.key, this.channel.name),
      author: this.author(message, place),
      time,
      editedAt: edited?.kind === 'instant' ? edited.at : null,
      edited: edited !== null,
      deleted: false,
      replyTo: isForward ? null : referred,
      copyOf: isForward ? referred : null,
      body,
      attachments,
      reactions: discordReactions(message.reactions, (user) => this.person(user)),
      file: this.file.path,
      place,
    });
    return true;
  }

  private problem(
    code: 'unreadable-time' | 'unknown-author' | 'not-expressible' | 'too-long',
    place: string,
    what: string,
  ) {
    this.context.chat.problem(code, this.file.path, place, what);
  }

  private kind(type: string): ChatMessageKind {
    if (SAID.has(type)) return 'message';
    return PRESENCE.has(type) ? 'presence' : 'notice';
  }

  private person(user: JsonObject): string | null {
    const key = id(user.id);
    const name = text(user.nickname) ?? text(user.name);
    return key === null && name === null ? null : this.context.chat.person(key ?? `name:${name}`, name);
  }

  private author(message: JsonObject, place: string): string | null {
    const person = this.person(object(message.author));
    if (person === null) this.problem('unknown-author', place, JSON.stringify(message.author ?? null).slice(0, 200));
    return person;
  }

  private content(message: JsonObject, place: string): Pick<FoundMessage, 'body' | 'attachments'> {
    const names = new Map<string, string>();
    for (const user of objects(message.mentions, 100)) {
      const key = id(user.id);
      const name = text(user.nickname) ?? text(user.name);
      if (key !== null && name !== null) names.set(key, name);
    }
    const attachments = discordAttachments(message.attachments);
    const blocks = this.words(message, names, place);
    const forwarded = message.forwardedMessage == null ? null : object(message.forwardedMessage);
    if (forwarded !== null) {
      attachments.push(...discordAttachments(forwarded.attachments));
      blocks.push(remark('Forwarded:'), { type: 'blockquote', content: this.words(forwarded, names, place) });
    }
    if (blocks.length === 0 && attachments.length === 0) blocks.push(remark('(empty message)'));
    return { body: makeBody(blocks), attachments };
  }

  private words(message: JsonObject, names: ReadonlyMap<string, string>, place: string): RichTextNode[] {
    const content = text(message.content) ?? '';
    if (content.length > MAX_BODY) this.problem('too-long', place, content);
    const stickers = discordStickers(message.stickers);
    if (stickers.length > 0) this.problem('not-expressible', place, 'sticker');
    return [
      ...discordBlocks(content.slice(0, MAX_BODY), names),
      ...stickers,
      ...discordEmbeds(message.embeds, content),
    ];
  }
}

async function read(files: readonly ChatFile[], context: ReadContext): Promise<Found> {
  const guilds = new Set<string>();
  const channels = new Set<string>();
  for (const file of files) {
    const reading = new DiscordFile(file, context);
    await readJson(file, context, {
      plan: PLAN,
      isRecord: (value) => id(value.id) !== null && 'timestamp' in value && 'content' in value,
      value: (name, value) => {
        const label = text(object(value).name);
        if (name === 'channel') reading.setChannel(value);
        if (label !== null) (name === 'channel' ? channels : guilds).add(label);
      },
      record: (record, place) => reading.record(record, place),
    });
  }
  const names = [...(guilds.size === 1 ? guilds : []), ...(channels.size === 1 ? channels : [])];
  return { title: names.length === 0 ? null : names.join(' – ') };
}

function recognises({ text: head }: FileHead): boolean {
  return (
    /^\s{0,100}\{\s{0,20}"guild"\s{0,20}:\s{0,20}\{/.test(head) &&
    /"channel"\s{0,20}:\s{0,20}\{/.test(head) &&
    /"messages"\s{0,20}:\s{0,20}\[/.test(head)
  );
}

export const discord: FormatReader = {
  recognises,
  select: (files, head) => selectRecognised(files, head, recognises),
  read,
};
