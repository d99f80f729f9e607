/**
 * The comments of a point in Markdown: viewers hide them, typed HTML is escaped, so that no text can pretend to be one.
 *
 * `<!--point decision id="…"-->` and `<!--/point-->` stand around a point. Inside, in a line: what stands before `<!--:-->`
 * and after `<!--;-->` was written for the reader and is not content; `<!--why-->` begins a detail of that role; a
 * paragraph with `<!--cite …-->`, `<!--agreed …-->` or `<!--credit …-->` holds nothing but what these stand behind, each of its
 * lines of one kind; a line that ends in `<!--stances-->` is a count.
 */

export const POINT_END = '<!--/point-->';
export const LABEL_MARK = '<!--:-->';
export const TAIL_MARK = '<!--;-->';
export const STANCES_MARK = '<!--stances-->';

export interface PointComment {
  readonly name: string;
  /** The word after the name; '' for none. */
  readonly word: string;
  readonly attrs: Readonly<Record<string, string>>;
}

/** What is not seen, or would end the comment or a table's cell; HTML has comments without `--` only. */
const HIDDEN = /[<>|&\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]|-(?=-)/gu;

function escaped(value: string): string {
  return JSON.stringify(value).replace(HIDDEN, (sign) =>
    Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** `<!--name word key="value"-->`; entries with an undefined value are left out. */
export function pointComment(name: string, word: string, attrs: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(attrs).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escaped(value)}`],
  );
  return `<!--${[name, ...(word === '' ? [] : [word]), ...pairs].join(' ')}-->`;
}

const COMMENT = /^<!--([a-z]+)(?: ([a-z]+)(?![a-z=]))?((?: [A-Za-z]+="(?:[^"\\]|\\.)*")*) ?-->/;
const PAIR = / ([A-Za-z]+)=("(?:[^"\\]|\\.)*")/g;

/** Longer comments are not ours: the longest hold a passage of 20,000 characters, six for each when they are escaped. */
const MAX_LENGTH = 150_000;

/** The comment at the beginning of a piece of raw HTML, or null; `rest` is what follows it. */
export function readPointComment(html: string): (PointComment & { readonly rest: string }) | null {
  const match = html.length > MAX_LENGTH ? null : COMMENT.exec(html);
  if (match === null) return null;
  const [whole, name = '', word = '', pairs = ''] = match;
  const attrs: Record<string, string> = {};
  for (const [, key = '', value = ''] of pairs.matchAll(PAIR)) {
    try {
      attrs[key] = String(JSON.parse(value));
    } catch {
      return null;
    }
  }
  return { name, word, attrs, rest: html.slice(whole.length) };
}
