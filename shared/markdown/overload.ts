/** Signs of inline Markdown that the parser would take too long for, told before it is parsed. */

/**
 * Signs in one paragraph beyond which it is not read: the time that the parser takes for them grows with their square
 * (8,000 take about 2 s), and nobody writes so many.
 */
const MAX_SIGNS = 8000;
const NEW_PARAGRAPH = /^\s*(?:$|\||[-*+] |\d{1,9}[.)] )/;
const SIGNS = new Set(Array.from('*_~[`', (sign) => sign.charCodeAt(0)));

/**
 * Pictures in one paragraph whose description holds more than words, such as other pictures: the time for those inside each
 * other grows with more than the square (800 take seconds).
 */
const MAX_PICTURES = 100;
const PICTURE_OR_GAP = /\n(?=[ \t]*(?:\n|$))|!\[(?![^[\]`\\<\n]{0,500}\])/g;

/**
 * Characters that the parser may go through in search of ends that do not come: from each `<!--` and the like, and each run of
 * backquotes, to its end or to that of the paragraph. A million take up to 0.6 s. Where all of one kind end, they are no more
 * than the text has.
 */
const mostSearched = (source: string): number => 500_000 + 4 * source.length;
const MARKS = /\n(?=[ \t]*(?:\n|$))|<!--|<\?|<!\[CDATA\[|<![A-Za-z]|-->|\?>|\]\]>|>|`+/g;
/** What ends each kind of raw HTML. */
const ENDS: ReadonlyMap<string, string> = new Map([
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
]);

/** Where in the text there are too many signs; -1 for nowhere. */
function tooManySigns(source: string): number {
  let signs = 0;
  for (let start = 0; start < source.length; ) {
    const found = source.indexOf('\n', start);
    const end = found < 0 ? source.length : found;
    if (NEW_PARAGRAPH.test(source.slice(start, Math.min(end, start + 20)))) signs = 0;
    for (let index = start; index < end; index++) if (SIGNS.has(source.charCodeAt(index))) signs += 1;
    if (signs > MAX_SIGNS) return start;
    start = end + 1;
  }
  return -1;
}

/** Where there are too many pictures; -1 for nowhere. */
function tooManyPictures(source: string): number {
  if (!source.includes('![')) return -1;
  let pictures = 0;
  for (const { 0: mark, index } of source.matchAll(PICTURE_OR_GAP)) {
    pictures = mark === '\n' ? 0 : pictures + 1;
    if (pictures > MAX_PICTURES) return index;
  }
  return -1;
}

/** What began and has not ended yet: how many, and the sum of their places. */
interface Open {
  count: number;
  places: number;
}

/** Where searching for ends has become too long; -1 for nowhere. */
function tooLongSearch(source: string): number {
  if (!/<[!?]|`/.test(source)) return -1;
  /** By what ends them. */
  const open = new Map<string, Open>();
  const most = mostSearched(source);
  let searched = 0;
  const end = (sign: string, at: number): void => {
    const { count, places } = open.get(sign) ?? { count: 0, places: 0 };
    searched += count * at - places;
    open.delete(sign);
  };
  const begin = (sign: string, at: number): void => {
    const { count, places } = open.get(sign) ?? { count: 0, places: 0 };
    open.set(sign, { count: count + 1, places: places + at });
  };
  const endAll = (at: number): void => {
    for (const sign of [...open.keys()]) end(sign, at);
  };
  for (const { 0: mark, index: at } of source.matchAll(MARKS)) {
    if (mark === '\n') endAll(at);
    else if (mark.startsWith('`')) {
      end(mark, at);
      begin(mark, at);
    } else {
      const sign = ENDS.get(mark) ?? (mark.startsWith('<!') ? '>' : null);
      if (sign !== null) begin(sign, at);
      else {
        end(mark, at);
        end('>', at);
      }
    }
    if (searched > most) return at;
  }
  endAll(source.length);
  return searched > most ? source.length : -1;
}

export interface Overload {
  /** Of the text, from 1. */
  readonly line: number;
  /** HTML in lines is words as well. */
  readonly html: boolean;
}

/** Where a text has more signs in a line than are read: then they are words, in all of it. */
export function overloadOf(source: string): Overload | null {
  const search = tooLongSearch(source);
  const at = [search, tooManyPictures(source), tooManySigns(source)].find((place) => place >= 0) ?? -1;
  return at < 0 ? null : { line: source.slice(0, at).split('\n').length, html: search >= 0 };
}
