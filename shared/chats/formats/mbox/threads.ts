/** Which mails belong together, whatever order they stand in. */

import type { RichTextNode } from '../../../model/rich-text';
import { matchQuotes } from '../../collecting/match-quotes';

export interface ThreadMail {
  readonly key: string;
  /** Nearest first. */
  readonly answers: readonly string[];
  readonly subject: string;
  readonly blocks: readonly RichTextNode[];
  /** The mail that is quoted below, as blocks. */
  readonly tail: readonly RichTextNode[];
}

export interface Threads {
  /** By key of a mail: the one that it answers. */
  readonly parents: ReadonlyMap<string, string>;
  /** By key of a mail: key of the first one of its thread. */
  readonly roots: ReadonlyMap<string, string>;
}

/** `Re: [list] AW: Cake` is about `cake`. */
export const bareSubject = (subject: string): string =>
  subject
    .replace(/^(?:(?:re|aw|sv|antw|fwd?|wg|tr|rv|ref|res|odp|vs)(?:\[\d{1,3}\])?: ?|\[[^\]]{1,60}\] ?){1,20}/i, '')
    .trim();

/** The words of a quote with which a body seems to begin, so that the quote is found wherever it stands. */
function asQuoting({ key, blocks, tail }: ThreadMail) {
  const isQuote = ({ type }: RichTextNode) => type === 'blockquote';
  const quote = blocks.find(isQuote) ?? tail.find(isQuote);
  const own = blocks.filter((block) => !isQuote(block));
  return {
    key,
    conversation: '',
    body: { type: 'doc' as const, content: quote === undefined ? own : [quote, ...own] },
  };
}

function parentsOf(mails: readonly ThreadMail[]): Map<string, string> {
  const known = new Set(mails.map(({ key }) => key));
  const quoted = matchQuotes(mails.map(asQuoting));
  const parents = new Map<string, string>();
  for (const { key, answers } of mails) {
    const parent = answers.find((id) => id !== key && known.has(id)) ?? quoted.get(key);
    if (parent !== undefined) parents.set(key, parent);
  }
  return parents;
}

/** Mails that answer nothing that is known, but have the subject of an earlier one with `Re:`, are of its thread. */
export function findThreads(mails: readonly ThreadMail[]): Threads {
  const parents = parentsOf(mails);
  const roots = new Map<string, string>();
  const bySubject = new Map<string, string>();
  const rootOf = (key: string): string => {
    const path: string[] = [];
    const seen = new Set<string>();
    let at = key;
    for (let parent = parents.get(at); parent !== undefined; parent = parents.get(at)) {
      if (roots.has(at)) break;
      if (seen.has(at)) {
        // They answer each other in a ring, which no program writes: the ring is cut here.
        parents.delete(at);
        break;
      }
      seen.add(at);
      path.push(at);
      at = parent;
    }
    const root = roots.get(at) ?? at;
    for (const passed of path) roots.set(passed, root);
    return root;
  };
  for (const { key, subject } of mails) {
    let root = rootOf(key);
    const bare = bareSubject(subject).toLowerCase();
    const isAnswer = bare !== '' && bare !== subject.toLowerCase();
    if (root === key && isAnswer) root = bySubject.get(bare) ?? root;
    roots.set(key, root);
    if (bare !== '' && !bySubject.has(bare)) bySubject.set(bare, root);
  }
  return { parents, roots };
}
