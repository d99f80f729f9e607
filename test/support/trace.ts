/** A recorded history of two authors who typed at the same time, as what each of them did and had seen. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';

/** `[place, letters deleted, letters inserted]` */
export type Change = readonly [at: number, remove: number, insert: string];

/** One edit of one author. */
export interface Step {
  /** How many of the other's edits this author had seen, all in all. */
  readonly seen: number;
  /** What those that arrived since the step before did to this author's text. */
  readonly arrived: readonly Change[];
  readonly change: Change;
}

export interface Trace {
  /** For each of the two authors, in order. */
  readonly steps: readonly [readonly Step[], readonly Step[]];
  /** What the trace says, when all of it is played. */
  readonly recordedText: string;
  /** What two plain Yjs texts come to; author 0 has the smaller client id. */
  readonly text: string;
}

interface Recorded {
  readonly endContent: string;
  readonly txns: readonly { readonly parents: readonly number[]; readonly agent: 0 | 1; readonly patches: Change[] }[];
}

const REMOTE = 'remote';

class Author {
  readonly steps: Step[] = [];
  readonly updates: Uint8Array[] = [];
  seen = 0;
  private readonly doc = new Y.Doc();
  private arrived: Change[] = [];

  constructor(clientId: number) {
    this.doc.clientID = clientId;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) this.updates.push(update);
    });
    this.body.observe(({ delta, transaction }) => {
      if (transaction.origin === REMOTE) this.arrived.push(...changesOf(delta));
    });
  }

  get body(): Y.Text {
    return this.doc.getText();
  }

  catchUp(other: Author, seen: number): void {
    for (; this.seen < seen; this.seen += 1) Y.applyUpdate(this.doc, other.updates[this.seen] as Uint8Array, REMOTE);
  }

  edit(change: Change): void {
    const [at, remove, insert] = change;
    this.steps.push({ seen: this.seen, arrived: this.arrived, change });
    this.arrived = [];
    this.doc.transact(() => {
      this.body.delete(at, remove);
      this.body.insert(at, insert);
    });
  }
}

function changesOf(delta: Y.YTextEvent['delta']): Change[] {
  const changes: Change[] = [];
  let at = 0;
  for (const part of delta) {
    if (part.retain !== undefined) at += part.retain;
    else if (part.delete !== undefined) changes.push([at, part.delete, '']);
    else if (typeof part.insert === 'string') {
      changes.push([at, 0, part.insert]);
      at += part.insert.length;
    }
  }
  return changes;
}

/** @param most edits to read; all without it */
export function readTrace(path: string, most = Number.POSITIVE_INFINITY): Trace {
  const recorded = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as Recorded;
  const authors = [new Author(1), new Author(2)] as const;
  // For each edit how many of each author's edits it rests on, itself included.
  const reach: (readonly [number, number])[] = [];
  for (const { parents, agent, patches } of recorded.txns.slice(0, most)) {
    const before = [0, 1].map((one) => Math.max(0, ...parents.map((parent) => reach[parent]?.[one] ?? 0)));
    const [author, other] = agent === 0 ? authors : [authors[1], authors[0]];
    author.catchUp(other, before[1 - agent] ?? 0);
    for (const patch of patches) author.edit(patch);
    const after = [before[0] ?? 0, before[1] ?? 0] as [number, number];
    after[agent] = author.updates.length;
    reach.push(after);
  }
  authors[0].catchUp(authors[1], authors[1].updates.length);
  return {
    steps: [authors[0].steps, authors[1].steps],
    recordedText: recorded.endContent,
    text: authors[0].body.toString(),
  };
}
