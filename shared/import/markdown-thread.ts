/** Markdown whose headings name an author and a time, one for each post. */
import { MAX_POSTS, type Segment } from './draft';
import { CLOCK, DATE, type HeaderTime, readHeaderTime, type ToTime, timeReader } from './header-time';
import { fencedLines, headOf, isBlankLine } from './lines';
import { headingOf, headingWords } from './markdown-heading';

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
  const name = headingWords(groups?.name ?? '').trim();
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
