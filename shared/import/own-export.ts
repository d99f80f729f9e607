/** The app's own exports, split back into title, recap, posts and what belongs to them. */
import {
  ANCHOR_LINE,
  DELETED_LINE,
  EMPTY_RECAP_LINE,
  EMPTY_THREAD_LINE,
  isBaseLine,
  isFootnoteLine,
  OLD_THREAD_ANCHOR,
  POST_HEADING_SHIFT,
  RECAP_HEADING_SHIFT,
  readBase,
  readPointComment,
  readTimeText,
  THREAD_ANCHOR,
} from '../markdown';
import { MAX_POSTS, type Segment } from './draft';
import { fencedLines, isBlankLine } from './lines';
import { headingOf, headingWords } from './markdown-heading';
import { type DraftParts, PartsReader } from './own-parts';
import { unwrapped } from './unwrapped';

const REPLY_LINE = /^In reply to \[.{0,200}\]\(#(post-[\w-]+)\)/;

/** `Ann · 2009-08-12 20:14 UTC · edited …`; `exact` is the whole time, as long as the heading still shows that minute. */
function ownHeading(text: string, exact = ''): { author: string; createdAt: number | null } {
  const parts = headingWords(text).split(' · ');
  if (parts.length > 1 && parts.at(-1)?.startsWith('edited ')) parts.pop();
  const shown = parts.length > 1 ? readTimeText(parts.at(-1) ?? '') : null;
  const inside = shown === null ? Number.NaN : Date.parse(exact) - shown;
  const createdAt = shown !== null && inside >= 0 && inside < 60_000 ? shown + inside : shown;
  return { author: (shown === null ? parts : parts.slice(0, -1)).join(' · '), createdAt };
}

/** What begins at a line: a place with an anchor above a heading. Earlier exports had no blank line between the two. */
interface Place {
  /** `thread`, `post-…`, or `part` with what its comment says. */
  readonly anchor: string;
  readonly kind: string;
  readonly attrs: Readonly<Record<string, string>>;
  /** Index of the line with the heading. */
  readonly heading: number;
}

/** The next line that is not blank: other editors leave out blank lines, or put in more. */
function nextFilled(lines: readonly string[], index: number): number {
  let next = index + 1;
  while (next < index + MAX_GAP && isBlankLine(lines[next] ?? '')) next += 1;
  return next;
}

/** Each anchor looks only so far for its heading. */
const MAX_GAP = 10;

const PLACE_COMMENT = /^<!--(?:part|post) /;

function placeAt(lines: readonly string[], index: number, fenced: Uint8Array): Place | null {
  const line = lines[index] ?? '';
  if (fenced[index] === 1 || !line.startsWith('<')) return null;
  const heading = nextFilled(lines, index);
  if (headingOf(lines[heading] ?? '') === null) return null;
  const comment = PLACE_COMMENT.test(line) ? readPointComment(line) : null;
  const anchor = ANCHOR_LINE.exec(comment?.rest ?? line)?.[1];
  if (anchor === undefined) return null;
  return { anchor, kind: comment?.word ?? '', attrs: comment?.attrs ?? {}, heading };
}

interface Section {
  readonly lines: string[];
  readonly info: Omit<Segment, 'text'>;
  /** The part of the export that it is. */
  readonly part?: Pick<Place, 'kind' | 'attrs'>;
}

function ownSegment({ lines, info }: Section): Segment {
  const text = lines.join('\n').trim();
  if (info.recap) {
    const empty = text === EMPTY_RECAP_LINE || text === '';
    return { ...info, text, recap: !empty, furniture: empty };
  }
  return { ...info, text, furniture: info.furniture === true || text === DELETED_LINE || text === EMPTY_THREAD_LINE };
}

/** Without the lines that were written below the post; `reader` keeps what they say. */
function withoutNotes(section: Section, reader: PartsReader): Section {
  const { anchor } = section.info;
  if (anchor === undefined) return section;
  const { lines } = section;
  const fenced = fencedLines(lines, true);
  const kept = lines.filter((line, index) => {
    const alone = isBlankLine(lines[index - 1] ?? '') && isBlankLine(lines[index + 1] ?? '');
    return fenced[index] === 1 || !alone || !reader.note(anchor, line);
  });
  return { ...section, lines: kept };
}

/**
 * The posts of a file that `exportMarkdown` wrote, or null. Title and section headings are furniture; the recap, where there
 * is one, is marked; what `parts` holds is no segment. Works on the lines after the front matter.
 */
export function splitOwnExport(
  given: readonly string[],
  hasRecap: boolean,
): { title: string | null; segments: Segment[]; parts: DraftParts } | null {
  const fenced = fencedLines(given, true);
  const all = unwrapped(given, fenced);
  // What the file was made from stands at its end, and is no text of it; nor are the footnotes, which repeat the thread.
  const isBase = all.map((line, index) => fenced[index] !== 1 && (isBaseLine(line) || isFootnoteLine(line)));
  const lines = all.map((line, index) => (isBase[index] === true ? '' : line));
  const places = lines.map((_, index) => placeAt(lines, index, fenced));
  if (!hasRecap && !places.some((place) => place?.anchor.startsWith('post-'))) return null;
  let title: string | null = null;
  let inThread = false;
  const sections: Section[] = [{ lines: [], info: { furniture: true } }];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const place = sections.length > MAX_POSTS ? null : (places[index] ?? null);
    const heading = fenced[index] === 1 ? null : headingOf(line);
    const below = lines[place?.heading ?? index] ?? '';
    if (place !== null && place.kind !== '') {
      sections.push({ lines: [], info: { furniture: true }, part: place });
      index = place.heading;
    } else if (place?.anchor === THREAD_ANCHOR || place?.anchor === OLD_THREAD_ANCHOR) {
      inThread = true;
      sections.push({ lines: [below], info: { furniture: true } });
      index = place.heading;
    } else if (place?.anchor.startsWith('post-') || (inThread && heading?.level === POST_HEADING_SHIFT)) {
      // The headings of bodies are deeper: one without an anchor was put there to begin a post. [BI9]
      const own = ownHeading(headingOf(below)?.text ?? '', place?.attrs.at);
      const at = place?.heading ?? index;
      const replyAt = nextFilled(lines, at);
      const replyTo = REPLY_LINE.exec(lines[replyAt] ?? '')?.[1] ?? null;
      const named = place === null ? {} : { anchor: place.anchor };
      sections.push({ lines: [], info: { ...own, ...named, replyTo, headingShift: POST_HEADING_SHIFT } });
      index = replyTo === null ? at : replyAt;
    } else if (title === null && heading?.level === 1) {
      title = headingWords(heading.text);
      sections.at(-1)?.lines.push(line);
      if (hasRecap) sections.push({ lines: [], info: { recap: true, headingShift: RECAP_HEADING_SHIFT } });
    } else if (isThreadHead(sections) && !isBlankLine(line)) {
      // Text between the thread's heading and its first post.
      sections.push({ lines: [line], info: {} });
    } else sections.at(-1)?.lines.push(line);
  }
  const reader = new PartsReader();
  const segments = sections.flatMap((section) => {
    const kept = ownSegment(withoutNotes(section, reader));
    if (section.part === undefined) return [kept];
    if (section.part.kind === 'recap') {
      reader.recap(section.part.attrs, kept.text);
      return [];
    }
    // Words that somebody added there are left out like any that belong to no post, and can be taken in.
    const added = reader.section(section.part.kind, section.lines);
    return [{ ...kept, text: added.join('\n').trim() }];
  });
  const base = readBase(all.filter((_, index) => isBase[index]));
  return { title, segments, parts: { ...reader.parts, heading: title, base } };
}

function isThreadHead(sections: readonly Section[]): boolean {
  const last = sections.at(-1);
  return sections.length > 1 && last?.info.furniture === true && last.part === undefined;
}
