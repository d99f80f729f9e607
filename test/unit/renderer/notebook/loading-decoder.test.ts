import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { LoadingDecoder } from '../../../../renderer/notebook/loading-decoder';

const word = fc.oneof(
  fc.constantFrom(
    '',
    'title',
    'titel',
    'status',
    'a'.repeat(63),
    'a'.repeat(64),
    'Straße',
    '日本',
    '👋',
    '\u0000',
    '\ufeffx',
  ),
  fc.string({ maxLength: 80, unit: 'binary' }),
);
const field = fc.tuple(word, fc.oneof(word, fc.double(), fc.boolean(), fc.constant(null), fc.array(word)));

/** What loading gives, or that it cannot be loaded. */
function loaded(update: Uint8Array, decoder: typeof Y.UpdateDecoderV1): unknown {
  const doc = new Y.Doc();
  try {
    Y.applyUpdateV2(doc, update, 'store', decoder);
  } catch {
    return 'no update';
  }
  return [
    doc.getMap('rows').toJSON(),
    doc.getText('text').toDelta(),
    Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex'),
  ];
}

test('what is loaded is the same as Yjs itself reads, whatever the words', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, fc.array(field))), word, (rows, text) => {
      const doc = new Y.Doc();
      for (const [name, fields] of rows) {
        const row = new Y.Map<unknown>();
        doc.getMap('rows').set(name, row);
        for (const [key, value] of fields) row.set(key, value);
      }
      doc.getText('text').insert(0, text, { [text]: text });
      const update = Y.encodeStateAsUpdate(doc);
      expect(loaded(update, LoadingDecoder)).toEqual(loaded(update, Y.UpdateDecoderV1));
    }),
  );
});

test('of damaged bytes it reads what Yjs itself reads', () => {
  const doc = new Y.Doc();
  for (const key of ['title', 'status', 'Straße', 'title']) doc.getMap('rows').set(key, `${key} of it`);
  const update = Y.encodeStateAsUpdate(doc);
  for (let at = 0; at < update.length; at += 1) {
    const flipped = update.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 0x81;
    for (const bytes of [update.slice(0, at), flipped])
      expect(loaded(bytes, LoadingDecoder)).toEqual(loaded(bytes, Y.UpdateDecoderV1));
  }
});

test('a word that comes again and again is decoded once', () => {
  const doc = new Y.Doc();
  doc.getArray('words').push(['one', 'one', 'two', 'one']);
  const update = Y.encodeStateAsUpdate(doc);
  const other = new Y.Doc();
  const decode = vi.spyOn(TextDecoder.prototype, 'decode');
  Y.applyUpdateV2(other, update, 'store', LoadingDecoder);
  expect(decode.mock.results.map(({ value }) => value)).toEqual(['words', 'one', 'two']);
  decode.mockRestore();
  expect(other.getArray('words').toArray()).toEqual(['one', 'one', 'two', 'one']);
});
