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

/** Titles and names are strangers' words: no control characters that a terminal would obey. */
export const plainWords = (text: string): string => text.replace(/(?![\n\t])\p{Cc}/gu, '');

/** JSON on one line, in which a terminal finds nothing to obey either: JSON itself leaves some controls as they are. */
export const jsonLine = (value: object): string =>
  JSON.stringify(value).replace(/\p{Cc}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

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
    line: (value) => write(OUT, `${jsonLine(value)}\n`),
    words: (text) => write(ERR, `${plainWords(text)}\n`),
    text: (text) => write(OUT, text),
  };
}
