import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { authoredBlock, stretchesOf, writtenAt, writtenTime } from '../../../../shared/recap/attribution';
import { AUTHOR_PATTERNS, authorLooks } from '../../../../shared/recap/attribution-looks';

const SESSIONS: Readonly<Record<number, string>> = { 1: 'renee', 2: 'chris', 3: 'renee' };
const authorOf = (client: number): string => SESSIONS[client] ?? '';

function paragraph(): { doc: Y.Doc; block: Y.XmlElement; text: Y.XmlText } {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const block = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  doc.getXmlFragment('recap').insert(0, [block]);
  block.insert(0, [text]);
  return { doc, block, text };
}

/** As somebody in another session writes. */
function as(doc: Y.Doc, client: number, write: () => void): void {
  doc.clientID = client;
  write();
}

describe('who wrote a text', () => {
  it('[WH1] is told stretch by stretch, sessions of one person as one', () => {
    const { doc, text } = paragraph();
    text.insert(0, 'Start with a crew');
    as(doc, 2, () => text.insert(13, 'small '));
    as(doc, 3, () => text.insert(0, 'We '));
    as(doc, 9, () => text.insert(text.length, '!'));
    expect(stretchesOf(text, authorOf)).toEqual([
      { length: 16, by: 'renee' },
      { length: 6, by: 'chris' },
      { length: 4, by: 'renee' },
      { length: 1, by: '' },
    ]);
  });

  it('[WH1] is the one that the mark names, and stays so through stored bytes', () => {
    const { doc, text } = paragraph();
    text.insert(0, 'moved');
    text.format(0, 5, { author: { by: 'chris' } });
    as(doc, 2, () => text.delete(0, 1));
    const stored = new Y.Doc();
    Y.applyUpdate(stored, Y.encodeStateAsUpdate(doc));
    const again = (stored.getXmlFragment('recap').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    expect(stretchesOf(again, authorOf)).toEqual([{ length: 4, by: 'chris' }]);
    expect(writtenAt(again, 0, authorOf)).toEqual({ by: 'chris', movedBy: 'renee', client: 1, clock: 3 });
  });

  it.each([{ by: 7 }, 'chris', null, {}])('[WH1] is not told by a mark with the value %j', (value) => {
    const { text } = paragraph();
    text.insert(0, 'x', { author: value as object });
    expect(stretchesOf(text, authorOf)).toEqual([{ length: 1, by: 'renee' }]);
  });

  it('[WH1] is told for every letter', () => {
    const { doc, text } = paragraph();
    text.insert(0, 'ab');
    as(doc, 2, () => text.insert(1, 'x'));
    const told = [0, 1, 2, 3].map((index) => writtenAt(text, index, authorOf));
    expect(told.map((place) => place?.by ?? null)).toEqual(['renee', 'chris', 'renee', null]);
    expect(told[0]).toMatchObject({ movedBy: null, client: 1 });
  });

  it('[WH1] goes with each part of a block as plain data', () => {
    const { doc, block, text } = paragraph();
    text.insert(0, 'Start ');
    text.insert(6, 'bold', { bold: {} });
    as(doc, 2, () => text.insert(8, 'er and bo', { bold: {} }));
    expect(authoredBlock(block, authorOf).content).toEqual([
      { type: 'text', text: 'Start ', marks: [{ type: 'author', attrs: { by: 'renee' } }] },
      { type: 'text', text: 'bo', marks: [{ type: 'bold' }, { type: 'author', attrs: { by: 'renee' } }] },
      { type: 'text', text: 'er and bo', marks: [{ type: 'bold' }, { type: 'author', attrs: { by: 'chris' } }] },
      { type: 'text', text: 'ld', marks: [{ type: 'bold' }, { type: 'author', attrs: { by: 'renee' } }] },
    ]);
  });
});

describe('when a text was written', () => {
  const times = new Map<string, unknown>([
    ['1.0', 1000],
    ['1.40', 2000],
    ['12.0', 9000],
    ['1.x', 5],
    ['2.0', 'soon'],
  ]);
  it.each([
    [1, 0, 1000],
    [1, 39, 1000],
    [1, 40, 2000],
    [1, 4000, 2000],
    [12, 3, 9000],
    [2, 3, null],
    [3, 0, null],
  ])('[WH6] session %i, letter %i: %s', (client, clock, expected) => {
    expect(writtenTime(times, client, clock)).toBe(expected);
  });
});

describe('the looks of authors', () => {
  const people = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `p${at}`, colour: at % 2 }));

  it('[WH7] differ without colour for as many people as there are patterns', () => {
    const patterns = [...authorLooks(people(AUTHOR_PATTERNS)).values()].map(({ pattern }) => pattern);
    expect(new Set(patterns).size).toBe(AUTHOR_PATTERNS);
  });

  it('[WH7] are the same in whatever order people are named, and exist for everybody', () => {
    const many = people(15);
    expect(authorLooks(many.toReversed())).toEqual(authorLooks(many));
    expect(authorLooks(many).size).toBe(15);
  });
});
