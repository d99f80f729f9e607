import { expect, it } from 'vitest';
import { draftFacts, factsWords } from '../../../../../renderer/features/import/draft-facts';
import { dropPost, setAuthor, splitText } from '../../../../../shared/import';

it('counts what becomes a post, what is left out, and who wrote, most frequent first', () => {
  let draft = splitText('One.\n\nTwo.\n\nThree.\n\nFour.');
  const [one, two, three, four] = draft.posts.map((post) => post.id);
  draft = setAuthor(draft, one ?? '', 'Chris');
  draft = setAuthor(draft, two ?? '', 'Renee');
  draft = setAuthor(draft, three ?? '', 'Renee');
  draft = dropPost(draft, four ?? '');
  expect(draftFacts(draft)).toEqual({ kept: 3, left: 1, recap: false, authors: ['Renee', 'Chris'] });
});

it.each([
  [{ kept: 0, left: 0, recap: true, authors: [] }, 'A recap'],
  [{ kept: 2, left: 1, recap: true, authors: ['Renee'] }, 'A recap, 2 posts by 1 person · 1 left out'],
  [{ kept: 11, left: 3, recap: false, authors: ['Renee', 'Chris'] }, '11 posts by 2 people · 3 left out'],
  [{ kept: 1, left: 0, recap: false, authors: [] }, '1 post by unknown authors'],
])('says it in words: %j', (facts, words) => {
  expect(factsWords(facts)).toBe(words);
});
