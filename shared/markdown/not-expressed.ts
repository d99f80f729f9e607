/** What of a Markdown text from elsewhere stays as words, loses its address or is read otherwise, and where. */
import type { Nodes } from 'mdast';
import { linkAddress } from './addresses';
import { frontMatterRefusal, readFrontMatter } from './front-matter';
import { isDeeplyNested } from './nesting';
import { overloadOf } from './overload';
import { parseMdast } from './parse';
import { ANCHOR_LINE } from './post-anchor';

export const NOT_EXPRESSED = [
  'html',
  'footnote',
  'maths',
  'directive',
  'wiki-link',
  'link',
  'picture',
  'alignment',
  'front-matter',
  'nesting',
  'signs',
  'too-long',
] as const;

export interface NotExpressed {
  readonly kind: (typeof NOT_EXPRESSED)[number];
  /** Of the text, from 1. */
  readonly line: number;
  /** The words it is about. */
  readonly text: string;
}

/** A longer list is no help. */
export const MOST_TOLD = 500;
/** Longer texts are not gone through a second time: reading takes seconds per million characters. */
const MAX_LENGTH = 1_000_000;
const MAX_TEXT = 120;

const OUR_COMMENT = /^<!--\/?[a-z:;]/;
const BREAK = /^(?:<br\s*\/?>\s*)+$/i;
const SIGNS: readonly (readonly [NotExpressed['kind'], RegExp])[] = [
  ['footnote', /\[\^[^\]\s]{1,60}\]/],
  ['maths', /\$\$|(?<![\w$\\])\$(?=[^\s$])[^$\n]{1,200}[^\s$\\]\$(?![\w$])/],
  ['wiki-link', /\[\[[^\][\n]{1,200}\]\]/],
];

const DIRECTIVE = /^:{2,}\s{0,3}\{?[a-z]/i;

/** A place that a link leads to; what an `a` of somebody else begins with is told, its end is not. */
const ANCHOR_PART = /^<a id="[\w-]+">$|^<\/a>$/;

function isOurs(html: string): boolean {
  return html
    .split('\n')
    .every((line) => line.trim() === '' || OUR_COMMENT.test(line) || ANCHOR_LINE.test(line) || ANCHOR_PART.test(line));
}

class Told {
  readonly list: NotExpressed[] = [];
  constructor(private readonly offset: number) {}

  add(kind: NotExpressed['kind'], line: number | undefined, text: string): void {
    if (this.list.length >= MOST_TOLD) return;
    this.list.push({
      kind,
      line: (line ?? 1) + this.offset,
      text: text.replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT),
    });
  }

  node(node: Nodes, hasPicture: (url: string) => boolean): void {
    const line = node.position?.start.line;
    switch (node.type) {
      case 'html':
        if (!isOurs(node.value) && !BREAK.test(node.value)) this.add('html', line, node.value);
        break;
      case 'link':
      case 'definition':
        if (linkAddress(node.url) === null && !node.url.startsWith('#')) this.add('link', line, node.url);
        break;
      case 'image':
        if (!hasPicture(node.url)) this.add('picture', line, node.url);
        break;
      case 'table':
        if (node.align?.some((align) => align !== null) === true) this.add('alignment', line, 'columns');
        break;
      case 'text':
        for (const [kind, sign] of SIGNS) {
          const found = sign.exec(node.value);
          if (found !== null) this.add(kind, line, found[0]);
        }
        break;
      case 'paragraph': {
        const [first] = node.children;
        if (first?.type === 'text' && DIRECTIVE.test(first.value)) this.add('directive', line, first.value);
        break;
      }
    }
  }
}

/** `hasPicture`: whether there is a picture for an address. Sorted by line. */
export function notExpressed(text: string, hasPicture: (url: string) => boolean): readonly NotExpressed[] {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const front = readFrontMatter(source);
  const told = new Told(front === null ? 0 : front.source.split('\n').length - 1);
  const refused = frontMatterRefusal(source);
  if (refused !== null) told.add('front-matter', 1, refused);
  const body = front === null ? source : front.body;
  if (body.length > MAX_LENGTH) {
    told.add('too-long', 1, `${String(body.length)} characters`);
    return told.list;
  }
  if (isDeeplyNested(body)) told.add('nesting', 1, '');
  const overload = overloadOf(body);
  if (overload !== null) told.add('signs', overload.line, '');
  const waiting: Nodes[] = [parseMdast(body)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    told.node(node, hasPicture);
    if ('children' in node) waiting.push(...node.children.toReversed());
  }
  return told.list.toSorted((a, b) => a.line - b.line);
}
