/** Rich text to Markdown. */
import type { RichText } from '../model/rich-text';
import { type CanonicalText, normaliseRichText } from './normalise';
import { PLAIN_POINTS, type PointWriting } from './point-to-mdast';
import { toMdast } from './to-mdast';
import { writeMdast } from './write-mdast';

export interface SerialiseOptions {
  /** The address to write for a picture's `src`; the `src` itself when absent. */
  readonly imageUrl?: (src: string) => string;
  /**
   * How many levels deeper headings are written, 0-5. A heading that would be deeper than 6 is written at 6 with its
   * own level in a comment at its end, `<!--h5-->`, so that `parseRichText` with the same shift reads it back.
   */
  readonly headingShift?: number;
  /** How points are written; by themselves, without a thread that their citations could lead to, when absent. */
  readonly points?: Partial<PointWriting>;
}

/** Markdown (GFM) of a document, ending in a line feed; '' for an empty one. Normalises first. */
export function serialiseRichText(doc: RichText, options: SerialiseOptions = {}): string {
  return serialiseCanonical(normaliseRichText(doc), options);
}

/** The same of what is normalised already. */
export function serialiseCanonical(doc: CanonicalText, options: SerialiseOptions = {}): string {
  const imageUrl = options.imageUrl ?? ((src: string) => src);
  const nodes = doc.content ?? [];
  const points = { ...PLAIN_POINTS, ...options.points };
  return writeMdast(toMdast(nodes, { imageUrl, headingShift: options.headingShift ?? 0, points }));
}
