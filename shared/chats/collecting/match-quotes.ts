/** A message that begins with somebody's words, quoted: which message they are from. */
import type { RichText, RichTextNode } from '../../model/rich-text';
import type { ChatMessage } from '../types';

/** Quotes shorter than this fit too many messages. */
const SHORTEST = 12;
/** Characters by which messages are looked up; the rest is compared. */
const INDEXED = SHORTEST;
/** A quote stands for a message of the recent past. */
const MOST_CANDIDATES = 50;
const LONGEST = 2000;

function nodeText(node: RichTextNode): string {
  if (node.type === 'hardBreak') return ' ';
  return node.text ?? (node.content ?? []).map(nodeText).join('');
}

/** Words only: quotes are wrapped anew, marked up, and cut. */
export function quoteWords(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** A shortened quote ends with dots, in brackets or not; what stands before them counts. */
function beforeEllipsis(text: string): string {
  const cut = /(?:\[?(?:…|\.{3})\]?)/.exec(text.slice(0, LONGEST));
  const before = cut === null ? text : text.slice(0, cut.index);
  return quoteWords(before).length >= SHORTEST ? before : text;
}

const blocksOf = (body: RichText): readonly RichTextNode[] => body.content ?? [];

/** The words of the quote with which a body begins, or null. */
function leadingQuote(body: RichText): string | null {
  const first = blocksOf(body)[0];
  if (first?.type !== 'blockquote') return null;
  const words = (first.content ?? []).map(nodeText).find((text) => quoteWords(text).length >= SHORTEST);
  return words === undefined ? null : quoteWords(beforeEllipsis(words));
}

/** Paragraphs that a quote can begin with, of the message's own words. */
function ownParagraphs(body: RichText): string[] {
  return blocksOf(body).flatMap((block) => (block.type === 'blockquote' ? [] : [quoteWords(nodeText(block))]));
}

type Quoting = Pick<ChatMessage, 'key' | 'conversation' | 'body'> & { readonly replyTo?: string | null };

/**
 * For each message that answers nothing by its own account and begins with a quote: the latest earlier message of its
 * conversation with a paragraph that begins with the quoted words, however much of them was left out at the end.
 */
export function matchQuotes(messages: readonly Quoting[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!messages.some(({ body }) => blocksOf(body)[0]?.type === 'blockquote')) return found;
  const index = new Map<string, { readonly key: string; readonly words: string }[]>();
  for (const { key, conversation, body, replyTo } of messages) {
    const quote = replyTo == null ? leadingQuote(body) : null;
    if (quote !== null) {
      const candidates = index.get(`${conversation}\n${quote.slice(0, INDEXED)}`) ?? [];
      const match = candidates.findLast(({ words }) => words.startsWith(quote) || quote.startsWith(words));
      if (match !== undefined) found.set(key, match.key);
    }
    for (const words of ownParagraphs(body)) {
      if (words.length < SHORTEST) continue;
      const place = `${conversation}\n${words.slice(0, INDEXED)}`;
      const list = index.get(place);
      if (list === undefined) index.set(place, [{ key, words }]);
      else {
        if (list.length >= MOST_CANDIDATES) list.shift();
        list.push({ key, words });
      }
    }
  }
  return found;
}
