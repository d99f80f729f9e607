import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readSummary, type Summary, writeSummary } from '../../../../shared/model/catalog-doc';

const activity = { createdAt: 1000, activeAt: 3000, activeBy: 'renee', postCount: 2, peopleCount: 1 };
const summary: Summary = { title: 'Which database?', status: 'review', ...activity };

function rowWith(fields: Readonly<Record<string, unknown>>): Y.Map<unknown> {
  const row = new Y.Map(Object.entries(fields));
  new Y.Doc().getMap('rows').set('row', row);
  return row;
}

/** What another device has of the row. */
function copyOf(row: Y.Map<unknown>, client: number): Y.Map<unknown> {
  const doc = Object.assign(new Y.Doc(), { clientID: client });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(row.doc as Y.Doc));
  return doc.getMap<Y.Map<unknown>>('rows').get('row') as Y.Map<unknown>;
}

test('a row has its activity as one value, and no status while it is open', () => {
  const row = rowWith({});
  writeSummary(row, { ...summary, status: 'open' });
  expect(row.toJSON()).toEqual({ title: 'Which database?', activity });
  writeSummary(row, summary);
  expect(row.toJSON()).toEqual({ title: 'Which database?', status: 'review', activity });
  expect(readSummary(row)).toEqual({ ...summary, trashedAt: null });
  writeSummary(row, { ...summary, status: 'open' });
  expect(readSummary(row)).toEqual({ ...summary, status: 'open', trashedAt: null });
});

test('a summary that is the same is not written again', () => {
  const row = rowWith({});
  writeSummary(row, summary);
  const before = Y.encodeStateAsUpdate(row.doc as Y.Doc);
  writeSummary(row, { ...summary });
  expect(Y.encodeStateAsUpdate(row.doc as Y.Doc)).toEqual(before);
});

test.each(Object.keys(summary))('a summary of which only %s differs is written', (key) => {
  const row = rowWith({});
  writeSummary(row, { ...summary, [key]: key === 'status' ? 'finished' : 7 });
  writeSummary(row, summary);
  expect(readSummary(row)).toEqual({ ...summary, trashedAt: null });
});

test('a title changed on one device and a post written on another, apart, are both in the row', () => {
  for (const clients of [
    [1, 2],
    [2, 1],
  ] as const) {
    const row = rowWith({});
    writeSummary(row, summary);
    const [one, other] = clients.map((client) => copyOf(row, client)) as [Y.Map<unknown>, Y.Map<unknown>];
    writeSummary(one, { ...summary, title: 'Which one?', status: 'finished' });
    writeSummary(other, { ...summary, activeAt: 4000, postCount: 3 });
    Y.applyUpdate(one.doc as Y.Doc, Y.encodeStateAsUpdate(other.doc as Y.Doc));
    expect(readSummary(one)).toMatchObject({ title: 'Which one?', status: 'finished', activeAt: 4000, postCount: 3 });
  }
});

test('a row of an earlier version, a value for each field, is read, and changes with its next summary', () => {
  const row = rowWith({ ...summary, from: 'elsewhere', trashedAt: 5000 });
  expect(readSummary(row)).toEqual({ ...summary, trashedAt: 5000 });
  writeSummary(row, summary);
  expect(row.toJSON()).toEqual({
    title: summary.title,
    status: 'review',
    activity,
    from: 'elsewhere',
    trashedAt: 5000,
  });
});

test.each([
  7,
  'words',
  [1, 2],
  { createdAt: 1e308, activeAt: 'soon', activeBy: null, postCount: Number.NaN },
  new Uint8Array(3),
])('of what a peer wrote in place of fields, %j, nothing is believed', (value) => {
  expect(readSummary(rowWith({ title: value === 'words' ? 7 : value, status: value, activity: value }))).toEqual({
    title: '',
    status: 'open',
    createdAt: 0,
    activeAt: 0,
    activeBy: '',
    postCount: 0,
    peopleCount: 0,
    trashedAt: null,
  });
});
