/** A notebook on this device: its catalog, its discussions, and what goes wrong with them. */
import * as Y from 'yjs';
import {
  addRow,
  catalogMetaOf,
  deletedOf,
  deletionOf,
  discussionsOf,
  fateOf,
  findExported,
  participantsOf,
  readSummary,
  summarise,
  writeSummary,
} from '../../shared/model/catalog-doc';
import { initDiscussion, metaOf, titleOf } from '../../shared/model/discussion-doc';
import type { DiscussionStatus } from '../../shared/model/export-document';
import { ORIGIN } from '../../shared/model/origins';
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import { writeTrashRow } from '../../shared/model/trash-rows';
import type { DiscussionId, NotebookId, ParticipantId } from '../../shared/util/brand';
import { newDiscussionId } from '../../shared/util/ids';
import { BringingIn, clearUp } from './bringing-in';
import { type CaretEvent, followCaret } from './caret-events';
import { CatalogOwner } from './catalog-owner';
import { CatalogTemplates } from './catalog-templates';
import { DeletedDiscussions } from './deleted-discussions';
import { OpenDiscussion } from './discussion';
import type { StoredDocument } from './document-store';
import { caught } from './guarded';
import { HandingOver } from './hand-off/handing-over';
import { Health } from './health/health';
import { introduce } from './introduce';
import type { NotebookStore } from './journal/journaled-store';
import { Library } from './library';
import { Listing } from './listing';
import { type LiveDocument, LiveDocuments } from './live-documents';
import { CATALOG, storeName } from './names';
import { TrashOfNotebook } from './notebook-trash';
import { bringOwnWords } from './own-words';
import { Problems } from './problems';
import { atQuietMoments } from './quiet-moments';
import { Derived } from './readable';
import { RowKeeper } from './row-keeper';
import { NotebookBytes } from './stored-discussions';
import type { Discussion, NewDiscussion, Notebook, Unsaved } from './types';

/** Agrees with notebookEntrySchema. */
const MAX_NAME = 200;

export interface NotebookOptions {
  readonly store: NotebookStore;
  readonly recapUndo: (fragment: Y.XmlFragment) => Y.UndoManager;
}

export class OpenNotebook implements Notebook {
  readonly id: NotebookId;
  readonly name: Derived<string>;
  owner!: CatalogOwner;
  templates!: CatalogTemplates;
  trashed!: TrashOfNotebook;
  readonly documents: LiveDocuments;
  readonly stored = new NotebookBytes(this);
  readonly handing = new HandingOver(this);
  readonly trouble = new Problems();
  readonly health: Health;
  private readonly open_ = new Map<DiscussionId, OpenDiscussion>();
  readonly rows = new RowKeeper((name) => this.updateRow(name));
  private profile: Profile;
  private library!: Library;
  private quiet: () => void = () => undefined;
  private live!: LiveDocument;
  /** Discussions that the catalog lists, those in the trash included. */
  listing!: Listing;
  private readonly changeListeners = new Set<(name: string, live: LiveDocument) => void>();
  private forgotten!: DeletedDiscussions;
  private readonly caretListeners = new Set<(name: string, event: CaretEvent) => void>();

  private constructor(
    private readonly entry: NotebookEntry,
    profile: Profile,
    private readonly options: NotebookOptions,
  ) {
    this.id = entry.id as NotebookId;
    this.profile = profile;
    const prefix = storeName(this.id, '');
    this.health = new Health(this, options.store);
    this.documents = new LiveDocuments(options.store, {
      loading: (doc) => bringOwnWords(doc, this.me, (error) => this.onError(error)),
      opened: (live) => {
        this.health.watch(live);
        for (const listener of this.changeListeners) listener(live.name.slice(prefix.length), live);
      },
      closing: (live) => {
        const id = live.name.slice(prefix.length) as DiscussionId;
        this.open_.get(id)?.dispose();
        this.open_.delete(id);
      },
      problem: (name, code) => this.trouble.set(`store:${name}`, code),
    });
    this.name = new Derived(() => {
      const name = catalogMetaOf(this.catalog).get('name');
      // Cut as the settings demand: the name is a peer's to choose.
      return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, MAX_NAME).trim() : this.entry.name;
    });
  }

  /** @throws AppError store/unavailable */
  static async open(entry: NotebookEntry, profile: Profile, options: NotebookOptions): Promise<OpenNotebook> {
    const notebook = new OpenNotebook(entry, profile, options);
    notebook.live = await notebook.documents.acquire(storeName(notebook.id, CATALOG));
    notebook.listing = new Listing(notebook.catalog, notebook.onError);
    notebook.library = new Library(notebook.catalog, notebook.live.stored, {
      me: profile.participantId,
      isWatched: (id) => notebook.isWatched(id),
      onError: notebook.onError,
    });
    await notebook.library.load();
    notebook.owner = new CatalogOwner(notebook.catalog, entry.createdAt, notebook.onError);
    notebook.templates = new CatalogTemplates(notebook.catalog, () => notebook.me, notebook.onError);
    notebook.trashed = new TrashOfNotebook(notebook);
    notebook.forgotten = new DeletedDiscussions(notebook.catalog, {
      isShown: (id) => notebook.isShown(id),
      remove: (id) => void notebook.documents.remove(storeName(notebook.id, id)).catch(notebook.onError),
    });
    notebook.quiet = atQuietMoments(() => notebook.trashed.tidy(Date.now()), notebook.onError);
    introduce(notebook.catalog, entry, profile);
    window.addEventListener('focus', notebook.onFocus);
    const safely = (run: () => void) => caught(run, notebook.onError);
    const named = safely(() => {
      notebook.trashed.namesChanged();
      for (const discussion of notebook.open_.values()) discussion.namesChanged();
    });
    participantsOf(notebook.catalog).observe(named);
    catalogMetaOf(notebook.catalog).observe(safely(() => notebook.name.invalidate()));
    deletedOf(notebook.catalog).observe(safely(() => notebook.removeDeleted()));
    discussionsOf(notebook.catalog).observeDeep(safely(() => notebook.fatesChanged()));
    notebook.removeDeleted();
    if (await clearUp(notebook)) notebook.trouble.set('import', 'chats/interrupted');
    options.store.attend?.(notebook);
    notebook.health.start();
    return notebook;
  }

  get catalog(): Y.Doc {
    return this.live.doc;
  }

  get me(): ParticipantId {
    return this.profile.participantId as ParticipantId;
  }

  get summaries() {
    return this.library.summaries;
  }

  get participants() {
    return this.library.participants;
  }

  get problems() {
    return this.trouble.list;
  }

  dismissProblem(key: string): void {
    this.trouble.set(key, null);
  }

  /** Told of each document that comes into memory, those already there included. */
  onDocument(listener: (name: string, live: LiveDocument) => void): () => void {
    this.changeListeners.add(listener);
    for (const live of this.documents.all()) listener(live.name.slice(storeName(this.id, '').length), live);
    return () => this.changeListeners.delete(listener);
  }

  /** Told of this person's own caret in each discussion. */
  onCaret(listener: (name: string, event: CaretEvent) => void): () => void {
    this.caretListeners.add(listener);
    return () => this.caretListeners.delete(listener);
  }

  /** Discussions that the catalog lists and nobody deleted for ever. */
  lists(id: string): boolean {
    return this.listing.has(id);
  }

  findExported(exported: string): DiscussionId | null {
    return findExported(this.catalog, exported);
  }

  /** What is kept with the notebook on this device, never shared. */
  get device(): Pick<StoredDocument, 'getLocal' | 'setLocal' | 'flush' | 'isWhole'> {
    return this.live.stored;
  }

  /** Says again where this person's carets are. */
  repeatCarets(): void {
    for (const { awareness } of this.open_.values()) {
      const state = awareness.getLocalState();
      if (state !== null) awareness.setLocalState(state);
    }
  }

  openDiscussion(id: string): OpenDiscussion | null {
    return this.open_.get(id as DiscussionId) ?? null;
  }

  setProfile(profile: Profile): void {
    this.profile = profile;
    introduce(this.catalog, this.entry, profile);
  }

  rename(name: string): void {
    const trimmed = name.trim().slice(0, MAX_NAME);
    if (trimmed !== '') this.catalog.transact(() => catalogMetaOf(this.catalog).set('name', trimmed), ORIGIN.person);
  }

  async createDiscussion(options: NewDiscussion = {}): Promise<DiscussionId> {
    const id = newDiscussionId();
    await this.documents.use(storeName(this.id, id), ({ doc }) => {
      // First the discussion, which notes the author of what is then written.
      const discussion = this.discussionFor(id);
      initDiscussion(doc, { title: options.title ?? '', createdAt: Date.now(), recap: options.recap });
      if (options.posts && options.posts.length > 0) discussion.addPosts(options.posts);
      if (options.parts) discussion.addParts(options.parts);
      for (const { bytes, mime } of options.pictures ?? []) discussion.addAsset(bytes, mime);
      addRow(this.catalog, id, doc, options.from);
    });
    this.library.markSeen(id);
    return id;
  }

  bringIn(ids: readonly DiscussionId[]): Promise<BringingIn> {
    return BringingIn.begin(this, ids);
  }

  async open(id: DiscussionId): Promise<Discussion> {
    await this.documents.acquire(storeName(this.id, id));
    const discussion = this.discussionFor(id);
    await discussion.loadSeen();
    if (discussion.awareness.getLocalState() === null) discussion.awareness.setLocalState({});
    this.tellCaret(id, { kind: 'entered' });
    return discussion;
  }

  async copyOf(id: DiscussionId): Promise<DiscussionId> {
    const from = this.openDiscussion(id);
    if (!from) throw new Error(`discussion ${id} is not open`);
    const copy = newDiscussionId();
    await this.documents.use(storeName(this.id, copy), ({ doc }) => {
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(from.doc), ORIGIN.person);
      addRow(this.catalog, copy, doc);
    });
    return copy;
  }

  close(id: DiscussionId): void {
    this.openDiscussion(id)?.awareness.setLocalState(null);
    this.documents.release(storeName(this.id, id));
    if (deletionOf(this.catalog, id) !== null) this.removeDeleted();
  }

  async setTitle(id: DiscussionId, title: string): Promise<void> {
    await this.documents.use(storeName(this.id, id), ({ doc }) => {
      const text = titleOf(doc);
      if (text.toString() === title) return;
      doc.transact(() => {
        text.delete(0, text.length);
        text.insert(0, title);
      }, ORIGIN.person);
    });
  }

  async setStatus(id: DiscussionId, status: DiscussionStatus): Promise<void> {
    await this.documents.use(storeName(this.id, id), () => this.discussionFor(id).setStatus(status));
  }

  trash(id: DiscussionId): void {
    this.setRow(id, { trashedAt: Date.now(), trashedBy: this.profile.participantId });
  }

  restore(id: DiscussionId): void {
    this.setRow(id, { trashedAt: null, trashedBy: null });
  }

  /** Brings the row up to date at once: what was done may not wait until the discussion is let go of. */
  within<T>(id: DiscussionId, run: (discussion: OpenDiscussion) => T): Promise<T> {
    return this.documents.use(storeName(this.id, id), () => {
      const done = run(this.discussionFor(id));
      this.updateRow(storeName(this.id, id));
      return done;
    });
  }

  unsaved(): readonly Unsaved[] {
    return this.documents.all().flatMap(({ name, doc, stored }) => {
      const { storage, journal } = stored.unsaved?.() ?? { storage: false, journal: false };
      const title = name === storeName(this.id, CATALOG) ? null : titleOf(doc).toString();
      return storage || journal ? [{ title, storage, journal }] : [];
    });
  }

  async flush(): Promise<void> {
    this.rows.flush();
    await Promise.all([this.documents.flush(), ...[...this.open_.values()].map(({ since }) => since.keep())]);
    await this.options.store.rest?.();
  }

  async dispose(): Promise<void> {
    window.removeEventListener('focus', this.onFocus);
    this.quiet();
    this.health.dispose();
    await this.flush().catch(() => {});
    await this.documents.dispose();
    this.options.store.dispose?.();
  }

  /** What arrived while the person looked elsewhere is seen now. */
  private readonly onFocus = (): void => {
    for (const id of this.open_.keys()) if (this.isWatched(id)) this.library.markSeen(id);
  };

  readonly onError = (error: unknown): void => {
    this.trouble.set('unexpected', 'unexpected');
    console.error(error);
  };

  private tellCaret(id: DiscussionId, event: CaretEvent): void {
    for (const listener of this.caretListeners) listener(id, event);
  }

  private setRow(id: DiscussionId, values: Record<string, unknown>): void {
    this.catalog.transact(() => {
      const row = discussionsOf(this.catalog).get(id);
      for (const [key, value] of Object.entries(values)) row?.set(key, value);
    }, ORIGIN.person);
  }

  private fatesChanged(): void {
    for (const discussion of this.open_.values()) discussion.meta.invalidate();
  }

  private removeDeleted(): void {
    this.fatesChanged();
    this.forgotten.update();
  }

  private isShown(id: string): boolean {
    return (this.openDiscussion(id)?.awareness.getLocalState() ?? null) !== null;
  }

  /** The person has it before their eyes. */
  private isWatched(id: string): boolean {
    return document.hasFocus() && this.isShown(id);
  }

  private discussionFor(id: DiscussionId): OpenDiscussion {
    const known = this.open_.get(id);
    if (known) return known;
    const live = this.documents.peek(storeName(this.id, id));
    if (!live) throw new Error(`discussion ${id} is not loaded`);
    const notebook = this;
    const discussion = new OpenDiscussion(
      id,
      live,
      {
        get profile() {
          return notebook.profile;
        },
        catalog: this.catalog,
        notebookName: () => this.name.get(),
        trashedAt: (which) => readSummary(discussionsOf(this.catalog).get(which))?.trashedAt ?? null,
        fateOf: (which) => fateOf(this.catalog, which),
        seen: (which) => this.library.markSeen(which),
        onError: this.onError,
      },
      this.options.recapUndo,
    );
    followCaret(discussion.awareness, (event) => this.tellCaret(id, event));
    this.open_.set(id, discussion);
    return discussion;
  }

  private updateRow(name: string): void {
    const live = this.documents.peek(name);
    const row = discussionsOf(this.catalog).get(name.slice(storeName(this.id, '').length));
    // What has not arrived here says nothing about the discussion: others' rows stay as they are.
    if (!live || !(row instanceof Y.Map) || !metaOf(live.doc).has('schema')) return;
    const summary = summarise(live.doc);
    this.catalog.transact(() => {
      writeSummary(row, summary);
      writeTrashRow(row, live.doc);
    }, ORIGIN.bookkeeping);
  }
}
