/** What Discord messages hold beside text: files, stickers, boxes with previews, reactions. */
import type { RichTextNode } from '../../../model/rich-text';
import { MAX_ATTACHMENTS, MAX_REACTING, MAX_REACTIONS } from '../../limits';
import type { JsonObject } from '../../reading/json-repair';
import type { ChatAttachment, ChatReaction } from '../../types';
import { fileAddress, lastPart } from '../../words/addresses';
import { paragraph, textNode } from '../../words/body';
import { count, id, object, objects, text } from '../values';
import { discordBlocks } from './discord-body';

export function discordAttachments(value: unknown): ChatAttachment[] {
  return objects(value, MAX_ATTACHMENTS).map(({ url, fileName }) => ({
    name: text(fileName) ?? (lastPart(fileAddress(url) ?? text(url) ?? '') || 'File'),
    url: fileAddress(url),
    missing: false,
  }));
}

export function discordStickers(value: unknown): RichTextNode[] {
  return objects(value, MAX_ATTACHMENTS).map(({ name }) => paragraph([textNode(`Sticker: ${text(name) ?? '?'}`)]));
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

function embedBlocks(embed: JsonObject): RichTextNode[] {
  const title = text(embed.title);
  const url = text(embed.url);
  const heading = title === null ? [] : [textNode(title, [{ type: 'bold' }])];
  const linked = heading.map((node) =>
    url === null
      ? node
      : { ...node, marks: [...(node.marks ?? []), { type: 'link', attrs: { href: url, title: null } }] },
  );
  const author = text(object(embed.author).name);
  const footer = text(object(embed.footer).text);
  return [
    ...(author === null ? [] : [paragraph([textNode(author)])]),
    ...(linked.length === 0 ? [] : [paragraph(linked)]),
    ...discordBlocks(text(embed.description) ?? '', NO_NAMES),
    ...objects(embed.fields, 25).flatMap(({ name, value }) => [
      paragraph([textNode(text(name) ?? '', [{ type: 'bold' }])]),
      ...discordBlocks(text(value) ?? '', NO_NAMES),
    ]),
    ...(footer === null ? [] : [paragraph([textNode(footer)])]),
  ];
}

/** Boxes that a bot wrote; those that Discord makes of an address in the words say nothing that the person said. */
export function discordEmbeds(value: unknown, content: string): RichTextNode[] {
  return objects(value, 10).flatMap((embed): RichTextNode[] => {
    const url = text(embed.url);
    if (url !== null && content.includes(url)) return [];
    const inner = embedBlocks(embed);
    return inner.length === 0 ? [] : [{ type: 'blockquote', content: inner }];
  });
}

export function discordReactions(value: unknown, person: (user: JsonObject) => string | null): ChatReaction[] {
  return objects(value, MAX_REACTIONS).flatMap((reaction): ChatReaction[] => {
    const emoji = object(reaction.emoji);
    const name = text(emoji.name) ?? text(emoji.code);
    if (name === null) return [];
    const people = objects(reaction.users, MAX_REACTING).flatMap((user) => person(user) ?? []);
    const isOwn = id(emoji.id) !== null;
    return [{ emoji: isOwn ? `:${name}:` : name, people, count: Math.max(count(reaction.count), people.length, 1) }];
  });
}
