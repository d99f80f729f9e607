/**
 * The example in README.md and the whole of it in test/fixtures are what the app writes.
 * `EXAMPLE=write npx vitest run --config build/vitest.config.ts --project=unit example.test` writes both anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { splitText, toNewPosts, toParts, toRecap } from '../../../../shared/import';
import { exportMarkdown } from '../../../../shared/markdown';
import { realDiscussion } from './real-discussion';

const FILE = 'test/fixtures/exported-discussion.md';
const README = 'README.md';
const FENCE = /(?<=<!-- example -->\n\n````markdown\n)[\s\S]*?(?=\n````\n)/;

const document = realDiscussion();
const markdown = exportMarkdown(document, 'discussion', { imageUrl: (src) => src });

/** From each part of the file as much as shows what it is like. */
function excerpt(): string {
  const from = (start: string, end: string) => markdown.slice(markdown.indexOf(start), markdown.indexOf(end)).trimEnd();
  return [
    from('---\ntitle', '<!--point quote'),
    from('<!--point decision', '<!--point question'),
    from('<!--point action', '<!--point question id="k2"'),
    from('<!--part open', '<!--part signoffs'),
    from('<!--post', '### '),
    from('<a id="post-p10"', '<a id="post-p11"'),
  ]
    .filter((part) => part !== '')
    .join('\n\n…\n\n');
}

test('the exported example is what the app writes', () => {
  const shown = readFileSync(README, 'utf8');
  if (process.env.EXAMPLE === 'write') {
    writeFileSync(FILE, markdown);
    writeFileSync(
      README,
      shown.replace(FENCE, () => excerpt()),
    );
  }
  expect(readFileSync(FILE, 'utf8')).toBe(markdown);
  expect(FENCE.exec(readFileSync(README, 'utf8'))?.[0]).toBe(excerpt());
});

test('the exported example is the same discussion again', () => {
  const draft = splitText(markdown);
  expect(draft.title).toBe(document.title);
  expect(toRecap(draft)).toEqual(document.recap);
  expect(toNewPosts(draft, { withRecap: false }).map(({ id, authorName, body }) => [id, authorName, body])).toEqual(
    document.posts.map(({ id, authorName, body }) => [id, authorName, body]),
  );
  const parts = toParts(draft);
  const { stances, aside, reactions } = document.parts;
  expect(parts?.stances).toEqual(stances.map(({ person: _, ...one }) => one));
  expect(parts?.aside).toEqual(aside.map(({ person: _, ...one }) => one));
  expect(parts?.reactions).toEqual(reactions.map(({ person: _, ...one }) => one));
  expect(parts?.finished).toEqual({ name: 'Renee', at: document.parts.finished?.at });
});
