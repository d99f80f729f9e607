import { describe, expect, it } from 'vitest';
import { keepReadingPlace, readingPlace } from '../../../../../renderer/features/thread/reading-place';
import { excerpt } from '../../../../../renderer/features/thread/thread-words';
import { bullets, doc, h, p } from '../../../../../renderer/features/welcome/rich';

describe('the first words of a post', () => {
  it('are one line over all blocks', () => {
    expect(excerpt(doc(h(1, 'Heading'), p('A **bold** word.'), bullets('one', 'two')))).toBe(
      'Heading A bold word. one two',
    );
  });

  it('end at a word when there is more', () => {
    expect(excerpt(doc(p('Find a small crew of silo straddlers and start with them, then learn')), 40)).toBe(
      'Find a small crew of silo straddlers and…',
    );
  });

  it('are nothing for an empty post', () => {
    expect(excerpt(doc())).toBe('');
  });
});

/** Only what the reading places use. */
function memoryStorage(content: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(content));
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear(),
    key: (index) => [...map.keys()][index] ?? null,
    get length() {
      return map.size;
    },
  };
}

describe('the reading place', () => {
  it('is kept for each discussion', () => {
    const storage = memoryStorage();
    keepReadingPlace('a', { post: 'p1', offset: -20 }, storage);
    keepReadingPlace('b', { post: 'p2', offset: 3 }, storage);
    expect(readingPlace('a', storage)).toEqual({ post: 'p1', offset: -20 });
    expect(readingPlace('b', storage)).toEqual({ post: 'p2', offset: 3 });
    keepReadingPlace('a', null, storage);
    expect(readingPlace('a', storage)).toBeNull();
  });

  it.each(['not json', 'null', '7', '{"a":5}', '{"a":{"post":1,"offset":"x"}}'])(
    'is nothing when the storage holds %s',
    (content) => {
      expect(readingPlace('a', memoryStorage({ 'recap.reading-places': content }))).toBeNull();
    },
  );

  it('forgets the oldest discussions', () => {
    const storage = memoryStorage();
    for (let number = 0; number < 301; number++)
      keepReadingPlace(`d${String(number)}`, { post: 'p', offset: 0 }, storage);
    expect(readingPlace('d0', storage)).toBeNull();
    expect(readingPlace('d300', storage)).not.toBeNull();
  });
});
