/**
 * What this person wrote in lines that others added to a block, while somebody else moved it. Whoever added such a line brings it
 * with what they know of it, which may be without these words: so they stand behind the block until a note says that they are in.
 * Rule LW4 in shared/recap/README.md.
 */
import * as Y from 'yjs';
import { readMoved } from '../../shared/model/moved-notes';
import { ORIGIN } from '../../shared/model/origins';
import { type LateInOthers, putBehind } from '../../shared/recap/late-words';

interface Waiting extends LateInOthers {
  readonly line: Y.XmlElement;
}

export class LateInParts {
  /** By the part in which they were written. */
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly doc: Y.Doc) {}

  /** In the transaction that brings the others. */
  bring(all: readonly LateInOthers[], behind: Y.XmlElement): void {
    for (const late of all) {
      if (this.isIn(late)) continue;
      const [line] = putBehind(behind, [late.words], []);
      if (line !== undefined) this.waiting.set(late.part, { ...late, line });
    }
  }

  /** Notes have come: a line that is in after all goes, if nobody has written in it. */
  takeBack(notes: ReadonlySet<string | null>): void {
    for (const from of notes) {
      const late = this.waiting.get(from ?? '');
      if (late === undefined) continue;
      this.waiting.delete(late.part);
      const { parent } = late.line;
      if (!this.isIn(late) || late.line._item?.deleted !== false || !(parent instanceof Y.XmlFragment)) continue;
      if (late.line.toArray().join('') !== late.words) continue;
      this.doc.transact(() => parent.delete(parent.toArray().indexOf(late.line), 1), ORIGIN.bookkeeping);
    }
  }

  private isIn({ part, upTo }: LateInOthers): boolean {
    const seen = readMoved(this.doc, part)?.seen;
    return [...upTo].every(([client, clock]) => (seen?.get(client) ?? 0) >= clock);
  }
}
