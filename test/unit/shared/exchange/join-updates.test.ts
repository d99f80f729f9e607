import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { digestOf, digestOfUpdates } from '../../../../shared/exchange/digest';
import { joinUpdates } from '../../../../shared/exchange/join-updates';
import { isSoundUpdate } from '../../../../shared/exchange/sound-update';
import { toHex } from '../../../../shared/util/hex';

/** Numbers that look random, the same for each seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

/** What one copy stored, row by row, while two wrote. */
function rowsOf(seed: number, edits: number): { doc: Y.Doc; rows: Uint8Array[] } {
  const next = numbers(seed);
  const [doc, other] = [new Y.Doc(), new Y.Doc()];
  doc.clientID = 1000 + seed;
  other.clientID = 500;
  const rows: Uint8Array[] = [];
  doc.on('update', (row: Uint8Array) => rows.push(row));
  for (let edit = 0; edit < edits; edit++) {
    const at = next(3) === 0 ? other : doc;
    const body = at.getText('body');
    if (body.length > 4 && next(4) === 0) body.delete(next(body.length - 2), 2);
    else body.insert(next(body.length + 1), `text ${edit} ä`);
    if (next(5) === 0) at.getMap('assets').set(`a${next(4)}`, new Uint8Array(300).fill(edit));
    if (next(6) === 0) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)));
    if (next(6) === 0) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)));
  }
  return { doc, rows };
}

const hex = (updates: readonly Uint8Array[]): string => toHex(digestOfUpdates(updates));

function loaded(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}

describe('stored rows joined into one update', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => [seed]))('make the same document, seed %i', (seed) => {
    const { doc, rows } = rowsOf(seed, 5 + seed);
    const joined = joinUpdates(rows);
    expect(hex([joined])).toBe(hex(rows));
    expect(isSoundUpdate(joined)).toBe(true);
    const again = loaded(joined);
    expect(toHex(digestOf(again))).toBe(toHex(digestOf(loaded(Y.mergeUpdates(rows)))));
    expect(again.getText('body').toString()).toBe(doc.getText('body').toString());
    expect(again.getMap('assets').toJSON()).toEqual(doc.getMap('assets').toJSON());
    expect(again.store.pendingStructs).toBeNull();
    const known = Y.encodeStateVector(loaded(rows[0] ?? joined));
    const late = loaded(rows[0] ?? joined);
    Y.applyUpdate(late, Y.diffUpdate(joined, known));
    expect(toHex(digestOf(late))).toBe(toHex(digestOf(again)));
  });

  test.each([
    ['come twice', (rows: Uint8Array[]) => [...rows, ...rows]],
    ['come in another order', (rows: Uint8Array[]) => [...rows].reverse()],
    ['overlap', (rows: Uint8Array[]) => [...rows, Y.mergeUpdates(rows)]],
    ['have a gap', (rows: Uint8Array[]) => rows.filter((_, at) => at !== 3)],
    ['were joined before', (rows: Uint8Array[]) => [joinUpdates(rows.slice(0, 4)), joinUpdates(rows.slice(4))]],
    ['are none', () => []],
  ])('say the same when they %s', (_how, given) => {
    const rows = given(rowsOf(7, 20).rows);
    expect(hex([joinUpdates(rows)])).toBe(hex(rows));
    const [ours, theirs] = [loaded(joinUpdates(rows)), loaded(Y.mergeUpdates(rows))];
    expect(toHex(digestOf(ours))).toBe(toHex(digestOf(theirs)));
    expect(ours.getText('body').toString()).toBe(theirs.getText('body').toString());
  });

  test('are refused when one is damaged', () => {
    const { rows } = rowsOf(1, 5);
    expect(() => joinUpdates([...rows, Uint8Array.of(9, 9, 9)])).toThrow();
  });
});
