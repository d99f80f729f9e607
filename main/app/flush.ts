/** Asks the page to store everything before it goes, and waits for its answer for as long as the page says that it is at it. */
export type FlushEnd =
  /** The page answered. */
  | 'stored'
  /** Somebody quits without it. */
  | 'unsaved'
  /** Somebody does not quit after all; the next question is a new one. */
  | 'stay';

export interface Flush {
  /** One question at a time. */
  ask(): Promise<FlushEnd>;
  /** The page is still saving: it shows so itself, with a way to quit anyway, and one to stay. */
  alive(): void;
  /** The page answered, or it is gone and never will. */
  answered(): void;
  /** Whoever quits goes on writing. */
  stay(): void;
}

export interface FlushHooks {
  send(): void;
  /** The page says nothing: asks whoever quits. */
  silent(): Promise<'wait' | 'quit'>;
}

/** Longest silence in ms: the page speaks once a second while it saves. */
export const FLUSH_TIMEOUT = 5000;

interface Waiting {
  readonly promise: Promise<FlushEnd>;
  readonly finish: (end: FlushEnd) => void;
  readonly listen: () => void;
}

export function createFlush({ send, silent }: FlushHooks, timeout = FLUSH_TIMEOUT): Flush {
  let waiting: Waiting | null = null;
  return {
    ask() {
      if (waiting !== null) return waiting.promise;
      const { promise, resolve } = deferred();
      let timer: ReturnType<typeof setTimeout>;
      const finish = (end: FlushEnd) => {
        clearTimeout(timer);
        waiting = null;
        resolve(end);
      };
      const listen = () => {
        clearTimeout(timer);
        timer = setTimeout(() => void askPerson(), timeout);
      };
      const askPerson = async () => {
        const answer = await silent().catch(() => 'quit' as const);
        if (waiting?.promise !== promise) return;
        if (answer === 'quit') finish('unsaved');
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
      waiting?.finish('stored');
    },
    stay() {
      waiting?.finish('stay');
    },
  };
}

// Promise.withResolvers came with Node 22.
function deferred(): { promise: Promise<FlushEnd>; resolve: (value: FlushEnd) => void } {
  let resolve: (value: FlushEnd) => void = () => {};
  const promise = new Promise<FlushEnd>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
