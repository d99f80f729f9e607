/** What is read out of a text, in the page or in the worker. Pure. */
import { type BackFile, readBackFile } from '../../../shared/back-in';
import { type ImportDraft, type ImportedPost, splitText, toNewPosts, toParts, toRecap } from '../../../shared/import';
import { type NotExpressed, notExpressed } from '../../../shared/markdown';
import type { ImportedParts } from '../../../shared/model/imported-parts';
import type { RichText } from '../../../shared/model/rich-text';

/** Of pictures that came with a text: its address there → the `src` here. */
export type Addresses = ReadonlyMap<string, string>;

export type ReadJob =
  /** A text to a draft. */
  | { readonly kind: 'split'; readonly text: string; readonly fileName: string }
  /** A draft to what a discussion is made of. */
  | {
      readonly kind: 'content';
      readonly draft: ImportDraft;
      readonly addresses: Addresses;
      /** The text that the draft was made of; '' when nobody asks what of it could not be expressed. */
      readonly source: string;
    }
  /** A text of ours to what it says of its discussion. */
  | { readonly kind: 'back'; readonly text: string; readonly fileName: string; readonly addresses: Addresses };

export interface ReadContent {
  readonly posts: readonly ImportedPost[];
  readonly recap: RichText | null;
  readonly parts: ImportedParts | null;
  /** What of the source could not be expressed. */
  readonly told: readonly NotExpressed[];
}

export interface ReadResults {
  readonly split: ImportDraft;
  readonly content: ReadContent;
  readonly back: BackFile | null;
}

const OUTSIDE = /^[a-z][a-z0-9+.-]*:/i;

function optionsFor(addresses: Addresses, onRead?: (length: number) => void) {
  return { imageSrc: (url: string) => addresses.get(url) ?? (OUTSIDE.test(url) ? url : null), onRead };
}

/** `onRead` is told how many characters were read. */
export function readJob(job: ReadJob, onRead?: (length: number) => void): ReadResults[ReadJob['kind']] {
  switch (job.kind) {
    case 'split':
      return splitText(job.text, { fileName: job.fileName });
    case 'content': {
      const options = optionsFor(job.addresses, onRead);
      return {
        recap: toRecap(job.draft, options),
        posts: toNewPosts(job.draft, { ...options, withRecap: false }),
        parts: toParts(job.draft, options),
        told: job.draft.format === 'markdown' ? notExpressed(job.source, (url) => options.imageSrc(url) !== null) : [],
      };
    }
    case 'back':
      return readBackFile(job.text, job.fileName, optionsFor(job.addresses, onRead));
  }
}

/** How many characters there are to read. */
export function sizeOf(job: ReadJob): number {
  if (job.kind !== 'content') return job.text.length;
  return job.draft.posts.reduce((sum, { text }) => sum + text.length, 0);
}
