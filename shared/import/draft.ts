/** A text on its way to a discussion: what the preview shows and edits. All values are immutable. */
import type { DraftParts } from './own-parts';

/** A time of day that the text gives without a date. */
export interface ClockTime {
  /** Days after the first one of the draft. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a split took out between a post and the one that follows it: merging the two puts it back. */
export interface Gap {
  /** Id of the post before the gap. */
  readonly after: string;
  /** White space. */
  readonly text: string;
}

export interface ImportPost {
  /** Local to the draft. */
  readonly id: string;
  /** Text as found, Markdown when the draft is Markdown. */
  readonly text: string;
  readonly author: string | null;
  /** Milliseconds since 1970; null when unknown. */
  readonly createdAt: number | null;
  /** Where `createdAt` comes from when only the draft's first day is missing in the text; null for all other times. */
  readonly clock: ClockTime | null;
  readonly gap: Gap | null;
  /** Part of the page around the discussion, or dropped by the person. Not imported; can be restored. */
  readonly furniture: boolean;
  /** Id in this draft of the post it replies to. */
  readonly replyTo: string | null;
  /** Names by which the file refers to it, as in links to `#post-…`; absent for none. */
  readonly anchors?: readonly string[];
  /** Markdown: how many levels deeper the headings of the text are written. */
  readonly headingShift: number;
}

export interface ImportDraft {
  readonly title: string;
  readonly format: 'text' | 'markdown';
  readonly posts: readonly ImportPost[];
  /** Index in `posts` of the one that is the recap of the discussion, where the text says so. */
  readonly recapPostIndex?: number;
  /** What the text says beside posts and recap: in exports of ours. */
  readonly parts?: DraftParts;
  /** `2009-08-12`: the day from which posts with a `clock` are counted; absent when there are none. */
  readonly firstDay?: string;
}

/** A piece of the text before it gets an id. */
export interface Segment {
  readonly text: string;
  readonly author?: string | null;
  readonly createdAt?: number | null;
  readonly clock?: ClockTime | null;
  readonly furniture?: boolean;
  readonly headingShift?: number;
  readonly recap?: boolean;
  /** Name that other segments' `replyTo` may hold. */
  readonly anchor?: string;
  readonly replyTo?: string | null;
}

/** More posts than anybody goes through; what follows stays in the last one. */
export const MAX_POSTS = 10_000;

/** The segments with any text, trimmed; the last of too many holds the text of the rest. */
function fullSegments(segments: readonly Segment[]): readonly Segment[] {
  const result: Segment[] = [];
  for (const [index, segment] of segments.entries()) {
    const text = segment.text.trim();
    if (text === '') continue;
    if (result.length === MAX_POSTS - 1) {
      const rest = segments.slice(index).map((other) => other.text);
      return [...result, { ...segment, text: rest.join('\n\n').trim() }];
    }
    result.push({ ...segment, text });
  }
  return result;
}

export function makeDraft(title: string, format: ImportDraft['format'], segments: readonly Segment[]): ImportDraft {
  const full = fullSegments(segments);
  const ids = new Map(full.flatMap(({ anchor }, index) => (anchor === undefined ? [] : [[anchor, `p${index + 1}`]])));
  const posts = full.map(
    (segment, index): ImportPost => ({
      id: `p${index + 1}`,
      text: segment.text,
      author: segment.author ?? null,
      createdAt: segment.createdAt ?? null,
      clock: segment.clock ?? null,
      gap: null,
      furniture: segment.furniture ?? false,
      replyTo: (segment.replyTo != null && ids.get(segment.replyTo)) || null,
      headingShift: segment.headingShift ?? 0,
      ...(segment.anchor === undefined ? {} : { anchors: [segment.anchor] }),
    }),
  );
  const recap = full.findIndex((segment) => segment.recap === true);
  return { title, format, posts, ...(recap < 0 ? {} : { recapPostIndex: recap }) };
}
