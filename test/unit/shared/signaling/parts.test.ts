import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMessage, writeMessage } from '../../../../shared/signaling/messages';
import { createRecentSet } from '../../../../shared/signaling/recent-set';
import { createTokenBucket } from '../../../../shared/signaling/token-bucket';

describe('messages', () => {
  it('[HB14] are read without throwing, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"type":"publish","topic":${json}}`),
        ),
        (text) => {
          expect(['message', 'unknown', 'malformed']).toContain(parseMessage(text).kind);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it('keep only the fields of their type', () => {
    expect(parseMessage('{"type":"publish","topic":"t","data":[1],"clients":3,"x":1}')).toEqual({
      kind: 'message',
      message: { type: 'publish', topic: 't', data: [1] },
    });
  });

  it('cannot name a type of the prototype', () => {
    expect(parseMessage('{"type":"constructor"}')).toEqual({ kind: 'unknown' });
  });

  it('that cannot be written are null', () => {
    let data: unknown = 1;
    for (let depth = 0; depth < 50_000; depth += 1) data = [data];
    expect(writeMessage({ type: 'publish', topic: 't', data })).toBe(null);
  });
});

describe('recent set', () => {
  it('[HB6] knows the last keys and forgets the oldest', () => {
    const recent = createRecentSet(2);
    expect(['a', 'a', 'b', 'c', 'a', 'c'].map((key) => recent.add(key))).toEqual([
      true,
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('token bucket', () => {
  it('[HB16] holds no more than its capacity and does not run backwards', () => {
    const bucket = createTokenBucket(2, 1, 0);
    expect([0, 0, 0, 1000, 999, 100_000, 100_000, 100_000].map((now) => bucket.take(now))).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
      true,
      false,
    ]);
  });
});
