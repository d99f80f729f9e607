/** Asks the page to store everything before it goes, and waits for its answer, but not for ever. */
export interface Flush {
  /** Resolves with true when the page answered, false when it did not in time. One question at a time. */
  ask(): Promise<boolean>;
  /** The page answered, or it is gone and never will. */
  answered(): void;
}

/** Longest wait in ms: a page with nothing to store answers in a few; a full disk must not keep the window open for ever. */
export const FLUSH_TIMEOUT = 5000;

export function createFlush(send: () => void, timeout = FLUSH_TIMEOUT): Flush {
  let waiting: { readonly promise: Promise<boolean>; readonly finish: (stored: boolean) => void } | null = null;
  return {
    ask() {
      if (waiting !== null) return waiting.promise;
      const { promise, resolve } = deferred();
      const timer = setTimeout(() => finish(false), timeout);
      const finish = (stored: boolean) => {
        clearTimeout(timer);
        waiting = null;
        resolve(stored);
      };
      waiting = { promise, finish };
      send();
      return promise;
    },
    answered() {
      waiting?.finish(true);
    },
  };
}

// Promise.withResolvers came with Node 22.
function deferred(): { promise: Promise<boolean>; resolve: (value: boolean) => void } {
  let resolve: (value: boolean) => void = () => {};
  const promise = new Promise<boolean>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
