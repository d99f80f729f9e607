/** Flat marked text to nested mdast: of the marks that begin at a place, the longest is outermost. */
import type { PhrasingContent } from 'mdast';
import type { RichTextMark, RichTextNode } from '../model/rich-text';
import { hasMark, MARK_ORDER, markKey } from './normalise-inline';

type BreakAs = 'break' | 'html';

function leaf(node: RichTextNode): PhrasingContent {
  const value = node.text ?? '';
  return hasMark(node, 'code') ? { type: 'inlineCode', value } : { type: 'text', value };
}

function wrap(mark: RichTextMark, children: PhrasingContent[]): PhrasingContent {
  switch (mark.type) {
    case 'link': {
      const { href, title } = mark.attrs ?? {};
      return {
        type: 'link',
        url: String(href),
        title: typeof title === 'string' ? title : null,
        children,
      } as PhrasingContent;
    }
    case 'bold':
      return { type: 'strong', children };
    case 'italic':
      return { type: 'emphasis', children };
    default:
      return { type: 'delete', children };
  }
}

/** Index after the last node of the run that begins at `start` and carries the mark; hard breaks inside belong to it. */
function runEnd(nodes: readonly RichTextNode[], start: number, end: number, key: string): number {
  let last = start + 1;
  for (let index = start + 1; index < end; index++) {
    const node = nodes[index] as RichTextNode;
    if (node.type === 'hardBreak') continue;
    if (!node.marks?.some((mark) => markKey(mark) === key)) break;
    last = index + 1;
  }
  return last;
}

function build(
  nodes: readonly RichTextNode[],
  start: number,
  end: number,
  open: ReadonlySet<string>,
  breakAs: BreakAs,
) {
  const result: PhrasingContent[] = [];
  let index = start;
  while (index < end) {
    const node = nodes[index] as RichTextNode;
    if (node.type === 'hardBreak') {
      result.push(breakAs === 'break' ? { type: 'break' } : { type: 'html', value: '<br>' });
      index++;
      continue;
    }
    let best: { mark: RichTextMark; key: string; end: number } | null = null;
    for (const type of MARK_ORDER) {
      const mark = type === 'code' ? undefined : node.marks?.find((candidate) => candidate.type === type);
      const key = mark === undefined ? '' : markKey(mark);
      if (mark === undefined || open.has(key)) continue;
      const stop = runEnd(nodes, index, end, key);
      if (best === null || stop > best.end) best = { mark, key, end: stop };
    }
    if (best === null) {
      result.push(leaf(node));
      index++;
    } else {
      result.push(wrap(best.mark, build(nodes, index, best.end, new Set([...open, best.key]), breakAs)));
      index = best.end;
    }
  }
  return result;
}

/** Inline content as mdast. `breakAs: 'html'` writes `<br>` where Markdown has no line break: headings and table cells. */
export function phrasing(nodes: readonly RichTextNode[], breakAs: BreakAs): PhrasingContent[] {
  const [only] = nodes;
  if (nodes.length === 1 && only?.type === 'text' && only.marks === undefined) return [leaf(only)];
  return build(nodes, 0, nodes.length, new Set(), breakAs);
}
