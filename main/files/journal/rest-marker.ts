/**
 * The last record of a journal that was left in order: it names every segment with its size, so that anything written,
 * cut or taken away later shows without reading the journal.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { decodeHeader, type JournalRecord, rest } from '../../../shared/journal/format';
import { scanSegment } from '../../../shared/journal/scan';
import type { JournalFiles } from './journal-files';
import { segmentsIn } from './segment-names';

/** A header, and what one record of this kind can need at the end of a segment. */
const HEAD_BYTES = 512;
const TAIL_BYTES = 256 * 1024;

const restSchema = z.object({
  generation: z.string().min(1).max(100),
  /** Other segments than its own, by name. */
  segments: z.record(z.string(), z.number()),
});
export type Rest = z.infer<typeof restSchema>;

export function restRecord(at: Rest): JournalRecord {
  return rest(new TextEncoder().encode(JSON.stringify(at)));
}

/** The generation, if the journal is as it was left; null if not, or if it cannot be told. */
export async function readRest(
  files: JournalFiles,
  folder: string,
  sizes: ReadonlyMap<string, number>,
): Promise<string | null> {
  const segments = segmentsIn(sizes.keys());
  const last = segments.filter(({ kind }) => kind === 'appended').at(-1);
  if (last === undefined) return null;
  const found = await lastRest(files, join(folder, last.name), sizes.get(last.name) ?? 0);
  if (found === null) return null;
  const others = segments.filter(({ name }) => name !== last.name);
  const same =
    others.length === Object.keys(found.segments).length &&
    others.every(({ name }) => found.segments[name] === sizes.get(name));
  return same ? found.generation : null;
}

async function lastRest(files: JournalFiles, path: string, size: number): Promise<Rest | null> {
  const head = await files.read(path, 0, Math.min(size, HEAD_BYTES));
  const header = decodeHeader(head);
  if (typeof header === 'string') return null;
  const from = Math.max(header.end, size - TAIL_BYTES);
  const tail = await files.read(path, from, size - from);
  // The end of a segment behind its header is a segment: the first record may be cut, and is passed over.
  const { records } = scanSegment(Buffer.concat([head.subarray(0, header.end), tail]));
  const newest = records.at(-1);
  if (newest?.type !== 'rest' || newest.to !== header.end + tail.length) return null;
  try {
    const parsed = restSchema.safeParse(JSON.parse(new TextDecoder().decode(newest.bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
