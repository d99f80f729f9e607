/** Slack's mrkdwn as rich text: docs.slack.dev, "Formatting message text". */
import type { RichTextNode } from '../../../model/rich-text';
import { linkNode } from '../../words/addresses';
import { textNode } from '../../words/body';
import { namedEmoji } from '../../words/emoji-names';
import { type BlockRules, lightBlocks } from '../../words/light-blocks';
import { type Markup, type Piece, readMarkup } from '../../words/light-markup';

/** Names by id. */
export interface SlackNames {
  person(id: string): string | null;
  channel(id: string): string | null;
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

export const slackEntities = (text: string): string =>
  text.includes('&') ? text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity) : text;

const ANGLED = /<([^<>\n]{1,4000})>/y;

/** `<@U1|ann>`, `<#C1|general>`, `<!here>`, `<!date^…|fallback>`, `<https://…|words>` */
function angled(names: SlackNames) {
  return (text: string, at: number): Piece | null => {
    ANGLED.lastIndex = at;
    const found = ANGLED.exec(text);
    if (found === null) return null;
    const [whole, inner = ''] = found;
    const bar = inner.indexOf('|');
    const target = bar < 0 ? inner : inner.slice(0, bar);
    const label = bar < 0 ? null : slackEntities(inner.slice(bar + 1)) || null;
    return { nodes: [angledNode(target, label, names)], length: whole.length };
  };
}

function angledNode(target: string, label: string | null, names: SlackNames): RichTextNode {
  const id = target.slice(1);
  if (target.startsWith('@')) return textNode(`@${names.person(id) ?? label ?? id}`);
  if (target.startsWith('#')) return textNode(`#${label ?? names.channel(id) ?? id}`);
  if (target.startsWith('!')) {
    const [command = ''] = id.split('^');
    return textNode(label ?? `@${command}`);
  }
  const href = slackEntities(target);
  return linkNode(label ?? href.replace(/^mailto:/, ''), href);
}

function entity(text: string, at: number): Piece | null {
  const found = ['&amp;', '&lt;', '&gt;'].find((name) => text.startsWith(name, at));
  return found === undefined ? null : { nodes: [textNode(ENTITIES[found] ?? '')], length: found.length };
}

const EMOJI = /:([a-z0-9_+'-]{1,60}(?:::skin-tone-[2-6])?):/y;

function emoji(text: string, at: number): Piece | null {
  EMOJI.lastIndex = at;
  const found = EMOJI.exec(text);
  const character = found === null ? null : namedEmoji(found[1] ?? '');
  return found === null || character === null ? null : { nodes: [textNode(character)], length: found[0].length };
}

const SIGNS = [
  { sign: '*', mark: 'bold', atWords: true },
  { sign: '_', mark: 'italic', atWords: true },
  { sign: '~', mark: 'strike', atWords: true },
] as const;

const SPECIAL = /[*_~`<&:]/g;

export function slackBlocks(text: string, names: SlackNames): RichTextNode[] {
  const markup: Markup = {
    special: SPECIAL,
    signs: SIGNS,
    escapes: false,
    pieces: { '<': angled(names), '&': entity, ':': emoji },
  };
  const rules: BlockRules = {
    inline: (words) => readMarkup(words, markup).map((node) => decodedCode(node)),
    quote: /^(?:&gt;|>) ?/,
    quoteAll: /^(?:&gt;|>){3} ?/,
    headings: false,
    lists: false,
    code: slackEntities,
  };
  return lightBlocks(text, rules);
}

/** Code is taken as it stands, so its entities are still there. */
function decodedCode(node: RichTextNode): RichTextNode {
  const isCode = node.marks?.some(({ type }) => type === 'code') ?? false;
  return isCode && node.text !== undefined ? { ...node, text: slackEntities(node.text) } : node;
}
