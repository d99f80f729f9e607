import { describe, expect, it } from 'vitest';
import { initialOf } from '../../../../renderer/ui/avatar';
import { createStore } from '../../../../renderer/ui/store';
import { count, listNames } from '../../../../renderer/ui/words';

describe('counting', () => {
  it.each([
    [0, '0 posts'],
    [1, '1 post'],
    [12, '12 posts'],
  ])('%i becomes “%s”', (amount, words) => {
    expect(count(amount, 'post')).toBe(words);
  });

  it('takes an irregular plural', () => {
    expect(count(2, 'person', 'people')).toBe('2 people');
  });
});

describe('a list of names', () => {
  it.each([
    [[], ''],
    [['Renee'], 'Renee'],
    [['Renee', 'Chris'], 'Renee and Chris'],
    [['Renee', 'Chris', 'Lurker'], 'Renee, Chris and Lurker'],
    [['Renee', 'Chris', 'Lurker', 'Educator', 'Jim'], 'Renee, Chris and 3 others'],
  ])('%j becomes “%s”', (names, words) => {
    expect(listNames(names)).toBe(words);
  });
});

describe('the letter of a person', () => {
  it.each([
    ['renee', 'R'],
    ['  éva', 'É'],
    ['👩‍🏫 teacher', '👩‍🏫'],
    ['', '?'],
  ])('of “%s” is %s', (name, letter) => {
    expect(initialOf(name)).toBe(letter);
  });
});

describe('a store', () => {
  it('tells its listeners of a change, and of nothing else', () => {
    const store = createStore(1);
    const seen: number[] = [];
    const end = store.subscribe(() => seen.push(store.get()));
    store.set(1);
    store.set(2);
    store.update((now) => now + 1);
    end();
    store.set(9);
    expect(seen).toEqual([2, 3]);
  });
});
