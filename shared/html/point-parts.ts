/** A point taken apart in reading order: stretches of blocks, its details, and lines of citations and credits. */
import { LINE_GAPS, LINE_STARTS, type PointWriting, shortQuote } from '../markdown';
import { type Cite, type DetailRole, detailRole, readCite, readCredit } from '../model/point';
import type { RichTextNode } from '../model/rich-text';
import { element, type Html, join, text } from './markup';

export type PointPart =
  | { readonly kind: 'blocks'; readonly nodes: readonly RichTextNode[] }
  | { readonly kind: 'detail'; readonly role: DetailRole; readonly node: RichTextNode }
  | { readonly kind: 'line'; readonly words: Html };

type LineKind = keyof typeof LINE_STARTS;

function citeWords(cite: Cite, writing: Pick<PointWriting, 'cite'>): Html {
  const { label, href } = writing.cite(cite);
  if (href === null) return text(label);
  return element('a', { href, title: shortQuote(cite.passage) || null }, text(label));
}

/** Null for what has nothing to show: whom nobody can name. */
function lineOf(node: RichTextNode, quoted: boolean, writing: Pick<PointWriting, 'cite'>) {
  if (node.type === 'cite') {
    const cite = readCite(node);
    const kind: LineKind = quoted && cite.role === 'source' ? 'quoted' : cite.role;
    return { kind, words: citeWords(cite, writing) };
  }
  const { role, name } = readCredit(node);
  if (name === '') return null;
  return { kind: role, words: text(name) } as const;
}

export function pointParts(
  content: readonly RichTextNode[],
  quoted: boolean,
  writing: Pick<PointWriting, 'cite'>,
): PointPart[] {
  const parts: PointPart[] = [];
  let open: { kind: LineKind; items: Html[] } | null = null;
  const close = (): void => {
    if (open !== null) {
      const { kind, items }: { kind: LineKind; items: Html[] } = open;
      parts.push({ kind: 'line', words: join([text(LINE_STARTS[kind]), join(items, text(LINE_GAPS[kind]))]) });
    }
    open = null;
  };
  for (const node of content) {
    if (node.type === 'cite' || node.type === 'credit') {
      const line = lineOf(node, quoted, writing);
      if (line === null) continue;
      if (open === null || open.kind !== line.kind) {
        close();
        open = { kind: line.kind, items: [] };
      }
      open.items.push(line.words);
      continue;
    }
    close();
    const last = parts.at(-1);
    if (node.type === 'detail') parts.push({ kind: 'detail', role: detailRole(node.attrs?.role), node });
    else if (last?.kind === 'blocks') parts[parts.length - 1] = { kind: 'blocks', nodes: [...last.nodes, node] };
    else parts.push({ kind: 'blocks', nodes: [node] });
  }
  close();
  return parts;
}
