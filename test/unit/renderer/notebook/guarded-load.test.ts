import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { load, onTransaction, onUpdate } from '../../../../renderer/notebook/guarded';

const fail = (error: unknown): never => {
  throw error;
};

/** An update with the word in it. */
function stored(word: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getArray('words').push([word]);
  return Y.encodeStateAsUpdate(doc);
}

/** A document, and what one that stores it, and loads into it, is told. */
function made() {
  const doc = new Y.Doc();
  const told: string[] = [];
  const end = onUpdate(
    doc,
    (_, origin) => told.push(`update of ${String(origin)}`),
    fail,
    () => told.push(`loaded ${words(doc).join()}`),
  );
  const loadWord = (word: string) => load(doc, 'store', () => Y.applyUpdate(doc, stored(word)));
  return { doc, told, end, loadWord };
}

const words = (doc: Y.Doc): unknown[] => doc.getArray('words').toArray();
const write = (doc: Y.Doc): void => doc.transact(() => doc.getArray('words').push(['more']), 'person');

describe('what is loaded', () => {
  test('is told to those who store it as loaded, without an update; what is written then is told as always', () => {
    const { doc, told, loadWord } = made();
    loadWord('one');
    write(doc);
    expect(told).toEqual(['loaded one', 'update of person']);
    expect(words(doc)).toEqual(['one', 'more']);
  });

  test('is told whole when somebody else listens', () => {
    const { doc, told, loadWord } = made();
    const other = new Y.Doc();
    onUpdate(doc, (update) => Y.applyUpdate(other, update), fail);
    loadWord('one');
    expect(told).toEqual(['update of store']);
    expect(words(other)).toEqual(['one']);
  });

  test('tells what others write because of it, in the same turn', () => {
    const { doc, told, loadWord } = made();
    let isWritten = false;
    doc.getArray('words').observe(() => {
      if (!isWritten) queueMicrotask(() => told.push('turn is over'));
      if (!isWritten) write(doc);
      isWritten = true;
    });
    loadWord('one');
    expect(told).toEqual(['loaded one,more', 'update of person']);
    expect(words(doc)).toEqual(['one', 'more']);
  });

  test('is not told to one who stopped listening meanwhile, and to one who began it is told what comes then', () => {
    const { doc, told, end, loadWord } = made();
    const stop = onTransaction(
      doc,
      () => {
        end();
        onUpdate(doc, (_, origin) => told.push(`later: update of ${String(origin)}`), fail);
        stop();
      },
      fail,
    );
    loadWord('one');
    write(doc);
    expect(told.filter((one) => !one.startsWith('later'))).toEqual([]);
    expect(told.at(-1)).toBe('later: update of person');
  });

  test('is followed by what is told as always also when it cannot be loaded', () => {
    const { doc, told } = made();
    expect(() => load(doc, 'store', () => fail(new Error('no update')))).toThrow('no update');
    write(doc);
    expect(told.at(-1)).toBe('update of person');
  });

  test('within a change of somebody is told with it', () => {
    const { doc, told, loadWord } = made();
    doc.transact(() => loadWord('one'), 'person');
    expect(told).toEqual(['update of person']);
  });
});
