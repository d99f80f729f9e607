import { describe, expect, test } from 'vitest';
import { FramedChannel } from '../../../../renderer/sync/framed-channel';
import { FRAME_BYTES } from '../../../../shared/exchange/framing';

/** The part of a data channel that FramedChannel uses; what is sent stays buffered until `drain`. */
class FakeDataChannel {
  readyState = 'open';
  binaryType = '';
  label = 'fake';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly sent: Uint8Array<ArrayBuffer>[] = [];
  onopen = null;
  onclose = null;
  onerror = null;
  onbufferedamountlow: ((event: Event) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  send(data: Uint8Array<ArrayBuffer>): void {
    this.sent.push(data);
    this.bufferedAmount += data.length;
  }

  close(): void {
    this.readyState = 'closed';
  }

  drain(): void {
    this.bufferedAmount = 0;
    this.onbufferedamountlow?.(new Event('bufferedamountlow'));
  }
}

function channel(): { fake: FakeDataChannel; framed: FramedChannel; broken: unknown[] } {
  const fake = new FakeDataChannel();
  const broken: unknown[] = [];
  return { fake, framed: new FramedChannel(fake as unknown as RTCDataChannel, (error) => broken.push(error)), broken };
}

const bufferOf = (bytes: Uint8Array<ArrayBuffer>) => bytes.slice().buffer;

describe('a framed channel', () => {
  test('waits while more than 64 KiB are buffered, and keeps the order [FR3]', () => {
    const [a, b] = [channel(), channel()];
    const got: number[] = [];
    b.framed.onmessage = ({ data }) => got.push(data.length);
    const sizes = [200_000, 3, 100_000, 0, 5 * FRAME_BYTES];
    for (const size of sizes) a.framed.send(new Uint8Array(size));
    expect(a.fake.bufferedAmount).toBeLessThanOrEqual(64 * 1024 + FRAME_BYTES + 1);
    expect(a.framed.bufferedAmount).toBeGreaterThan(300_000);
    while (a.framed.bufferedAmount > 0) a.fake.drain();
    for (const frame of a.fake.sent) b.fake.onmessage?.({ data: bufferOf(frame) });
    expect(got).toEqual(sizes);
  });

  test('keeps what arrives before anybody listens', () => {
    const [a, b] = [channel(), channel()];
    a.framed.send(Uint8Array.of(1));
    a.framed.send(Uint8Array.of(2));
    for (const frame of a.fake.sent) b.fake.onmessage?.({ data: bufferOf(frame) });
    const got: number[] = [];
    b.framed.onmessage = ({ data }) => got.push(data[0] ?? -1);
    expect(got).toEqual([1, 2]);
  });

  test.each([
    ['a text frame', 'hello'],
    ['an unknown flag', Uint8Array.of(7, 1).buffer],
  ])('reports %s as broken [FR2]', (_name, data) => {
    const { fake, broken } = channel();
    fake.onmessage?.({ data });
    expect(broken).toHaveLength(1);
  });
});
