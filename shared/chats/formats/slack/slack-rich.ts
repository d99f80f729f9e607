/** Slack's blocks, of which `rich_text` is what a person typed, as rich text: docs.slack.dev, "Block Kit". */
import type { RichTextMark, RichTextNode } from '../../../model/rich-text';
import { MAX_NESTING } from '../../limits';
import type { JsonObject } from '../../reading/json-repair';
import { linkNode } from '../../words/addresses';
import { inlineBlocks, paragraph, textNode } from '../../words/body';
import { emojiOfCodes, namedEmoji } from '../../words/emoji-names';
import { id, object, objects, text } from '../values';
import { type SlackNames, slackBlocks, slackEntities } from './slack-text';

const MAX_ELEMENTS = 2000;

function marksOf(style: JsonObject): RichTextMark[] {
  return (['bold', 'italic', 'strike', 'code'] as const).flatMap((type) => (style[type] === true ? [{ type }] : []));
}

function words(element: JsonObject, names: SlackNames): string {
  switch (element.type) {
    case 'text':
      return text(element.text) ?? '';
    case 'user':
      return `@${names.person(id(element.user_id) ?? '') ?? id(element.user_id) ?? ''}`;
    case 'channel':
      return `#${names.channel(id(element.channel_id) ?? '') ?? id(element.channel_id) ?? ''}`;
    case 'usergroup':
      return `@${id(element.usergroup_id) ?? ''}`;
    case 'broadcast':
      return `@${text(element.range) ?? 'here'}`;
    case 'emoji': {
      const name = text(element.name) ?? '';
      return emojiOfCodes(text(element.unicode) ?? '') ?? namedEmoji(name) ?? `:${name}:`;
    }
    case 'date':
      return text(element.fallback) ?? '';
    case 'color':
      return text(element.value) ?? '';
    default:
      return text(element.text) ?? '';
  }
}

function inline(elements: unknown, names: SlackNames): RichTextNode[] {
  return objects(elements, MAX_ELEMENTS).flatMap((element): RichTextNode[] => {
    const marks = marksOf(object(element.style));
    if (element.type === 'link') {
      const href = text(element.url) ?? '';
      const link = linkNode(text(element.text) ?? href, href);
      return [{ ...link, marks: [...(link.marks ?? []), ...marks] }];
    }
    const plain = words(element, names);
    return plain === '' ? [] : [textNode(plain, marks)];
  });
}

function plainWords(elements: unknown): string {
  return objects(elements, MAX_ELEMENTS)
    .map((element) => text(element.text) ?? text(element.url) ?? '')
    .join('');
}

/** Lists of Slack follow each other with their depth; deeper ones belong to the item above. */
function listOf(element: JsonObject, names: SlackNames): RichTextNode {
  const ordered = element.style === 'ordered';
  const offset = typeof element.offset === 'number' ? element.offset : 0;
  const items = objects(element.elements, MAX_ELEMENTS).map(
    (item): RichTextNode => ({ type: 'listItem', content: inlineBlocks(inline(item.elements, names)) }),
  );
  return ordered
    ? { type: 'orderedList', attrs: { start: 1 + Math.max(0, Math.trunc(offset)) }, content: items }
    : { type: 'bulletList', content: items };
}

const isList = (node: RichTextNode | undefined) => node?.type === 'bulletList' || node?.type === 'orderedList';

/** Puts `list` into the last item of the list above, `depth` levels down. */
function nested(above: RichTextNode, list: RichTextNode, depth: number): RichTextNode {
  const items = above.content ?? [];
  const last = items.at(-1);
  if (depth === 0 || last === undefined) return above;
  const inner = last.content ?? [];
  const deepest = inner.at(-1);
  const content =
    depth > 1 && deepest !== undefined && isList(deepest)
      ? [...inner.slice(0, -1), nested(deepest, list, depth - 1)]
      : [...inner, list];
  return { ...above, content: [...items.slice(0, -1), { ...last, content }] };
}

function richText(block: JsonObject, names: SlackNames): RichTextNode[] {
  const blocks: RichTextNode[] = [];
  for (const element of objects(block.elements, MAX_ELEMENTS)) {
    switch (element.type) {
      case 'rich_text_list': {
        const list = listOf(element, names);
        const depth = typeof element.indent === 'number' ? Math.min(MAX_NESTING, Math.trunc(element.indent)) : 0;
        const above = blocks.at(-1);
        if (depth > 0 && above !== undefined && isList(above)) blocks[blocks.length - 1] = nested(above, list, depth);
        else blocks.push(list);
        break;
      }
      case 'rich_text_quote':
        blocks.push({ type: 'blockquote', content: inlineBlocks(inline(element.elements, names)) });
        break;
      case 'rich_text_preformatted': {
        const code = plainWords(element.elements);
        blocks.push({
          type: 'codeBlock',
          attrs: { language: null },
          content: code === '' ? [] : [{ type: 'text', text: code }],
        });
        break;
      }
      default:
        blocks.push(...inlineBlocks(inline(element.elements, names)));
    }
  }
  return blocks;
}

function textObject(value: unknown, names: SlackNames): RichTextNode[] {
  const { type, text: content } = object(value);
  const string = text(content) ?? '';
  return type === 'mrkdwn' ? slackBlocks(string, names) : inlineBlocks([textNode(slackEntities(string))]);
}

function kitBlock(block: JsonObject, names: SlackNames): RichTextNode[] {
  switch (block.type) {
    case 'rich_text':
      return richText(block, names);
    case 'header':
      return [{ type: 'heading', attrs: { level: 3 }, content: [textNode(text(object(block.text).text) ?? '')] }];
    case 'section':
      return [
        ...textObject(block.text, names),
        ...objects(block.fields, 20).flatMap((field) => textObject(field, names)),
      ];
    case 'context':
      return objects(block.elements, 20).flatMap((element) =>
        text(element.text) === null ? [] : textObject(element, names),
      );
    case 'image':
    case 'video': {
      const title = text(object(block.title).text) ?? text(block.alt_text);
      return title === null ? [] : [paragraph([textNode(title)])];
    }
    default:
      return [];
  }
}

export const slackKit = (blocks: unknown, names: SlackNames): RichTextNode[] =>
  objects(blocks, MAX_ELEMENTS).flatMap((block) => kitBlock(block, names));

/** Boxes of bots, and previews; those with what Slack made of an address in the words say nothing new. */
export function slackBoxes(attachments: unknown, names: SlackNames): RichTextNode[] {
  return objects(attachments, 20).flatMap((box): RichTextNode[] => {
    if (text(box.from_url) !== null && text(box.channel_id) === null) return [];
    const title = text(box.title);
    const href = text(box.title_link);
    const heading =
      title === null ? [] : [paragraph([href === null ? textNode(title, [{ type: 'bold' }]) : linkNode(title, href)])];
    const author = text(box.author_name);
    const inner = [
      ...slackBlocks(text(box.pretext) ?? '', names),
      ...(author === null ? [] : [paragraph([textNode(author)])]),
      ...heading,
      ...slackBlocks(text(box.text) ?? '', names),
      ...objects(box.fields, 20).flatMap(({ title: name, value }) =>
        slackBlocks(`*${text(name) ?? ''}* ${text(value) ?? ''}`, names),
      ),
      ...slackKit(box.blocks, names),
    ];
    const fallback = inner.length === 0 ? slackBlocks(text(box.fallback) ?? '', names) : inner;
    return fallback.length === 0 ? [] : [{ type: 'blockquote', content: fallback }];
  });
}
