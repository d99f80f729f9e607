import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutTornLogs, tornAt } from '../../../../main/files/browser-logs';

const BLOCK = 32 * 1024;

/** As LevelDB writes records, behind what is there. @returns the log, and where each record ends */
function written(sizes: readonly number[], before: Buffer = Buffer.alloc(0)): { log: Buffer; ends: readonly number[] } {
  const parts = [before];
  const ends: number[] = [];
  let at = before.length;
  const put = (bytes: Buffer): void => {
    parts.push(bytes);
    at += bytes.length;
  };
  for (const size of sizes) {
    let left = size;
    for (let isFirst = true; isFirst || left > 0; isFirst = false) {
      if (BLOCK - (at % BLOCK) < 7) put(Buffer.alloc(BLOCK - (at % BLOCK)));
      const length = Math.min(left, BLOCK - (at % BLOCK) - 7);
      const isLast = length === left;
      const fragment = Buffer.alloc(7 + length, 0x77);
      fragment.writeUInt16LE(length, 4);
      fragment[6] = isFirst ? (isLast ? 1 : 2) : isLast ? 4 : 3;
      put(fragment);
      left -= length;
      if (isLast) break;
    }
    ends.push(at);
  }
  return { log: Buffer.concat(parts), ends };
}

const sizes = fc.array(fc.oneof(fc.nat(200), fc.nat(100_000), fc.integer({ min: BLOCK - 20, max: BLOCK })), {
  maxLength: 8,
});

describe('a log of the browser', () => {
  test('is cut where its last whole record ends, wherever it was torn', () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), (records, share) => {
        const { log, ends } = written(records);
        const torn = log.subarray(0, Math.floor(log.length * share));
        const whole = ends.filter((end) => end <= torn.length).at(-1) ?? 0;
        const at = tornAt(torn);
        // The zeros that fill a block are no part of a record, and the browser goes on behind them.
        const isFilling = torn.length - whole < 7 && BLOCK - (whole % BLOCK) < 7;
        expect(at).toBe(whole === torn.length || isFilling ? null : whole);
      }),
    );
  });

  test('that was cut, and goes on, is whole', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.double({ min: 0, max: 1, noNaN: true }), (records, later, share) => {
        const { log } = written(records);
        const torn = log.subarray(0, Math.floor(log.length * share));
        expect(tornAt(written(later, Buffer.from(torn.subarray(0, tornAt(torn) ?? torn.length))).log)).toBeNull();
      }),
    );
  });

  test.each([
    ['a record that is longer than its block', [0, 0, 0, 0, 0xff, 0xff, 1]],
    ['a kind that LevelDB does not have', [0, 0, 0, 0, 0, 0, 9]],
    ['zeros', new Array<number>(40).fill(0)],
    ['the end of a record that did not begin', [0, 0, 0, 0, 0, 0, 4]],
  ])('with %s in it stays as it is', (_, bytes) => {
    expect(tornAt(Buffer.concat([written([10]).log, Buffer.from(bytes), written([10]).log]))).toBeNull();
  });
});

test('of a profile the newest log and the list of files are cut, and nothing else', () => {
  const userData = mkdtempSync(join(tmpdir(), 'recap-browser-logs-'));
  const store = join(userData, 'IndexedDB', 'app_recap_0.indexeddb.leveldb');
  mkdirSync(store, { recursive: true });
  const { log } = written([100, 40_000]);
  const torn = log.subarray(0, log.length - 5);
  const files = {
    '9.log': torn,
    '000010.log': torn,
    'MANIFEST-000001': torn,
    'MANIFEST-000002': torn,
    '000005.ldb': torn,
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(store, name), bytes);
  writeFileSync(join(store, 'CURRENT'), 'MANIFEST-000002\n');
  const name = 'app_recap_0.indexeddb.leveldb';
  expect(cutTornLogs(userData)).toEqual([join(name, '000010.log'), join(name, 'MANIFEST-000002')]);
  const sizesNow = Object.keys(files).map((file) => readFileSync(join(store, file)).length);
  expect(sizesNow).toEqual([torn.length, 107, torn.length, 107, torn.length]);
  expect(cutTornLogs(userData)).toEqual([]);
  appendFileSync(join(store, '000010.log'), 'x');
  expect(cutTornLogs(userData)).toEqual([join(name, '000010.log')]);
  rmSync(userData, { recursive: true });
  expect(cutTornLogs(userData)).toEqual([]);
});
