/**
 * Reads stored updates as Yjs does, in a fraction of the time where they hold many short words and numbers, as the rows of ten
 * thousand discussions do. Yjs has the browser decode each word, makes a view for each number, and keeps equal words apart.
 */
import { readVarUint } from 'lib0/decoding';
import * as Y from 'yjs';

/** Words of so many bytes or more are rarely the same. One byte tells the length of all that are shorter. */
const LONG = 64;
const SLOTS = 1024;

/** How lib0 marks values (encoding.writeAny). */
const INTEGER = 125;
const FLOAT = 123;
const STRING = 119;
const OBJECT = 118;

export class LoadingDecoder extends Y.UpdateDecoderV1 {
  /** The last one of each sum. */
  private readonly words: string[] = new Array<string>(SLOTS).fill('');
  /** Where the characters of a word are gathered, for each length. */
  private readonly gathered: number[][] = [];
  private id = Y.createID(0, 0);
  private view: DataView | null = null;

  override readString(): string {
    const { arr, pos } = this.restDecoder;
    const length = arr[pos] ?? LONG;
    const from = pos + 1;
    if (length >= LONG || from + length > arr.length) return super.readString();
    let sum = length;
    for (let at = from; at < from + length; at += 1) {
      const byte = arr[at] as number;
      if (byte > 127) return super.readString();
      sum = (sum * 31 + byte) | 0;
    }
    this.restDecoder.pos = from + length;
    const slot = sum & (SLOTS - 1);
    const word = this.words[slot] as string;
    if (isWord(word, arr, from, length)) return word;
    const read = this.wordOf(arr, from, length);
    this.words[slot] = read;
    return read;
  }

  override readAny(): unknown {
    const { arr, pos } = this.restDecoder;
    switch (arr[pos]) {
      case STRING:
        this.restDecoder.pos = pos + 1;
        return this.readString();
      case INTEGER: {
        const byte = arr[pos + 1] ?? LONG;
        // It goes on, or has a sign.
        if (byte >= 64) break;
        this.restDecoder.pos = pos + 2;
        return byte;
      }
      case FLOAT:
        if (pos + 9 > arr.length) break;
        this.restDecoder.pos = pos + 9;
        this.view ??= new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
        return this.view.getFloat64(pos + 1);
      case OBJECT: {
        this.restDecoder.pos = pos + 1;
        const read: Record<string, unknown> = {};
        for (let left = readVarUint(this.restDecoder); left > 0; left -= 1) {
          const key = this.readString();
          read[key] = this.readAny();
        }
        return read;
      }
    }
    return super.readAny();
  }

  /** The fields of a row name the same one after the other. */
  override readLeftID(): Y.ID {
    const client = readVarUint(this.restDecoder);
    const clock = readVarUint(this.restDecoder);
    if (client !== this.id.client || clock !== this.id.clock) this.id = Y.createID(client, clock);
    return this.id;
  }

  /** The bytes are ASCII. */
  private wordOf(bytes: Uint8Array, from: number, length: number): string {
    this.gathered[length] ??= new Array<number>(length).fill(0);
    const codes = this.gathered[length];
    for (let at = 0; at < length; at += 1) codes[at] = bytes[from + at] as number;
    return String.fromCharCode.apply(null, codes);
  }
}

/** The bytes are ASCII. */
function isWord(word: string, bytes: Uint8Array, from: number, length: number): boolean {
  if (word.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (word.charCodeAt(at) !== bytes[from + at]) return false;
  return true;
}
