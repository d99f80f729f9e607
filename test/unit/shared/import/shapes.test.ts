/** Markdown from elsewhere becomes a recap or a thread, as guessed or as the person says. */
import { describe, expect, test } from 'vitest';
import { type DraftShape, splitText, toNewPosts, toRecap } from '../../../../shared/import';
import { doc, h, p } from '../markdown/build';

const shapeOf = (text: string, shape?: DraftShape): string => {
  const draft = splitText(text, { fileName: 'notes.md', ...(shape === undefined ? {} : { shape }) });
  return `${draft.title}: ${toRecap(draft) === null ? 'no' : 'a'} recap, ${String(toNewPosts(draft, { withRecap: false }).length)} posts`;
};

const NOTES = '# Meeting\n\n## Decisions\n\nWe go on.\n\n## Next\n\nA room.\n';

describe('guessed', () => {
  test.each([
    ['sections', NOTES, 'Meeting: a recap, 0 posts'],
    ['tasks', '# Meeting\n\n- [ ] find a room\n', 'Meeting: a recap, 0 posts'],
    ['plain text', '# Reading circle\n\nWhat shall we read next?\n', 'Reading circle: no recap, 1 posts'],
    [
      'names and times',
      '# Circle\n\n## Ann 2009-08-12 20:14\n\na\n\n## Bob 2009-08-12 20:15\n\nb\n',
      'Circle: no recap, 2 posts',
    ],
    ['front matter', '---\ntitle: From Obsidian\n---\n# A\n\n## B\n\n## C\n', 'From Obsidian: a recap, 0 posts'],
  ])('%s', (_, text, expected) => {
    expect(shapeOf(text)).toBe(expected);
  });
});

test('what the person says counts', () => {
  expect(shapeOf(NOTES, 'thread')).toBe('Meeting: no recap, 1 posts');
  expect(shapeOf('# Circle\n\nWhat next?\n', 'recap')).toBe('Circle: a recap, 0 posts');
});

test('a recap has no title in it, and its sections begin at the first level', () => {
  expect(toRecap(splitText(NOTES))).toEqual(doc(h(1, 'Decisions'), p('We go on.'), h(1, 'Next'), p('A room.')));
});
