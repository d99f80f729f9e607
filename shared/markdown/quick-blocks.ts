/** Blocks written without mdast-util-to-markdown where they are plain, as most are; null for the others. */
import type { Code, List, ListItem, Paragraph, RootContent } from 'mdast';
import { quickPhrasing } from './quick-inline';

/** Deeper nesting is left to the slow way. */
const MAX_DEPTH = 12;

const PLAIN_LANGUAGE = /^[\w+#.-]+$/;

function code({ lang, meta, value }: Code): string | null {
  if (meta != null || value.includes('```') || (lang != null && !PLAIN_LANGUAGE.test(lang))) return null;
  return value === '' ? `\`\`\`${lang ?? ''}\n\`\`\`` : `\`\`\`${lang ?? ''}\n${value}\n\`\`\``;
}

function indented(value: string, first: string, rest: string): string {
  return value.includes('\n') ? first + value.replace(/\n(?!\n)/g, `\n${rest}`) : first + value;
}

function quoted(value: string): string {
  return value.includes('\n') ? `> ${value.replace(/\n(?!\n)/g, '\n> ').replace(/\n(?=\n)/g, '\n>')}` : `> ${value}`;
}

/** The blocks of an item; of a close one only a paragraph, or that and a list below it. */
function itemBlocks(item: ListItem, depth: number): string | null {
  const [first, second, ...more] = item.children;
  if (first?.type !== 'paragraph') return null;
  if (item.spread || (second === undefined && more.length === 0)) return blocks(item.children, depth);
  if (second?.type !== 'list' || more.length > 0 || (second.ordered === true && second.start !== 1)) return null;
  const [above, below] = [quickBlock(first, depth), quickBlock(second, depth)];
  return above === null || below === null ? null : `${above}\n${below}`;
}

function list(node: List, depth: number): string | null {
  const lines: string[] = [];
  for (const [index, item] of node.children.entries()) {
    const content = itemBlocks(item, depth + 1);
    if (content === null) return null;
    const bullet = node.ordered === true ? `${(node.start ?? 1) + index}. ` : '- ';
    const box = typeof item.checked === 'boolean' ? `[${item.checked ? 'x' : ' '}] ` : '';
    lines.push(indented(content, bullet + box, ' '.repeat(bullet.length)));
  }
  return lines.length === 0 ? null : lines.join('\n');
}

function blocks(nodes: readonly RootContent[], depth: number): string | null {
  const parts: string[] = [];
  let previous = '';
  for (const node of nodes) {
    // A list right after another has other signs.
    if (node.type === 'list' && previous === 'list') return null;
    const part = quickBlock(node, depth);
    if (part === null) return null;
    parts.push(part);
    previous = node.type;
  }
  return parts.length === 0 ? null : parts.join('\n\n');
}

/** The Markdown of a block that has no list beside it, without a line feed at its end; or null. */
export function quickBlock(node: RootContent, depth = 0): string | null {
  if (depth > MAX_DEPTH) return null;
  switch (node.type) {
    case 'paragraph':
      return quickPhrasing((node as Paragraph).children);
    case 'heading': {
      const words = quickPhrasing(node.children);
      return words === null || words.includes('\n') ? null : `${'#'.repeat(node.depth)} ${words}`;
    }
    case 'html':
      return node.value;
    case 'code':
      return code(node);
    case 'thematicBreak':
      return '***';
    case 'blockquote': {
      if (node.children.some((child) => child.type === 'list')) return null;
      const inside = blocks(node.children, depth + 1);
      return inside === null ? null : quoted(inside);
    }
    case 'list':
      return list(node, depth);
    default:
      return null;
  }
}
