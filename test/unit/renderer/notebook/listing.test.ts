import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Listing } from '../../../../renderer/notebook/listing';
import { deletedOf, discussionsOf } from '../../../../shared/model/catalog-doc';

const [ONE, TWO, THREE] = ['discussion-one', 'discussion-two', 'discussion-three'] as const;

const fail = (error: unknown): never => {
  throw error;
};

const add = (catalog: Y.Doc, id: string): void => void discussionsOf(catalog).set(id, new Y.Map());
const remove = (catalog: Y.Doc, id: string): void => void deletedOf(catalog).set(id, { at: 1, by: 'ann', title: '' });

test('the listing has what was there and what came and went since, whenever somebody asks first', () => {
  for (const asksFirst of [0, 1, 2, 3]) {
    const catalog = new Y.Doc();
    add(catalog, ONE);
    add(catalog, TWO);
    const listing = new Listing(catalog, fail);
    const steps = [() => add(catalog, THREE), () => remove(catalog, ONE), () => add(catalog, 'not/an id')];
    steps.forEach((step, at) => {
      if (at === asksFirst) expect(listing.has(TWO)).toBe(true);
      step();
    });
    expect([...listing.all()]).toEqual([TWO, THREE]);
    expect([ONE, TWO, THREE].map((id) => listing.has(id))).toEqual([false, true, true]);
  }
});

test('who subscribes is told of what comes and goes from then on', () => {
  const catalog = new Y.Doc();
  add(catalog, ONE);
  const listing = new Listing(catalog, fail);
  add(catalog, TWO);
  const told: unknown[] = [];
  listing.subscribe((added, removed) => told.push([added, removed]));
  add(catalog, THREE);
  remove(catalog, TWO);
  remove(catalog, 'never-listed');
  expect(told).toEqual([
    [[THREE], []],
    [[], [TWO]],
  ]);
});
