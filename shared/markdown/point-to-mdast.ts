/** A canonical point as mdast: everything it says in words, and comments with what words cannot carry. */
import type { BlockContent, Html, PhrasingContent, RootContent } from 'mdast';
import { type Cite, type Credit, type PointKind, pointKind, readCite, readCredit } from '../model/point';
import type { RichTextNode } from '../model/rich-text';
import { phrasing } from './inline-to-mdast';
import { childrenOf } from './normalise-leaf';
import { LABEL_MARK, POINT_END, pointComment, STANCES_MARK, TAIL_MARK } from './point-comments';
import { anchorLine } from './post-anchor';
import { shortQuote } from './short-quote';

/** How a citation is shown, and the place in the file or address that it leads to. */
export interface CiteWords {
  readonly label: string;
  readonly href: string | null;
  /** The sign of its footnote. */
  readonly footnote?: string;
}

export interface PointWriting {
  /** False leaves out the comments: for reading only, the points cannot be read back. */
  readonly marks: boolean;
  readonly cite: (cite: Cite) => CiteWords;
  /** The anchor above a point. */
  readonly anchor: (id: string) => string | null;
  /** A line below a point that is not part of it, as counts of stances. */
  readonly counts: (id: string) => string | null;
}

/** Shown for a citation and a person of whom nothing is known. */
const SOME_POST = 'a post';
const SOMEBODY = 'somebody';

export const PLAIN_POINTS: PointWriting = {
  marks: true,
  cite: ({ label }) => ({ label: label || SOME_POST, href: null }),
  anchor: () => null,
  counts: () => null,
};

const LABELS: Readonly<Record<PointKind, string>> = {
  takeaway: '',
  decision: 'Decision:',
  action: '',
  question: 'Question:',
  quote: '',
  source: 'Source:',
};
const DETAIL_LABELS: Readonly<Record<string, string>> = { why: 'Why:', answer: 'Answer:', note: 'Note:' };

/** What stands before the first of a line of citations or credits. */
export const LINE_STARTS = {
  source: 'From ',
  quoted: '— ',
  answer: 'Answered by ',
  agreed: 'Agreed by ',
  credit: 'With credit to ',
} as const;
/** What stands before each of the others; a citation has commas of its own. */
export const LINE_GAPS = { source: ' · ', quoted: ' · ', answer: ' · ', agreed: ', ', credit: ', ' } as const;
export const WORD_GAP = ', ';
export const OWNER_START = ' — ';
export const DUE_START = 'due ';

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const strong = (value: string): PhrasingContent => ({ type: 'strong', children: [text(value)] });
const html = (value: string): PhrasingContent => ({ type: 'html', value });
const given = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

interface Line {
  readonly kind: keyof typeof LINE_STARTS;
  readonly items: PhrasingContent[][];
}

function citeItem(cite: Cite, writing: PointWriting): PhrasingContent[] {
  const { label, href, footnote } = writing.cite(cite);
  const title = cite.passage === '' ? null : shortQuote(cite.passage) || null;
  const shown: PhrasingContent =
    href === null ? text(label) : { type: 'link', url: href, title, children: [text(label)] };
  const comment = pointComment('cite', '', {
    post: cite.post,
    passage: given(cite.passage),
    seen: given(cite.seen),
    role: cite.role === 'answer' ? 'answer' : undefined,
    discussion: given(cite.discussion),
    label: cite.label === label && footnote === undefined ? undefined : cite.label,
  });
  // `!` and a backslash right before the sign would make something else of it.
  const gap = /[!\\]$/.test(label) ? [text(' ')] : [];
  const words = footnote === undefined ? [shown] : [shown, ...gap, html(footnote)];
  return writing.marks ? [...words, html(comment)] : words;
}

function creditItem({ role, person, name, from }: Credit, writing: PointWriting): PhrasingContent[] {
  const shown = name || SOMEBODY;
  const kept = { person: given(person), name: shown === name ? undefined : name, from: given(from) };
  const comment = pointComment(role, '', kept);
  return writing.marks ? [text(shown), html(comment)] : [text(shown)];
}

function lineItem(node: RichTextNode, quoted: boolean, writing: PointWriting): Line | null {
  if (node.type === 'cite') {
    const cite = readCite(node);
    const kind = quoted && cite.role === 'source' ? 'quoted' : cite.role;
    return { kind, items: [citeItem(cite, writing)] };
  }
  if (node.type !== 'credit') return null;
  const credit = readCredit(node);
  return { kind: credit.role, items: [creditItem(credit, writing)] };
}

/** Whom nobody can name is kept, but “with credit to somebody” tells nothing. */
function unnamed(node: RichTextNode): Html | null {
  if (node.type !== 'credit') return null;
  const { role, person, name, from } = readCredit(node);
  if (role !== 'credit' || name !== '') return null;
  return { type: 'html', value: pointComment(role, '', { person: given(person), from: given(from) }) };
}

function detail(node: RichTextNode, writing: PointWriting): BlockContent {
  const role = String(node.attrs?.role);
  const begin = writing.marks ? [text(' '), html(`<!--${role}-->`)] : [text(' ')];
  return {
    type: 'paragraph',
    children: [strong(DETAIL_LABELS[role] ?? ''), ...begin, ...phrasing(childrenOf(node), 'break')],
  };
}

/** `people`: a line of citations or credits. Those that follow each other share a paragraph: they say less than the text. */
type Part = { readonly block: RichTextNode } | { readonly line: BlockContent } | { readonly people: PhrasingContent[] };

/** The parts of a point: blocks apart from the lines of details, citations and credits between them. */
function parts(nodes: readonly RichTextNode[], quoted: boolean, writing: PointWriting): Part[] {
  const result: Part[] = [];
  let open: Line | null = null;
  const close = () => {
    if (open === null) return;
    const { kind, items }: Line = open;
    const people = items.flatMap((item, index) => [text((index === 0 ? LINE_STARTS : LINE_GAPS)[kind]), ...item]);
    result.push({ people });
    open = null;
  };
  for (const node of nodes) {
    const silent = unnamed(node);
    if (silent !== null) {
      close();
      if (writing.marks) result.push({ line: silent });
      continue;
    }
    const item = lineItem(node, quoted, writing);
    if (item !== null && open !== null && (open as Line).kind === item.kind) (open as Line).items.push(...item.items);
    else {
      close();
      if (item !== null) open = item;
      else if (node.type === 'detail') result.push({ line: detail(node, writing) });
      else result.push({ block: node });
    }
  }
  close();
  return result;
}

/** What is written before and after the text of the first paragraph; `bare` when there is none, and no comment either. */
function around(
  point: RichTextNode,
  bare: boolean,
  writing: PointWriting,
): { head: PhrasingContent[]; tail: PhrasingContent[] } {
  const { kind: given, author, link, ownerName, due } = point.attrs ?? {};
  const kind = pointKind(given);
  const label = LABELS[kind];
  const by = kind === 'source' && author !== '' ? `${String(author)}, ` : '';
  const head =
    label === ''
      ? []
      : [strong(label), text(bare ? ` ${by}`.trimEnd() : ` ${by}`), ...(writing.marks ? [html(LABEL_MARK)] : [])];
  const tail: PhrasingContent[] = [];
  if (kind === 'source' && link !== '')
    tail.push(text(WORD_GAP), { type: 'link', url: String(link), children: [text(String(link))] });
  if (kind === 'action' && (ownerName !== '' || due !== '')) {
    tail.push(text(bare ? OWNER_START.trimStart() : OWNER_START));
    if (ownerName !== '') tail.push(strong(String(ownerName)));
    if (due !== '') tail.push(text(`${ownerName === '' ? '' : WORD_GAP}${DUE_START}${String(due)}`));
  }
  return { head, tail: tail.length > 0 && writing.marks ? [html(TAIL_MARK), ...tail] : tail };
}

function comment(point: RichTextNode, anchor: string | null): RootContent {
  const { kind, id, owner, ownerName, due, done, author, link, origin } = point.attrs ?? {};
  const unless = (shown: boolean, value: unknown) => (shown ? undefined : given(value));
  const attrs = {
    id: given(id),
    owner: given(owner),
    ownerName: unless(kind === 'action', ownerName),
    due: unless(kind === 'action', due),
    done: unless(kind === 'action', done === true ? 'yes' : ''),
    author: unless(kind === 'source', author),
    link: unless(kind === 'source', link),
    origin: given(origin),
  };
  const value = pointComment('point', String(kind), attrs);
  return { type: 'html', value: anchor === null ? value : value + anchorLine(anchor) };
}

/** `blocks` writes canonical blocks. */
export function pointToMdast(
  point: RichTextNode,
  writing: PointWriting,
  blocks: (nodes: readonly RichTextNode[]) => RootContent[],
): RootContent[] {
  const kind = pointKind(point.attrs?.kind);
  const id = String(point.attrs?.id);
  const body: BlockContent[] = [];
  let content = parts(childrenOf(point), kind === 'quote', writing);
  const first = content[0];
  const lead = first !== undefined && 'block' in first && first.block.type === 'paragraph' ? first.block : null;
  const { head, tail } = around(point, lead === null && !writing.marks, writing);
  if (head.length > 0 || tail.length > 0 || kind === 'action') {
    const own = lead === null ? [] : phrasing(childrenOf(lead), 'break');
    body.push({ type: 'paragraph', children: [...head, ...own, ...tail] });
    if (lead !== null) content = content.slice(1);
  }
  let small: PhrasingContent[] | null = null;
  const below = (line: PhrasingContent[]) => {
    if (small !== null) small.push({ type: 'break' }, ...line);
    else {
      small = [...line];
      body.push({ type: 'paragraph', children: small });
    }
  };
  let quoted: RichTextNode[] = [];
  const closeQuote = () => {
    if (quoted.length > 0) body.push({ type: 'blockquote', children: blocks(quoted) as BlockContent[] });
    quoted = [];
  };
  for (const part of content) {
    if ('block' in part && kind === 'quote') {
      small = null;
      quoted.push(part.block);
    } else {
      closeQuote();
      if ('people' in part) {
        below(part.people);
        continue;
      }
      small = null;
      body.push(...('block' in part ? (blocks([part.block]) as BlockContent[]) : [part.line]));
    }
  }
  closeQuote();
  const counts = writing.counts(id);
  if (counts !== null) below([text(counts), ...(writing.marks ? [html(STANCES_MARK)] : [])]);
  const checked = point.attrs?.done === true;
  const inner: RootContent[] =
    kind === 'action'
      ? [
          {
            type: 'list',
            ordered: false,
            spread: false,
            children: [{ type: 'listItem', spread: body.length > 1, checked, children: body }],
          },
        ]
      : body;
  const anchor = writing.anchor(id);
  if (writing.marks) return [comment(point, anchor), ...inner, { type: 'html', value: POINT_END }];
  return anchor === null ? inner : [{ type: 'html', value: anchorLine(anchor) }, ...inner];
}
