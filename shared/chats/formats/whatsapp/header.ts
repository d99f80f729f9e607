/**
 * The beginning of a message in WhatsApp's text: date, time and, if somebody said it, a name. Android writes
 * `12/08/2009, 20:14 - Ann: text`, iOS `[12/08/2009, 20:14:33] Ann: text`; order, separators, digits and the words for
 * before and after noon are those of the phone's language.
 */

export interface RawDate {
  /** The three numbers as they stand, of which one is the year. */
  readonly numbers: readonly [number, number, number];
  /** The first has four digits: it is the year. */
  readonly yearFirst: boolean;
  readonly separator: string;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Written with before and after noon. */
  readonly halves: boolean;
}

export interface Header {
  readonly date: RawDate;
  readonly bracketed: boolean;
  /** Index in the line at which what follows the time begins. */
  readonly rest: number;
}

/** Marks of direction that WhatsApp puts around; each is one character and stays one. */
const MARKS = '\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF';
const GAP = `[ \\u00A0\\u202F${MARKS}]`;

const AM = 'a\\.?\\s?m\\.?|vorm\\.|上午|凌晨|清晨|早上|오전|午前|ص|πμ|पूर्वाह्न|ก่อนเที่ยง|SA|de|ÖÖ';
const PM = 'p\\.?\\s?m\\.?|nachm\\.|下午|中午|晚上|오후|午後|م|μμ|अपराह्न|หลังเที่ยง|CH|du|ÖS';
const HALF = `(?<pre>${AM}|${PM})?${GAP}{0,2}`;
const HALF_AFTER = `(?:${GAP}{0,2}(?<post>${AM}|${PM}))?`;

const DATE = `(?<a>\\d{1,4})(?<sep>[./-]|年|년)${GAP}?(?<b>\\d{1,2})(?:[./-]|月|월)${GAP}?(?<c>\\d{1,4})(?:日|일|\\.)?`;
const BETWEEN = `(?:,|،|、)?${GAP}{0,2}(?:(?:à|a las|às|um|kl\\.?|klo|в|o|at|ore|alle|om|u)${GAP}{1,2})?`;
const TIME = `${HALF}(?<h>\\d{1,2})[:.](?<m>\\d\\d)(?:[:.](?<s>\\d\\d))?${HALF_AFTER}`;

const BRACKETED = new RegExp(`^[${MARKS}]*\\[${DATE}${BETWEEN}${TIME}\\]${GAP}?`, 'iu');
const DASHED = new RegExp(`^[${MARKS}]*${DATE}${BETWEEN}${TIME}${GAP}?[-–—]${GAP}`, 'iu');
const IS_PM = new RegExp(`^(?:${PM})$`, 'iu');

/** Where a header can end at the latest: nothing after it is looked at. */
const LONGEST = 80;

/** Zeros of the decimal digits that phones write: Arabic, Persian, Devanagari, Bengali, Thai. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];
const OTHER_DIGIT = /[٠-٩۰-۹०-९০-৯๐-๙]/g;

function plainDigits(text: string): string {
  return text.replace(OTHER_DIGIT, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = ZEROS.find((first) => code >= first && code <= first + 9) ?? code;
    return String(code - zero);
  });
}

/** A cheap look at the first characters: most lines of a long message stop here. */
const CAN_BEGIN = new RegExp(`^[${MARKS}]*\\[?[\\d٠-٩۰-۹०-९০-৯๐-๙]`);

export function readHeader(line: string): Header | null {
  if (!CAN_BEGIN.test(line)) return null;
  const start = plainDigits(line.slice(0, LONGEST));
  const bracketed = BRACKETED.exec(start);
  const match = bracketed ?? DASHED.exec(start);
  const date = match === null ? null : readDate(match.groups ?? {});
  return match === null || date === null ? null : { date, bracketed: bracketed !== null, rest: match[0].length };
}

function readDate(groups: Readonly<Record<string, string | undefined>>): RawDate | null {
  const { a = '', b = '', c = '', h, m, s, pre, post, sep = '' } = groups;
  const half = pre ?? post;
  let hour = Number(h);
  const minute = Number(m);
  const second = Number(s ?? 0);
  if (half !== undefined && hour <= 12) hour = (hour % 12) + (IS_PM.test(half) ? 12 : 0);
  if (a.length > 2 && c.length > 2) return null;
  return {
    numbers: [Number(a), Number(b), Number(c)],
    yearFirst: a.length > 2,
    separator: sep,
    hour,
    minute,
    second,
    halves: half !== undefined,
  };
}
