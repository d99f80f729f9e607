/** The blocks of messages in light markup: code between fences, quotes, headings, lists, paragraphs. */
import type { RichTextNode } from '../../model/rich-text';
import { inlineBlocks } from './body';

export interface BlockRules {
  inline(text: string): RichTextNode[];
  /** Begins a line of a quote, with what it takes: `> `. */
  readonly quote: RegExp;
  /** Makes everything that follows a quote; null where there is no such sign. */
  readonly quoteAll: RegExp | null;
  /** `# ` to `### `. */
  readonly headings: boolean;
  /** `- `, `* ` and `1. `. */
  readonly lists: boolean;
  /** What stands in code, if it is encoded. */
  code(text: string): string;
}

const FENCE = '```';
const HEADING = /^(#{1,3}) +(?=\S)/;
const BULLET = /^ {0,8}[-*] +(?=\S)/;
const NUMBER = /^ {0,8}(\d{1,9})[.)] +(?=\S)/;

type Kind = 'text' | 'quote' | 'bullets' | 'numbers' | 'heading';

function kindOf(line: string, rules: BlockRules): Kind {
  if (rules.quote.test(line)) return 'quote';
  if (rules.headings && HEADING.test(line)) return 'heading';
  if (rules.lists && BULLET.test(line)) return 'bullets';
  if (rules.lists && NUMBER.test(line)) return 'numbers';
  return 'text';
}

function listOf(lines: readonly string[], kind: 'bullets' | 'numbers', rules: BlockRules): RichTextNode {
  const sign = kind === 'bullets' ? BULLET : NUMBER;
  const start = Number(NUMBER.exec(lines[0] ?? '')?.[1] ?? 1);
  return {
    type: kind === 'bullets' ? 'bulletList' : 'orderedList',
    ...(kind === 'numbers' ? { attrs: { start } } : {}),
    content: lines.map((line) => ({
      type: 'listItem',
      content: inlineBlocks(rules.inline(line.replace(sign, ''))),
    })),
  };
}

/** Lines of one kind that follow each other. */
function group(lines: readonly string[], kind: Kind, rules: BlockRules): RichTextNode[] {
  switch (kind) {
    case 'text':
      return inlineBlocks(rules.inline(lines.join('\n')));
    case 'quote': {
      const words = lines.map((line) => line.replace(rules.quote, '')).join('\n');
      return [{ type: 'blockquote', content: inlineBlocks(rules.inline(words)) }];
    }
    case 'heading':
      return lines.map((line) => ({
        type: 'heading',
        attrs: { level: HEADING.exec(line)?.[1]?.length ?? 1 },
        content: rules.inline(line.replace(HEADING, '')),
      }));
    default:
      return [listOf(lines, kind, rules)];
  }
}

function lineBlocks(text: string, rules: BlockRules): RichTextNode[] {
  const blocks: RichTextNode[] = [];
  let kind: Kind = 'text';
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) for (const block of group(open, kind, rules)) blocks.push(block);
    open = [];
  };
  const lines = text.split(/\r\n|[\r\n]/);
  for (const [index, line] of lines.entries()) {
    if (rules.quoteAll?.test(line)) {
      close();
      const words = [line.replace(rules.quoteAll, ''), ...lines.slice(index + 1)].join('\n');
      blocks.push({ type: 'blockquote', content: inlineBlocks(rules.inline(words)) });
      return blocks;
    }
    const next = kindOf(line, rules);
    if (next !== kind) close();
    kind = next;
    open.push(line);
  }
  close();
  return blocks;
}

/** `js` in front of the first line of code. */
function codeBlock(code: string, rules: BlockRules): RichTextNode {
  const named = /^([\w+#.-]{1,30})\n/.exec(code);
  const text = rules.code(code.slice(named?.[0].length ?? 0)).replace(/^\n|\n$/g, '');
  return {
    type: 'codeBlock',
    attrs: { language: named?.[1] ?? null },
    content: text === '' ? [] : [{ type: 'text', text }],
  };
}

/** Linear in the text's length. A fence that is not closed is text. */
export function lightBlocks(text: string, rules: BlockRules): RichTextNode[] {
  const parts = text.includes(FENCE) ? text.split(FENCE) : [text];
  if (parts.length % 2 === 0) parts.push(`${parts.splice(-2).join(FENCE)}`);
  return parts.flatMap((part, index) => {
    if (index % 2 === 1) return [codeBlock(part, rules)];
    const words = part.replace(/^\n+|\n+$/g, '');
    return words === '' ? [] : lineBlocks(words, rules);
  });
}
