/** What the views know of a notebook. The Yjs documents behind it are the only store of truth. */

import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Aside, Reaction, Signoff, Stance, StanceRecord } from '../../shared/model/discussion-parts';
import type { Asset, DiscussionStatus, ExportDocument } from '../../shared/model/export-document';
import type { Carried, Ending, SignedBlock } from '../../shared/model/finishing';
import type { BuiltDiscussion } from '../../shared/model/imported-discussion';
import type { ImportedParts } from '../../shared/model/imported-parts';
import type { RecapPoint } from '../../shared/model/point';
import type { RecapView } from '../../shared/model/recap-view';
import type { RichText, RichTextNode } from '../../shared/model/rich-text';
import type { Trashed } from '../../shared/model/trash';
import type { OwnTemplate } from '../../shared/recap/templates';
import type { DiscussionId, NotebookId, ParticipantId, PostId } from '../../shared/util/brand';
import type { CheckWatch, NotebookFindings } from './check/findings';
import type { HandingOver } from './hand-off/handing-over';
import type { Since } from './since-types';

/** For `useSyncExternalStore`: `get` returns the same immutable value until something changed. */
export interface Readable<T> {
  get(): T;
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export interface Participant {
  readonly id: ParticipantId;
  readonly name: string;
  /** Index into the palette `--p1` … `--p8`, 0-based. */
  readonly colour: number;
}

export interface DiscussionSummary {
  readonly id: DiscussionId;
  readonly title: string;
  readonly status: DiscussionStatus;
  readonly createdAt: number;
  /** Time of the last post or edit, milliseconds since 1970. */
  readonly activeAt: number;
  readonly postCount: number;
  readonly peopleCount: number;
  /** Somebody else wrote since this device last had it open. */
  readonly unread: boolean;
  /** When it was moved to the trash; null when it is not there. */
  readonly trashedAt: number | null;
}

export interface Post {
  readonly id: PostId;
  readonly author: Participant;
  readonly createdAt: number | null;
  readonly editedAt: number | null;
  readonly replyTo: PostId | null;
  readonly deleted: boolean;
  /** It was deleted for ever: by whom (null for nobody: its time in the trash was over), and when. */
  readonly gone: { readonly by: Participant | null; readonly at: number } | null;
  /** The person at this device wrote or imported it, and may edit and delete it. */
  readonly own: boolean;
  readonly body: RichText;
  /** The post holds content made by a newer version of the app: it is shown, never edited. */
  readonly readOnly: boolean;
}

export interface NewPost {
  /** For imported posts: the id that citations know it by. */
  readonly id?: string;
  readonly body: RichText;
  readonly replyTo?: PostId | null;
  /** For imported posts: the index, in the same list, of an earlier post that it replies to. */
  readonly replyToIndex?: number | null;
  /** For imported posts: the name of its author; created as a participant of the discussion when unknown. */
  readonly authorName?: string;
  /** For imported posts; null when unknown. */
  readonly createdAt?: number | null;
}

export interface NewDiscussion {
  readonly title?: string;
  readonly posts?: readonly NewPost[];
  readonly recap?: RichText;
  /** What an imported discussion brings beside these. */
  readonly parts?: ImportedParts;
  readonly pictures?: readonly Pick<Asset, 'mime' | 'bytes'>[];
  /** The id of the discussion that was exported into the file that this one is made from. */
  readonly from?: string;
}

export interface DiscussionMeta {
  readonly id: DiscussionId;
  readonly title: string;
  readonly status: DiscussionStatus;
  readonly createdAt: number;
  readonly trashedAt: number | null;
  /** `missing`: listed, but its document has not arrived on this device yet. `trash` and `deleted`: by whom, and when. */
  readonly presence:
    | { readonly kind: 'here' | 'missing' }
    | { readonly kind: 'trash' | 'deleted'; readonly by: Participant | null; readonly at: number };
  /** Those who posted, in order of their first post. */
  readonly people: readonly Participant[];
  /** The recap holds content made by a newer version of the app: show `recapJson`, bind no editor. */
  readonly recapReadOnly: boolean;
}

/** One recap of a discussion: ours, or a participant's own. */
export interface RecapDocument {
  /** `ours`, or the participant's id. */
  readonly key: string;
  readonly owner: Participant | null;
  /** This person may write in it. */
  readonly own: boolean;
  readonly fragment: Y.XmlFragment;
  /** Pass it to the editor, so that undo survives a change of view. */
  readonly undo: Y.UndoManager;
  /** Its content a moment after the last change; blocks that did not change are the same objects as before. */
  readonly content: Readable<RichText>;
  readonly points: Readable<readonly RecapPoint[]>;
  /** Its content now. */
  read(): RichText;
  /** Puts blocks at the beginning of an empty recap, or behind the last block. Undone in one step. */
  insert(blocks: readonly RichTextNode[]): void;
  /** Takes blocks out, from one place to before another. Undone in one step. */
  remove(from: number, to: number): void;
}

/** How a discussion comes to its end; see shared/model/finishing.ts. */
export interface DiscussionEnding {
  readonly state: Readable<Ending>;
  /** This person approves our recap as it is now, or takes that back. */
  signOff(yes: boolean): void;
  /** What a version said that somebody signed; null when that was not kept. */
  signedBlocks(version: string): readonly SignedBlock[] | null;
  /** Those who wrote something in the discussion from a device of their own. */
  readonly members: Readable<readonly ParticipantId[]>;
  /** Which points went on into other discussions. */
  readonly carried: Readable<readonly Carried[]>;
  noteCarried(points: readonly string[], into: { readonly discussion: DiscussionId; readonly title: string }): void;
  noteCarriedFrom(from: { readonly discussion: DiscussionId; readonly title: string }): void;
}

/** The templates that the members of a notebook made for each other. */
export interface NotebookTemplates {
  /** By name. */
  readonly list: Readable<readonly OwnTemplate[]>;
  /** null when the name or the body is out of bounds, or there are too many. */
  save(name: string, body: RichText): OwnTemplate | null;
  rename(id: string, name: string): void;
  remove(id: string): void;
  /** Brings one back that was removed. */
  put(template: OwnTemplate): void;
}

/** What a discussion holds beside posts and title; see shared/model/discussion-parts.ts. */
export interface DiscussionParts {
  readonly ours: RecapDocument;
  /** Those that participants have of their own; this person's first, the others by name. */
  readonly own: Readable<readonly RecapDocument[]>;
  /** This person's own recap, made when there is none. */
  startMine(): RecapDocument;
  /** Those on a point that went into another are stances on that one. */
  readonly stances: Readable<readonly StanceRecord[]>;
  /** Two points of a recap just became one in its editor; part of the step to undo that did it. */
  noteMerged(kept: string, gone: string): void;
  /** This person's stance on a point; null takes it back. */
  setStance(point: string, stance: Stance | null, reason: string): void;
  readonly aside: Readable<ReadonlyMap<PostId, Aside>>;
  /** Sets a post aside with a reason; null takes it back. */
  setAside(post: PostId, reason: string | null): void;
  /** Pairs of points that look alike and are not the same; keys by `apartKey`. */
  readonly apart: Readable<ReadonlySet<string>>;
  setApart(a: string, b: string, yes: boolean): void;
  readonly signoffs: Readable<readonly Signoff[]>;
  readonly ending: DiscussionEnding;
  readonly reactions: Readable<readonly Reaction[]>;
  react(post: PostId, emoji: string, on: boolean): void;
  person(id: string): Participant;
  readonly me: Participant;
}

/** What lies in the trash of a notebook, named. A discussion has its own id twice. */
export interface TrashRef {
  readonly kind: Trashed['kind'] | 'discussion';
  readonly discussion: DiscussionId;
  readonly id: string;
}

export interface TrashItem extends TrashRef {
  /** The title of the discussion. */
  readonly title: string;
  /** The first words of a post or a point. */
  readonly words: string;
  readonly at: number;
  readonly by: Participant | null;
  /** Its days are counted from then on: a discussion may have been written in since. */
  readonly keptFrom: number;
  readonly postCount: number;
  /** This person may bring it back and delete it for ever. */
  readonly own: boolean;
}

export interface GoneItem extends TrashRef {
  readonly title: string;
  readonly at: number;
  readonly by: Participant | null;
}

/** The trash of a notebook: discussions, and posts and points of discussions. */
export interface NotebookTrash {
  /** The latest first; what was just deleted a moment later. */
  readonly items: Readable<readonly TrashItem[]>;
  /** The same with what was deleted in this moment. */
  itemsNow(): readonly TrashItem[];
  /** What somebody deleted for ever in the last weeks. */
  readonly gone: Readable<readonly GoneItem[]>;
  /** False when it is not there any more, or its discussion has not arrived on this device. Errors: store/*. */
  putBack(what: TrashRef): Promise<boolean>;
  /** Errors: store/*. */
  deleteForever(what: readonly TrashRef[]): Promise<void>;
}

/** What was deleted in a discussion and can come back; see shared/model/trash.ts. */
export interface DiscussionTrash {
  readonly items: Readable<readonly Trashed[]>;
  /** Told of points that this person just took out of a recap, by id. Returns the function that ends the subscription. */
  onPointsDeleted(listener: (points: readonly string[]) => void): () => void;
  /** Told of points in which this person is writing and that somebody else deleted, and by whom. */
  onTakenAway(listener: (point: string, by: string) => void): () => void;
  /** False when it is not there any more, or is another person's. */
  putBack(kind: Trashed['kind'], id: string): boolean;
  deleteForever(kind: Trashed['kind'], id: string): boolean;
}

/** A discussion that is open in the window. */
export interface Discussion {
  readonly id: DiscussionId;
  readonly doc: Y.Doc;
  /** The title as shared text, so that changes on both sides merge. */
  readonly title: Y.Text;
  /** Bind the recap's editor to this. */
  readonly recap: Y.XmlFragment;
  /** One per discussion for the app's life: pass it to the editor, so that undo survives a change of view. */
  readonly recapUndo: Y.UndoManager;
  /** Carets and selections of those who have this discussion open. */
  readonly awareness: Awareness;
  readonly parts: DiscussionParts;
  readonly meta: Readable<DiscussionMeta>;
  readonly posts: Readable<readonly Post[]>;
  /** Posts that were not there when this device last had the discussion open; fixed until `markSeen`. */
  readonly newPosts: Readable<ReadonlySet<PostId>>;
  readonly since: Since;
  /** Which recaps are shown and how, on this device. */
  readonly recapView: Readable<RecapView>;
  setRecapView(view: RecapView): void;

  addPost(post: NewPost): PostId;
  addPosts(posts: readonly NewPost[]): readonly PostId[];
  /** The fragment to bind an editor to while the person edits an own post. */
  postBody(id: PostId): Y.XmlFragment;
  /** Sets `editedAt`; called once when an edit of a post ends with a change. */
  markEdited(id: PostId): void;
  /** It lies in the trash from then on. */
  deletePost(id: PostId): void;
  readonly trash: DiscussionTrash;
  setStatus(status: DiscussionStatus): void;
  markSeen(): void;
  /** The unsent text of the composer, kept on this device. */
  loadDraft(): Promise<{ body: RichText; replyTo: PostId | null } | null>;
  saveDraft(draft: { body: RichText; replyTo: PostId | null } | null): void;
  /** Keeps a picture with the discussion and returns the address for an image node, `asset:<hash>`. Errors: asset/too-large, asset/not-an-image. */
  addAsset(bytes: Uint8Array, mime: string): string;
  asset(hash: string): Asset | null;
  /** Recap as plain data, read without touching the document. */
  recapJson(): RichText;
  /** Everything, for export and copy. */
  export(): ExportDocument;
  /** The pictures used by the discussion. */
  assets(): readonly Asset[];
}

/** Discussions on their way into the notebook, all or none. */
export interface BroughtIn {
  /** Stores one; it is not listed yet. Errors: store/*. */
  keep(discussion: BuiltDiscussion): Promise<void>;
  /** Lists all that were kept and are not listed yet. */
  list(): Promise<void>;
  /** Puts away what was kept and is neither listed meanwhile nor was here in part before; nothing after `list`. */
  leaveOff(): Promise<void>;
}

/** The owner as the notebook itself names them; a copy that knows the owner's key already believes its own. */
export interface NotebookOwner {
  /** The public key; null while none is named. */
  readonly key: Readable<string | null>;
  /** This device made the notebook. */
  readonly madeHere: boolean;
  readonly name: string | null;
  /** Names the key and the participant of this device. */
  claim(key: string, person: string): void;
}

/** Discussions as bytes, read one after the other without being kept open. */
export interface StoredDiscussions {
  /** Equal digests, equal documents. */
  digest(id: string): Promise<string>;
  /** The whole document as one update; an empty one when it is not on this device. */
  update(id: string): Promise<Uint8Array>;
  /** Told of every discussion that changed, whoever changed it. Returns the function that ends the subscription. */
  onChanged(listener: (id: string) => void): () => void;
}

/** Whether what is stored is well. */
export interface NotebookHealth {
  /** Goes through all that is stored, and gives each of the two stores what it lacks. Errors: store/unavailable. */
  check(watch: CheckWatch): Promise<NotebookFindings>;
}

/** A document of which something is missing in one of the two places where it is stored, or in both. */
export interface Unsaved {
  /** Of the discussion; null for the list of discussions. */
  readonly title: string | null;
  readonly storage: boolean;
  readonly journal: boolean;
}

export interface Notebook {
  readonly id: NotebookId;
  readonly name: Readable<string>;
  readonly owner: NotebookOwner;
  readonly templates: NotebookTemplates;
  readonly stored: StoredDiscussions;
  readonly health: NotebookHealth;
  /** Files that carry discussions to and from somebody else. */
  readonly handing: HandingOver;
  readonly summaries: Readable<readonly DiscussionSummary[]>;
  readonly participants: Readable<ReadonlyMap<ParticipantId, Participant>>;
  /** Failures that the person must see (storage, stuck documents); the newest last. Codes of shared/errors. */
  readonly problems: Readable<readonly { readonly code: string; readonly key: string }[]>;
  dismissProblem(key: string): void;

  rename(name: string): void;
  createDiscussion(options?: NewDiscussion): Promise<DiscussionId>;
  /** The listed discussion with that id, else one that was made from a file of it; null when there is none, or in the trash only. */
  findExported(id: string): DiscussionId | null;
  /** Begins to bring in discussions that were built elsewhere; `ids` of all that are to come. Errors: store/*. */
  bringIn(ids: readonly DiscussionId[]): Promise<BroughtIn>;
  /** Opens a discussion, from memory when it was open before. Keeps it live until `close`. */
  open(id: DiscussionId): Promise<Discussion>;
  close(id: DiscussionId): void;
  setTitle(id: DiscussionId, title: string): Promise<void>;
  setStatus(id: DiscussionId, status: DiscussionStatus): Promise<void>;
  /** Moves a discussion to the trash. */
  trash(id: DiscussionId): void;
  restore(id: DiscussionId): void;
  readonly trashed: NotebookTrash;
  /** A new discussion with the content of one that is open, whatever became of that one. */
  copyOf(id: DiscussionId): Promise<DiscussionId>;
  /** Waits until everything written so far is stored. */
  flush(): Promise<void>;
  /** While a flush is under way: what is not stored everywhere yet. */
  unsaved(): readonly Unsaved[];
}
