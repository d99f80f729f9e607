/** A discussion as one Markdown file. The layout is described in README.md; shared/import reads it back. */
import type { ExportDocument, ExportKind } from '../model/export-document';
import { groupBy } from '../util/group-by';
import { baseLines } from './export-base';
import { overviews } from './export-overview';
import { citingPoints, pointWriting } from './export-points';
import { exportPost } from './export-post';
import { ownRecaps, signoffList, stanceTable } from './export-sections';
import { Footnotes } from './footnotes';
import { frontMatter } from './front-matter';
import { type Normalise, normalisingOnce } from './normalise';
import { oneLine } from './normalise-inline';
import { anchorLine, THREAD_ANCHOR } from './post-anchor';
import { serialiseCanonical } from './serialise';
import { writeMdast } from './write-mdast';

/** The title is the only heading of level 1, so the recap's begin at 2. */
export const RECAP_HEADING_SHIFT = 1;
export const EMPTY_RECAP_LINE = '*There is no recap yet.*';
export const EMPTY_THREAD_LINE = '*There are no posts yet.*';
export const UNTITLED = 'Untitled discussion';

export interface ExportOptions {
  /** The address to write for a picture's `src`: a relative path or a data address for `asset:<hash>`. */
  readonly imageUrl: (src: string) => string;
  /** Of a recap alone. False leaves out the comments that reading back needs: for pasting into a letter or a chat. */
  readonly marks?: boolean;
  /** Of a recap alone: the address of the file with its thread. Citations lead there, and everybody's recap is written. */
  readonly threadUrl?: string;
  /** Of a thread alone: the address of the file with its recap. Posts say in which points they are. */
  readonly recapUrl?: string;
}

/** Anchors are of use where something leads to them. */
const UNMARKED = { marks: false, anchor: () => null } as const;

function recap(document: ExportDocument, kind: ExportKind, options: ExportOptions, normalise: Normalise): string[] {
  const { imageUrl } = options;
  const marks = options.marks ?? true;
  const threadUrl = kind === 'discussion' ? '' : (options.threadUrl ?? null);
  const footnotes = threadUrl === null && marks ? new Footnotes() : null;
  const points = { ...pointWriting(document, threadUrl, footnotes), ...(marks ? {} : UNMARKED) };
  const body = serialiseCanonical(normalise(document.recap), { imageUrl, headingShift: RECAP_HEADING_SHIFT, points });
  return [
    body === '' ? `${EMPTY_RECAP_LINE}\n` : body,
    ...(threadUrl === null ? [] : ownRecaps(document, imageUrl, points, normalise)),
    ...(marks ? overviews(document) : []),
    stanceTable(document, threadUrl !== null, marks),
    signoffList(document, marks),
    footnotes?.written() ?? '',
  ].filter((part) => part !== '');
}

function thread(
  document: ExportDocument,
  kind: ExportKind,
  { imageUrl, recapUrl }: ExportOptions,
  normalise: Normalise,
): string {
  const recapAt = kind === 'discussion' ? '' : (recapUrl ?? null);
  const byId = new Map(document.posts.map((post) => [post.id, post]));
  const notes = {
    aside: new Map(document.parts.aside.map((one) => [one.post, one])),
    reactions: groupBy(document.parts.reactions, ({ post }) => post),
    cited: recapAt === null ? new Map<string, never>() : citingPoints(document),
    recapUrl: recapAt ?? '',
  };
  const posts = document.posts.map((post) => {
    const target = post.replyTo === null ? undefined : byId.get(post.replyTo);
    return exportPost(post, target, imageUrl, notes, normalise);
  });
  const heading = `${anchorLine(THREAD_ANCHOR)}\n\n## Thread\n`;
  return [heading, ...(posts.length === 0 ? [`${EMPTY_THREAD_LINE}\n`] : posts)].join('\n');
}

/**
 * Markdown of the recap, the thread, or the recap followed by the thread. Two equal documents give equal bytes on any
 * machine at any time. `imageUrl` must be as stable as that.
 */
export function exportMarkdown(document: ExportDocument, kind: ExportKind, options: ExportOptions): string {
  const title = writeMdast([
    { type: 'heading', depth: 1, children: [{ type: 'text', value: oneLine(document.title) ?? UNTITLED }] },
  ]);
  const normalise = normalisingOnce();
  const parts = [
    frontMatter(document, kind),
    title,
    ...(kind === 'thread' ? [] : recap(document, kind, options, normalise)),
    ...(kind === 'recap' ? [] : [thread(document, kind, options, normalise)]),
    ...((options.marks ?? true)
      ? [baseLines(document, kind, kind === 'discussion' || options.threadUrl !== undefined, normalise)]
      : []),
  ];
  return parts.join('\n');
}
