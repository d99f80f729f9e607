/** Chat logs: each message begins with a header that names its author and mostly its time. */
import { dayCounter } from './clock-day';
import type { ClockTime, Segment } from './draft';
import { CLOCK, DATE, type HeaderTime, readHeaderTime, type ToTime, timeReader } from './header-time';
import { afterHead, headOf, isBlankLine } from './lines';

const NAME = String.raw`(?<name>[^:<>[\]\n]{1,60}?)`;
const WHEN = `(?:${DATE},?[ T]+)?${CLOCK}`;
const DATED = `${DATE},?[ T]+${CLOCK}`;

interface Style {
  /** Cheap test that a line cannot be a header. */
  readonly first: RegExp;
  readonly header: RegExp;
  /** A message of the chat itself, without an author: `12/08/2009, 20:14 - Ann joined`. */
  readonly system?: RegExp;
  /** A bare name counts only after a date: `10:30 Lunch: soup` is no message. */
  readonly datedNames?: boolean;
}

const STYLES: readonly Style[] = [
  // [2009-08-12 20:14] Ann: text · [20:14] <Ann> text
  {
    first: /^\[/,
    header: new RegExp(String.raw`^\[${WHEN}\] ?(?:${NAME} ?:(?= |$)|<(?<nick>[^<>]{1,60})>) ?`, 'u'),
    system: new RegExp(String.raw`^\[${DATED}\] `, 'u'),
  },
  // 12/08/2009, 20:14 - Ann: text
  {
    first: /^\d/,
    header: new RegExp(`^${DATED} [-–] ${NAME}:(?= |$) ?`, 'u'),
    system: new RegExp(`^${DATED} [-–] `, 'u'),
  },
  // 2009-08-12 20:14 Ann: text · 20:14 <Ann> text
  {
    first: /^\d/,
    header: new RegExp(`^${WHEN} (?:${NAME}:(?= |$)|<(?<nick>[^<>]{1,60})>) ?`, 'u'),
    datedNames: true,
  },
  // Ann (20:14): text
  { first: /^[^\d\s]/, header: new RegExp(String.raw`^${NAME} ?\(${WHEN}\) ?:(?= |$) ?`, 'u') },
];

/** Lines looked at to tell which style a text has. */
const SAMPLE = 5000;

interface Header {
  readonly name: string | null;
  readonly time: HeaderTime | null;
  readonly length: number;
}

function matchHeader(style: Style, line: string): Header | null {
  const head = headOf(line);
  if (!style.first.test(head)) return null;
  const named = style.header.exec(head);
  const match = named ?? style.system?.exec(head) ?? null;
  if (match === null) return null;
  const groups = match.groups ?? {};
  const time = groups.h === undefined ? null : readHeaderTime(groups);
  if (time === null && groups.h !== undefined) return null;
  if (style.datedNames && groups.name !== undefined && time?.date == null) return null;
  const name = named === null ? null : (groups.name ?? groups.nick ?? '').trim();
  return name === '' ? null : { name, time, length: match[0].length };
}

/** Paragraphs of the sample: what headers must be a fair share of. */
function paragraphCount(lines: readonly string[]): number {
  return lines.filter((line, index) => !isBlankLine(line) && (index === 0 || isBlankLine(lines[index - 1] ?? '')))
    .length;
}

function chooseStyle(lines: readonly string[]): Style | null {
  const sample = lines.slice(0, SAMPLE);
  const needed = Math.max(2, paragraphCount(sample) / 4);
  let best: Style | null = null;
  let most = 0;
  for (const style of STYLES) {
    const count = sample.filter((line) => matchHeader(style, line)?.name != null).length;
    if (count >= needed && count > most) {
      best = style;
      most = count;
    }
  }
  return best;
}

interface Found {
  readonly header: Header | null;
  readonly lines: string[];
}

/**
 * When each was written. A time without a date is of the day of the last one with a date, or counted from the draft's
 * first day where no date stands above it.
 */
function readTimes(found: readonly Found[], toTime: ToTime): Pick<Segment, 'createdAt' | 'clock'>[] {
  const read = timeReader(
    found.flatMap(({ header }) => header?.time ?? []),
    toTime,
  );
  let count = dayCounter();
  let date: HeaderTime['date'] = null;
  return found.map(({ header }) => {
    const time = header?.time ?? null;
    if (time === null) return {};
    const dated = time.date === null ? null : read(time);
    if (dated !== null) {
      date = time.date;
      count = dayCounter();
      count(time);
      return { createdAt: dated };
    }
    const clock: ClockTime = count(time);
    if (date === null) return { clock };
    const start = read({ ...time, date });
    return { createdAt: start === null ? null : dayLater(start, clock.day) };
  });
}

/** The same time of day some days later, on the clock of this machine. */
function dayLater(time: number, days: number): number {
  if (days === 0) return time;
  const date = new Date(time);
  return date.setDate(date.getDate() + days);
}

/** The messages of a chat log, or null when the text is none. Lines without a header belong to the message above. */
export function splitChat(lines: readonly string[], toTime: ToTime): Segment[] | null {
  const style = chooseStyle(lines);
  if (style === null) return null;
  const found: Found[] = [{ header: null, lines: [] }];
  for (const line of lines) {
    const header = matchHeader(style, line);
    if (header === null) found.at(-1)?.lines.push(line);
    else found.push({ header, lines: [afterHead(line, header.length)] });
  }
  const times = readTimes(found, toTime);
  return found.map(({ header, lines: own }, index) => ({
    text: own.join('\n'),
    author: header?.name ?? null,
    ...times[index],
    furniture: index > 0 && header?.name === null,
  }));
}
