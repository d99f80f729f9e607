/** Discord's Markdown, as its exporter leaves it in `content`, as rich text. */
import type { RichTextNode } from '../../../model/rich-text';
import { linkNode } from '../../words/addresses';
import { textNode } from '../../words/body';
import { type BlockRules, lightBlocks } from '../../words/light-blocks';
import { type Markup, type Piece, readMarkup } from '../../words/light-markup';

const ANGLED =
  /<(?:(@[!&]?|#)(\d{1,25})|a?:(\w{1,60}):\d{1,25}|t:(-?\d{1,12})(?::[tTdDfFR])?|(https?:\/\/[^\s<>]{1,2000}))>/y;
const NAMED_LINK =
  /\[([^[\]\n]{1,500})\]\(<?(https?:\/\/[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?)>?(?: "[^"\n]{0,200}")?\)/y;
const BARE = /https?:\/\/[^\s<>"`]{1,2000}/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function angled(names: ReadonlyMap<string, string>) {
  return (text: string, at: number): Piece | null => {
    const found = match(ANGLED, text, at);
    if (found === null) return null;
    const [whole, sign, id = '', emoji, unix, address] = found;
    const length = whole.length;
    if (sign !== undefined) return { nodes: [textNode(`${sign[0]}${names.get(id) ?? id}`)], length };
    if (emoji !== undefined) return { nodes: [textNode(`:${emoji}:`)], length };
    if (address !== undefined) return { nodes: [linkNode(address, address)], length };
    const time = new Date(Number(unix) * 1000);
    const words = Number.isNaN(time.getTime()) ? whole : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return { nodes: [textNode(words)], length };
  };
}

function named(text: string, at: number): Piece | null {
  const found = match(NAMED_LINK, text, at);
  return found === null ? null : { nodes: [linkNode(found[1] ?? '', found[2] ?? '')], length: found[0].length };
}

function bare(text: string, at: number): Piece | null {
  const found = match(BARE, text, at)?.[0].replace(/[).,:;!?'*_~|]+$/, '');
  return found === undefined || found.length < 10 ? null : { nodes: [linkNode(found, found)], length: found.length };
}

const SIGNS = [
  { sign: '**', mark: 'bold', atWords: false },
  { sign: '__', mark: null, atWords: false },
  { sign: '~~', mark: 'strike', atWords: false },
  { sign: '||', mark: null, atWords: false },
  { sign: '*', mark: 'italic', atWords: false },
  { sign: '_', mark: 'italic', atWords: true },
] as const;

const SPECIAL = /[*_~|`\\<[]|https?:/g;
const PLAIN = /^[^*_~|`\\<[]*$/;
const PLAIN_BLOCK = /^(?!(?:>|#|-|\*|\d| ))[^\n\r`]*$/;

/** `names`: of the people and channels that the message mentions, by id. */
export function discordBlocks(content: string, names: ReadonlyMap<string, string>): RichTextNode[] {
  const markup: Markup = {
    special: SPECIAL,
    signs: SIGNS,
    escapes: true,
    pieces: { '<': angled(names), '[': named, h: bare },
  };
  if (PLAIN_BLOCK.test(content) && PLAIN.test(content) && !content.includes('http'))
    return content.trim() === '' ? [] : [{ type: 'paragraph', content: [textNode(content)] }];
  const rules: BlockRules = {
    inline: (text) => readMarkup(text, markup),
    quote: /^> ?/,
    quoteAll: /^>>> /,
    headings: true,
    lists: true,
    code: (text) => text,
  };
  return lightBlocks(content, rules);
}
