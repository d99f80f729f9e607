/** Rich text to Markdown. */
import type { Link, Parents, RootContent, Text, ThematicBreak } from 'mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, type Info, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import type { RichText } from '../model/rich-text';
import { normaliseRichText } from './normalise';
import { PLAIN_POINTS, type PointWriting } from './point-to-mdast';
import { toMdast } from './to-mdast';

export interface SerialiseOptions {
  /** The address to write for a picture's `src`; the `src` itself when absent. */
  readonly imageUrl?: (src: string) => string;
  /**
   * How many levels deeper headings are written, 0-5. A heading that would be deeper than 6 is written at 6 with its
   * own level in a comment at its end, `<!--h5-->`, so that `parseRichText` with the same shift reads it back.
   */
  readonly headingShift?: number;
  /** How points are written; by themselves, without a thread that their citations could lead to, when absent. */
  readonly points?: Partial<PointWriting>;
}

const MARK_SIGNS = new Set(['*', '_', '~']);

/**
 * mdast-util-to-markdown 2.2.3 leaves `_` inside words alone, and takes one beside an emoji at the end of a text for
 * such; but that emoji, or any character beside a mark, may become a character reference later, and then the `_` is markup.
 */
function text(node: Text, parent: Parents | undefined, state: State, info: Info): string {
  const escaped = (run: string) => run.replace(/_/g, '\\_');
  const atRisk = (sign: string, beside: string) => sign.length > 1 || MARK_SIGNS.has(beside);
  return defaultHandlers
    .text(node, parent, state, info)
    .replace(/^([^\\_])(_+)/u, (whole, sign: string, run: string) =>
      atRisk(sign, info.before.slice(-1)) ? sign + escaped(run) : whole,
    )
    .replace(/(?<=(?:^|[^\\_])(?:\\\\)*)(_+)([^_])$/u, (whole, run: string, sign: string) =>
      atRisk(sign, info.after.slice(0, 1)) ? escaped(run) + sign : whole,
    );
}

/** `* ***` would be one rule instead of an item with a rule in it. */
function thematicBreak(_: ThematicBreak, _parent: unknown, state: State): string {
  return state.bulletCurrent === '*' ? '___' : '***';
}

/** Addresses that mean the same as `<address>` everywhere, also in a table cell. Others are written `[text](address)`. */
const PLAIN_ADDRESS = /^[\w\-./:?#@!$&'()*+,;=%~]+$/;

function withAutolinkChoice<T>(node: Link, state: State, write: () => T): T {
  state.options.resourceLink = !PLAIN_ADDRESS.test(node.url);
  return write();
}

function link(node: Link, parent: Parents | undefined, state: State, info: Info): string {
  return withAutolinkChoice(node, state, () => defaultHandlers.link(node, parent, state, info));
}

link.peek = (node: Link, parent: Parents | undefined, state: State): string =>
  withAutolinkChoice(node, state, () => defaultHandlers.link.peek(node, parent, state));

const OPTIONS: Options = {
  bullet: '-',
  bulletOther: '*',
  rule: '*',
  fences: true,
  listItemIndent: 'one',
  handlers: { link, text, thematicBreak },
  extensions: [
    gfmTableToMarkdown({ tablePipeAlign: false }),
    gfmStrikethroughToMarkdown(),
    gfmTaskListItemToMarkdown(),
  ],
};

const reference = (sign: string): string => `&#x${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;

export function writeMdast(children: RootContent[]): string {
  const markdown = toMarkdown({ type: 'root', children }, OPTIONS);
  // Readers trim every kind of space, and take a byte order mark at the very start for an encoding sign.
  return markdown
    .replace(/^[^\S\n]/, reference)
    .replace(/(\\*)([^\S\n])(?=\n$)/, (_, slashes: string, space: string) => {
      // A backslash that stood for itself would take the reference's `&` for a word.
      const before = slashes.length % 2 === 1 ? `${slashes}\\` : slashes;
      return before + reference(space);
    });
}

/** Markdown (GFM) of a document, ending in a line feed; '' for an empty one. Normalises first. */
export function serialiseRichText(doc: RichText, options: SerialiseOptions = {}): string {
  const imageUrl = options.imageUrl ?? ((src: string) => src);
  const nodes = normaliseRichText(doc).content ?? [];
  const points = { ...PLAIN_POINTS, ...options.points };
  return writeMdast(toMdast(nodes, { imageUrl, headingShift: options.headingShift ?? 0, points }));
}
