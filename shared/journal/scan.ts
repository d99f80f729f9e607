/** Reads the records of one segment, whatever became of it: what holds is read, what does not is told. */
import { crc32 } from './crc32';
import {
  decodeHeader,
  decodeRecord,
  frameLength,
  type HeaderFault,
  type JournalRecord,
  type ReadHeader,
} from './format';
import { nextMark } from './frame';

export interface FoundRecord extends JournalRecord {
  /** Where in the segment it begins and ends. */
  readonly from: number;
  readonly to: number;
}

export interface Damage {
  readonly from: number;
  readonly to: number;
}

export interface Scan {
  /** Why nothing of it can be read; null if its header is sound. */
  readonly fault: HeaderFault | null;
  readonly header: ReadHeader | null;
  readonly records: readonly FoundRecord[];
  /** What lies between or behind the records; the last one may be a write that was cut off. */
  readonly damaged: readonly Damage[];
}

/** How many bytes may be summed in vain, as a multiple of the segment: a made-up one must not take hours. */
const VAIN = 3;

export function scanSegment(bytes: Uint8Array): Scan {
  const header = decodeHeader(bytes);
  if (header === 'damaged' || header === 'newer') {
    const damaged = header === 'damaged' && bytes.length > 0 ? [{ from: 0, to: bytes.length }] : [];
    return { fault: header, header: null, records: [], damaged };
  }
  const saltSum = crc32(header.salt);
  const records: FoundRecord[] = [];
  const damaged: Damage[] = [];
  let vain = bytes.length * VAIN;
  let at = header.end;
  let bad: number | null = null;
  while (at < bytes.length) {
    const length: number | null = vain > 0 ? frameLength(bytes, at) : null;
    const found = length === null ? null : decodeRecord(bytes, at, saltSum);
    if (length !== null && found !== null) {
      if (bad !== null) damaged.push({ from: bad, to: at });
      bad = null;
      records.push({ ...found, from: at, to: at + length });
      at += length;
      continue;
    }
    bad ??= at;
    vain -= length ?? 0;
    at = vain > 0 ? nextMark(bytes, at + 1) : bytes.length;
  }
  if (bad !== null) damaged.push({ from: bad, to: bytes.length });
  return { fault: null, header, records, damaged };
}
