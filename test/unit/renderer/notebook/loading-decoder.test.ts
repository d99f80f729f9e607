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
const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(0, -0, 1, -1, 63, 64, -63, -64),
);
const own = { noNullPrototype: true };
const plain = fc.dictionary(word, fc.oneof(word, number, fc.dictionary(word, number, own)), own);
const field = fc.tuple(
  word,
  fc.oneof(plain, word, number, fc.boolean(), fc.constant(null), fc.array(fc.oneof(word, number))),
);

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

test('what was written by several is loaded, and can be written in, as Yjs itself does', () => {
  const edits = fc.array(fc.record({ who: fc.nat(2), at: fc.nat(40), cut: fc.nat(3), words: word }), { minLength: 1 });
  fc.assert(
    fc.property(edits, edits, (before, after) => {
      const docs = [1, 2, 0xffff_fff0].map((client) => Object.assign(new Y.Doc(), { clientID: client }));
      const write = (doc: Y.Doc, { at, cut, words }: (typeof before)[number]): void => {
        const text = doc.getText('text');
        text.insert(Math.min(at, text.length), words);
        text.delete(0, Math.min(cut, text.length));
      };
      for (const edit of before) {
        const doc = docs[edit.who] as Y.Doc;
        write(doc, edit);
        for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
      }
      const update = Y.encodeStateAsUpdate(docs[0] as Y.Doc);
      const [ours, theirs] = [LoadingDecoder, Y.UpdateDecoderV1].map((decoder) => {
        const doc = Object.assign(new Y.Doc(), { clientID: 7 });
        Y.applyUpdateV2(doc, update, 'store', decoder);
        for (const edit of after) write(doc, edit);
        return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex');
      });
      expect(ours).toBe(theirs);
    }),
  );
});

test('of damaged bytes it reads what Yjs itself reads', () => {
  const doc = new Y.Doc();
  for (const key of ['title', 'status', 'Straße', 'title']) doc.getMap('rows').set(key, `${key} of it`);
  doc.getMap('rows').set('activity', { at: 1.5e12, by: 'Straße', count: 3, less: -1, of: { list: [1, 'one'] } });
  const update = Y.encodeStateAsUpdate(doc);
  for (let at = 0; at < update.length; at += 1) {
    const flipped = update.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 0x81;
    for (const bytes of [update.slice(0, at), flipped])
      expect(loaded(bytes, LoadingDecoder)).toEqual(loaded(bytes, Y.UpdateDecoderV1));
  }
});

test('short words are not left to the browser to decode', () => {
  const doc = new Y.Doc();
  doc.getArray('words').push(['one', 'Straße', 'two', 'o'.repeat(64), 'one']);
  const update = Y.encodeStateAsUpdate(doc);
  const other = new Y.Doc();
  const decode = vi.spyOn(TextDecoder.prototype, 'decode');
  Y.applyUpdateV2(other, update, 'store', LoadingDecoder);
  expect(decode.mock.results.map(({ value }) => value)).toEqual(['Straße', 'o'.repeat(64)]);
  decode.mockRestore();
  expect(other.getArray('words').toArray()).toEqual(['one', 'Straße', 'two', 'o'.repeat(64), 'one']);
});
