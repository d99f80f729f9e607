import { describe, expect, it } from 'vitest';
import { keepReadingPlace, readingPlace } from '../../../../../renderer/features/thread/reading-place';
import { excerpt, goOnAt, isBlank } from '../../../../../renderer/features/thread/thread-words';
import { bullets, doc, h, p } from '../../../../../renderer/features/welcome/rich';
import type { PostId } from '../../../../../shared/util/brand';

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

describe('a body', () => {
  it.each([
    { body: doc(), blank: true },
    { body: doc(p(''), p('  ')), blank: true },
    { body: doc(bullets('', ' ')), blank: true },
    { body: doc(p('a')), blank: false },
    { body: doc({ type: 'image', attrs: { src: 'asset:1' } }), blank: false },
    { body: doc({ type: 'horizontalRule' }), blank: false },
  ])('is blank when nothing in it is seen: $blank', ({ body, blank }) => {
    expect(isBlank(body)).toBe(blank);
  });
});

describe('after a post was deleted, reading goes on', () => {
  const posts = (line: string) => [...line].map((sign, at) => ({ id: String(at) as PostId, deleted: sign === 'x' }));
  it.each([
    { line: 'ooo', id: '1', next: '2' },
    { line: 'ooxo', id: '1', next: '3' },
    { line: 'oxo', id: '2', next: '0' },
    { line: 'xox', id: '1', next: '1' },
  ])('at $next of $line without $id', ({ line, id, next }) => {
    expect(goOnAt(posts(line), id as PostId)).toBe(next);
  });
});
