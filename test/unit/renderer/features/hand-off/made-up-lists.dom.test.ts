/** Hand-off files whose list of discussions was made up to take away what others have. */
import { afterAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { KIND } from '../../../../../shared/hand-off/format';
import { about, writeHandOff } from '../../../../support/made-hand-off';
import { cleanUp, ENTRY, fresh, give, open, take, teaClub } from '../../../../support/tea-club';

afterAll(cleanUp);

async function takeList(list: Uint8Array, into: Awaited<ReturnType<typeof open>>): Promise<void> {
  const at = fresh();
  await writeHandOff(at, [
    about({ notebook: { id: 'tea-club', name: 'Tea club' } }),
    { kind: KIND.catalog, name: '', bytes: list },
  ]);
  await take(at, into);
}

const copyOf = (list: Uint8Array): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, list);
  return doc;
};

const lists: readonly [string, (list: Y.Doc, cups: string) => unknown][] = [
  ['makes a row unreadable', (list, cups) => list.getMap('discussions').set(cups, 'no row')],
  ['calls a person otherwise', (list) => list.getMap('participants').set('dora', { name: 'Mallory', colour: 2 })],
  ['makes a person unreadable', (list) => list.getMap('participants').set('dora', null)],
  ['replaces a template', (list) => list.getMap('templates').set('minutes', { name: 'Other' })],
  ['says of one that only others have that it was deleted', (list) => list.getMap('deleted').set('aaaa-1', { at: 1 })],
  ['forgets what was deleted', (list) => list.getMap('deleted').delete('gone-1')],
  ['adds to the notebook what JSON cannot say', (list) => list.getMap('meta').set('more', 1n)],
];

test.each(lists)('[HO8] a list that %s is not merged, and what it adds is taken', async (_, act) => {
  const { ada, cups } = await teaClub();
  ada.catalog.getMap('participants').set('dora', { name: 'Dora', colour: 2 });
  ada.catalog.getMap('templates').set('minutes', { name: 'Minutes' });
  ada.catalog.getMap('deleted').set('gone-1', { at: 1, by: 'ada', title: 'Gone' });
  const ben = await open('Ben', { ...ENTRY, shared: true });
  await take((await give(ada)).at, ben);
  const { participants: people, ...before } = said(ben.catalog);
  const list = copyOf(ada.handing.catalog());
  act(list, cups);
  list.getMap('participants').set('chris', { name: 'Chris', colour: 3 });
  await takeList(Y.encodeStateAsUpdate(list), ben);
  const { participants, ...after } = said(ben.catalog);
  expect(after).toEqual(before);
  expect(participants).toEqual({ ...people, chris: { name: 'Chris', colour: 3 } });
});

const said = (catalog: Y.Doc) => ({
  discussions: catalog.getMap('discussions').toJSON(),
  templates: catalog.getMap('templates').toJSON(),
  deleted: catalog.getMap('deleted').toJSON(),
  meta: catalog.getMap('meta').toJSON(),
  participants: catalog.getMap('participants').toJSON(),
});

test.each<[string, (list: Y.Doc, biscuits: string) => unknown]>([
  ['deletes', (list, biscuits) => list.getMap('discussions').delete(biscuits)],
  ['replaces', (list, biscuits) => list.getMap('discussions').set(biscuits, 'no row')],
])('[HO8] a list that %s what is still to come takes nothing away when that comes', async (_, act) => {
  const { ada } = await teaClub();
  const ben = await open('Ben', { ...ENTRY, shared: true });
  await take((await give(ada)).at, ben);
  const known = ada.handing.catalog();
  const biscuits = await ada.createDiscussion({ title: 'Biscuits' });
  const list = copyOf(ada.handing.catalog());
  const behind = Y.encodeStateVector(list);
  act(list, biscuits);
  await takeList(Y.mergeUpdates([known, Y.encodeStateAsUpdate(list, behind)]), ben);
  Y.applyUpdate(ben.catalog, ada.handing.catalog());
  expect(ben.summaries.get().map(({ title }) => title)).toContain('Biscuits');
});
