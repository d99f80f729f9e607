/** How points are written in an export: their citations lead to the thread, their stances are counted. */
import type { ExportDocument, ExportPost } from '../model/export-document';
import { type Cite, readPoints, textMark } from '../model/point';
import { stanceCounts, stancesByPoint } from '../recap/stances';
import type { ParticipantId } from '../util/brand';
import { type Footnotes, footnoteSign } from './footnotes';
import { oneLine } from './normalise-inline';
import { plainText } from './plain-text';
import type { PointWriting } from './point-to-mdast';
import { pointAnchor, postAnchor } from './post-anchor';
import { timeText } from './time-text';

/** The same question that the app asks: are the words that were cited still there? */
function isEdited(cite: Cite, post: ExportPost): boolean {
  const text = plainText(post.body);
  return cite.passage === '' ? cite.seen !== '' && cite.seen !== textMark(text) : !text.includes(cite.passage);
}

function citeLabel(cite: Cite, post: ExportPost | undefined): string {
  const kept = oneLine(cite.label) ?? 'a post';
  if (cite.discussion !== null) return `${kept} (in another discussion)`;
  if (post === undefined) return kept;
  const author = oneLine(post.authorName) ?? 'Unknown';
  const label = [author, timeText(post.createdAt)].filter(Boolean).join(', ');
  if (post.deleted) return `${label} (deleted)`;
  return isEdited(cite, post) ? `${label} (edited since)` : label;
}

/**
 * With `footnotes` citations have the author alone, and the rest is in these.
 * @param threadUrl the file with the posts, that citations lead to: '' for the same one, null where there is none
 */
export function pointWriting(
  document: ExportDocument,
  threadUrl: string | null,
  footnotes: Footnotes | null = null,
): Partial<PointWriting> {
  const posts = new Map(document.posts.map((post) => [post.id, post]));
  const stances = stancesByPoint(
    document.parts.stances.map(({ person, ...one }) => ({ ...one, person: person as ParticipantId })),
  );
  const anchored = new Set<string>();
  return {
    cite(cite) {
      const post = cite.discussion === null ? posts.get(cite.post) : undefined;
      const href = threadUrl !== null && post !== undefined ? `${threadUrl}#${postAnchor(post.id)}` : null;
      const label = citeLabel(cite, post);
      const number = footnotes?.of(cite, post, label) ?? null;
      if (number === null) return { label, href };
      return { label: oneLine(post?.authorName) ?? label, href, footnote: footnoteSign(number) };
    },
    anchor(id) {
      // Two points may have one id, two anchors may not.
      if (id === '' || anchored.has(id)) return null;
      anchored.add(id);
      return pointAnchor(id);
    },
    counts: (id) => stanceCounts(stances.get(id) ?? []) || null,
  };
}

/** The points that cite each post, by the post's id, in the order of the recap. */
export function citingPoints(document: ExportDocument): ReadonlyMap<string, readonly { id: string; text: string }[]> {
  const found = new Map<string, { id: string; text: string }[]>();
  for (const { id, text, cites } of readPoints(document.recap)) {
    if (id === '') continue;
    const posts = new Set(cites.flatMap(({ discussion, post }) => (discussion === null ? [post] : [])));
    for (const post of posts) found.set(post, [...(found.get(post) ?? []), { id, text }]);
  }
  return found;
}
