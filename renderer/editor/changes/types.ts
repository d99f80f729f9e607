/** What an editor shows of changes that were not seen yet, and what may be asked of it. */
import type { ReadableValue } from '../../ui/store';

export interface ShownChange {
  readonly id: string;
  readonly type: 'added' | 'removed' | 'moved' | 'text' | 'fact';
  /** The block's place at the root; of one that is gone, the block that it stood before. */
  readonly at: number;
  /** Of `text`: where the new words stand in the block, and what they are; '' when words only went. */
  readonly from: number;
  readonly words: string;
  /** Shown on hover: who did what. */
  readonly label: string;
  /** The walk stands at it. */
  readonly current: boolean;
}

export interface ChangesView {
  /** Scrolls to a change without moving the caret. */
  show(id: string): void;
  /**
   * Puts other words in the place of some in a block, as an edit of this person, one step to undo. False when the block
   * does not hold them any more.
   */
  replaceWords(at: number, from: number, old: string, next: string): boolean;
}

export interface ChangesHost {
  readonly shown: ReadableValue<readonly ShownChange[]>;
  /** Returns what is called when the editor goes. */
  attach(view: ChangesView): () => void;
}
