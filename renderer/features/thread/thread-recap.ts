/** What a thread asks of the recap beside it; the workspace ties the two together. */
import type { PointKind } from '../../../shared/model/point';
import type { Coverage, PointPlace } from '../../../shared/recap/coverage';
import type { PostId } from '../../../shared/util/brand';
import type { Post } from '../../notebook/types';
import type { ReadableValue } from '../../ui/store';

export interface CoveringPoint {
  readonly place: PointPlace;
  /** Its kind and first words. */
  readonly name: string;
}

export interface ThreadRecap {
  readonly coverage: ReadableValue<Coverage>;
  /** The shortcut of "Add to recap". */
  readonly addKeys: string;
  /** Adds a post, or words of it, as a point; `kind` null chooses. */
  add(post: Post, passage: string, kind: PointKind | null): void;
  /** The first words of the point with the caret, null when it is in none. */
  openPoint(): string | null;
  /** Adds the citation to that point. */
  citeForOpenPoint(post: Post, passage: string): void;
  /** The points that cite a post, as they read now. */
  pointsOf(post: PostId): readonly CoveringPoint[];
  /** Shows a point; Esc leads back to the post. */
  showPoint(place: PointPlace, from: PostId): void;
  /** Sets a post aside, or takes that back with null; offers Undo. */
  setAside(post: Post, reason: string | null): void;
  /** Offered after a citation was followed to the thread: goes back to the recap. */
  readonly wayBack: ReadableValue<(() => void) | null>;
}

/** Dragged onto the recap, or chosen in a post. */
export interface ChosenWords {
  readonly post: PostId;
  readonly passage: string;
  readonly range: Range;
}
