/** What this person has not seen of a discussion yet. Kept on this device, never shared. */
import * as Y from 'yjs';
import { postsOf, readPost } from '../../shared/model/discussion-doc';
import type { ParticipantId, PostId } from '../../shared/util/brand';
import type { StoredDocument } from './document-store';
import { Derived } from './readable';

const KEY = 'seen';

/**
 * Remembers the state vector of the last look. A post is new when its first item is not covered by it: unlike a time,
 * that also finds posts that were written earlier elsewhere and arrived since.
 */
export class SeenMarker {
  readonly newPosts: Derived<ReadonlySet<PostId>>;
  private found = new Set<PostId>();
  private known = new Set<string>();

  constructor(
    private readonly doc: Y.Doc,
    private readonly me: ParticipantId,
    private readonly stored: StoredDocument,
    /** What arrives now arrives under the person's eyes. */
    private readonly isWatching: () => boolean,
  ) {
    this.newPosts = new Derived<ReadonlySet<PostId>>(() => this.found);
  }

  async load(): Promise<void> {
    const bytes = await this.stored.getLocal(KEY).catch(() => null);
    const posts = postsOf(this.doc);
    this.known = new Set(posts.keys());
    if (!(bytes instanceof Uint8Array)) return;
    const seen = Y.decodeStateVector(bytes);
    const found = new Set<PostId>();
    for (const [id, value] of posts) {
      const item = value instanceof Y.Map ? value._item : null;
      if (item && item.id.clock >= (seen.get(item.id.client) ?? 0) && this.isFromOthers(id, value))
        found.add(id as PostId);
    }
    this.set(found);
  }

  /** Posts that arrive while the person looks elsewhere are new; what arrives under their eyes is not. */
  postsChanged(): void {
    const arrived: PostId[] = [];
    for (const [id, value] of postsOf(this.doc)) {
      if (this.known.has(id)) continue;
      this.known.add(id);
      if (this.isFromOthers(id, value) && !this.isWatching()) arrived.push(id as PostId);
    }
    if (arrived.length > 0) this.set(new Set([...this.found, ...arrived]));
  }

  markSeen(): void {
    if (this.found.size > 0) this.set(new Set());
    this.stored.setLocal(KEY, Y.encodeStateVector(this.doc)).catch(() => {});
  }

  /** Seen one by one; the others stay new until the next look. */
  accept(posts: readonly PostId[]): void {
    const seen = new Set(posts);
    const left = new Set([...this.found].filter((id) => !seen.has(id)));
    if (left.size < this.found.size) this.set(left);
  }

  private isFromOthers(id: string, value: unknown): boolean {
    const post = readPost(id, value);
    return post !== null && post.addedBy !== this.me && post.deletedAt === null;
  }

  private set(found: Set<PostId>): void {
    this.found = found;
    this.newPosts.invalidate();
  }
}
