import { fromBase64 } from 'lib0/buffer';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { isSoundUpdate } from '../../../../shared/exchange/sound-update';

function written(): Y.Doc {
  const doc = new Y.Doc();
  doc.getMap('meta').set('a', 1);
  doc.getText('body').insert(0, 'hello');
  doc.getText('body').delete(0, 2);
  return doc;
}

/** Long enough to be tried as a whole first: formats, deletions, maps and types. */
function long(): Y.Doc {
  const doc = written();
  const body = doc.getText('body');
  for (let index = 0; index < 60; index++) {
    body.insert(index * 20, 'x'.repeat(40), index % 3 === 0 ? { bold: true } : {});
    if (index % 4 === 0) body.delete(index * 3, 5);
    doc.getMap('meta').set(`key ${index % 7}`, new Y.Array());
  }
  return doc;
}

describe('an update', () => {
  test('of an honest copy is sound, also one that waits for another', () => {
    const doc = written();
    const before = Y.encodeStateVector(doc);
    doc.getText('body').insert(1, 'later');
    expect(isSoundUpdate(Y.encodeStateAsUpdate(doc))).toBe(true);
    expect(isSoundUpdate(Y.encodeStateAsUpdate(doc, before))).toBe(true);
  });

  test('of an honest copy is sound when it is long: a whole, and a part that waits for another', () => {
    const doc = long();
    const before = Y.encodeStateVector(doc);
    expect(isSoundUpdate(Y.encodeStateAsUpdate(doc))).toBe(true);
    doc.getText('body').insert(1, 'later '.repeat(1000));
    expect(isSoundUpdate(Y.encodeStateAsUpdate(doc, before))).toBe(true);
  });

  test.each([
    [
      'that applies silently and is never read again',
      'AQX8gPcjACgBBG1ldGEGc2NoAG1hAX0BKAEEbWV0YQljcmVhdGVkQXQBfQEoAQRtZXRhBnN0YXR1cwF3BG9wZW4BAQV0aXRsZQCE/ID3AAQEY2RlZgH8gPcjAQMC',
    ],
    ['that is cut short', 'AQX8gPcjACgBBG1ldGE='],
    ['that is none', 'aGVsbG8gd29ybGQ='],
  ])('%s is not', (_name, base64) => {
    expect(isSoundUpdate(fromBase64(base64))).toBe(false);
  });

  test.each([
    ['a short one', written(), 1],
    ['a long one', long(), 41],
  ])('whose bytes were changed never leaves a document that cannot be loaded: %s', (_name, source, step) => {
    const honest = Y.encodeStateAsUpdate(source);
    let refused = 0;
    for (let index = 0; index < honest.length; index += step) {
      for (const bit of [1, 4, 64, 128]) {
        const damaged = honest.slice();
        damaged[index] = (damaged[index] ?? 0) ^ bit;
        if (!isSoundUpdate(damaged)) {
          refused += 1;
          continue;
        }
        const doc = new Y.Doc();
        const events: Uint8Array[] = [];
        doc.on('update', (event: Uint8Array) => events.push(event));
        Y.applyUpdate(doc, damaged);
        const again = [Y.encodeStateAsUpdate(doc), ...events];
        for (const update of again) expect(() => Y.applyUpdate(new Y.Doc(), update)).not.toThrow();
      }
    }
    expect(refused).toBeGreaterThan(20);
  });
});
