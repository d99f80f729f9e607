/** What Telegram messages hold beside text: files, and forms that posts do not have. */
import type { RichTextNode } from '../../../model/rich-text';
import { MAX_REACTING, MAX_REACTIONS } from '../../limits';
import type { JsonObject } from '../../reading/json-repair';
import type { ChatAttachment, ChatReaction } from '../../types';
import { lastPart } from '../../words/addresses';
import { plainBlocks } from '../../words/body';
import { count, id, object, objects, text } from '../values';

/** `(File not included. Change data exporting settings to download.)`, alone or after the file's name. */
const LEFT_OUT = /^(?:(.{1,300}?) )?\((?:File|Photo) (?:not included|unavailable|exceeds)[^()]{0,200}\)$/s;

const KINDS: Readonly<Record<string, string>> = {
  voice_message: 'Voice message',
  video_message: 'Video message',
  video_file: 'Video',
  audio_file: 'Audio',
  animation: 'Animation',
};

function attachment(path: string, named: string | null, kind: string): ChatAttachment {
  const leftOut = LEFT_OUT.exec(path);
  const name = named ?? (leftOut === null ? lastPart(path) : lastPart(leftOut[1] ?? ''));
  return { name: name || kind, url: null, missing: leftOut !== null };
}

export function telegramAttachments(message: JsonObject): ChatAttachment[] {
  const found: ChatAttachment[] = [];
  const photo = text(message.photo);
  if (photo !== null) found.push(attachment(photo, null, 'Photo'));
  const file = text(message.file);
  const kind = text(message.media_type) ?? '';
  if (file !== null && kind !== 'sticker')
    found.push(
      attachment(file, text(message.file_name), Object.hasOwn(KINDS, kind) ? (KINDS[kind] ?? 'File') : 'File'),
    );
  return found;
}

function pollBlocks(poll: JsonObject): RichTextNode[] {
  const answers = objects(poll.answers, 50).map((answer): RichTextNode => {
    const voters = count(answer.voters);
    const words = `${text(answer.text) ?? '?'}${voters > 0 ? ` (${voters})` : ''}`;
    return { type: 'listItem', content: plainBlocks(words) };
  });
  const question = plainBlocks(`Poll: ${text(poll.question) ?? '?'}`);
  return answers.length === 0 ? question : [...question, { type: 'bulletList', content: answers }];
}

function locationWords(message: JsonObject): string {
  const { latitude, longitude } = object(message.location_information);
  const point = [id(latitude), id(longitude)].filter((part) => part !== null).join(', ');
  return [text(message.place_name), text(message.address), point].filter(Boolean).join(', ');
}

/** Words for what is no text and no file; null when there is nothing of the kind. */
export function telegramOtherForms(message: JsonObject): RichTextNode[] | null {
  if (message.poll != null) return pollBlocks(object(message.poll));
  if (message.media_type === 'sticker') return plainBlocks(text(message.sticker_emoji) ?? 'Sticker');
  if (message.contact_information != null) {
    const { first_name, last_name, phone_number } = object(message.contact_information);
    const words = [first_name, last_name, phone_number].flatMap((part) => text(part) ?? []).join(' ');
    return plainBlocks(`Contact: ${words}`);
  }
  if (message.location_information != null || text(message.place_name) !== null)
    return plainBlocks(`Location: ${locationWords(message)}`);
  if (message.game_title != null) return plainBlocks(`Game: ${text(message.game_title) ?? ''}`);
  if (message.invoice_information != null)
    return plainBlocks(`Invoice: ${text(object(message.invoice_information).title) ?? ''}`);
  return null;
}

export function telegramReactions(
  value: unknown,
  person: (key: string, name: string | null) => string,
): ChatReaction[] {
  return objects(value, MAX_REACTIONS).map((reaction): ChatReaction => {
    const emoji = text(reaction.emoji) ?? (reaction.type === 'paid' ? '⭐' : ':custom:');
    const people = objects(reaction.recent, MAX_REACTING).flatMap(({ from, from_id }) => {
      const key = id(from_id);
      return key === null ? [] : [person(key, text(from))];
    });
    return { emoji, people, count: Math.max(count(reaction.count), people.length, 1) };
  });
}
