/**
 * Finds the updates of each document in a journal quickly, for whoever can prove what they come to: goes from record to
 * record without reading what is in them, stops in a segment at the first damage, and takes what it finds for all there is.
 * Reads at once, in a thread that nobody waits for.
 */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { JournalContents } from '../../../shared/journal/contents';
import { crc32 } from '../../../shared/journal/crc32';
import { decodeHeader, decodeRecord, HEAD_BYTES, headOf } from '../../../shared/journal/format';
import { FRAME_BYTES } from '../../../shared/journal/frame';
import { segmentsIn } from './segment-names';

/** Read at once while the records are counted. */
const WINDOW_BYTES = 256 * 1024;
/** The id of a notebook is in it. */
const HEADER_BYTES = 37 + 0xffff;

interface Segment {
  readonly file: number;
  readonly saltSum: number;
}

interface Where {
  readonly segment: Segment;
  readonly from: number;
  readonly length: number;
}

export class JournalIndex {
  private readonly segments: Segment[] = [];
  private readonly contents = new JournalContents<Where>();
  private readonly window = new Uint8Array(WINDOW_BYTES);

  private constructor(private readonly folder: string) {}

  /** @throws the disk's error */
  static open(folder: string): JournalIndex {
    const index = new JournalIndex(folder);
    try {
      for (const { name } of segmentsIn(readdirSync(folder))) index.count(name);
    } catch (error) {
      index.close();
      throw error;
    }
    return index;
  }

  /** Oldest first; none that is damaged. @throws the disk's error */
  updates(document: string): Uint8Array[] {
    return this.contents.updates(document).flatMap(({ where: { segment, from, length } }) => {
      const bytes = new Uint8Array(length);
      const record = readAll(segment.file, bytes, from) < length ? null : decodeRecord(bytes, 0, segment.saltSum);
      return record === null ? [] : [record.bytes];
    });
  }

  /** Files that compaction took away meanwhile are let go of. */
  close(): void {
    for (const { file } of this.segments.splice(0)) closeSync(file);
  }

  private count(name: string): void {
    const file = openSync(join(this.folder, name), 'r');
    const { size } = fstatSync(file);
    const header = decodeHeader(this.read(file, 0, Math.min(size, HEADER_BYTES)));
    if (typeof header === 'string') return closeSync(file);
    const segment = { file, saltSum: crc32(header.salt) };
    this.segments.push(segment);
    let [begins, bytes] = [0, new Uint8Array()];
    for (let from = header.end; from + FRAME_BYTES < size; ) {
      if (from + HEAD_BYTES > begins + bytes.length) {
        begins = from;
        bytes = this.read(file, from, Math.min(WINDOW_BYTES, size - from));
      }
      const head = headOf(bytes, from - begins);
      if (head === null || from + head.length > size) return;
      const { length } = head;
      this.contents.add(header, { ...head, from, bytes: { length } }, { segment, from, length });
      from += length;
    }
  }

  private read(file: number, from: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = this.window.subarray(0, length);
    return bytes.subarray(0, readAll(file, bytes, from)) as Uint8Array<ArrayBuffer>;
  }
}

/** @returns how much there was */
function readAll(file: number, into: Uint8Array, from: number): number {
  let done = 0;
  while (done < into.length) {
    const read = readSync(file, into, done, into.length - done, from + done);
    if (read === 0) break;
    done += read;
  }
  return done;
}
