/** What an export of ours says beside posts and recap, out of the comments in it: see shared/markdown/export-sections.ts. */
import { type ExportBase, type PointComment, readComments } from '../markdown';
import { STANCES, type Stance } from '../model/discussion-parts';
import {
  type DiscussionStatus,
  EXPORT_KINDS,
  EXPORT_LIMITS,
  type ExportKind,
  statusOrOpen,
} from '../model/export-document';

/** People by name; posts by the anchor that they have in the file. Times are milliseconds since 1970. */
export interface DraftParts {
  readonly stances: readonly {
    readonly point: string;
    readonly name: string;
    readonly stance: Stance;
    readonly reason: string;
    readonly at: number;
  }[];
  readonly aside: readonly {
    readonly anchor: string;
    readonly name: string;
    readonly reason: string;
    readonly at: number;
  }[];
  readonly reactions: readonly {
    readonly anchor: string;
    readonly name: string;
    readonly emoji: string;
    readonly at: number;
  }[];
  readonly signoffs: readonly { readonly name: string; readonly version: string; readonly at: number }[];
  /** Markdown. */
  readonly recaps: readonly { readonly person: string; readonly name: string; readonly text: string }[];
  readonly status: DiscussionStatus;
  readonly createdAt: number | null;
  readonly finished: { readonly name: string; readonly at: number } | null;
  /** The discussion that was exported, and which part of it; null when the file does not say. */
  readonly discussion: string | null;
  readonly exported: ExportKind | null;
  /** The title in the heading: an editor may change that and leave the front matter as it was. */
  readonly heading: string | null;
  /** What the file was made from. */
  readonly base: ExportBase | null;
}

/** Longer sections are not searched for what they carry: reading takes about 7 s per million characters. */
const MAX_SECTION = 1_000_000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

export class PartsReader {
  readonly parts: Mutable<DraftParts> = {
    stances: [],
    aside: [],
    reactions: [],
    signoffs: [],
    recaps: [],
    status: 'open',
    createdAt: null,
    finished: null,
    discussion: null,
    exported: null,
    heading: null,
    base: null,
  };

  /** A section of which everything is in its comments. Returns the lines that were added to it. */
  section(kind: string, lines: readonly string[]): readonly string[] {
    const text = lines.join('\n');
    const written = WRITTEN.get(kind);
    if (written === undefined || text.length > MAX_SECTION) return lines;
    for (const comment of readComments(text)) {
      if (kind === 'stances' && comment.name === 'stance') this.stance(comment);
      if (kind === 'signoffs' && comment.name === 'signoff') this.signoff(comment);
    }
    return lines.filter((line) => !written.test(line));
  }

  recap(attrs: Readonly<Record<string, string>>, text: string): void {
    this.parts.recaps.push({ person: (attrs.person ?? '').slice(0, EXPORT_LIMITS.id), name: nameOf(attrs), text });
  }

  /** Whether a line of a post is one that was written below it; what it carries is kept. */
  note(anchor: string, line: string): boolean {
    if (!line.endsWith('-->') || !NOTE.test(line) || line.length > MAX_SECTION) return false;
    // Typed, its brackets and its comment would be escaped.
    if (CITED.test(line)) return true;
    const comments = readComments(line);
    for (const { name, attrs } of comments) {
      if (name === 'reaction') {
        const emoji = (attrs.emoji ?? '').slice(0, EXPORT_LIMITS.emoji);
        if (emoji !== '') this.parts.reactions.push({ anchor, name: nameOf(attrs), emoji, at: timeOf(attrs) });
      } else if (name === 'aside') {
        this.parts.aside.push({ anchor, name: nameOf(attrs), reason: reasonOf(attrs), at: timeOf(attrs) });
      }
    }
    return comments.some(({ name }) => name === 'reaction' || name === 'aside' || name === 'cited');
  }

  private stance({ word, attrs }: PointComment): void {
    const stance = STANCES.find((one) => one === word);
    const point = (attrs.point ?? '').slice(0, EXPORT_LIMITS.id);
    if (stance === undefined || point === '' || point.includes('/')) return;
    this.parts.stances.push({ point, name: nameOf(attrs), stance, reason: reasonOf(attrs), at: timeOf(attrs) });
  }

  private signoff({ attrs }: PointComment): void {
    this.parts.signoffs.push({
      name: nameOf(attrs),
      version: (attrs.version ?? '').slice(0, EXPORT_LIMITS.name),
      at: timeOf(attrs),
    });
  }
}

/** Lines that we wrote, by the kind of their section. */
const WRITTEN: ReadonlyMap<string, RegExp> = new Map([
  ['stances', /<!--stance .*-->[ \t]*\|?\s*$|^\| Point \| Person \| Stance \| Reason \|$|^\| - \| - \| - \| - \|$/],
  ['signoffs', /<!--signoff .*-->\s*$/],
  ['open', /<!--open-->\s*$/],
  ['sources', /<!--sources-->\s*$/],
]);

const CITED = /^In the recap: \[.*\)<!--cited-->$/;
const NOTE = /<!--(?:reaction|aside|cited)[ -]/;

const nameOf = ({ name = '' }: Readonly<Record<string, string>>): string =>
  name.replace(/\s+/g, ' ').trim().slice(0, 80) || 'Someone';
const reasonOf = ({ reason = '' }: Readonly<Record<string, string>>): string => reason.slice(0, EXPORT_LIMITS.reason);

function timeOf({ at = '' }: Readonly<Record<string, string>>): number {
  const ms = Date.parse(at);
  return Number.isFinite(ms) ? ms : 0;
}

/** The reader of YAML gives a time as text or, for some forms, as a date. */
function timeIn(value: unknown): number | null {
  const ms = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(ms) ? ms : null;
}

/** With what the front matter says: how old the discussion is, and how far it has come. */
export function withEnding(parts: DraftParts, data: Readonly<Record<string, unknown>>): DraftParts {
  const status = statusOrOpen(data.status);
  const at = timeIn(data.finished);
  const by = data['finished-by'];
  const finished =
    status !== 'finished' || at === null || typeof by !== 'string' ? null : { name: nameOf({ name: by }), at };
  const discussion = typeof data.id === 'string' && data.id.length <= EXPORT_LIMITS.id ? data.id : null;
  const exported = EXPORT_KINDS.find((kind) => kind === data.exported) ?? null;
  return { ...parts, status, createdAt: timeIn(data.date), finished, discussion, exported };
}
