/** How many TCP connections the hub holds, counted from accept to close, before anything is read from them [HB20]. */
import { isLoopback } from './addresses';

export interface SocketCaps {
  /** False when there are too many. What is admitted must be given back with `release`. */
  admit(address: string): boolean;
  release(address: string): void;
}

/** Loopback is neither counted nor refused: whoever fills the hub from the network never keeps its own page out. */
export function createSocketCaps(perAddress: number, total: number): SocketCaps {
  const held = new Map<string, number>();
  let all = 0;
  return {
    admit(address) {
      if (isLoopback(address)) return true;
      const here = held.get(address) ?? 0;
      if (here >= perAddress || all >= total) return false;
      held.set(address, here + 1);
      all += 1;
      return true;
    },
    release(address) {
      const here = held.get(address);
      if (here === undefined) return;
      all -= 1;
      if (here === 1) held.delete(address);
      else held.set(address, here - 1);
    },
  };
}
