/** Looks for copies of a notebook that nobody here holds yet: whoever joins hears of it by multicast, without any address [DI12]. */
import type { ProbeResult } from '../../shared/ipc/contract';

/** Longest wait for somebody to be heard, in ms: copies answer within a fraction of a second, or to the second question after one. */
const PATIENCE = 2500;

export interface SeekOptions {
  readonly probe: (addresses: readonly string[], topic: string) => Promise<readonly ProbeResult[]>;
  /** Runs `task` after `delay` ms; returns the function that cancels it. */
  readonly schedule: (task: () => void, delay: number) => () => void;
  /** `topics` has changed. */
  readonly changed: () => void;
}

export interface Seek {
  /** What is being looked for now. */
  topics(): readonly string[];
  /** Copies were heard that hold something that is held or looked for here. */
  heard(addresses: readonly string[]): void;
  /** Those of the copies heard that hold the topic: as soon as there is one, or none in the end. */
  find(topic: string): { readonly found: Promise<ProbeResult[]>; cancel(): void };
}

export function createSeek({ probe, schedule, changed }: SeekOptions): Seek {
  const seekers = new Map<object, { readonly topic: string; ask: () => void }>();
  let known: readonly string[] = [];

  return {
    topics: () => [...seekers.values()].map(({ topic }) => topic),
    heard(addresses) {
      known = addresses;
      for (const { ask } of seekers.values()) ask();
    },
    find(topic) {
      const seeker = {};
      let end: (results: ProbeResult[]) => void = () => undefined;
      const found = new Promise<ProbeResult[]>((resolve) => {
        const stop = schedule(() => end([]), PATIENCE);
        end = (results) => {
          if (!seekers.delete(seeker)) return;
          stop();
          resolve(results);
          changed();
        };
      });
      const asked = new Set<string>();
      const ask = (): void => {
        const fresh = known.filter((address) => !asked.has(address));
        for (const address of fresh) asked.add(address);
        if (fresh.length === 0) return;
        probe(fresh, topic).then(
          (results) => {
            const holders = results.filter(({ result }) => result === 'known');
            if (holders.length > 0) end(holders);
          },
          () => undefined,
        );
      };
      seekers.set(seeker, { topic, ask });
      changed();
      ask();
      return { found, cancel: () => end([]) };
    },
  };
}
