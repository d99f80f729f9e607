/** What goes on while a chat is read: progress, stopping, and letting others run in between. */
import type { ReadChatOptions } from '../types';

/** Present in every process that runs this; declared here because `shared` knows neither DOM nor Node. */
declare const MessageChannel: new () => {
  readonly port1: { onmessage: (() => void) | null; close(): void };
  readonly port2: { postMessage(message: null): void };
};

/** The window draws 60 times a second: less than one frame between two rests. */
const REST_EVERY_MS = 12;
const PROGRESS_EVERY_MS = 50;

/** Resolves in a task of its own. Timers wait at least 4 ms, and a second in hidden windows; messages do not. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export interface Watch {
  /** So many bytes were read. */
  read(bytes: number): void;
  /** To be awaited between pieces of work of at most a few milliseconds. Rejects with the signal's reason. */
  rest(): Promise<void>;
  /** Tells how far it is, whenever it was told last. */
  finish(): void;
}

/** `all`: bytes that will be read, or null when that is not known. */
export function makeWatch({ signal, progress }: ReadChatOptions, all: number | null): Watch {
  let done = 0;
  let told = Date.now();
  let rested = told;
  return {
    read(bytes) {
      done += bytes;
    },
    async rest() {
      signal.throwIfAborted();
      const now = Date.now();
      if (now - told >= PROGRESS_EVERY_MS) {
        told = now;
        progress(done, all);
      }
      if (now - rested < REST_EVERY_MS) return;
      await nextTask();
      rested = Date.now();
      signal.throwIfAborted();
    },
    finish() {
      progress(done, all);
    },
  };
}
