import { describe, expect, test } from 'vitest';
import { decodeMessage, encodeMessage, type Message } from '../../../../shared/exchange/messages';

const DIGEST = new Uint8Array(16).fill(3);

function written(message: Message): Uint8Array {
  return Uint8Array.from(encodeMessage(message).flatMap((part) => [...part]));
}

test.each<Message>([
  { kind: 'hello', major: 2, minor: 0, schema: 1, participant: 'renée' },
  {
    kind: 'summary',
    buckets: [
      [0, DIGEST],
      [255, new Uint8Array(16)],
    ],
  },
  { kind: 'digests', complete: [0, 255], entries: [] },
  {
    kind: 'digests',
    complete: [],
    entries: [
      ['catalog', DIGEST],
      ['d', new Uint8Array(16)],
    ],
  },
  { kind: 'pull', name: 'd', stateVector: Uint8Array.of(0) },
  { kind: 'diff', name: 'd', digest: DIGEST, update: Uint8Array.of(0, 0) },
  { kind: 'update', name: 'd', update: Uint8Array.of(0, 0) },
  { kind: 'awareness', name: 'd', update: Uint8Array.of(1) },
  { kind: 'awareness-query', name: 'd' },
  { kind: 'refuse', code: 'sync/version' },
  { kind: 'ping' },
  { kind: 'pong' },
  { kind: 'membership', bytes: Uint8Array.of(1, 2, 3) },
])('the message $kind reads back as it was written', (message) => {
  expect(decodeMessage(written(message))).toEqual(message);
});

test('a large update is sent as it is, not copied', () => {
  const update = new Uint8Array(1_000_000);
  expect(encodeMessage({ kind: 'update', name: 'd', update })[1]).toBe(update);
});

test('the hello of another major version is read as far as it is known [EX2]', () => {
  expect(decodeMessage(Uint8Array.of(0, 1, 4, 7))).toEqual({
    kind: 'hello',
    major: 1,
    minor: 4,
    schema: 7,
    participant: '',
  });
});

describe('a message that is out of bounds is refused [EX9]', () => {
  test.each<[string, Uint8Array]>([
    ['a name of 1,000 characters', written({ kind: 'awareness-query', name: 'n'.repeat(1000) })],
    ['an empty name', written({ kind: 'awareness-query', name: '' })],
    ['a membership message of 5,000 bytes', written({ kind: 'membership', bytes: new Uint8Array(5000) })],
    ['awareness of a megabyte', written({ kind: 'awareness', name: 'd', update: new Uint8Array(1_000_000) })],
    ['257 buckets', written({ kind: 'digests', complete: new Array(257).fill(1), entries: [] })],
    ['a count that nothing follows', Uint8Array.of(1, 0, 200, 78)],
    ['an update that is cut short', written({ kind: 'update', name: 'd', update: new Uint8Array(9) }).slice(0, -1)],
    ['a name that is no text', Uint8Array.of(6, 2, 255, 254)],
  ])('%s', (_name, bytes) => {
    expect(() => decodeMessage(bytes)).toThrow(expect.objectContaining({ code: 'sync/bad-frame' }));
  });
});
