/**
 * Several discussions made together: what crosses from one thread or process to another costs the same for one small file as
 * for many.
 */
import type { ExportNote } from '../markdown';
import type { MakeFiles, MakeJob } from './make-files';

export type Made =
  | {
      readonly kind: 'made';
      /** Their content stands in the bytes of the group, in this order. */
      readonly files: readonly { readonly path: string; readonly size: number }[];
      readonly notes: readonly ExportNote[];
    }
  /** Listed, and has not arrived on this device; or what is at hand of it is not what is wanted. */
  | { readonly kind: 'absent' | 'other' }
  | { readonly kind: 'failed'; readonly detail: string };

export interface MadeGroup {
  /** Of the first jobs, in their order; the others were left for the next group. */
  readonly made: readonly Made[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const MAX_DETAIL = 1000;
/** A group is passed on when it has so much: enough to be quick, little enough to go unnoticed. */
const GROUP_BYTES = 1024 * 1024;

/** One that cannot be made does not keep the others from it. @param jobs each read only when its turn comes */
export function makeGroup(make: MakeFiles, jobs: Iterable<MakeJob>): MadeGroup {
  const contents: Uint8Array[] = [];
  const made: Made[] = [];
  let size = 0;
  for (const job of jobs) {
    const one = makeOne(make, job);
    made.push(one.made);
    for (const content of one.contents) {
      contents.push(content);
      size += content.length;
    }
    if (size >= GROUP_BYTES) break;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const content of contents) {
    bytes.set(content, at);
    at += content.length;
  }
  return { made, bytes };
}

function makeOne(make: MakeFiles, job: MakeJob): { made: Made; contents: readonly Uint8Array[] } {
  try {
    const one = make(job);
    if (typeof one === 'string') return { made: { kind: one }, contents: [] };
    const files = one.files.map(({ path, bytes }) => ({ path, size: bytes.length }));
    return { made: { kind: 'made', files, notes: one.notes }, contents: one.files.map(({ bytes }) => bytes) };
  } catch (error) {
    return { made: { kind: 'failed', detail: String(error).slice(0, MAX_DETAIL) }, contents: [] };
  }
}
