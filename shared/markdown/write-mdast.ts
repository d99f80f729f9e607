/** mdast to Markdown: plain blocks quickly, all others by mdast-util-to-markdown. */
import type { Link, List, Parents, RootContent, Text, ThematicBreak } from 'mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, type Info, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import { PLAIN_ADDRESS } from './addresses';
import { quickBlock } from './quick-blocks';

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

/**
 * mdast-util-to-markdown 2.2.3 takes the other sign for an empty list that begins an item that begins an item, so that it does
 * not become `- - -`, a rule; where the lists around it have the other sign already, that makes `* * *` of it.
 */
function list(node: List, parent: Parents | undefined, state: State, info: Info): string {
  const { options, bulletCurrent } = state;
  const beginsWithNothing = node.ordered !== true && node.children[0]?.children.length === 0;
  if (!beginsWithNothing || bulletCurrent !== '*') return defaultHandlers.list(node, parent, state, info);
  const { bullet, bulletOther } = options;
  Object.assign(options, { bullet: bulletOther, bulletOther: bullet });
  const written = defaultHandlers.list(node, parent, state, info);
  Object.assign(options, { bullet, bulletOther });
  return written;
}

function withAutolinkChoice<T>(node: Link, state: State, write: () => T): T {
  state.options.resourceLink = !PLAIN_ADDRESS.test(node.url);
  return write();
}

function link(node: Link, parent: Parents | undefined, state: State, info: Info): string {
  return withAutolinkChoice(node, state, () => defaultHandlers.link(node, parent, state, info));
}

link.peek = (node: Link, parent: Parents | undefined, state: State): string =>
  withAutolinkChoice(node, state, () => defaultHandlers.link.peek(node, parent, state));

/**
 * What may stand between `<` and the `@` of `<1@b.c>`: mdast-util-to-markdown 2.2.3 thinks of letters only. A mark or code at
 * the end of a text may go on with it.
 */
const MAIL_NAME = "[\\w.!#$%&'*+/=?^`{|}~-]+(?:@|$)";

const OPTIONS: Options = {
  unsafe: [
    {
      character: '<',
      after: MAIL_NAME,
      inConstruct: 'phrasing',
      notInConstruct: [
        'autolink',
        'destinationLiteral',
        'destinationRaw',
        'reference',
        'titleQuote',
        'titleApostrophe',
      ],
    },
  ],
  bullet: '-',
  bulletOther: '*',
  rule: '*',
  fences: true,
  listItemIndent: 'one',
  handlers: { link, list, text, thematicBreak },
  extensions: [
    gfmTableToMarkdown({ tablePipeAlign: false }),
    gfmStrikethroughToMarkdown(),
    gfmTaskListItemToMarkdown(),
  ],
};

const reference = (sign: string): string => `&#x${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;

/** Readers trim every kind of space, and take a byte order mark at the very start for an encoding sign. */
function withSolidEnds(markdown: string): string {
  const whole = markdown.replace(/^[^\S\n]/, reference);
  // The search for the end goes through the whole text.
  if (!/\s/.test(whole.charAt(whole.length - 2))) return whole;
  return whole.replace(/(\\*)([^\S\n])(?=\n$)/, (_, slashes: string, space: string) => {
    // A backslash that stood for itself would take the reference's `&` for a word.
    const before = slashes.length % 2 === 1 ? `${slashes}\\` : slashes;
    return before + reference(space);
  });
}

/** By mdast-util-to-markdown alone: what `writeMdast` must equal. */
export function writeSlowly(children: RootContent[]): string {
  return withSolidEnds(toMarkdown({ type: 'root', children }, OPTIONS));
}

/** Whether the signs of a list depend on this block and its neighbour: a list, or a quote that may hold one, after a list. */
function besideList(children: readonly RootContent[], index: number): boolean {
  const isList = (at: number) => children[at]?.type === 'list';
  const mayHoldList = (at: number) => isList(at) || children[at]?.type === 'blockquote';
  return (isList(index) && mayHoldList(index + 1)) || (mayHoldList(index) && isList(index - 1));
}

/** Markdown of blocks: plain ones are written quickly, what stands between them by mdast-util-to-markdown. */
export function writeMdast(children: RootContent[]): string {
  const parts: string[] = [];
  let waiting: RootContent[] = [];
  const close = () => {
    if (waiting.length > 0) parts.push(toMarkdown({ type: 'root', children: waiting }, OPTIONS).replace(/\n$/, ''));
    waiting = [];
  };
  for (const [index, node] of children.entries()) {
    const quick = besideList(children, index) ? null : quickBlock(node);
    if (quick === null) {
      waiting.push(node);
      continue;
    }
    close();
    parts.push(quick);
  }
  close();
  const markdown = parts.join('\n\n');
  return withSolidEnds(markdown === '' ? '' : `${markdown}\n`);
}
