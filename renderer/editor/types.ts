/** The editor's door: what features may use. */

import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { RichText } from '../../shared/model/rich-text';

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
}

/** An editor over plain data, for the composer. */
export interface DraftEditorProps
  extends Omit<SharedEditorProps, 'fragment' | 'undoManager' | 'awareness' | 'user' | 'onLocalChange'> {
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
  readonly body: RichText;
  readonly assets: AssetStore;
  readonly onOpenLink: (url: string) => void;
}
