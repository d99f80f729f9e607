/** Random discussions, exported and read back: no text in them can pretend to be a post, a part or a note. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitText, toNewPosts, toParts, toRecap } from '../../../../shared/import';
import { exportMarkdown, normaliseRichText } from '../../../../shared/markdown';
import { type ExportDocument, NO_PARTS } from '../../../../shared/model/export-document';
import { EMPTY_RICH_TEXT, type RichText } from '../../../../shared/model/rich-text';
import { discussion, post } from './export-document';
import { awkwardText, richText } from './rich-text-arbitrary';

const SEED = Number(process.env.MARKDOWN_SEED ?? 20_090_812);
const RUNS = Number(process.env.MARKDOWN_RUNS ?? 20_000);
/** As in round-trip.property.test.ts. */
const TIMEOUT = 120_000 + RUNS * 20;

const AT = Date.UTC(2009, 7, 12, 20, 20, 7, 123);

function made(
  bodies: readonly RichText[],
  recap: RichText,
  own: RichText,
  name: string,
  reason: string,
): ExportDocument {
  const who = { person: 'u1', name, at: AT };
  const ids = bodies.map((_, index) => `p-${String(index)}`);
  return discussion({
    recap,
    posts: bodies.map((body, index) =>
      post(`p-${String(index)}`, name, '', { body, replyTo: index > 0 ? 'p-0' : null }),
    ),
    parts: {
      ...NO_PARTS,
      aside: ids.map((id) => ({ ...who, post: id, reason })),
      reactions: ids.map((id) => ({ ...who, post: id, emoji: '👍' })),
      signoffs: [{ ...who, version: 'v', changed: false }],
      recaps: [{ person: 'u1', name, recap: own }],
    },
  });
}

function same(actual: unknown, expected: unknown, markdown: string): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual, markdown).toEqual(expected);
}

test(
  'every discussion that is exported is read back as it was',
  () => {
    fc.assert(
      fc.property(
        fc.array(richText, { maxLength: 3 }),
        richText,
        richText,
        awkwardText,
        awkwardText,
        (bodies, recap, own, name, reason) => {
          const document = made(bodies, recap, own, name, reason);
          const markdown = exportMarkdown(document, 'discussion', { imageUrl: (src) => src });
          const draft = splitText(markdown);
          same(toRecap(draft) ?? EMPTY_RICH_TEXT, normaliseRichText(recap), markdown);
          // A post without a word is not imported, nor what was said about it.
          const posts = document.posts
            .map(({ id, body }) => ({ id, body: normaliseRichText(body) }))
            .filter(({ body }) => body.content?.length !== 0);
          const read = toNewPosts(draft, { withRecap: false });
          same(
            read.map(({ id, body }) => ({ id, body })),
            posts,
            markdown,
          );
          const parts = toParts(draft);
          same(parts?.recaps[0]?.recap, normaliseRichText(own), markdown);
          same(
            parts?.aside.map((one) => [one.post, one.reason]),
            posts.map(({ id }) => [id, reason]),
            markdown,
          );
          same(
            parts?.reactions.map((one) => one.post),
            posts.map(({ id }) => id),
            markdown,
          );
          expect([parts?.signoffs.length, parts?.stances.length]).toEqual([1, 0]);
        },
      ),
      { seed: SEED, numRuns: Math.ceil(RUNS / 40) },
    );
  },
  TIMEOUT,
);
