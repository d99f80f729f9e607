/** What a person has not seen of an open discussion, in one place for the views. */
import type * as Y from 'yjs';
import type { News } from '../../shared/recap/announcing';
import type { RecapChange } from '../../shared/recap/changes';
import type { ParticipantId, PostId } from '../../shared/util/brand';
import { Away } from './away';
import type { StoredDocument } from './document-store';
import { NewsSource } from './news';
import type { OpenRecap } from './recap-document';
import { SeenMarker } from './seen';
import { blockKey } from './seen-pieces';
import { SeenRecap } from './seen-recap';
import type { AwayReport, Since, Togetherness } from './since-types';
import type { Readable } from './types';

type Block = Y.AbstractType<unknown>;

export class OpenSince implements Since {
  readonly posts: SeenMarker;
  readonly changes: Readable<readonly RecapChange[]>;
  readonly away: Readable<AwayReport | null>;
  private readonly recap: SeenRecap;
  private readonly apart: Away;
  private readonly news: NewsSource;
  private onScreen = false;

  constructor(
    doc: Y.Doc,
    private readonly ours: OpenRecap,
    me: ParticipantId,
    stored: StoredDocument,
    onError: (error: unknown) => void,
  ) {
    this.apart = new Away(doc, ours, me, stored, onError);
    const isWatching = (): boolean => document.hasFocus() && !this.apart.isApart;
    this.posts = new SeenMarker(doc, me, stored, isWatching);
    this.recap = new SeenRecap(doc, ours, me, stored, { isLive: () => this.onScreen && isWatching(), onError });
    this.news = new NewsSource(doc, ours, me, onError);
    this.changes = this.recap.changes;
    this.away = this.apart.report;
  }

  async load(): Promise<void> {
    await Promise.all([this.posts.load(), this.recap.load(), this.apart.load()]);
  }

  accept(changes: readonly string[]): void {
    this.recap.accept(changes);
  }

  acceptPosts(posts: readonly PostId[]): void {
    this.posts.accept(posts);
  }

  watch(onScreen: boolean): void {
    this.onScreen = onScreen;
  }

  placeOf(block: string): number {
    return this.ours.fragment.toArray().findIndex((child) => blockKey(child as unknown as Block) === block);
  }

  follow(listener: (news: readonly News[]) => void): () => void {
    return this.news.listen(listener);
  }

  dismissAway(): void {
    this.apart.dismiss();
  }

  setTogether(state: Togetherness, chosen = false): void {
    this.apart.set(state, chosen);
  }

  markSeen(): void {
    this.posts.markSeen();
    void this.keep();
  }

  /** Writes down what is only in memory. */
  async keep(): Promise<void> {
    await Promise.all([this.recap.keep(), this.apart.keep()]);
  }

  dispose(): void {
    this.recap.dispose();
    this.apart.dispose();
  }
}
