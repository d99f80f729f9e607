/** Asks the page to store everything before it goes, and waits for its answer for as long as the page says that it is at it. */
export interface Flush {
  /** Resolves with true when the page answered, false when somebody quits without it. One question at a time. */
  ask(): Promise<boolean>;
  /** The page is still saving: it shows so itself, with a way to quit anyway. */
  alive(): void;
  /** The page answered, or it is gone and never will. */
  answered(): void;
}

export interface FlushHooks {
  send(): void;
  /** The page says nothing: asks whoever quits. */
  silent(): Promise<'wait' | 'quit'>;
}

/** Longest silence in ms: the page speaks once a second while it saves. */
export const FLUSH_TIMEOUT = 5000;

interface Waiting {
  readonly promise: Promise<boolean>;
  readonly finish: (stored: boolean) => void;
  readonly listen: () => void;
}

export function createFlush({ send, silent }: FlushHooks, timeout = FLUSH_TIMEOUT): Flush {
  let waiting: Waiting | null = null;
  return {
    ask() {
      if (waiting !== null) return waiting.promise;
      const { promise, resolve } = deferred();
      let timer: ReturnType<typeof setTimeout>;
      const finish = (stored: boolean) => {
        clearTimeout(timer);
        waiting = null;
        resolve(stored);
      };
      const listen = () => {
        clearTimeout(timer);
        timer = setTimeout(() => void askPerson(), timeout);
      };
      const askPerson = async () => {
        const answer = await silent().catch(() => 'quit' as const);
        if (waiting?.promise !== promise) return;
        if (answer === 'quit') finish(false);
        else listen();
      };
      waiting = { promise, finish, listen };
      listen();
      send();
      return promise;
    },
    alive() {
      waiting?.listen();
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
