/** Below a point: whether it is in ours, the way to take it there, and who else likely wrote the same. */
import { type ComponentProps, memo, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { OURS, type PointPlace } from '../../../shared/recap/coverage';
import type { Discussion } from '../../notebook/types';
import { useSelected } from '../../ui/derived-store';
import { type ReadableValue, useReadable } from '../../ui/store';
import { ownersWords } from './lanes-view';
import { writeDraggedPoint } from './promote-drop';
import type { AcrossRecaps } from './use-duplicates';
import type { PointSlots } from './use-point-host';
import './promote.css';

export interface PointTies extends AcrossRecaps {
  readonly take: (place: PointPlace, anchor: Element) => void;
  readonly compare: (place: PointPlace, anchor: Element) => void;
  readonly show: (place: PointPlace, from: Element) => void;
}

interface PromoteLinesProps {
  readonly discussion: Discussion;
  readonly slots: ReadableValue<PointSlots>;
  /** In which recap a place below a point is. */
  readonly recapOf: (slot: HTMLElement) => string | undefined;
  readonly ties: PointTies;
}

const KEYS = new WeakMap<HTMLElement, string>();
let lastKey = 0;

function keyOf(element: HTMLElement): string {
  const known = KEYS.get(element);
  if (known !== undefined) return known;
  lastKey += 1;
  const made = String(lastKey);
  KEYS.set(element, made);
  return made;
}

export function PromoteLines({ discussion, slots, recapOf, ties }: PromoteLinesProps) {
  const places = useReadable(slots);
  return [...places].map(([element, point]) => (
    <Line
      key={keyOf(element)}
      element={element}
      point={point}
      recap={recapOf(element) ?? OURS}
      discussion={discussion}
      ties={ties}
    />
  ));
}

/** Whose the other point is, for a sentence that ends with it. */
export function whoseWords(discussion: Discussion, recap: string): string {
  if (recap === OURS) return 'one in our recap';
  const { me, person } = discussion.parts;
  return recap === me.id ? 'yours' : ownersWords(person.call(discussion.parts, recap).name);
}

interface LineProps {
  readonly element: HTMLElement;
  readonly point: string;
  readonly recap: string;
  readonly discussion: Discussion;
  readonly ties: PointTies;
}

/** When it goes with the focus on it, since its point was taken or merged, the focus stays in its line. */
function LineButton({ line, ...props }: ComponentProps<'button'> & { readonly line: HTMLElement }) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const own = button.current;
    return () => {
      if (own === null || document.activeElement !== own) return;
      requestAnimationFrame(() => {
        const next = line.querySelector<HTMLElement>('.pro-line') ?? line.querySelector('button');
        if (document.activeElement === document.body) next?.focus();
      });
    };
  }, [line]);
  return <button ref={button} type="button" {...props} />;
}

const Line = memo(function Line({ element, point, recap, discussion, ties }: LineProps) {
  const twins = useSelected(ties.duplicates, (found) => found.get(point));
  const taken = useSelected(ties.taken, (found) => found.get(point));
  const place: PointPlace = { recap, id: point };
  const [first, ...more] = recap === OURS || taken === undefined ? (twins ?? []) : [];
  return createPortal(
    <>
      {recap !== OURS && taken !== undefined && (
        <LineButton
          line={element}
          className="pro-line pro-in"
          aria-label="In our recap. Show it there"
          onClick={(event) => ties.show({ recap: OURS, id: taken }, event.currentTarget)}
        >
          in our recap
        </LineButton>
      )}
      {first !== undefined && (
        <LineButton
          line={element}
          className="pro-line pro-twin"
          aria-haspopup="dialog"
          onClick={(event) => ties.compare(place, event.currentTarget)}
        >
          likely the same as {whoseWords(discussion, first.place.recap)}
          {more.length > 0 && ` and ${String(more.length)} more`}
        </LineButton>
      )}
      {recap !== OURS && taken === undefined && (
        <LineButton
          line={element}
          className="pro-line pro-take"
          draggable
          title="Or drag it to its place"
          onClick={(event) => ties.take(place, event.currentTarget)}
          onDragStart={(event) => writeDraggedPoint(event.dataTransfer, place)}
        >
          Take into our recap
        </LineButton>
      )}
    </>,
    element,
  );
});
