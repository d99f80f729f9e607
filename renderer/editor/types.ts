/** The editor's door: what features may use. */

import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Cite } from '../../shared/model/point';
import type { RichText, RichTextNode } from '../../shared/model/rich-text';
import type { AuthorOf, WrittenPlace } from '../../shared/recap/attribution';
import type { ReadableValue } from '../ui/store';
import type { ChangesHost } from './changes/types';

/** Turns `asset:<hash>` into bytes, and pasted or dropped pictures into `asset:<hash>`. */
export interface AssetStore {
  asset(hash: string): { readonly mime: string; readonly bytes: Uint8Array } | null;
  /** Throws AppError asset/too-large or asset/not-an-image. */
  addAsset(bytes: Uint8Array, mime: string): string;
}

export interface CaretUser {
  readonly name: string;
  /** Palette index, 0-based. */
  readonly colour: number;
}

/** What the chip of a citation shows. */
export interface CiteFacts {
  /** Author and time of the post, or what was kept of them. */
  readonly label: string;
  /** Palette index of the author, 0-based; null when unknown. */
  readonly colour: number | null;
  /** `edited`: what is cited reads differently now. `elsewhere`: the post is in another discussion. */
  readonly state: 'here' | 'edited' | 'deleted' | 'missing' | 'elsewhere';
  /** More about it, for hover and screen readers: the words then and now. */
  readonly note?: string;
}

/** What the points of a recap need from the app around the editor. */
export interface PointHost {
  /** Changes when facts about cites or people changed. */
  readonly facts: ReadableValue<object>;
  cite(cite: Cite): CiteFacts;
  /** Shows the post and the passage. */
  openCite(cite: Cite): void;
  /** Those who can be an owner or have agreed: the participants of the discussion, this person first. */
  people(): readonly PointPerson[];
  /** Two points became one: what the app knows of the one that is gone belongs to the one that was kept. */
  merged?(kept: string, gone: string): void;
  /** The posts that can be quoted, in the order of the discussion. Without it quotes are written by hand. */
  quotable?(): readonly QuotablePost[];
  /**
   * A place below the point's text for what other parts of the app know about it (stances, likely duplicates).
   * Returns what is called when the place goes.
   */
  slot(point: string, element: HTMLElement): () => void;
}

/** A post as somebody looks for it who wants to quote it. */
export interface QuotablePost {
  readonly id: string;
  readonly label: string;
  readonly colour: number;
  readonly text: string;
  /** The quote: its words and its citation. */
  point(): RichTextNode;
}

export interface PointPerson {
  readonly id: string;
  readonly name: string;
  readonly colour: number;
}

/**
 * After the block with the caret (at the end when nobody has put it anywhere yet), at the end, or at the end of the section
 * below a heading that reads like this (at the end of all when there is none).
 */
export type InsertPlace = 'caret' | 'end' | { readonly section: string };

/** A letter that the pointer is over. */
export interface PointedLetter {
  readonly letter: WrittenPlace;
  /** Client pixels. */
  readonly x: number;
  readonly y: number;
}

/** What may be asked about the caret of an editor. */
export interface CaretPlaces {
  /** The point that it is in. */
  point(): string | null;
  letter(): WrittenPlace | null;
  focus(): void;
}

/** What a recap's editor needs to know of those who wrote it. */
export interface AuthorshipHost {
  /** This person's participant id. */
  readonly me: string;
  /** True while the text is shown with its authors. */
  readonly shown: ReadableValue<boolean>;
  /** Changes when somebody's name or look, or the author of a session, became another one. */
  readonly facts: ReadableValue<object>;
  readonly authorOf: AuthorOf;
  /** False for ids that a paste made up. */
  knows(person: string): boolean;
  /** Class names for the text of a person. */
  look(person: string): string;
  /** Returns what is called when the editor goes. */
  attach(places: CaretPlaces): () => void;
  onFocus(places: CaretPlaces): void;
  /** The caret moved, or the text around it changed, while authors are shown. */
  onCaret(): void;
  onPointer(at: PointedLetter | null): void;
}

/** The recap's editor, for commands from outside. */
export interface RecapEditorHandle {
  /** Inserts a point, by itself one step to undo; returns its id. The caret stays where it is. */
  insertPoint(point: RichTextNode, at?: InsertPlace): string;
  /** Scrolls to a point, lights it for a moment, and puts the caret into it when asked. */
  showPoint(id: string, caret?: boolean): void;
  /** Adds cites, credits or details to a point; those that it has already are not added again. */
  extendPoint(id: string, parts: readonly RichTextNode[]): void;
  removePoint(id: string): void;
  focus(): void;
}

export interface SharedEditorProps {
  readonly fragment: Y.XmlFragment;
  /** Keeps undo over a change of view; null makes one that lives with the editor. */
  readonly undoManager: Y.UndoManager | null;
  /** Shows the others' carets; null for none. */
  readonly awareness: Awareness | null;
  readonly user: CaretUser;
  readonly assets: AssetStore;
  /** Accessible name of the textbox. */
  readonly label: string;
  readonly placeholder: string;
  readonly autoFocus?: boolean;
  readonly onError: (error: unknown) => void;
  readonly onOpenLink: (url: string) => void;
  /** Ctrl+Enter. */
  readonly onSubmit?: () => void;
  /** Esc with no menu open. */
  readonly onEscape?: () => void;
  readonly onLocalChange?: () => void;
  /** Present where points can be made: in a recap. Without it points are shown, and pasted ones become text. */
  readonly points?: PointHost;
  readonly handle?: (handle: RecapEditorHandle | null) => void;
  /** Present in a recap: moved text keeps its author, and authors can be shown. */
  readonly authorship?: AuthorshipHost;
  /** Marks what others changed since this person last looked. */
  readonly changes?: ChangesHost;
}

/** An editor over plain data, for the composer. */
export interface DraftEditorProps
  extends Omit<
    SharedEditorProps,
    'fragment' | 'undoManager' | 'awareness' | 'user' | 'onLocalChange' | 'points' | 'handle' | 'authorship' | 'changes'
  > {
  readonly initial: RichText;
  readonly onChange: (body: RichText, empty: boolean) => void;
  /** Gives the parent a handle. */
  readonly handle: (handle: DraftEditorHandle | null) => void;
}

export interface DraftEditorHandle {
  clear(): void;
  focus(): void;
  get(): RichText;
  isEmpty(): boolean;
}

export interface RichTextViewProps {
  /** Shows `author` marks: class names, and the words that name the author; null shows none. */
  readonly author?: ((attrs: Readonly<Record<string, unknown>>) => { className: string; title: string }) | null;
  readonly points?: PointHost;
  readonly body: RichText;
  readonly assets: AssetStore;
  readonly onOpenLink: (url: string) => void;
}
