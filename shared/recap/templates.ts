/** Templates: recaps with everything but the content. Plain data that is checked before use. Pure. [TM1]–[TM5] */
import * as z from 'zod';
import { blockText, CITE_ATTRS, POINT_ATTRS, type PointKind, pointKind } from '../model/point';
import { MARK_NAMES, NODE_NAMES, type RichText, type RichTextNode } from '../model/rich-text';
import { MAX_DEPTH } from '../model/rich-text-yjs';
import type { ParticipantId } from '../util/brand';

/** Bounds on what members keep for each other in the catalog, which every copy holds in memory. */
export const TEMPLATE_LIMITS = { name: 80, nodes: 2_000, text: 60_000, templates: 100 } as const;

export interface OwnTemplate {
  readonly id: string;
  readonly name: string;
  readonly body: RichText;
  readonly by: ParticipantId;
  readonly at: number;
}

const NODES: ReadonlySet<string> = new Set(NODE_NAMES);
const MARKS: ReadonlySet<string> = new Set(MARK_NAMES);

/** A body that this version knows all of, within the bounds; null for anything else. [TM4] */
export function readTemplateBody(value: unknown): RichText | null {
  let [nodes, text] = [0, 0];
  const attrsOf = (attrs: unknown): Record<string, unknown> | null => {
    if (attrs === undefined) return {};
    if (typeof attrs !== 'object' || attrs === null || Array.isArray(attrs)) return null;
    const plain = Object.entries(attrs).every(
      ([, one]) => one === null || ['string', 'number', 'boolean'].includes(typeof one),
    );
    if (!plain) return null;
    for (const one of Object.values(attrs)) if (typeof one === 'string') text += one.length;
    return attrs as Record<string, unknown>;
  };
  const read = (from: unknown, depth: number): RichTextNode | null => {
    nodes += 1;
    if (depth > MAX_DEPTH || nodes > TEMPLATE_LIMITS.nodes || typeof from !== 'object' || from === null) return null;
    const { type, attrs, content, marks, text: words } = from as Record<string, unknown>;
    if (typeof type !== 'string' || !NODES.has(type)) return null;
    const own = attrsOf(attrs);
    if (own === null) return null;
    const made: { type: string; attrs?: object; content?: RichTextNode[]; marks?: object[]; text?: string } = { type };
    if (Object.keys(own).length > 0) made.attrs = own;
    if (words !== undefined) {
      if (typeof words !== 'string' || type !== 'text') return null;
      text += words.length;
      made.text = words;
    }
    if (text > TEMPLATE_LIMITS.text) return null;
    if (marks !== undefined) {
      if (!Array.isArray(marks)) return null;
      made.marks = [];
      for (const mark of marks as unknown[]) {
        const { type: name, attrs: given } = (mark ?? {}) as Record<string, unknown>;
        const of = attrsOf(given);
        if (typeof name !== 'string' || !MARKS.has(name) || of === null) return null;
        made.marks.push(Object.keys(of).length > 0 ? { type: name, attrs: of } : { type: name });
      }
    }
    if (content !== undefined) {
      if (!Array.isArray(content)) return null;
      made.content = [];
      for (const child of content as unknown[]) {
        const inner = read(child, depth + 1);
        if (inner === null) return null;
        made.content.push(inner);
      }
    }
    return made as RichTextNode;
  };
  const body = read(value, 0);
  return body?.type === 'doc' && (body.content ?? []).length > 0 ? (body as RichText) : null;
}

const entrySchema = z.object({
  name: z.string().trim().min(1).max(TEMPLATE_LIMITS.name),
  body: z.unknown(),
  by: z.string().min(1).max(200),
  at: z.number().min(0).max(8.64e15),
});

/** A template as the catalog holds it; null when a peer wrote something else. [TM4] */
export function readTemplate(id: string, value: unknown): OwnTemplate | null {
  const entry = entrySchema.safeParse(value).data;
  const body = entry === undefined ? null : readTemplateBody(entry.body);
  if (entry === undefined || body === null || id === '' || id.length > 200) return null;
  return { id, name: entry.name, body, by: entry.by as ParticipantId, at: entry.at };
}

/** What belongs to one discussion only: who does what until when, which posts were cited, who agreed. */
const OF_ONE_DISCUSSION: ReadonlySet<string> = new Set(['cite', 'credit']);

function bare(node: RichTextNode, keepText: boolean): RichTextNode | null {
  if (OF_ONE_DISCUSSION.has(node.type)) return null;
  if (node.type === 'text') {
    const marks = (node.marks ?? []).filter((mark) => mark.type !== 'author');
    return { type: 'text', text: node.text, ...(marks.length > 0 && { marks }) };
  }
  const attrs =
    node.type === 'point'
      ? { ...POINT_ATTRS, kind: node.attrs?.kind ?? POINT_ATTRS.kind, link: '', author: '' }
      : node.type === 'taskItem'
        ? { checked: false }
        : node.attrs;
  const content = (node.content ?? []).map((child) => bare(child, keepText)).filter((child) => child !== null);
  const keeps = keepText || node.type === 'heading' || node.type === 'tableHeader';
  const inline = content.some((child) => child.type === 'text' || child.type === 'hardBreak');
  const inside = inline && !keeps ? [] : content;
  return { type: node.type, ...(attrs && { attrs }), ...(inside.length > 0 && { content: inside }) };
}

/**
 * A recap as a template. With its texts all words stay; without them only headings do, and every point and paragraph is
 * empty: one of a kind in a row, for a template with twelve empty takeaways helps nobody. [TM3]
 */
export function asTemplate(recap: RichText, keepText: boolean): RichText {
  const made: RichTextNode[] = [];
  for (const node of recap.content ?? []) {
    // Pictures stay with their discussion.
    if (node.type === 'image') continue;
    if (!keepText && !['heading', 'point', 'table', 'horizontalRule', 'paragraph'].includes(node.type)) {
      made.push({ type: 'paragraph' });
    } else {
      const one = bare(node, keepText);
      if (one !== null) made.push(one);
    }
  }
  const shape = (node: RichTextNode | undefined): string => `${node?.type ?? ''} ${String(node?.attrs?.kind ?? '')}`;
  const content = made.filter((node, at) => {
    const repeats =
      at > 0 && shape(node) === shape(made[at - 1]) && (node.type === 'point' || node.type === 'paragraph');
    return keepText ? node.type !== 'paragraph' || blockText(node) !== '' : !repeats;
  });
  return { type: 'doc', content };
}

/** The template's blocks as they go into a recap: every point with an id of its own. [TM2] */
export function freshBlocks(body: RichText, newId: () => string): readonly RichTextNode[] {
  return (body.content ?? []).map((node) =>
    node.type === 'point' ? { ...node, attrs: { ...POINT_ATTRS, ...node.attrs, id: newId() } } : node,
  );
}

/** True when nobody has written anything yet: then a template can be offered, and stands alone. */
export function isBlankRecap(recap: RichText): boolean {
  return (recap.content ?? []).every(
    (node) => (node.type === 'paragraph' || node.type === 'heading') && blockText(node).trim() === '',
  );
}

/** A short look at what a template holds: its headings, or what its first lines say. */
export function templateOutline(body: RichText): readonly string[] {
  const blocks = body.content ?? [];
  const headings = blocks.filter((node) => node.type === 'heading').map((node) => blockText(node).trim());
  const lines = headings.length > 0 ? headings : blocks.map((node) => blockText(node).trim());
  return lines.filter((line) => line !== '').slice(0, 8);
}

export interface TemplateSection {
  /** Its heading; '' for what stands before the first. */
  readonly heading: string;
  /** The kinds of its points, each once, in order. */
  readonly kinds: readonly PointKind[];
}

/** What a template holds, section by section, as far as a look at it goes. */
export function templateSections(body: RichText): readonly TemplateSection[] {
  let here: { readonly heading: string; readonly kinds: PointKind[] } = { heading: '', kinds: [] };
  const sections = [here];
  for (const node of body.content ?? []) {
    if (node.type === 'heading') {
      here = { heading: blockText(node).trim(), kinds: [] };
      sections.push(here);
    } else if (node.type === 'point') {
      const kind = pointKind(node.attrs?.kind);
      if (!here.kinds.includes(kind)) here.kinds.push(kind);
    }
  }
  return sections.filter(({ heading, kinds }) => heading !== '' || kinds.length > 0).slice(0, 8);
}

/** A citation of a whole post, for templates that begin from the discussion. */
export function citeWhole(post: { readonly id: string; readonly seen: string; readonly label: string }): RichTextNode {
  return { type: 'cite', attrs: { ...CITE_ATTRS, post: post.id, seen: post.seen, label: post.label } };
}
