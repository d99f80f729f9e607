/**
 * Points: the blocks of a recap that mean something, as plain data. A point is a node at the root of a recap:
 *
 * `point` {kind, id, owner, ownerName, due, done, author, link, origin} holds blocks (its text) and, anywhere among them:
 * - `detail` {role}, a line of inline text: `why` of a decision, `answer` of a question, `note` of a source;
 * - `cite` {post, passage, seen, role, discussion, label}, a leaf: the post (and the passage in it) that the point rests on;
 * - `credit` {role, person, name, from}, a leaf: who agreed to a decision (`agreed`), whose point went into it (`credit`).
 *
 * Cites and credits are nodes, so that they move, copy, split, undo and merge with their point. Everything here reads what
 * a peer may have written: what has the wrong shape becomes its default.
 */
import type { DiscussionId, ParticipantId, PostId } from '../util/brand';
import { hexOfWord } from '../util/hex';
import type { RichText, RichTextNode } from './rich-text';

export const POINT_KINDS = ['takeaway', 'decision', 'action', 'question', 'quote', 'source'] as const;
export type PointKind = (typeof POINT_KINDS)[number];
export const DETAIL_ROLES = ['why', 'answer', 'note'] as const;
export type DetailRole = (typeof DETAIL_ROLES)[number];
export const CITE_ROLES = ['source', 'answer'] as const;
export const CREDIT_ROLES = ['agreed', 'credit'] as const;

/** The attributes of the nodes with their defaults; the editor's schema is made of them. */
export const POINT_ATTRS = {
  kind: 'takeaway',
  /** Made at insert time; stances, links and merges know the point by it. */
  id: '',
  /** Action: who does it, a participant's id and the name at that time. */
  owner: '',
  ownerName: '',
  /** Action: `YYYY-MM-DD`, or ''. */
  due: '',
  /** Action: it was done. */
  done: false,
  /** Source: who wrote it, and where it is (http, https or mailto). */
  author: '',
  link: '',
  /** The id of the point that this one was taken from: promoted from another recap, or carried from another discussion. */
  origin: '',
} as const;
export const DETAIL_ATTRS = { role: 'why' } as const;
export const CITE_ATTRS = {
  post: '',
  /** The exact words that are cited; '' for the whole post. */
  passage: '',
  /** `textMark` of the post's text when it was cited: another mark now means that it was edited afterwards. */
  seen: '',
  role: 'source',
  /** The discussion that the post is in; '' for this one. */
  discussion: '',
  /** Author and time as shown when it was cited, for when the post cannot be read. */
  label: '',
} as const;
export const CREDIT_ATTRS = {
  role: 'credit',
  person: '',
  name: '',
  /** Credit: the id of their point that went into this one; '' when it was no point. */
  from: '',
} as const;

export interface Cite {
  readonly post: PostId;
  readonly passage: string;
  readonly seen: string;
  readonly role: (typeof CITE_ROLES)[number];
  readonly discussion: DiscussionId | null;
  readonly label: string;
}

export interface Credit {
  readonly role: (typeof CREDIT_ROLES)[number];
  readonly person: ParticipantId;
  readonly name: string;
  readonly from: string;
}

export interface RecapPoint {
  readonly id: string;
  readonly kind: PointKind;
  /** Place among the root's blocks, 0-based. */
  readonly index: number;
  /** The text of the heading it stands below; '' before the first. */
  readonly section: string;
  /** Its own text on one line per block; details are not part of it. */
  readonly text: string;
  readonly details: Readonly<Partial<Record<DetailRole, string>>>;
  readonly cites: readonly Cite[];
  readonly credits: readonly Credit[];
  readonly owner: ParticipantId | null;
  readonly ownerName: string;
  readonly due: string;
  readonly done: boolean;
  readonly author: string;
  readonly link: string;
  readonly origin: string;
  readonly node: RichTextNode;
}

const text = (value: unknown, most = 500): string => (typeof value === 'string' ? value.slice(0, most) : '');

function oneOf<T extends string>(names: readonly T[], value: unknown, fallback: T): T {
  return names.find((name) => name === value) ?? fallback;
}

export const pointKind = (value: unknown): PointKind => oneOf(POINT_KINDS, value, 'takeaway');
export const detailRole = (value: unknown): DetailRole => oneOf(DETAIL_ROLES, value, 'why');

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
/** A day as `YYYY-MM-DD`; '' for anything else. */
export const dueDay = (value: unknown): string => (typeof value === 'string' && DATE.test(value) ? value : '');

export function readCite(node: RichTextNode): Cite {
  const attrs = node.attrs ?? {};
  return {
    post: text(attrs.post) as PostId,
    passage: text(attrs.passage, 20_000),
    seen: text(attrs.seen),
    role: oneOf(CITE_ROLES, attrs.role, 'source'),
    discussion: attrs.discussion ? (text(attrs.discussion) as DiscussionId) : null,
    label: text(attrs.label),
  };
}

export function readCredit(node: RichTextNode): Credit {
  const attrs = node.attrs ?? {};
  return {
    role: oneOf(CREDIT_ROLES, attrs.role, 'credit'),
    person: text(attrs.person) as ParticipantId,
    name: text(attrs.name, 80),
    from: text(attrs.from),
  };
}

/** The text of a node, blocks parted by line feeds. Details, cites and credits inside a point are left out. */
export function blockText(node: RichTextNode): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'detail' || node.type === 'cite' || node.type === 'credit') return '';
  const content = node.content ?? [];
  const inline = content.some((child) => child.type === 'text' || child.type === 'hardBreak');
  const parts = content.map(blockText);
  return inline ? parts.join('') : parts.filter((part) => part !== '').join('\n');
}

/** One point of a recap; `id` is '' when a peer left it out. */
export function readPoint(node: RichTextNode, index: number, section: string): RecapPoint {
  const attrs = node.attrs ?? {};
  const parts = node.content ?? [];
  const details: Partial<Record<DetailRole, string>> = {};
  for (const part of parts) {
    if (part.type !== 'detail') continue;
    const role = detailRole(part.attrs?.role);
    const words = (part.content ?? []).map(blockText).join('').trim();
    details[role] = details[role] ? `${details[role]}\n${words}` : words;
  }
  return {
    id: text(attrs.id),
    kind: pointKind(attrs.kind),
    index,
    section,
    text: blockText(node).trim(),
    details,
    cites: parts.filter((part) => part.type === 'cite').map(readCite),
    credits: parts.filter((part) => part.type === 'credit').map(readCredit),
    owner: attrs.owner ? (text(attrs.owner) as ParticipantId) : null,
    ownerName: text(attrs.ownerName, 80),
    due: dueDay(attrs.due),
    done: attrs.done === true,
    author: text(attrs.author),
    link: text(attrs.link, 2000),
    origin: text(attrs.origin),
    node,
  };
}

/** The points of a recap in their order. A node that is the same object as before gives the same point. */
export function readPoints(recap: RichText): RecapPoint[] {
  const points: RecapPoint[] = [];
  let section = '';
  for (const [index, node] of (recap.content ?? []).entries()) {
    if (node.type === 'heading') section = blockText(node).trim();
    if (node.type === 'point') points.push(readPoint(node, index, section));
  }
  return points;
}

/**
 * A short mark of a text: equal texts, equal marks. For telling that a post was changed, not for trust.
 * FNV-1a, 32 bits twice with different offsets (Fowler, Noll, Vo; RFC 9923), over UTF-16 code units; 16 hex digits.
 */
export function textMark(value: string): string {
  const marking = new TextMarking();
  marking.add(value);
  return marking.mark();
}

/** `textMark` of a text that is told in parts: a long one need not be put together first. */
export class TextMarking {
  private a = 0x81_1c_9d_c5;
  private b = 0x05_0c_5d_1f;
  private before = 0;

  add(part: string): void {
    let { a, b } = this;
    const { before } = this;
    for (let at = 0; at < part.length; at += 1) {
      const code = part.charCodeAt(at);
      a = Math.imul(a ^ code, 0x01_00_01_93);
      b = Math.imul(b ^ (code + before + at), 0x01_00_01_93);
    }
    this.a = a;
    this.b = b;
    this.before = before + part.length;
  }

  mark(): string {
    return hexOfWord(this.a) + hexOfWord(this.b);
  }
}
