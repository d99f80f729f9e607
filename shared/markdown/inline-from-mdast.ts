/** Nested mdast text to flat marked text. Pictures come out as image nodes between the texts. */
import type { Definition, Nodes, PhrasingContent } from 'mdast';
import type { RichTextMark, RichTextNode } from '../model/rich-text';
import { linkAddress } from './addresses';
import type { FromMdast } from './reading';

/** Marks nested deeper than this are taken as source text. */
const MAX_DEPTH = 100;

const BREAK_TAGS = /^(?:<br\s*\/?>\s*)+$/i;

/** The Markdown that a node was read from. */
export function sourceOf(node: Nodes, context: FromMdast): string {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  return start === undefined || end === undefined ? '' : context.source.slice(start, end);
}

/** Raw HTML as text; nothing but `<br>` tags as hard breaks. */
export function flatText(html: string): RichTextNode[] {
  if (!BREAK_TAGS.test(html)) return [{ type: 'text', text: html }];
  return Array.from(html.matchAll(/<br/gi), () => ({ type: 'hardBreak' }));
}

function text(value: string, marks: readonly RichTextMark[]): RichTextNode {
  return { type: 'text', text: value.replace(/\n/g, ' '), marks };
}

function picture(
  node: { readonly url: string; readonly title?: string | null },
  alt: string | null | undefined,
  context: FromMdast,
): RichTextNode | null {
  const src = context.imageSrc(node.url);
  return src === null ? null : { type: 'image', attrs: { src, alt: alt ?? null, title: node.title ?? null } };
}

function linked(
  target: Pick<Definition, 'url' | 'title'>,
  marks: readonly RichTextMark[],
): readonly RichTextMark[] | null {
  const href = linkAddress(target.url);
  return href === null ? null : [...marks, { type: 'link', attrs: { href, title: target.title ?? null } }];
}

function convert(
  node: PhrasingContent,
  marks: readonly RichTextMark[],
  context: FromMdast,
  depth: number,
): RichTextNode[] {
  const literal = () => [text(sourceOf(node, context), marks)];
  if (depth > MAX_DEPTH) return literal();
  const inside = (children: readonly PhrasingContent[], inner: readonly RichTextMark[]) =>
    children.flatMap((child) => convert(child, inner, context, depth + 1));
  switch (node.type) {
    case 'text':
      return [text(node.value, marks)];
    case 'inlineCode':
      return [text(node.value, [...marks, { type: 'code' }])];
    case 'break':
      return [{ type: 'hardBreak' }];
    case 'html':
      return flatText(node.value).map((part) => (part.type === 'text' ? text(part.text ?? '', marks) : part));
    case 'strong':
      return inside(node.children, [...marks, { type: 'bold' }]);
    case 'emphasis':
      return inside(node.children, [...marks, { type: 'italic' }]);
    case 'delete':
      return inside(node.children, [...marks, { type: 'strike' }]);
    case 'link': {
      const inner = linked(node, marks);
      if (inner !== null) return inside(node.children, inner);
      // A place in the same text is no address that could be lost.
      return node.url.startsWith('#') || node.url === '' ? inside(node.children, marks) : literal();
    }
    case 'linkReference': {
      const target = context.definitions.get(node.identifier);
      const inner = target === undefined ? null : linked(target, marks);
      return inner === null ? literal() : inside(node.children, inner);
    }
    case 'image': {
      const image = picture(node, node.alt, context);
      return image === null ? literal() : [image];
    }
    case 'imageReference': {
      const target = context.definitions.get(node.identifier);
      const image = target === undefined ? null : picture(target, node.alt, context);
      return image === null ? literal() : [image];
    }
    default:
      return literal();
  }
}

export function fromPhrasing(nodes: readonly PhrasingContent[], context: FromMdast): RichTextNode[] {
  return nodes.flatMap((node) => convert(node, [], context, 0));
}
