/**
 * Text that somebody moved, split, wrapped or merged. The binding deletes it and inserts it anew, so in the shared document
 * it would belong to whoever did that. Here it is found again in the transaction that did it, with those who wrote it.
 */
import * as Y from 'yjs';
import { AUTHOR_MARK, type AuthorOf, authorInMark, type Stretch, visitText } from '../../../shared/recap/attribution';

/** A stretch that now stands in `text` and was written by somebody else than this person. */
export interface MovedText {
  readonly text: Y.XmlText;
  readonly index: number;
  readonly length: number;
  readonly by: string;
}

/** Who is asked for: the authors of sessions, and this person, whose own text needs no mark. */
export interface Authors {
  readonly me: string;
  readonly authorOf: AuthorOf;
}

/** A single letter that was typed over the same letter is no move; in a block made anew it was carried along. */
const SHORTEST = 2;
/** A part of what was inserted counts as moved from this length on; shorter equal words are chance. */
const SHORTEST_PART = 8;
/** Places looked at for one beginning: a text of nothing but spaces must not take for ever. */
const MOST_PLACES = 16;

interface Run {
  readonly text: Y.XmlText;
  readonly index: number;
  readonly words: string;
}

interface Source {
  readonly words: string;
  readonly stretches: readonly Stretch[];
}

/** To be asked while the deleted letters are still there: in `afterTransaction`. Costs nothing for plain typing. */
export function movedText(transaction: Y.Transaction, authors: Authors): MovedText[] {
  if (transaction.deleteSet.clients.size === 0) return [];
  const { doc, beforeState, afterState } = transaction;
  const start = beforeState.get(doc.clientID) ?? 0;
  if ((afterState.get(doc.clientID) ?? 0) - start < SHORTEST) return [];
  const sources = deletedText(transaction, authors);
  if (sources.length === 0) return [];
  const found: MovedText[] = [];
  for (const run of insertedText(transaction, start)) {
    for (const match of matches(run.words, sources)) addStretches(found, run, match, authors.me);
  }
  return found;
}

/** Runs of letters that the transaction inserted. */
function insertedText({ doc }: Y.Transaction, start: number): Run[] {
  const structs = doc.store.clients.get(doc.clientID) ?? [];
  const texts = new Set<Y.XmlText>();
  for (let at = Y.findIndexSS(structs, start); at < structs.length; at += 1) {
    const item = structs[at];
    if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentString)) continue;
    if (item.parent instanceof Y.XmlText) texts.add(item.parent);
  }
  const runs: Run[] = [];
  for (const text of texts) {
    let index = 0;
    let run: { index: number; words: string } | null = null;
    // Typing makes no blocks.
    const block = text.parent?._item?.id;
    const shortest = block?.client === doc.clientID && block.clock >= start ? 1 : SHORTEST;
    const end = (): void => {
      if (run !== null && run.words.length >= shortest) runs.push({ text, ...run });
      run = null;
    };
    visitText(text, (item, length) => {
      const isNew = item.id.client === doc.clientID && item.id.clock >= start;
      if (isNew && item.content instanceof Y.ContentString) {
        run ??= { index, words: '' };
        run.words += item.content.str;
      } else end();
      index += length;
    });
    end();
  }
  return runs;
}

/** What the transaction deleted, run by run, where somebody else wrote some of it. */
function deletedText(transaction: Y.Transaction, { me, authorOf }: Authors): Source[] {
  const { doc, deleteSet, beforeState } = transaction;
  const wasThere = ({ id }: Y.Item): boolean => id.clock < (beforeState.get(id.client) ?? 0);
  const texts = new Set<Y.XmlText>();
  Y.iterateDeletedStructs(transaction, deleteSet, (item) => {
    if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString) || !wasThere(item)) return;
    if (item.parent instanceof Y.XmlText) texts.add(item.parent);
  });
  const sources: Source[] = [];
  for (const text of texts) {
    let mark: string | null = null;
    let run: { words: string; stretches: Stretch[] } | null = null;
    const end = (): void => {
      if (run?.stretches.some(({ by }) => by !== me)) sources.push(run);
      run = null;
    };
    for (let item = text._start; item !== null; item = item.right) {
      const isDeletedNow = item.deleted && Y.isDeleted(deleteSet, item.id);
      if (!wasThere(item) || (item.deleted && !isDeletedNow)) continue;
      if (item.content instanceof Y.ContentFormat) {
        if (item.content.key === AUTHOR_MARK) mark = authorInMark(item.content.value);
      } else if (isDeletedNow && item.content instanceof Y.ContentString) {
        run ??= { words: '', stretches: [] };
        run.words += item.content.str;
        const client = item.id.client === doc.clientID ? me : authorOf(item.id.client);
        run.stretches.push({ length: item.length, by: mark ?? client });
      } else end();
    }
    end();
  }
  return sources;
}

interface Match {
  readonly at: number;
  readonly length: number;
  readonly source: Source;
  readonly from: number;
}

/** The longest parts of `words` that were deleted elsewhere, from left to right. */
function matches(words: string, sources: readonly Source[]): Match[] {
  for (const source of sources) {
    const from = source.words.indexOf(words);
    if (from >= 0) return [{ at: 0, length: words.length, source, from }];
  }
  const places = new Map<string, { source: Source; from: number }[]>();
  for (const source of sources) {
    for (let from = 0; from + SHORTEST_PART <= source.words.length; from += 1) {
      const key = source.words.slice(from, from + SHORTEST_PART);
      const known = places.get(key);
      if (known === undefined) places.set(key, [{ source, from }]);
      else if (known.length < MOST_PLACES) known.push({ source, from });
    }
  }
  const found: Match[] = [];
  for (let at = 0; at + SHORTEST_PART <= words.length; ) {
    let best: Match | null = null;
    for (const { source, from } of places.get(words.slice(at, at + SHORTEST_PART)) ?? []) {
      const length = commonLength(words, at, source.words, from);
      if (best === null || length > best.length) best = { at, length, source, from };
    }
    if (best !== null) found.push(best);
    at += best?.length ?? 1;
  }
  return found;
}

function commonLength(a: string, atA: number, b: string, atB: number): number {
  let length = SHORTEST_PART;
  while (atA + length < a.length && atB + length < b.length && a[atA + length] === b[atB + length]) length += 1;
  return length;
}

/** The parts of a match that others wrote. */
function addStretches(found: MovedText[], run: Run, match: Match, me: string): void {
  let start = 0;
  for (const { length, by } of match.source.stretches) {
    const from = Math.max(start, match.from);
    const to = Math.min(start + length, match.from + match.length);
    start += length;
    if (from >= to || by === me) continue;
    const index = run.index + match.at + from - match.from;
    const last = found.at(-1);
    if (last?.text === run.text && last.by === by && last.index + last.length === index) {
      found[found.length - 1] = { ...last, length: last.length + to - from };
    } else found.push({ text: run.text, index, length: to - from, by });
  }
}

/**
 * What an undo or redo wrote anew: Yjs inserts it as text of this session. `deletions` is what the undone step had deleted.
 * Text that came back with its mark is left out.
 */
export function restoredText(
  transaction: Y.Transaction,
  deletions: Parameters<typeof Y.iterateDeletedStructs>[1],
  { me, authorOf }: Authors,
): MovedText[] {
  const { doc } = transaction;
  const authors = new Map<Y.XmlText, { readonly clock: number; readonly length: number; readonly by: string }[]>();
  Y.iterateDeletedStructs(transaction, deletions, (item) => {
    if (!(item instanceof Y.Item) || item.redone === null || !(item.content instanceof Y.ContentString)) return;
    const by = item.id.client === doc.clientID ? me : authorOf(item.id.client);
    if (by === me || item.redone.client !== doc.clientID) return;
    const { parent } = Y.getItem(doc.store, item.redone);
    if (!(parent instanceof Y.XmlText)) return;
    const known = authors.get(parent) ?? [];
    authors.set(parent, known);
    known.push({ clock: item.redone.clock, length: item.length, by });
  });
  const found: MovedText[] = [];
  for (const [text, written] of authors) {
    let index = 0;
    visitText(text, (item, length, mark) => {
      if (item.id.client === doc.clientID && mark === null) {
        for (const part of written) {
          const from = Math.max(part.clock, item.id.clock);
          const to = Math.min(part.clock + part.length, item.id.clock + length);
          if (from < to) found.push({ text, index: index + from - item.id.clock, length: to - from, by: part.by });
        }
      }
      index += length;
    });
  }
  return found;
}
