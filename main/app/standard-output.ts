/** Lines for scripts on standard output, words for people on standard error. Written at once: the process may end in the next line. */
import { writeSync } from 'node:fs';
import { isCode } from '../files/atomic-write';

export interface CommandOutput {
  line(value: object): void;
  words(text: string): void;
  /** Not JSON: for --help. */
  text(text: string): void;
}

const OUT = 1;
const ERR = 2;
/** Milliseconds until a reader that is slow is asked again. */
const AGAIN = 5;

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** @param gone nobody reads standard output any more */
export function commandOutput(gone: () => void = () => undefined): CommandOutput {
  const write = (to: number, text: string): void => {
    let bytes = new TextEncoder().encode(text);
    while (bytes.length > 0) {
      try {
        bytes = bytes.subarray(writeSync(to, bytes));
      } catch (error) {
        if (isCode(error, 'EAGAIN')) Atomics.wait(sleeper, 0, 0, AGAIN);
        else {
          // Without a console (Windows) there is nowhere to tell it.
          if (isCode(error, 'EPIPE') && to === OUT) gone();
          return;
        }
      }
    }
  };
  return {
    line: (value) => write(OUT, `${JSON.stringify(value)}\n`),
    words: (text) => write(ERR, `${text}\n`),
    text: (text) => write(OUT, text),
  };
}
