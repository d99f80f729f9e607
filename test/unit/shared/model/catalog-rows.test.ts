import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readSummary, type Summary, wipeTitle, writeSummary } from '../../../../shared/model/catalog-doc';

const summary: Summary = {
  title: 'Which database?',
  status: 'review',
  createdAt: 1000,
  activeAt: 3000,
  activeBy: 'renee',
  postCount: 2,
  peopleCount: 1,
};

function rowWith(fields: Readonly<Record<string, unknown>>): Y.Map<unknown> {
  const row = new Y.Map(Object.entries(fields));
  new Y.Doc().getMap('rows').set('row', row);
  return row;
}

test('a row has its summary as one value', () => {
  const row = rowWith({});
  writeSummary(row, summary);
  expect(row.toJSON()).toEqual({ summary });
  expect(readSummary(row)).toEqual({ ...summary, trashedAt: null });
});

test('a summary that is the same is not written again', () => {
  const row = rowWith({});
  writeSummary(row, summary);
  const before = Y.encodeStateAsUpdate(row.doc as Y.Doc);
  writeSummary(row, { ...summary });
  expect(Y.encodeStateAsUpdate(row.doc as Y.Doc)).toEqual(before);
});

test.each(Object.keys(summary))('a summary of which only %s differs is written', (key) => {
  const row = rowWith({ summary: { ...summary, [key]: key === 'status' ? 'open' : 7 } });
  writeSummary(row, summary);
  expect(row.get('summary')).toEqual(summary);
});

test('a row of an earlier version, a value for each field, is read, and becomes one value with the next change', () => {
  const row = rowWith({ ...summary, from: 'elsewhere', trashedAt: 5000 });
  expect(readSummary(row)).toEqual({ ...summary, trashedAt: 5000 });
  writeSummary(row, { ...summary, title: 'Which one?' });
  expect(row.toJSON()).toEqual({
    summary: { ...summary, title: 'Which one?' },
    from: 'elsewhere',
    trashedAt: 5000,
  });
});

test('a row whose title is wiped keeps the rest', () => {
  for (const row of [rowWith({ summary }), rowWith({ ...summary })]) {
    wipeTitle(row);
    expect(readSummary(row)).toEqual({ ...summary, title: '', trashedAt: null });
  }
});

test.each([
  7,
  'words',
  [1, 2],
  { title: 7, status: {}, createdAt: 1e308, activeAt: 'soon', activeBy: null, postCount: Number.NaN },
  new Uint8Array(3),
])('of what a peer wrote in place of a summary, %j, nothing is believed', (value) => {
  expect(readSummary(rowWith({ summary: value }))).toEqual({
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
