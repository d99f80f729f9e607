/** One discussion in memory, as the views see it. */
import { Awareness, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { type Fate, personOf, readDiscussion } from '../../shared/model/catalog-doc';
import {
  addAsset,
  addPost,
  assetsOf,
  authorsOf,
  comparePosts,
  guestFor,
  metaOf,
  type PostRecord,
  peopleOf,
  postsOf,
  readAsset,
  readPost,
  recapOf,
  statusOf,
  timeOrNull,
  titleOf,
} from '../../shared/model/discussion-doc';
import { recapsOf, timesOf } from '../../shared/model/discussion-parts';
import type { Asset, DiscussionStatus, ExportDocument } from '../../shared/model/export-document';
import { type ImportedParts, writeImportedParts } from '../../shared/model/imported-parts';
import { ORIGIN } from '../../shared/model/origins';
import { FIRST_RECAP_VIEW, type RecapView, readRecapView } from '../../shared/model/recap-view';
import { EMPTY_RICH_TEXT, type RichText } from '../../shared/model/rich-text';
import { readRichText, unknownContent } from '../../shared/model/rich-text-yjs';
import type { Profile } from '../../shared/model/settings';
import type { DiscussionId, ParticipantId, PostId } from '../../shared/util/brand';
import { OpenParts } from './discussion-parts';
import { onTransaction } from './guarded';
import { typedAt } from './journal/typed-values';
import type { LiveDocument } from './live-documents';
import { OpenTrash } from './open-trash';
import { Derived, Held } from './readable';
import { OpenSince } from './since';
import type { Discussion, DiscussionMeta, NewPost, Participant, Post } from './types';

/** When text of a recap was written is noted at most this often: enough to say "about 20:14". */
const TIME_NOTE_MS = 120_000;

/** Recap edits are noted in the discussion's `meta` at most this often: enough for "last activity" in the library. */
const RECAP_NOTE_MS = 20_000;

export interface DiscussionHost {
  readonly profile: Profile;
  readonly catalog: Y.Doc;
  notebookName(): string;
  trashedAt(id: DiscussionId): number | null;
  /** What became of it in the catalog, and through whom; null while it is listed. */
  fateOf(id: DiscussionId): Fate | null;
  /** The discussion was looked at up to its present state. */
  seen(id: DiscussionId): void;
  onError(error: unknown): void;
}

export class OpenDiscussion implements Discussion {
  readonly doc: Y.Doc;
  readonly title: Y.Text;
  readonly recap: Y.XmlFragment;
  readonly parts: OpenParts;
  readonly trash: OpenTrash;
  readonly awareness: Awareness;
  readonly meta: Derived<DiscussionMeta>;
  readonly posts: Derived<readonly Post[]>;
  readonly newPosts: Derived<ReadonlySet<PostId>>;
  readonly recapView = new Held<RecapView>(FIRST_RECAP_VIEW);
  private readonly cache = new Map<string, Post>();
  readonly since: OpenSince;
  private readonly ends: (() => void)[] = [];
  private recapNotedAt = 0;
  private timeNotedAt = 0;
  private draftAt = 0;

  constructor(
    readonly id: DiscussionId,
    private readonly live: LiveDocument,
    private readonly host: DiscussionHost,
    recapUndo: (fragment: Y.XmlFragment) => Y.UndoManager,
  ) {
    this.doc = live.doc;
    this.title = titleOf(this.doc);
    this.recap = recapOf(this.doc);
    this.parts = new OpenParts(this.doc, {
      discussion: id,
      me: host.profile.participantId as ParticipantId,
      person: (person) => this.participant(person as ParticipantId),
      recapUndo,
      onError: host.onError,
    });
    this.awareness = new Awareness(this.doc);
    this.awareness.setLocalState(null);
    const me = host.profile.participantId as ParticipantId;
    this.trash = new OpenTrash(this.doc, me, host.onError);
    this.since = new OpenSince(this.doc, this.parts.ours, me, live.stored, host.onError);
    this.posts = new Derived(() => this.readPosts());
    this.meta = new Derived(() => this.readMeta(), sameMeta);
    this.newPosts = this.since.posts.newPosts;
    this.observe();
  }

  private observe(): void {
    const onPosts = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]) => {
      for (const event of events) {
        const [first] = event.path;
        if (typeof first === 'string') this.cache.delete(first);
        else for (const key of event.keys.keys()) this.cache.delete(key);
      }
      this.posts.invalidate();
      this.meta.invalidate();
      this.since.posts.postsChanged();
    };
    // Deep observers run inside Yjs's guarded call list, but an exception there still stops later update events.
    const guarded =
      <A extends unknown[]>(run: (...args: A) => void) =>
      (...args: A) => {
        try {
          run(...args);
        } catch (error) {
          this.host.onError(error);
        }
      };
    const deep = guarded((events: Y.YEvent<Y.AbstractType<unknown>>[]) => onPosts(events));
    const refresh = guarded(() => this.namesChanged());
    const refreshMeta = guarded(() => this.meta.invalidate());
    postsOf(this.doc).observeDeep(deep as Parameters<Y.AbstractType<unknown>['observeDeep']>[0]);
    peopleOf(this.doc).observe(refresh);
    metaOf(this.doc).observe(refreshMeta);
    this.title.observe(refreshMeta);
    this.ends.push(
      () => postsOf(this.doc).unobserveDeep(deep as Parameters<Y.AbstractType<unknown>['observeDeep']>[0]),
      () => peopleOf(this.doc).unobserve(refresh),
      () => metaOf(this.doc).unobserve(refreshMeta),
      () => this.title.unobserve(refreshMeta),
      onTransaction(
        this.doc,
        (transaction) => this.noteAuthor(transaction),
        (error) => this.host.onError(error),
      ),
    );
  }

  get recapUndo(): Y.UndoManager {
    return this.parts.ours.undo;
  }

  /** Writes who this session's client id is, with its first edit, and when the recap was last edited. */
  private noteAuthor(transaction: Y.Transaction): void {
    if (!transaction.local || transaction.changed.size === 0 || transaction.origin === ORIGIN.bookkeeping) return;
    const { participantId, name, colour } = this.host.profile;
    const client = String(this.doc.clientID);
    const changed = transaction.changedParentTypes as ReadonlyMap<unknown, unknown>;
    const inRecap = changed.has(this.recap);
    const now = Date.now();
    const note = inRecap && now - this.recapNotedAt > RECAP_NOTE_MS;
    const known = authorsOf(this.doc).get(client) === participantId;
    // What was written before this transaction has its own note.
    const isTimed = (inRecap || changed.has(recapsOf(this.doc))) && now - this.timeNotedAt > TIME_NOTE_MS;
    const clock = transaction.beforeState.get(this.doc.clientID) ?? 0;
    if (known && !note && !isTimed) return;
    if (note) this.recapNotedAt = now;
    if (isTimed) this.timeNotedAt = now;
    queueMicrotask(() =>
      this.doc.transact(() => {
        if (!known) authorsOf(this.doc).set(client, participantId);
        const person = peopleOf(this.doc).get(participantId);
        if (person?.name !== name || person.colour !== colour) peopleOf(this.doc).set(participantId, { name, colour });
        if (isTimed) timesOf(this.doc).set(`${client}.${String(clock)}`, now);
        if (note) metaOf(this.doc).set('recapEdited', { at: now, by: participantId });
      }, ORIGIN.bookkeeping),
    );
  }

  /** Names come from the catalog too; the notebook calls this when they changed there. */
  namesChanged(): void {
    this.cache.clear();
    this.posts.invalidate();
    this.meta.invalidate();
    this.parts.namesChanged();
  }

  addPost(post: NewPost): PostId {
    const [id] = this.addPosts([post]);
    return id as PostId;
  }

  addPosts(posts: readonly NewPost[]): readonly PostId[] {
    const me = this.host.profile.participantId as ParticipantId;
    const ids: PostId[] = [];
    const now = Date.now();
    this.doc.transact(() => {
      let at = Number.NEGATIVE_INFINITY;
      for (const post of posts) {
        const imported = post.authorName !== undefined || post.createdAt !== undefined;
        const createdAt = imported ? (post.createdAt ?? null) : now;
        // Imported posts keep the order they were given in, whether or not all have a time.
        at = imported ? Math.max(createdAt ?? now, at + 1) : now;
        ids.push(
          addPost(this.doc, {
            id: post.id as PostId | undefined,
            author: imported ? guestFor(this.doc, post.authorName ?? '') : me,
            addedBy: me,
            body: post.body,
            replyTo: post.replyTo ?? ids[post.replyToIndex ?? -1] ?? null,
            at,
            createdAt,
            addedAt: now,
          }),
        );
      }
    }, ORIGIN.person);
    return ids;
  }

  /** What an imported discussion brings beside its posts and recap. */
  addParts(parts: ImportedParts): void {
    this.doc.transact(() => writeImportedParts(this.doc, parts, (name) => guestFor(this.doc, name)), ORIGIN.person);
  }

  postBody(id: PostId): Y.XmlFragment {
    const body = postsOf(this.doc).get(id)?.get('body');
    if (!(body instanceof Y.XmlFragment)) throw new Error(`no post ${id}`);
    return body;
  }

  markEdited(id: PostId): void {
    this.doc.transact(() => postsOf(this.doc).get(id)?.set('editedAt', Date.now()), ORIGIN.person);
  }

  deletePost(id: PostId): void {
    this.trash.deletePost(id);
  }

  setStatus(status: DiscussionStatus): void {
    this.parts.ending.setStatus(status);
  }

  /** Reads what was seen before, and how; called once before the views get the discussion. */
  async loadSeen(): Promise<void> {
    const kept = this.live.stored.getLocal('recapView').catch(() => null);
    await this.since.load();
    this.recapView.set(readRecapView(await kept));
  }

  setRecapView(view: RecapView): void {
    this.recapView.set(view);
    this.live.stored.setLocal('recapView', view).catch((error: unknown) => this.host.onError(error));
  }

  markSeen(): void {
    this.since.markSeen();
    this.host.seen(this.id);
  }

  async loadDraft(): Promise<{ body: RichText; replyTo: PostId | null } | null> {
    const draft = await this.live.stored.getLocal('draft');
    this.draftAt = Math.max(this.draftAt, typedAt(draft));
    if (typeof draft !== 'object' || draft === null) return null;
    const { body, replyTo } = draft as { body?: RichText; replyTo?: PostId | null };
    return body?.type === 'doc' ? { body, replyTo: replyTo ?? null } : null;
  }

  saveDraft(draft: { body: RichText; replyTo: PostId | null } | null): void {
    // Later than the one before it, also when the clock was set back: of two the later one counts.
    this.draftAt = Math.max(Date.now(), this.draftAt + 1);
    this.live.stored
      .setLocal('draft', { ...draft, at: this.draftAt })
      .catch((error: unknown) => this.host.onError(error));
  }

  addAsset(bytes: Uint8Array, mime: string): string {
    return addAsset(this.doc, bytes, mime);
  }

  asset(hash: string): Asset | null {
    return readAsset(this.doc, hash);
  }

  assets(): readonly Asset[] {
    return [...assetsOf(this.doc).keys()].map((hash) => readAsset(this.doc, hash)).filter((asset) => asset !== null);
  }

  recapJson(): RichText {
    return readRichText(this.recap);
  }

  export(): ExportDocument {
    return readDiscussion(this.id, this.doc, this.host.catalog, this.host.notebookName());
  }

  dispose(): void {
    for (const end of this.ends) end();
    removeAwarenessStates(this.awareness, [this.doc.clientID], 'closed');
    this.awareness.destroy();
    this.since.dispose();
    this.trash.dispose();
    this.parts.dispose();
  }

  private participant(id: ParticipantId): Participant {
    return { id, ...personOf(id, this.host.catalog, this.doc) };
  }

  private readPosts(): readonly Post[] {
    const me = this.host.profile.participantId;
    const placed: { at: number; id: string; post: Post }[] = [];
    for (const [id, value] of postsOf(this.doc)) {
      const record = readPost(id, value);
      if (!record) continue;
      const post = this.cache.get(id) ?? {
        id: record.id,
        author: this.participant(record.author),
        createdAt: record.createdAt,
        editedAt: record.editedAt,
        replyTo: record.replyTo,
        deleted: record.deletedAt !== null,
        gone: this.goneOf(record),
        own: record.addedBy === me || record.author === me,
        body: record.gone === null ? readRichText(record.body) : EMPTY_RICH_TEXT,
        readOnly: unknownContent(record.body).length > 0,
      };
      this.cache.set(id, post);
      placed.push({ at: record.at, id, post });
    }
    return placed.sort(comparePosts).map(({ post }) => post);
  }

  private goneOf({ gone }: PostRecord): Post['gone'] {
    if (gone === null) return null;
    return { at: gone.at, by: gone.by === '' ? null : this.participant(gone.by as ParticipantId) };
  }

  private presence(): DiscussionMeta['presence'] {
    const fate = this.host.fateOf(this.id);
    if (fate !== null) {
      const by = fate.by === null ? null : this.participant(fate.by as ParticipantId);
      return { kind: fate.kind, by, at: fate.at };
    }
    return { kind: metaOf(this.doc).has('schema') ? 'here' : 'missing' };
  }

  private readMeta(): DiscussionMeta {
    const createdAt = metaOf(this.doc).get('createdAt');
    const people = new Map<ParticipantId, Participant>();
    for (const post of this.posts.get()) if (!post.deleted) people.set(post.author.id, post.author);
    return {
      id: this.id,
      title: this.title.toString(),
      status: statusOf(this.doc),
      createdAt: timeOrNull(createdAt) ?? 0,
      trashedAt: this.host.trashedAt(this.id),
      presence: this.presence(),
      people: [...people.values()],
      recapReadOnly: unknownContent(this.recap).length > 0,
    };
  }
}

function sameMeta(a: DiscussionMeta, b: DiscussionMeta): boolean {
  const samePeople =
    a.people.length === b.people.length &&
    a.people.every((person, index) => {
      const other = b.people[index];
      return person.id === other?.id && person.name === other.name && person.colour === other.colour;
    });
  return (
    samePeople &&
    a.title === b.title &&
    a.status === b.status &&
    a.trashedAt === b.trashedAt &&
    a.presence.kind === b.presence.kind &&
    a.createdAt === b.createdAt &&
    a.recapReadOnly === b.recapReadOnly
  );
}
