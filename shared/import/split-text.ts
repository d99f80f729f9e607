/** Any text to a draft of posts: tries what is most certain first. */

import { readFrontMatter } from '../markdown';
import { EXPORT_KINDS, type ExportKind } from '../model/export-document';
import { splitBlocks, splitRules } from './blocks';
import { splitChat } from './chat';
import { dayInText, localToday } from './clock-day';
import { type ImportDraft, makeDraft, type Segment } from './draft';
import { setFirstDay } from './edit-draft';
import { splitForum } from './forum';
import { localTime, type ToTime } from './header-time';
import { headOf, isBlankLine, lineFeeds, toLines } from './lines';
import { looksLikeMarkdown } from './looks-like-markdown';
import { splitNamedHeadings } from './markdown-thread';
import { splitOwnExport } from './own-export';
import { type DraftParts, withEnding } from './own-parts';
import { looksLikeRecap, wholeRecap } from './recap-text';
import { splitSpeakers } from './speakers';
import { firstWords, topicOf } from './title';

export type DraftShape = 'thread' | 'recap';

export interface SplitOptions {
  /** Name of the file that the text came from. */
  readonly fileName?: string;
  /** How times without a zone are read; the clock of this machine when absent. */
  readonly toTime?: ToTime;
  /** What Markdown of no known form becomes; guessed when absent. */
  readonly shape?: DraftShape;
  /** The day to count times from that have no date, when the text names none, `2009-08-12`; today when absent. */
  readonly today?: string;
}

const MARKDOWN_FILE = /\.(?:md|markdown|mdown|mkd)$/i;

interface Split {
  readonly title: string | null;
  /** A line of the page around the posts: names the place rather than the discussion. */
  readonly pageTitle?: string | null;
  readonly segments: readonly Segment[];
  readonly parts?: DraftParts;
}

function fileTitle(fileName: string | undefined): string | null {
  const name = fileName
    ?.split(/[/\\]/)
    .at(-1)
    ?.replace(/\.[^.]{1,10}$/, '')
    .trim();
  return name === undefined || name === '' ? null : name;
}

function markdownTitle(lines: readonly string[]): string | null {
  const heading = lines.slice(0, 50).find((line) => !isBlankLine(line)) ?? '';
  return /^# +\S/.test(heading) ? headOf(heading).slice(2).trim() : null;
}

function split(
  lines: readonly string[],
  markdown: boolean,
  kind: ExportKind | null,
  toTime: ToTime,
  shape: DraftShape | undefined,
): Split {
  const own = markdown ? splitOwnExport(lines, kind === 'recap' || kind === 'discussion') : null;
  if (own !== null) return own;
  if (markdown && shape === 'recap') return { title: markdownTitle(lines), segments: wholeRecap(lines) };
  const chat = splitChat(lines, toTime);
  if (chat !== null) return { title: null, segments: chat };
  const named = markdown ? splitNamedHeadings(lines, toTime) : null;
  if (named !== null) return { title: markdownTitle(lines), segments: named };
  const forum = splitForum(lines, toTime);
  if (forum !== null) return { title: null, pageTitle: forum.title, segments: forum.segments };
  const speakers = splitSpeakers(lines);
  if (speakers !== null) return { title: markdown ? markdownTitle(lines) : null, segments: speakers };
  const rules = splitRules(lines, markdown);
  if (rules !== null) return { title: markdown ? markdownTitle(lines) : null, segments: rules };
  if (markdown) {
    const isRecap = shape === undefined && looksLikeRecap(lines);
    return { title: markdownTitle(lines), segments: isRecap ? wholeRecap(lines) : [{ text: lines.join('\n') }] };
  }
  return { title: null, segments: splitBlocks(lines) };
}

function exportKind(data: Readonly<Record<string, unknown>> | undefined): ExportKind | null {
  return EXPORT_KINDS.find((kind) => kind === data?.exported) ?? null;
}

/**
 * Parts a text into posts. Recognised, in this order: the app's own exports, chat logs, Markdown with a heading for each
 * post, forum pages, transcripts with names, texts with `---` between the posts; of anything else each block between
 * blank lines is a post (Markdown of no known form is one post, or a recap when it has sections or tasks). No text is lost: what is not a post is furniture,
 * and only the headers that gave an author or time, and `---` between posts, are left out. Times without a date are
 * counted from a day in the file's name or the text, else from today. Linear in the text's length.
 */
export function splitText(text: string, options: SplitOptions = {}): ImportDraft {
  const loose = toLines(text);
  const front = loose[0] === '---' ? readFrontMatter(loose.slice(0, 2000).join('\n')) : null;
  const kind = exportKind(front?.data);
  // What we wrote ourselves has line feeds where a line ends; other separators in it are somebody's text.
  const lines = kind === null ? loose : lineFeeds(text);
  const body = front === null ? lines : lines.slice(front.source.replace(/\n$/, '').split('\n').length);
  const markdown = front !== null || MARKDOWN_FILE.test(options.fileName ?? '') || looksLikeMarkdown(body);
  const toTime = options.toTime ?? localTime;
  const result = split(body, markdown, kind, toTime, options.shape);
  const given = typeof front?.data.title === 'string' ? front.data.title.trim() : '';
  const title =
    given ||
    result.title ||
    topicOf(result.segments) ||
    result.pageTitle ||
    fileTitle(options.fileName) ||
    firstWords(result.segments);
  const segments = front === null ? result.segments : [{ text: front.source, furniture: true }, ...result.segments];
  const made = makeDraft(title, markdown ? 'markdown' : 'text', segments);
  const draft = result.parts === undefined ? made : { ...made, parts: withEnding(result.parts, front?.data ?? {}) };
  if (!draft.posts.some((post) => post.clock !== null)) return draft;
  const found = dayInText([options.fileName ?? '', ...body]);
  return setFirstDay(draft, found ?? options.today ?? localToday(), toTime);
}
