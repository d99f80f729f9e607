/** The canonical form of a point: all its attributes, cleaned, and its parts in their order. */
import { detailRole, dueDay, pointKind, readCite, readCredit } from '../model/point';
import type { RichTextNode } from '../model/rich-text';
import { linkAddress } from './addresses';
import { cleanCode, isBlank, normaliseInline, oneLine } from './normalise-inline';
import { childrenOf, isInline } from './normalise-leaf';

const MAX_LINK = 2000;

const line = (value: unknown, most = 500): string =>
  oneLine(typeof value === 'string' ? value.slice(0, most) : null) ?? '';

function pointAttrs(attrs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const link = typeof attrs.link === 'string' ? linkAddress(cleanCode(attrs.link.slice(0, MAX_LINK))) : null;
  return {
    kind: pointKind(attrs.kind),
    id: line(attrs.id),
    owner: line(attrs.owner),
    ownerName: line(attrs.ownerName, 80),
    due: dueDay(attrs.due),
    done: attrs.done === true,
    author: line(attrs.author),
    link: link ?? '',
    origin: line(attrs.origin),
  };
}

function citeNode(node: RichTextNode): RichTextNode {
  const { post, passage, seen, role, discussion, label } = readCite(node);
  const attrs = {
    post: line(post),
    passage: cleanCode(passage),
    seen: line(seen),
    role,
    discussion: line(discussion),
    label: line(label),
  };
  return { type: 'cite', attrs };
}

function creditNode(node: RichTextNode): RichTextNode {
  const { role, person, name, from } = readCredit(node);
  const source = role === 'credit' ? { from: line(from) } : {};
  return { type: 'credit', attrs: { role, person: line(person), name: line(name), ...source } };
}

function detailNode(node: RichTextNode): RichTextNode[] {
  const content = normaliseInline(childrenOf(node));
  return isBlank(content) ? [] : [{ type: 'detail', attrs: { role: detailRole(node.attrs?.role) }, content }];
}

/** `blocks` makes canonical blocks of any nodes. A point never goes, not even an empty one: stances hang on its id. */
export function normalisePoint(
  node: RichTextNode,
  blocks: (nodes: readonly RichTextNode[]) => RichTextNode[],
): RichTextNode {
  const content: RichTextNode[] = [];
  let inline: RichTextNode[] = [];
  const close = () => {
    if (inline.length > 0) content.push(...blocks(inline));
    inline = [];
  };
  for (const part of childrenOf(node)) {
    if (isInline(part)) {
      inline.push(part);
      continue;
    }
    close();
    if (part.type === 'cite') content.push(citeNode(part));
    else if (part.type === 'credit') content.push(creditNode(part));
    else if (part.type === 'detail') content.push(...detailNode(part));
    else for (const block of blocks([part])) content.push(block);
  }
  close();
  const point = { type: 'point', attrs: pointAttrs(node.attrs ?? {}) };
  return content.length === 0 ? point : { ...point, content };
}
