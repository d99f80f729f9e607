/** A time apart from the other copies: when it began, what was written on both sides, and what to tell afterwards. [SL17] */
import * as Y from 'yjs';
import * as z from 'zod';
import { metaOf, postsOf, readPost } from '../../shared/model/discussion-doc';
import { readSignoffs, readStances, signoffsOf, stanceKey, stancesOf } from '../../shared/model/discussion-parts';
import { readEnding } from '../../shared/model/finishing';
import { bothRewrote } from '../../shared/recap/both-rewrote';
import { apartFromOwn, recapChanges } from '../../shared/recap/changes';
import { SEEN_LIMITS, type SeenBlock } from '../../shared/recap/seen-blocks';
import type { ParticipantId, PostId } from '../../shared/util/brand';
import type { StoredDocument } from './document-store';
import { Derived } from './readable';
import type { OpenRecap } from './recap-document';
import { lettersOf, strandsOf } from './seen-pieces';
import { RecapNow, seenBlockSchema, within } from './seen-recap';
import type { AwayReport, Rewritten, Togetherness } from './since-types';

const KEY = 'apart';
/** A connection that was gone for less is a hiccup: the marks in the recap tell enough. */
const SHORT_MS = 20_000;

const lettersSchema = z.object({
  text: z.string().max(SEEN_LIMITS.block * 2),
  runs: z.array(z.int()).max(SEEN_LIMITS.block * 3),
});
const sideSchema = z.object({
  blocks: z.array(seenBlockSchema).max(SEEN_LIMITS.blocks),
  letters: z.record(z.string(), lettersSchema),
});
const keptSchema = z.object({
  version: z.literal(1),
  since: z.number(),
  vector: z.instanceof(Uint8Array),
  base: sideSchema,
  /** This side at the last moment that it was alone; null when that is the base. */
  mine: sideSchema.nullable(),
});

/** The recap as it was at a moment, with the ids of its letters. */
type Side = z.infer<typeof sideSchema>;

interface Parting {
  readonly since: number;
  readonly vector: Uint8Array;
  readonly base: Side;
  /** The same object as `base` while nothing was written here. */
  mine: Side | null;
  /** The app was closed, or the person worked apart: never a hiccup. */
  lasting: boolean;
}

export class Away {
  readonly report: Derived<AwayReport | null>;
  private told: AwayReport | null = null;
  private parting: Parting | null = null;
  private together: Togetherness = 'alone';
  private readonly end: () => void;

  constructor(
    private readonly doc: Y.Doc,
    private readonly recap: OpenRecap,
    private readonly me: ParticipantId,
    private readonly stored: StoredDocument,
    onError: (error: unknown) => void,
  ) {
    this.report = new Derived<AwayReport | null>(() => this.told);
    const before = (transaction: Y.Transaction): void => {
      try {
        if (!isLocal(transaction) && this.parting !== null) this.parting.mine ??= this.sideNow();
      } catch (error) {
        onError(error);
      }
    };
    doc.on('beforeTransaction', before);
    this.end = () => doc.off('beforeTransaction', before);
  }

  /** What comes now comes after a time apart: nobody watched it being written. */
  get isApart(): boolean {
    return this.parting !== null && this.together !== 'alone';
  }

  async load(): Promise<void> {
    if (this.parting !== null || this.together === 'equal') return;
    const kept = keptSchema.safeParse(await this.stored.getLocal(KEY).catch(() => null));
    if (!kept.success || this.parting !== null) return;
    const { since, vector, base, mine } = kept.data;
    this.parting = { since, vector, base, mine: this.othersCame(vector) ? (mine ?? base) : null, lasting: true };
  }

  set(next: Togetherness, chosen = false): void {
    this.together = next;
    switch (next) {
      case 'alone':
      case 'meeting':
        return;
      case 'apart':
        this.part(chosen);
        return;
      case 'equal':
        this.meet();
        return;
    }
  }

  dismiss(): void {
    if (this.told === null) return;
    this.told = null;
    this.report.invalidate();
  }

  /** Before the app may end: being closed is being apart. */
  async keep(): Promise<void> {
    if (this.together === 'alone' || !metaOf(this.doc).has('schema')) return;
    const now = this.sideNow();
    const { since, vector, base } = this.parting ?? {
      since: Date.now(),
      vector: Y.encodeStateVector(this.doc),
      base: now,
    };
    if (!within(base.blocks as readonly SeenBlock[])) return;
    const mine = this.parting === null ? null : (this.parting.mine ?? now);
    await this.stored.setLocal(KEY, { version: 1, since, vector, base, mine }).catch(() => {});
  }

  dispose(): void {
    this.end();
  }

  private part(chosen: boolean): void {
    if (this.parting !== null) {
      this.parting.lasting ||= chosen;
      return;
    }
    // Nothing of it is here yet: what comes is the discussion itself, not news of it. [SL11]
    if (!metaOf(this.doc).has('schema')) return;
    const vector = Y.encodeStateVector(this.doc);
    this.parting = { since: Date.now(), vector, base: this.sideNow(), mine: null, lasting: chosen };
    void this.keep();
  }

  private meet(): void {
    const { parting } = this;
    if (parting === null) return;
    this.parting = null;
    this.stored.setLocal(KEY, '').catch(() => {});
    if (parting.mine === null) return;
    const report = this.tell(parting, parting.mine);
    const isShort = !parting.lasting && Date.now() - parting.since < SHORT_MS;
    const nothing =
      report.posts.length + report.changes.length + report.stances.length + report.signoffs.length === 0 &&
      report.finishedBy === null;
    if (nothing || (isShort && report.rewritten.length === 0)) return;
    this.told = report;
    this.report.invalidate();
  }

  private sideNow(): Side {
    const now = new RecapNow(this.doc, this.recap, this.me);
    const letters: Side['letters'] = {};
    now.blocks.forEach((block, at) => {
      const element = now.element(at);
      // A longer text would make all that is kept unreadable.
      const fits = block.text !== '' && block.text.length < SEEN_LIMITS.block;
      if (element !== null && fits) letters[block.key] = lettersOf(element) as Side['letters'][string];
    });
    return { blocks: [...now.blocks] as Side['blocks'], letters };
  }

  private othersCame(vector: Uint8Array): boolean {
    const known = Y.decodeStateVector(vector);
    const now = new RecapNow(this.doc, this.recap, this.me);
    return [...Y.decodeStateVector(Y.encodeStateVector(this.doc))].some(
      ([client, clock]) => clock > (known.get(client) ?? 0) && now.whose(client) !== this.me,
    );
  }

  private tell(parting: Parting, mine: Side): AwayReport {
    const { doc, me } = this;
    const vector = Y.decodeStateVector(parting.vector);
    const isNew = (item: Y.Item | null | undefined): boolean =>
      item !== null && item !== undefined && item.id.clock >= (vector.get(item.id.client) ?? 0);
    const now = new RecapNow(doc, this.recap, me);
    const changes = recapChanges(mine.blocks as readonly SeenBlock[], now.blocks, now.authors());
    const posts: PostId[] = [];
    for (const [id, value] of postsOf(doc)) {
      const post = isNew(value._item) ? readPost(id, value) : null;
      if (post !== null && post.addedBy !== me && post.deletedAt === null) posts.push(id as PostId);
    }
    const { finished } = readEnding(doc);
    const finishing = metaOf(doc)._map.get('finished');
    return {
      since: parting.since,
      posts,
      changes: apartFromOwn(changes, me).others,
      stances: readStances(doc).filter(({ point, person }) => {
        return person !== me && isNew(stancesOf(doc)._map.get(stanceKey(point, person)));
      }),
      signoffs: readSignoffs(doc).filter(({ person }) => person !== me && isNew(signoffsOf(doc)._map.get(person))),
      finishedBy: finished !== null && finished.by !== me && isNew(finishing) ? finished.by : null,
      rewritten: this.rewritten(parting.base, mine, now),
    };
  }

  private rewritten(base: Side, mine: Side, now: RecapNow): Rewritten[] {
    return now.blocks.flatMap(({ key, text }, at): Rewritten[] => {
      const element = now.element(at);
      const [before, own] = [base.letters[key], mine.letters[key]];
      // Only a block that both changed can have such a sentence.
      if (element === null || !before || !own || before.text === own.text || own.text === text) return [];
      const strands = strandsOf(element, before, own, (client) => now.whose(client), this.me);
      return bothRewrote(strands, this.me).map((one) => ({ ...one, block: key, at }));
    });
  }
}

function isLocal(transaction: Y.Transaction): boolean {
  return transaction.local && transaction.origin !== 'exchange';
}
