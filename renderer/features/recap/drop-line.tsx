/** Where a dragged post would go: a line between two blocks, or a frame around the point that would cite it. */
import type { DropMark } from './cite-drop';
import './drop-line.css';

interface DropLineProps {
  readonly mark: DropMark;
  /** What a drop on a point does, and one between two blocks. */
  readonly words?: { readonly on: string; readonly between: string };
}

const CITES = { on: 'Cite here', between: 'Add here' };

export function DropLine({ mark, words = CITES }: DropLineProps) {
  const { place, top, left, width, height } = mark;
  return (
    <div
      aria-hidden="true"
      className={place.kind === 'point' ? 'drop-frame' : 'drop-line'}
      style={{ top, left, width, height: place.kind === 'point' ? height : undefined }}
    >
      <span>{place.kind === 'point' ? words.on : words.between}</span>
    </div>
  );
}
