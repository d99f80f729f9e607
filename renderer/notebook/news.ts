/** What others do in an open discussion while it happens, for being told aloud. Costs nothing while nobody listens. */
import type * as Y from 'yjs';
import { postsOf, readPost } from '../../shared/model/discussion-doc';
import { readStances, stanceKey, stancesOf } from '../../shared/model/discussion-parts';
import type { News } from '../../shared/recap/announcing';
import { type SeenBlock, saysNothing } from '../../shared/recap/seen-blocks';
import type { ParticipantId } from '../../shared/util/brand';
import type { OpenRecap } from './recap-document';
import { RecapNow } from './seen-recap';

type Events = readonly Y.YEvent<Y.AbstractType<unknown>>[];

/** Of one transaction of others, more blocks than these are an arrival, not something to follow. */
const MOST = 50;

export class NewsSource {
  private readonly listeners = new Set<(news: readonly News[]) => void>();
  private before: ReadonlyMap<string, SeenBlock> = new Map();
  /** Who changed blocks since the recap last settled. */
  private writers = new Set<string>();
  private ends: (() => void)[] = [];

  constructor(
    private readonly doc: Y.Doc,
    private readonly recap: OpenRecap,
    private readonly me: ParticipantId,
    private readonly onError: (error: unknown) => void,
  ) {}

  listen(listener: (news: readonly News[]) => void): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  }

  private start(): void {
    this.recap.content.get();
    this.before = byKey(this.now().blocks);
    const guarded =
      (run: (events: Events, transaction: Y.Transaction) => void) => (events: unknown, transaction: Y.Transaction) => {
        try {
          if (!transaction.local) run(events as Events, transaction);
        } catch (error) {
          this.onError(error);
        }
      };
    const wrote = guarded((_events, transaction) => this.noteWriters(transaction));
    const posts = guarded((events) => this.postsCame(events as unknown as Y.YMapEvent<unknown>));
    const stances = guarded((events) => this.stancesCame(events as unknown as Y.YMapEvent<unknown>));
    const { fragment, content } = this.recap;
    fragment.observeDeep(wrote);
    postsOf(this.doc).observe(posts);
    stancesOf(this.doc).observe(stances);
    this.ends = [
      () => fragment.unobserveDeep(wrote),
      () => postsOf(this.doc).unobserve(posts),
      () => stancesOf(this.doc).unobserve(stances),
      content.subscribe(() => this.settled()),
    ];
  }

  private stop(): void {
    for (const end of this.ends) end();
    this.ends = [];
    this.writers.clear();
  }

  private now(): RecapNow {
    return new RecapNow(this.doc, this.recap, this.me);
  }

  private tell(news: readonly News[]): void {
    if (news.length > 0) for (const listener of [...this.listeners]) listener(news);
  }

  private noteWriters({ beforeState, afterState }: Y.Transaction): void {
    for (const [client, clock] of afterState) {
      if (clock > (beforeState.get(client) ?? 0)) this.writers.add(String(client));
    }
  }

  private settled(): void {
    const now = this.now();
    const before = this.before;
    this.before = byKey(now.blocks);
    const people = [...new Set([...this.writers].map((client) => now.whose(Number(client))))].filter(
      (person) => person !== '' && person !== this.me,
    );
    this.writers.clear();
    if (people.length === 0) return;
    const authors = now.authors();
    const news: News[] = [];
    let section = '';
    now.blocks.forEach((block, at) => {
      if (block.kind === 'heading') section = block.text.trim();
      const old = before.get(block.key);
      if (old === block || (old === undefined && saysNothing(block))) return;
      // Of those who wrote just now, the ones who wrote in this block.
      const here = authors.block(at).filter((person) => people.includes(person));
      const [person] = here.length > 0 ? here : people.length === 1 && old !== undefined ? people : [];
      if (person === undefined) return;
      if (old === undefined) news.push({ kind: 'added', person, what: block.kind });
      else if (old.text !== block.text) news.push({ kind: 'writing', person, section });
    });
    const here = new Set(now.blocks.map((block) => block.key));
    const [only] = people;
    if (people.length === 1 && only !== undefined) {
      for (const [key, block] of before) {
        if (!here.has(key) && !saysNothing(block)) news.push({ kind: 'removed', person: only, what: block.kind });
      }
    }
    this.tell(news.slice(0, MOST));
  }

  private postsCame(event: Y.YMapEvent<unknown>): void {
    const news: News[] = [];
    for (const id of event.keysChanged) {
      if (event.changes.keys.get(id)?.action !== 'add') continue;
      const post = readPost(id, postsOf(this.doc).get(id));
      if (post !== null && post.addedBy !== this.me && post.deletedAt === null) {
        news.push({ kind: 'post', person: post.addedBy });
      }
    }
    this.tell(news);
  }

  private stancesCame(event: Y.YMapEvent<unknown>): void {
    const news = readStances(this.doc).flatMap(({ point, person, stance }): News[] =>
      person !== this.me && event.keysChanged.has(stanceKey(point, person)) ? [{ kind: 'stance', person, stance }] : [],
    );
    this.tell(news);
  }
}

function byKey(blocks: readonly SeenBlock[]): ReadonlyMap<string, SeenBlock> {
  return new Map(blocks.map((block) => [block.key, block]));
}
