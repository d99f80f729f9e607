/** Where a dragged post would go: a line between two blocks, or a frame around the point that would cite it. */
import type { DropMark } from './cite-drop';
import './drop-line.css';

export function DropLine({ mark }: { readonly mark: DropMark }) {
  const { place, top, left, width, height } = mark;
  return (
    <div
      aria-hidden="true"
      className={place.kind === 'point' ? 'drop-frame' : 'drop-line'}
      style={{ top, left, width, height: place.kind === 'point' ? height : undefined }}
    >
      <span>{place.kind === 'point' ? 'Cite here' : 'Add here'}</span>
    </div>
  );
}
