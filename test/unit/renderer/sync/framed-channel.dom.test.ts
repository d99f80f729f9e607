import { describe, expect, test } from 'vitest';
import { FramedChannel } from '../../../../renderer/sync/framed-channel';
import { FLAG, FRAME_BYTES, numberFrame, WINDOW_BYTES } from '../../../../shared/exchange/framing';

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
    // A real channel copies what it is given.
    this.sent.push(data.slice());
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
    ['credit for what was not sent', numberFrame(FLAG.credit, 1).buffer],
    ['a question that is cut', Uint8Array.of(FLAG.ask).buffer],
  ])('reports %s as broken, once, and hears nothing more [FR2]', (_name, data) => {
    const { fake, framed, broken } = channel();
    const got: unknown[] = [];
    framed.onmessage = (event) => got.push(event);
    fake.onmessage?.({ data });
    fake.onmessage?.({ data });
    fake.onmessage?.({ data: Uint8Array.of(FLAG.last, 1).buffer });
    expect(broken).toHaveLength(1);
    expect(got).toEqual([]);
  });

  test('sends no more than the window until the other side has taken it [FR4]', () => {
    const [a, b] = [channel(), channel()];
    a.framed.send(new Uint8Array(3 * WINDOW_BYTES));
    while (a.fake.bufferedAmount > 0) a.fake.drain();
    const underWay = a.fake.sent.reduce((sum, frame) => sum + frame.length, 0);
    expect(underWay).toBeGreaterThanOrEqual(WINDOW_BYTES);
    expect(underWay).toBeLessThan(WINDOW_BYTES * 1.01);
    for (let round = 0; round < 100 && a.framed.bufferedAmount > 0; round++) {
      for (const frame of a.fake.sent.splice(0)) b.fake.onmessage?.({ data: bufferOf(frame) });
      for (const frame of b.fake.sent.splice(0)) a.fake.onmessage?.({ data: bufferOf(frame) });
      while (a.fake.bufferedAmount > 0) a.fake.drain();
    }
    expect(a.framed.bufferedAmount).toBe(0);
  });

  test('gives no credit while more than 16 MiB wait to be handled [FR4]', async () => {
    const { fake, framed } = channel();
    const handled: (() => void)[] = [];
    framed.onmessage = () => new Promise<void>((resolve) => handled.push(resolve));
    const frame = bufferOf(new Uint8Array(FRAME_BYTES + 1).fill(FLAG.last, 0, 1));
    const credits = () => fake.sent.filter(([flag]) => flag === FLAG.credit).length;
    for (let received = 0; received < 16 * 1024 * 1024; received += FRAME_BYTES) fake.onmessage?.({ data: frame });
    const before = credits();
    for (let received = 0; received < WINDOW_BYTES / 2; received += FRAME_BYTES) fake.onmessage?.({ data: frame });
    expect(before).toBeGreaterThan(0);
    expect(credits()).toBe(before);
    for (const one of handled) one();
    await Promise.resolve();
    await Promise.resolve();
    expect(credits()).toBe(before + 1);
  });

  test('a side that sends more than the window is broken [FR4]', () => {
    const { fake, framed, broken } = channel();
    framed.onmessage = () => new Promise<void>(() => {});
    const frame = bufferOf(new Uint8Array(FRAME_BYTES + 1).fill(FLAG.last, 0, 1));
    for (let received = 0; received < 32 * 1024 * 1024; received += FRAME_BYTES) fake.onmessage?.({ data: frame });
    expect(broken).toHaveLength(1);
  });

  test('tells when enough has left', async () => {
    const { fake, framed } = channel();
    framed.send(new Uint8Array(500_000));
    const order: string[] = [];
    const some = framed.drained(300_000).then(() => order.push('some'));
    const all = framed.drained().then(() => order.push('all'));
    while (framed.bufferedAmount > 0) {
      fake.drain();
      await Promise.resolve();
    }
    await Promise.all([some, all]);
    expect(order).toEqual(['some', 'all']);
  });

  test('a closed channel lets go of what waits', async () => {
    const { framed } = channel();
    framed.send(new Uint8Array(500_000));
    const drained = framed.drained();
    framed.close();
    await drained;
    framed.send(new Uint8Array(10));
    expect(framed.bufferedAmount).toBeLessThan(100_000);
  });

  test('whoever asks for a sign of life gets one, also from a side that is busy [FR5]', async () => {
    const [a, b] = [channel(), channel()];
    const answer = a.framed.answers(1000);
    for (const frame of a.fake.sent) b.fake.onmessage?.({ data: bufferOf(frame) });
    for (const frame of b.fake.sent) a.fake.onmessage?.({ data: bufferOf(frame) });
    expect(await answer).toBe(true);
    expect(await a.framed.answers(1)).toBe(false);
  });
});
