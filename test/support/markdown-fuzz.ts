/** Random documents to Markdown and back, by seed. What failed once is pinned in test/unit/shared/markdown. */
import fc from 'fast-check';
import { discussions, isReadBack, recapIsReadBack } from '../unit/shared/markdown/export-properties';
import {
  anyMarkdown,
  comesBack,
  comesBackShifted,
  denselyMarked,
  isReadAlike,
  isStable,
  isWrittenAlike,
  plainLines,
} from '../unit/shared/markdown/properties';
import { ordinaryRichText, richText } from '../unit/shared/markdown/rich-text-arbitrary';

/** Documents of one seed: enough for sizes of all kinds. */
const PER_SEED = 100;

/** A document in ten is written and read in every other way too. */
const PROPERTIES = [
  ['a document', fc.property(richText, comesBack), PER_SEED],
  ['a document of ordinary text', fc.property(ordinaryRichText, comesBack), PER_SEED / 10],
  ['a document with its headings shifted', fc.property(richText, (doc) => comesBackShifted(doc, 2)), PER_SEED / 10],
  ['a document written quickly', fc.property(richText, isWrittenAlike), PER_SEED / 10],
  ['an ordinary document written quickly', fc.property(ordinaryRichText, isWrittenAlike), PER_SEED / 10],
  ['densely marked text', fc.property(denselyMarked, comesBack), PER_SEED / 10],
  ['plain lines read quickly', fc.property(plainLines, isReadAlike), PER_SEED / 10],
  ['any Markdown', fc.property(anyMarkdown, isStable), PER_SEED / 10],
  ['an exported discussion', fc.property(discussions, isReadBack), 2],
  ['an exported recap', fc.property(discussions, recapIsReadBack), 2],
] as const;

/** Documents `first` to `first + count`, in hundreds; returns how many of these failed, after telling each. */
export function fuzzMarkdown(first: number, count: number, tell: (line: string) => void): number {
  let failed = 0;
  for (let seed = Math.floor(first / PER_SEED); seed * PER_SEED < first + count; seed++) {
    for (const [what, property, numRuns] of PROPERTIES) {
      const result = fc.check<unknown[]>(property as fc.IProperty<unknown[]>, { seed, numRuns });
      if (!result.failed) continue;
      failed += 1;
      tell(`${what} of seed ${seed} does not come back:\n${fc.defaultReportMessage(result)}`);
    }
  }
  return failed;
}
