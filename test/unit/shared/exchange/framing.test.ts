import { describe, expect, test } from 'vitest';
import { FRAME_BYTES, FrameAssembler, splitMessage } from '../../../../shared/exchange/framing';

describe('frames', () => {
  test.each([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES, 1_000_003])(
    'a message of %i bytes arrives whole [FR1]',
    (size) => {
      const message = Uint8Array.from({ length: size }, (_, index) => (index * 31) % 251);
      const assembler = new FrameAssembler();
      const frames = [...splitMessage(message)];
      const results = frames.map((frame) => assembler.push(frame));
      expect(results.slice(0, -1).every((result) => result === null)).toBe(true);
      expect(results.at(-1)).toEqual(message);
      expect(Math.max(...frames.map((frame) => frame.length))).toBeLessThanOrEqual(FRAME_BYTES + 1);
    },
  );

  test('messages follow each other in one assembler [FR1]', () => {
    const assembler = new FrameAssembler();
    for (const text of ['one', 'two'.repeat(20_000), 'three']) {
      const message = new TextEncoder().encode(text);
      const whole = [...splitMessage(message)].map((frame) => assembler.push(frame)).at(-1);
      expect(new TextDecoder().decode(whole ?? undefined)).toBe(text);
    }
  });

  test.each([
    ['without a flag', new Uint8Array(0)],
    ['with an unknown flag', Uint8Array.of(9, 1, 2)],
    ['that says more follows and holds nothing', Uint8Array.of(0)],
    ['longer than a frame may be', new Uint8Array(FRAME_BYTES + 2)],
  ])('a frame %s is refused [FR2]', (_name, frame) => {
    expect(() => new FrameAssembler().push(frame)).toThrow(expect.objectContaining({ code: 'sync/bad-frame' }));
  });
});
