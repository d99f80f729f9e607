/** Markdown with one heading for each post: the app's own exports, and others whose headings name an author and a time. */
import {
  ANCHOR_LINE,
  DELETED_LINE,
  EMPTY_RECAP_LINE,
  EMPTY_THREAD_LINE,
  POST_HEADING_SHIFT,
  parseRichText,
  plainText,
  RECAP_HEADING_SHIFT,
  readTimeText,
  THREAD_ANCHOR,
} from '../markdown';
import { MAX_POSTS, type Segment } from './draft';
import { CLOCK, DATE, type HeaderTime, readHeaderTime, type ToTime, timeReader } from './header-time';
import { fencedLines, HEAD_LENGTH, headOf, isBlankLine } from './lines';

const HEADING = /^(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const REPLY_LINE = /^In reply to \[.{0,200}\]\(#(post-[\w-]+)\)/;

/** Words of a heading without their Markdown signs. */
function words(markdown: string): string {
  if (!/[\\`*_[\]<>&~!]/.test(markdown)) return markdown.trim();
  return plainText(parseRichText(markdown));
}

function headingOf(line: string): { level: number; text: string } | null {
  if (line.length > HEAD_LENGTH * 2 || !line.startsWith('#')) return null;
  const match = HEADING.exec(line);
  return match === null ? null : { level: match[1]?.length ?? 1, text: match[2] ?? '' };
}

/** `Ann · 2009-08-12 20:14 UTC · edited …` */
function ownHeading(text: string): { author: string; createdAt: number | null } {
  const parts = words(text).split(' · ');
  if (parts.length > 1 && parts.at(-1)?.startsWith('edited ')) parts.pop();
  const createdAt = parts.length > 1 ? readTimeText(parts.at(-1) ?? '') : null;
  return { author: (createdAt === null ? parts : parts.slice(0, -1)).join(' · '), createdAt };
}

function anchorAt(lines: readonly string[], index: number, fenced: Uint8Array): string | null {
  const next = headingOf(lines[index + 1] ?? '');
  return fenced[index] === 1 || next === null ? null : (ANCHOR_LINE.exec(lines[index] ?? '')?.[1] ?? null);
}

interface Section {
  readonly lines: string[];
  readonly info: Omit<Segment, 'text'>;
}

function ownSegment({ lines, info }: Section): Segment {
  const text = lines.join('\n').trim();
  if (info.recap) {
    const empty = text === EMPTY_RECAP_LINE || text === '';
    return { ...info, text, recap: !empty, furniture: empty };
  }
  return { ...info, text, furniture: info.furniture === true || text === DELETED_LINE || text === EMPTY_THREAD_LINE };
}

/**
 * The posts of a file that `exportMarkdown` wrote, or null. Title and section headings are furniture; the recap, where
 * there is one, is marked. Works on `lines` after the front matter.
 */
export function splitOwnExport(
  lines: readonly string[],
  hasRecap: boolean,
): { title: string | null; segments: Segment[] } | null {
  const fenced = fencedLines(lines);
  const anchors = lines.map((line, index) => (line.startsWith('<a id="') ? anchorAt(lines, index, fenced) : null));
  if (!hasRecap && !anchors.some((anchor) => anchor?.startsWith('post-'))) return null;
  let title: string | null = null;
  const sections: Section[] = [{ lines: [], info: { furniture: true } }];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const anchor = sections.length > MAX_POSTS ? null : (anchors[index] ?? null);
    const heading = fenced[index] === 1 ? null : headingOf(line);
    const next = lines[index + 1] ?? '';
    if (anchor === THREAD_ANCHOR) {
      sections.push({ lines: [next], info: { furniture: true } });
      index += 1;
    } else if (anchor?.startsWith('post-')) {
      const own = ownHeading(headingOf(next)?.text ?? '');
      const replyAt = isBlankLine(lines[index + 2] ?? '') ? index + 3 : index + 2;
      const replyTo = REPLY_LINE.exec(lines[replyAt] ?? '')?.[1] ?? null;
      sections.push({ lines: [], info: { ...own, anchor, replyTo, headingShift: POST_HEADING_SHIFT } });
      index = replyTo === null ? index + 1 : replyAt;
    } else if (title === null && heading?.level === 1) {
      title = words(heading.text);
      sections.at(-1)?.lines.push(line);
      if (hasRecap) sections.push({ lines: [], info: { recap: true, headingShift: RECAP_HEADING_SHIFT } });
    } else if (sections.at(-1)?.info.furniture === true && sections.length > 1 && !isBlankLine(line)) {
      // Text between the thread's heading and its first post.
      sections.push({ lines: [line], info: {} });
    } else sections.at(-1)?.lines.push(line);
  }
  return { title, segments: sections.map(ownSegment) };
}

/** `Ann · 2009-08-12 20:14`, `Ann (12/08/2009, 20:14)`, `Ann — 2009-08-12T20:14:05Z`, `Ann on 2009-08-12 at 20:14` */
const NAMED_HEADING = new RegExp(
  String.raw`^(?<name>.{1,80}?) ?(?:[·•|,–—-]|\(| on )? ?${DATE}(?:,| at|T)? ?${CLOCK}(?<utc> ?UTC|Z)?\)?$`,
  'u',
);

interface Named {
  readonly level: number;
  readonly name: string;
  readonly time: HeaderTime;
  readonly utc: boolean;
}

function namedHeading(line: string): Named | null {
  const heading = headingOf(line);
  const groups = heading === null ? undefined : NAMED_HEADING.exec(headOf(heading.text))?.groups;
  const time = groups === undefined ? null : readHeaderTime(groups);
  const name = words(groups?.name ?? '').trim();
  if (heading === null || time === null || name === '') return null;
  return { level: heading.level, name, time, utc: groups?.utc !== undefined };
}

const utcTime: ToTime = (year, month, day, hour, minute, second) =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/** The sections under headings of one level that name an author and a time: at least two, and half of that level's. */
export function splitNamedHeadings(lines: readonly string[], toTime: ToTime): Segment[] | null {
  const fenced = fencedLines(lines);
  let room = MAX_POSTS;
  const named = lines.map((line, index) => {
    const heading = fenced[index] === 1 || room === 0 ? null : namedHeading(line);
    if (heading !== null) room -= 1;
    return heading;
  });
  const known = lines.slice(0, named.findLastIndex((heading) => heading !== null) + 1);
  const level = [1, 2, 3, 4, 5, 6].find((candidate) => {
    const all = known.filter((line, index) => fenced[index] !== 1 && headingOf(line)?.level === candidate).length;
    const count = named.filter((heading) => heading?.level === candidate).length;
    return count >= 2 && count * 2 >= all;
  });
  if (level === undefined) return null;
  const times = named.flatMap((heading) => heading?.time ?? []);
  const local = timeReader(times, toTime);
  const utc = timeReader(times, utcTime);
  const sections: { heading: Named | null; lines: string[] }[] = [{ heading: null, lines: [] }];
  for (const [index, line] of lines.entries()) {
    const heading = named[index] ?? null;
    if (heading?.level === level) sections.push({ heading, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ heading, lines: own }) => {
    if (heading === null) {
      const onlyHeadings = own.every((line) => isBlankLine(line) || headingOf(line) !== null);
      return { text: own.join('\n'), furniture: onlyHeadings };
    }
    const read = heading.utc ? utc : local;
    return { text: own.join('\n'), author: heading.name, createdAt: read(heading.time) };
  });
}
