/** Footnotes of a recap that leaves without its thread: who said what it cites, when, and how it begins. */
import type { ExportPost } from '../model/export-document';
import type { Cite } from '../model/point';
import { oneLine } from './normalise-inline';
import { plainText } from './plain-text';
import { shortQuote } from './short-quote';
import { writeMdast } from './write-mdast';

const END = '<!--footnote-->';
const LINE = /^\[\^\d+\]: .*<!--footnote-->$/;

/** Everything in such a line is for the reader: the citation itself holds what is read back. */
export const isFootnoteLine = (line: string): boolean => LINE.test(line);

export const footnoteSign = (number: number): string => `[^${number}]`;

/** One for each post and passage, numbered in the order of the citations. */
export class Footnotes {
  private readonly numbers = new Map<string, number>();
  private readonly lines: string[] = [];

  /** `label`: author and time. Null when there is no more to say than what stands in the citation. */
  of(cite: Cite, post: ExportPost | undefined, label: string): number | null {
    const words = cite.passage !== '' ? cite.passage : post === undefined || post.deleted ? '' : plainText(post.body);
    const quote = oneLine(shortQuote(words)) ?? '';
    if (post === undefined && quote === '') return null;
    const key = JSON.stringify([cite.discussion, cite.post, cite.passage, label]);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.numbers.size + 1;
    this.numbers.set(key, number);
    const value = quote === '' ? label : `${label}: “${quote}”`;
    const line = writeMdast([{ type: 'paragraph', children: [{ type: 'text', value }] }]).trimEnd();
    this.lines.push(`${footnoteSign(number)}: ${line}${END}`);
    return number;
  }

  /** Below everything else; '' for none. A blank line between them, which some readers need. */
  written(): string {
    return this.lines.length === 0 ? '' : `${this.lines.join('\n\n')}\n`;
  }
}
