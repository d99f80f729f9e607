import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { digestOf, digestOfUpdates, EMPTY_DIGEST } from '../../../../shared/exchange/digest';
import { scanUpdate, skeletonOf } from '../../../../shared/exchange/scan-update';
import { isSoundUpdate } from '../../../../shared/exchange/sound-update';
import { utf16Length } from '../../../../shared/exchange/utf16-length';
import { toHex } from '../../../../shared/util/hex';
import { Seeded } from '../../../support/seeded';

function edit(doc: Y.Doc, random: Seeded): void {
  const text = doc.getText('body');
  const map = doc.getMap('map');
  const list = doc.getXmlFragment('xml');
  const dice = random.int(8);
  if (dice === 0) map.set(`k${random.int(3)}`, random.pick([1, 'x', null, { a: [1.5, true] }, Uint8Array.of(1, 2)]));
  else if (dice === 1) map.delete(`k${random.int(3)}`);
  else if (dice === 2 && text.length > 3) text.delete(random.int(text.length - 2), 1 + random.int(2));
  else if (dice === 3 && text.length > 3)
    text.format(random.int(text.length - 2), 2, { bold: random.pick([{}, null]) });
  else if (dice === 4) text.insertEmbed(0, { image: 'x' });
  else if (dice === 5) {
    const element = new Y.XmlElement('paragraph');
    element.setAttribute('level', '1');
    element.insert(0, [new Y.XmlText('héllo 🙂')]);
    list.insert(random.int(list.length + 1), [element]);
  } else if (dice === 6 && list.length > 0) list.delete(random.int(list.length), 1);
  else text.insert(random.int(text.length + 1), random.pick(['abc', '🙂é', ' ']));
}

describe('the digest of stored updates', () => {
  test('is that of the loaded document, however they are cut and repeated', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = new Seeded(seed);
      const doc = new Y.Doc();
      const rows: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => rows.push(update));
      for (let step = 0; step < 30; step++) edit(doc, random);
      const stored = random.pick([
        rows,
        [Y.mergeUpdates(rows)],
        [...rows, ...rows.slice(10)],
        [Y.encodeStateAsUpdate(doc)],
        [...rows.slice(15), ...rows.slice(0, 15)],
      ]);
      expect(toHex(digestOfUpdates(stored)), `seed ${seed}`).toBe(toHex(digestOf(doc)));
    }
  });

  test('does not count what waits for something missing', () => {
    const doc = new Y.Doc();
    const rows: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => rows.push(update));
    for (const word of ['a', 'b', 'c']) doc.getText('body').insert(0, word);
    const partial = new Y.Doc();
    for (const row of [rows[0], rows[2]]) if (row) Y.applyUpdate(partial, row);
    expect(digestOfUpdates([rows[0], rows[2]].filter((row) => row !== undefined))).toEqual(digestOf(partial));
  });

  test('of nothing is that of an empty document', () => {
    expect(EMPTY_DIGEST).toBe(toHex(digestOf(new Y.Doc())));
    expect(toHex(digestOfUpdates([Uint8Array.of(0, 0)]))).toBe(EMPTY_DIGEST);
  });
});

describe('a large update', () => {
  function large(): Y.Doc {
    const doc = new Y.Doc();
    doc.getText('body').insert(0, 'é🙂x'.repeat(100_000));
    doc.getMap('assets').set('a', { mime: 'image/png', bytes: new Uint8Array(300_000) });
    doc.getText('body').delete(5, 100);
    return doc;
  }

  test('is sound when its structure is, without its contents', () => {
    const update = Y.encodeStateAsUpdate(large());
    const skeleton = skeletonOf(update);
    expect(skeleton.length).toBeLessThan(1000);
    expect(scanUpdate(skeleton).held).toEqual(scanUpdate(update).held);
    expect(isSoundUpdate(update)).toBe(true);
  });

  test('whose contents are damaged is not', () => {
    const update = Y.encodeStateAsUpdate(large());
    const cut = update.slice(0, -1);
    const text = update.slice();
    text[5000] = 255;
    expect(isSoundUpdate(cut)).toBe(false);
    expect(isSoundUpdate(text)).toBe(false);
  });

  test.each(['', 'abc', 'é', '🙂', 'a\u0800\uffff🙂'.repeat(3)])('counts %j as JavaScript does', (text) => {
    expect(utf16Length(new TextEncoder().encode(text))).toBe(text.length);
  });

  test.each([
    [[0x80]],
    [[0xc0, 0x80]],
    [[0xe0, 0x80, 0x80]],
    [[0xed, 0xa0, 0x80]],
    [[0xf5, 0x80, 0x80, 0x80]],
    [[0xc3]],
  ])('does not take %j for text', (bytes) => {
    expect(() => utf16Length(Uint8Array.from(bytes))).toThrow();
  });
});
