import { describe, expect, test } from 'vitest';
import {
  FLAG,
  FRAME_BYTES,
  FrameAssembler,
  framesOf,
  MAX_MESSAGE_BYTES,
  numberFrame,
  type Parts,
} from '../../../../shared/exchange/framing';

/** Copies: each frame is valid only until the next. */
const frames = (parts: Parts) => Array.from(framesOf(parts), (frame) => frame.slice());
const pattern = (size: number) => Uint8Array.from({ length: size }, (_, index) => (index * 31) % 251);
const refused = expect.objectContaining({ code: 'sync/bad-frame' });

describe('frames', () => {
  test.each([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES, 1_000_003])(
    'a message of %i bytes arrives whole [FR1]',
    (size) => {
      const message = pattern(size);
      const assembler = new FrameAssembler();
      const made = frames(message);
      const results = made.map((frame) => assembler.push(frame));
      expect(results.slice(0, -1).every((result) => result === null)).toBe(true);
      expect(Buffer.compare(results.at(-1) ?? new Uint8Array(), message)).toBe(0);
      expect(Math.max(...made.map((frame) => frame.length))).toBeLessThanOrEqual(FRAME_BYTES + 5);
    },
  );

  test.each([
    ['small ones', [3, 0, 5]],
    ['large ones', [40_000, 1, 0, FRAME_BYTES, 100_000]],
    ['an empty one', [0]],
  ])('the parts of a message arrive as one: %s [FR1]', (_name, sizes) => {
    const all = pattern(sizes.reduce((sum, size) => sum + size, 0));
    let at = 0;
    const parts = sizes.map((size) => {
      at += size;
      return all.subarray(at - size, at);
    });
    const assembler = new FrameAssembler();
    const whole = frames(parts).map((frame) => assembler.push(frame));
    expect(Buffer.compare(whole.at(-1) ?? new Uint8Array(), all)).toBe(0);
  });

  test('messages follow each other in one assembler [FR1]', () => {
    const assembler = new FrameAssembler();
    for (const text of ['one', 'two'.repeat(20_000), 'three']) {
      const whole = frames(new TextEncoder().encode(text))
        .map((frame) => assembler.push(frame))
        .at(-1);
      expect(new TextDecoder().decode(whole ?? undefined)).toBe(text);
    }
  });

  const first = (announced: number, payload: number) =>
    Uint8Array.of(...numberFrame(FLAG.first, announced), ...new Uint8Array(payload));

  test.each([
    ['without a flag', new Uint8Array(0)],
    ['with an unknown flag', Uint8Array.of(9, 1, 2)],
    ['that goes on with what never began', Uint8Array.of(FLAG.more, 1)],
    ['longer than a frame may be', new Uint8Array(FRAME_BYTES + 2).fill(FLAG.last, 0, 1)],
    ['that announces too much', first(MAX_MESSAGE_BYTES + 1, 1)],
    ['that announces no more than it holds', first(3, 3)],
    ['that announces without a byte', first(9, 0)],
    ['cut within what it announces', Uint8Array.of(FLAG.first, 0, 0)],
  ])('a frame %s is refused [FR2]', (_name, frame) => {
    expect(() => new FrameAssembler().push(frame)).toThrow(refused);
  });

  test.each([
    ['ends early', [Uint8Array.of(FLAG.last, 1)]],
    ['goes on after what was announced', [Uint8Array.of(FLAG.more, ...new Uint8Array(9)), Uint8Array.of(FLAG.last, 1)]],
    ['is longer than announced', [Uint8Array.of(FLAG.last, ...new Uint8Array(10))]],
    ['holds an empty frame', [Uint8Array.of(FLAG.more)]],
    ['begins again', [first(10, 1)]],
  ])('a message of 10 bytes that %s is refused [FR2]', (_name, rest) => {
    const assembler = new FrameAssembler();
    expect(assembler.push(first(10, 1))).toBeNull();
    expect(() => {
      for (const frame of rest) assembler.push(frame);
    }).toThrow(refused);
  });

  test('what is announced takes no memory before it arrives [FR2]', () => {
    const hostile = Array.from({ length: 2000 }, () => new FrameAssembler());
    const before = process.memoryUsage().arrayBuffers;
    for (const assembler of hostile) assembler.push(first(MAX_MESSAGE_BYTES, 1));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2000 * 150 * 1024);
  });
});
