/**
 * Several discussions made together: what crosses from one thread or process to another costs the same for one small file as
 * for many. Runs in a worker; knows nothing of one.
 */
import type { ExportNote } from '../../../shared/markdown';
import type { MakeFiles, MakeJob } from './make-files';

export type Made =
  | {
      readonly kind: 'made';
      /** Their content stands in the bytes of the group, in this order. */
      readonly files: readonly { readonly path: string; readonly size: number }[];
      readonly notes: readonly ExportNote[];
    }
  /** Listed, and has not arrived on this device. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly detail: string };

export interface MadeGroup {
  /** Of each job, in their order. */
  readonly made: readonly Made[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const MAX_DETAIL = 1000;

/** One that cannot be made does not keep the others from it. */
export function makeGroup(make: MakeFiles, jobs: readonly MakeJob[]): MadeGroup {
  const contents: Uint8Array[] = [];
  const made = jobs.map((job): Made => {
    try {
      const one = make(job);
      if (one === null) return { kind: 'absent' };
      for (const { bytes } of one.files) contents.push(bytes);
      return {
        kind: 'made',
        files: one.files.map(({ path, bytes }) => ({ path, size: bytes.length })),
        notes: one.notes,
      };
    } catch (error) {
      return { kind: 'failed', detail: String(error).slice(0, MAX_DETAIL) };
    }
  });
  const bytes = new Uint8Array(contents.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const content of contents) {
    bytes.set(content, at);
    at += content.length;
  }
  return { made, bytes };
}
