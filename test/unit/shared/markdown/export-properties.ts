/** Random discussions, exported and read back: no text in them can pretend to be a post, a part or a note. */
import fc from 'fast-check';
import { splitText, toNewPosts, toParts, toRecap } from '../../../../shared/import';
import { exportMarkdown, normaliseRichText } from '../../../../shared/markdown';
import type { Stance } from '../../../../shared/model/discussion-parts';
import { type ExportDocument, NO_PARTS } from '../../../../shared/model/export-document';
import { readPoints } from '../../../../shared/model/point';
import { EMPTY_RICH_TEXT } from '../../../../shared/model/rich-text';
import { discussion, post } from './export-document';
import { expectSame } from './properties';
import { awkwardText, richText } from './rich-text-arbitrary';

const AT = Date.UTC(2009, 7, 12, 20, 20, 7, 123);

/** With everything that a discussion holds beside posts and recap. */
export const discussions: fc.Arbitrary<ExportDocument> = fc
  .record({
    bodies: fc.array(richText, { maxLength: 3 }),
    recap: richText,
    own: richText,
    name: awkwardText,
    reason: awkwardText,
    title: awkwardText,
    stance: fc.constantFrom<Stance>('agree', 'disagree', 'unsure'),
  })
  .map(({ bodies, recap, own, name, reason, title, stance }) => {
    const who = { person: 'u1', name, at: AT };
    const ids = bodies.map((_, index) => `p-${String(index)}`);
    // Ids that the app makes have no spaces or signs that normalising would drop.
    const made = new Set(readPoints(recap).map(({ id }) => id));
    const points = readPoints(normaliseRichText(recap)).flatMap(({ id }) => (made.has(id) ? [id] : []));
    return discussion({
      title,
      recap,
      posts: bodies.map((body, index) =>
        post(`p-${String(index)}`, name, '', { body, replyTo: index > 0 ? 'p-0' : null }),
      ),
      parts: {
        ...NO_PARTS,
        stances: [...new Set(points)].map((point) => ({ ...who, point, stance, reason })),
        aside: ids.map((id) => ({ ...who, post: id, reason })),
        reactions: ids.map((id) => ({ ...who, post: id, emoji: '👍' })),
        signoffs: [{ ...who, version: 'v', changed: false }],
        recaps: [{ person: 'u1', name, recap: own }],
      },
    });
  });

const recapOf = (document: ExportDocument) => normaliseRichText(document.recap);

/** The whole discussion is read back as it was. */
export function isReadBack(document: ExportDocument): void {
  const markdown = exportMarkdown(document, 'discussion', { imageUrl: (src) => src });
  const draft = splitText(markdown);
  const { aside, recaps, stances, reactions } = document.parts;
  expectSame(toRecap(draft) ?? EMPTY_RICH_TEXT, recapOf(document), markdown);
  // A post without a word is not imported, nor what was said about it.
  const posts = document.posts
    .map(({ id, body }) => ({ id, body: normaliseRichText(body) }))
    .filter(({ body }) => body.content?.length !== 0);
  const read = toNewPosts(draft, { withRecap: false }).map(({ id, body }) => ({ id, body }));
  expectSame(read, posts, markdown);
  const kept = new Set(posts.map(({ id }) => id));
  const parts = toParts(draft);
  expectSame(parts?.recaps[0]?.recap, normaliseRichText(recaps[0]?.recap ?? EMPTY_RICH_TEXT), markdown);
  const asides = aside.filter((one) => kept.has(one.post)).map((one) => [one.post, one.reason]);
  expectSame(
    parts?.aside.map((one) => [one.post, one.reason]),
    asides,
    markdown,
  );
  const reacted = reactions.filter((one) => kept.has(one.post)).map((one) => one.post);
  expectSame(
    parts?.reactions.map((one) => one.post),
    reacted,
    markdown,
  );
  // An id with a slash is no id, and stances on nothing are not kept.
  const said = stances.filter(({ point }) => point !== '' && !point.includes('/'));
  expectSame(
    parts?.stances.map((one) => [one.point, one.stance, one.reason]),
    said.map((one) => [one.point, one.stance, one.reason]),
    markdown,
  );
  expectSame(parts?.signoffs.length, 1, markdown);
}

/** A recap that leaves alone, without the thread, is the same recap again. */
export function recapIsReadBack(document: ExportDocument): void {
  const markdown = exportMarkdown(document, 'recap', { imageUrl: (src) => src });
  expectSame(toRecap(splitText(markdown)) ?? EMPTY_RICH_TEXT, recapOf(document), markdown);
}
