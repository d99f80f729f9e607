/**
 * Text inside a line, written without mdast-util-to-markdown where nothing in it needs more than a backslash. That takes a
 * twentieth of the time; null for everything else. `round-trip-more.property.test.ts` holds both to equal output.
 */
import type { Delete, Emphasis, Link, PhrasingContent, Strong, Text } from 'mdast';
import { PLAIN_ADDRESS } from './addresses';

/** Signs that always or sometimes mean something. Without them text is written as it is. */
const MAY_MEAN = /[\\`*_~<[\]&\t\r\n]/;
/** What cannot be told without looking further: the slow way is taken. */
const NEEDS_CARE = /[\\\t\r\n]|\]\(|<(?! )|&(?:[#A-Za-z]|$)|(?<![A-Za-z0-9]{2})_|_(?![_]*[A-Za-z0-9]{2})/;
const ALWAYS_ESCAPED = /[`*~[]/g;

/** Nothing that begins with one of these is taken for a block: no list, heading, rule, table, quote, fence or HTML. */
export const LINE_START = /^(?:[A-Za-z"'(]|[^\p{ASCII}\s]|\d(?!\d{0,12}[.)]))/u;
const LETTER = /[\p{L}\p{N}]/u;
/** Ends of a marked text that are neither letters nor white space, nor signs of Markdown. */
const POINTED = /[!"'(),.:;?“”‘’„…]/;
/** Signs of Markdown that a backslash would stand before, or that a mark beside them could be taken for. */
const MARK_BESIDE = /[`*~_[\]\\]/;
const PLAIN_TARGET = /^[\w\-./:?#@!$',;=%~+*]+$/;
const PLAIN_TITLE = /^[^\\"&\p{Cc}]+$/u;

function words(value: string): string | null {
  if (!MAY_MEAN.test(value)) return value;
  if (NEEDS_CARE.test(value)) return null;
  return value.replace(ALWAYS_ESCAPED, '\\$&');
}

/** Inside a link brackets would end it. */
function linkWords(node: Link): string | null {
  const [only, ...others] = node.children;
  if (only?.type !== 'text' || others.length > 0 || only.value === '' || /[[\]]/.test(only.value)) return null;
  return words(only.value);
}

function link(node: Link): string | null {
  const [only, ...others] = node.children;
  const label = only?.type === 'text' && others.length === 0 ? only.value : null;
  const title = node.title ?? '';
  if (title === '' && (label === node.url || `mailto:${label ?? ''}` === node.url) && PLAIN_ADDRESS.test(node.url))
    return PLAIN_TARGET.test(node.url) && /^[a-z][a-z]+:/i.test(node.url) ? `<${label}>` : null;
  const shown = linkWords(node);
  if (shown === null || !PLAIN_TARGET.test(node.url)) return null;
  if (title === '') return `[${shown}](${node.url})`;
  return PLAIN_TITLE.test(title) ? `[${shown}](${node.url} "${title}")` : null;
}

const MARKERS = { strong: '**', emphasis: '*', delete: '~~' } as const;

/** The sign that a neighbour ends or begins with, as far as marks care: a space for the end of a line. */
function edge(node: PhrasingContent | undefined, end: boolean): string {
  if (node === undefined || node.type === 'break') return ' ';
  if (node.type === 'text') return node.value.charAt(end ? node.value.length - 1 : 0);
  return node.type === 'html' ? '<' : '*';
}

/** Whether a mark may stand between the two: beside punctuation that it covers there must be no letter. */
const stands = (inside: string, outside: string): boolean =>
  !MARK_BESIDE.test(outside) &&
  (LETTER.test(inside) || (POINTED.test(inside) && (outside === ' ' || POINTED.test(outside) || outside === '<')));

function marked(
  { type, children }: Strong | Emphasis | Delete,
  previous: PhrasingContent | undefined,
  next: PhrasingContent | undefined,
): string | null {
  const [only, ...others] = children;
  if (only?.type !== 'text' || others.length > 0) return null;
  const { value } = only;
  if (!stands(value.charAt(0), edge(previous, true)) || !stands(value.charAt(value.length - 1), edge(next, false)))
    return null;
  const inside = words(value);
  return inside === null ? null : `${MARKERS[type]}${inside}${MARKERS[type]}`;
}

const isMark = (node: PhrasingContent | undefined): boolean => node !== undefined && node.type in MARKERS;

/** Text beside a mark, a link or another text: its end there must not need a backslash, nor the neighbour's beginning. */
function text(node: Text, previous: PhrasingContent | undefined, next: PhrasingContent | undefined): string | null {
  const { value } = node;
  if (value === '') return null;
  const first = previous === undefined || previous.type === 'break';
  const last = next === undefined || next.type === 'break';
  if (first && !LINE_START.test(value)) return null;
  const end = value.charAt(value.length - 1);
  if (last ? /[\s#]/.test(end) : end === '!' || end === ']') return null;
  if (isMark(previous) && MARK_BESIDE.test(value.charAt(0))) return null;
  if (isMark(next) && MARK_BESIDE.test(end)) return null;
  return words(value);
}

/** Code without backticks and pipes, and without spaces at its ends. */
const PLAIN_CODE = /^[^`|\s](?:[^`|\r\n]*[^`|\s])?$/;

function sign(
  node: PhrasingContent,
  previous: PhrasingContent | undefined,
  next: PhrasingContent | undefined,
): string | null {
  switch (node.type) {
    case 'text':
      return text(node, previous, next);
    case 'break':
      return previous === undefined || next === undefined || next.type === 'break' ? null : '\\\n';
    case 'html':
      // At the beginning of a line it would be a block.
      return previous === undefined || previous.type === 'break' ? null : node.value;
    case 'inlineCode':
      return PLAIN_CODE.test(node.value) && previous?.type !== 'inlineCode' ? `\`${node.value}\`` : null;
    case 'strong':
    case 'emphasis':
    case 'delete':
      return marked(node, previous, next);
    case 'link':
      return link(node);
    default:
      return null;
  }
}

/** The Markdown of a line of text, or null. */
export function quickPhrasing(nodes: readonly PhrasingContent[]): string | null {
  let result = '';
  for (let index = 0; index < nodes.length; index++) {
    const part = sign(nodes[index] as PhrasingContent, nodes[index - 1], nodes[index + 1]);
    if (part === null) return null;
    result += part;
  }
  return result === '' ? null : result;
}
