/**
 * What passes on the exchange's channel of a real app, seen from the page: each message's time, direction, kind and
 * bytes, and when the channel opened. Installed before the page's own scripts, so that every connection is seen.
 */
import { expect } from '@playwright/test';
import type { Person } from '../support/person';

export interface WireEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly out: boolean;
  /** Kind of shared/exchange/messages.ts; null for a frame that goes on with a message. */
  readonly kind: number | null;
  readonly bytes: number;
}

declare global {
  interface Window {
    benchWire: WireEvent[];
    benchUp: number[];
  }
}

/** Digests, pulls, diffs and updates: while they pass the copies differ, or do not know better. Summaries say nothing. */
const WORK: ReadonlySet<number | null> = new Set([1, 2, 3, 4, null]);
const QUIET_MS = 1500;

/** Loads the page again, with the tap in it. */
export async function tapWire(person: Person): Promise<void> {
  await person.app.context().addInitScript(() => {
    window.benchWire = [];
    window.benchUp = [];
    const now = () => performance.timeOrigin + performance.now();
    const note = (bytes: Uint8Array, out: boolean) => {
      const [flag = 9] = bytes;
      if (flag > 2) return;
      const kind = flag === 1 ? bytes[1] : flag === 2 ? bytes[5] : null;
      window.benchWire.push({ at: now(), out, kind: kind ?? null, bytes: bytes.length });
    };
    const { prototype } = RTCPeerConnection;
    const create = prototype.createDataChannel;
    prototype.createDataChannel = function tapped(this: RTCPeerConnection, label, options) {
      const channel = create.call(this, label, options);
      if (options?.id !== 1) return channel;
      const send = channel.send as (data: ArrayBufferView) => void;
      channel.send = (data: unknown) => {
        note(data as Uint8Array, true);
        send.call(channel, data as Uint8Array);
      };
      channel.addEventListener('open', () => window.benchUp.push(now()));
      channel.addEventListener('message', ({ data }) => note(new Uint8Array(data as ArrayBuffer), false));
      return channel;
    };
  });
  await person.page.reload();
  await expect(person.library).toBeVisible();
}

export function forgetWire(person: Person): Promise<void> {
  return person.page.evaluate(() => {
    window.benchWire = [];
    window.benchUp = [];
  });
}

interface Exchanged {
  /** From the channel's opening to the last message that was needed. */
  readonly ms: number;
  readonly messages: number;
  readonly bytes: number;
  /** Diffs that came from the other. */
  readonly arrived: number;
  /** When the last of them came, milliseconds since 1970. */
  readonly lastDiff: number;
}

/** Resolves when nothing that tells of a difference has passed for a while. */
export async function untilEqual(person: Person, withinMs: number): Promise<Exchanged> {
  await person.page.waitForFunction(
    (quiet) => {
      const last = window.benchWire.findLast(({ kind }) => kind === null || (kind >= 1 && kind <= 4))?.at;
      return window.benchUp.length > 0 && performance.timeOrigin + performance.now() - (last ?? Infinity) > quiet;
    },
    QUIET_MS,
    { timeout: withinMs, polling: 200 },
  );
  return exchanged(person);
}

/** Resolves when so many diffs have come. */
export async function untilArrived(person: Person, diffs: number, withinMs: number): Promise<Exchanged> {
  await person.page.waitForFunction(
    (wanted) => {
      let found = 0;
      for (const { kind, out } of window.benchWire) if (kind === 3 && !out) found += 1;
      return found >= wanted;
    },
    diffs,
    { timeout: withinMs, polling: 500 },
  );
  return exchanged(person);
}

async function exchanged(person: Person): Promise<Exchanged> {
  const { up, wire } = await person.page.evaluate(() => ({ up: window.benchUp, wire: window.benchWire }));
  const last = wire.findLast(({ kind }) => WORK.has(kind))?.at ?? Number.NaN;
  const arrived = wire.filter(({ kind, out }) => kind === 3 && !out);
  return {
    ms: last - (up[0] ?? Number.NaN),
    messages: wire.filter(({ kind }) => kind !== null).length,
    bytes: wire.reduce((sum, { bytes }) => sum + bytes, 0),
    arrived: arrived.length,
    lastDiff: arrived.at(-1)?.at ?? Number.NaN,
  };
}
