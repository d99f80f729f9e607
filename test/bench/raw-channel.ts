/** A bare data channel between two pages of one Electron: the floor of what passes between copies. */
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { floorPage, launchFloor, withFolder } from './floor';

/** What one message carries: the frame of shared/exchange/framing.ts. */
const MESSAGE_BYTES = 16 * 1024;
/** High and low water of the sender: neither is always the better one. */
const WATERS = [
  [64 * 1024, 16 * 1024],
  [256 * 1024, 128 * 1024],
] as const;
const CONNECTIONS = 2;

declare global {
  interface Window {
    benchPeer: RTCPeerConnection;
    benchChannel: RTCDataChannel;
  }
}

/** A connection that is made without a server: offer and answer are carried by hand, candidates included. */
export async function connect(from: Page, to: Page): Promise<void> {
  const prepare = () => {
    window.benchPeer = new RTCPeerConnection({ iceServers: [] });
    // Of a number that the app's own channels do not have.
    window.benchChannel = window.benchPeer.createDataChannel('bench', { negotiated: true, id: 7 });
    window.benchChannel.binaryType = 'arraybuffer';
  };
  await Promise.all([from.evaluate(prepare), to.evaluate(prepare)]);
  const describe = async (remote: RTCSessionDescriptionInit | null): Promise<RTCSessionDescriptionInit> => {
    const peer = window.benchPeer;
    if (remote !== null) await peer.setRemoteDescription(remote);
    await peer.setLocalDescription();
    await new Promise<void>((resolve) => {
      const check = () => peer.iceGatheringState === 'complete' && resolve();
      peer.onicegatheringstatechange = check;
      check();
    });
    return { type: remote === null ? 'offer' : 'answer', sdp: peer.localDescription?.sdp ?? '' };
  };
  const offer = await from.evaluate(describe, null);
  const answer = await to.evaluate(describe, offer);
  await from.evaluate((remote) => window.benchPeer.setRemoteDescription(remote), answer);
  for (const page of [from, to]) await page.waitForFunction(() => window.benchChannel.readyState === 'open');
}

/** Two bare windows that are connected. */
export function withChannel<T>(run: (from: Page, to: Page) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    const app = await launchFloor(floorPage('channel'), join(folder, 'profile'), 2);
    try {
      await expect.poll(() => app.windows().length).toBe(2);
      const [from, to] = app.windows() as [Page, Page];
      await Promise.all([from.waitForLoadState(), to.waitForLoadState()]);
      await connect(from, to);
      return await run(from, to);
    } finally {
      await app.close();
    }
  });
}

/**
 * Milliseconds until so many bytes were sent and their receipt was told; each time over a connection of its own: some
 * are three times slower than others, from beginning to end.
 */
export async function bulkTimes(bytes: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < CONNECTIONS; round++) {
    for (const water of WATERS) times.push(await withChannel((from, to) => bulkTime(from, to, bytes, water)));
  }
  return times;
}

async function bulkTime(from: Page, to: Page, bytes: number, water: (typeof WATERS)[number]): Promise<number> {
  await to.evaluate(() => {
    let left = 0;
    window.benchChannel.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === 'string') left = Number(data);
      else left -= data.byteLength;
      if (left <= 0) window.benchChannel.send('all');
    };
  });
  return from.evaluate(
    ([all, size, high, low]) =>
      new Promise<number>((resolve) => {
        const channel = window.benchChannel;
        const message = new Uint8Array(size);
        let left = all;
        const began = performance.now();
        const pump = () => {
          for (; left > 0 && channel.bufferedAmount < high; left -= size)
            channel.send(left < size ? message.subarray(0, left) : message);
        };
        channel.bufferedAmountLowThreshold = low;
        channel.onbufferedamountlow = pump;
        channel.onmessage = () => resolve(performance.now() - began);
        channel.send(String(all));
        pump();
      }),
    [bytes, MESSAGE_BYTES, ...water] as const,
  );
}

/** Milliseconds there and back, one message after a pause each. */
export async function roundTrips(from: Page, to: Page, count: number): Promise<number[]> {
  await to.evaluate(() => {
    window.benchChannel.onmessage = ({ data }: MessageEvent<string>) => window.benchChannel.send(data);
  });
  return from.evaluate(async (rounds) => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await new Promise((again) => setTimeout(again, 60 + ((round * 37) % 41)));
      const began = performance.now();
      await new Promise<void>((resolve) => {
        window.benchChannel.onmessage = () => resolve();
        window.benchChannel.send('x');
      });
      times.push(performance.now() - began);
    }
    return times;
  }, count);
}
