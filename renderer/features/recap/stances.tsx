/** Below each point: what people think of it. One line per point, drawn again only when its own stances changed. */
import { memo, useMemo } from 'react';
import { createPortal } from 'react-dom';
import { type StanceIndex, stanceCounts, stanceOf, stancesByPoint, stancesOn } from '../../../shared/recap/stances';
import type { Discussion } from '../../notebook/types';
import { classNames } from '../../ui/class-names';
import { derivedFrom, useSelected } from '../../ui/derived-store';
import { type HeldPlace, heldPlace } from '../../ui/held-place';
import { createStore, type ReadableValue, type Store, useReadable } from '../../ui/store';
import { count } from '../../ui/words';
import { StancePopover } from './stances-popover';
import type { PointSlots } from './use-point-host';
import './stances.css';

export interface OpenStances {
  readonly point: string;
  readonly place: HeldPlace;
}

export interface StanceView {
  readonly index: ReadableValue<StanceIndex>;
  /** The point whose stances are being looked at. */
  readonly open: Store<OpenStances | null>;
}

export function useStances(discussion: Discussion): StanceView {
  return useMemo(
    () => ({
      index: derivedFrom(discussion.parts.stances, stancesByPoint),
      open: createStore<OpenStances | null>(null),
    }),
    [discussion],
  );
}

interface StancesProps {
  readonly discussion: Discussion;
  readonly slots: ReadableValue<PointSlots>;
  readonly view: StanceView;
}

export function Stances({ discussion, slots, view }: StancesProps) {
  const places = useReadable(slots);
  const open = useReadable(view.open);
  const me = discussion.parts.me.id;
  return (
    <>
      {[...places].map(([element, point]) => (
        <SlotPortal key={keyOf(element)} element={element} point={point} me={me} view={view} />
      ))}
      {open !== null && (
        <StancePopover
          key={open.point}
          discussion={discussion}
          index={view.index}
          open={open}
          onClose={() => view.open.set(null)}
        />
      )}
    </>
  );
}

const KEYS = new WeakMap<HTMLElement, string>();
let lastKey = 0;

/** The same for one place as long as it is there; two places may show the same point. */
function keyOf(element: HTMLElement): string {
  const known = KEYS.get(element);
  if (known !== undefined) return known;
  lastKey += 1;
  const made = String(lastKey);
  KEYS.set(element, made);
  return made;
}

interface StanceLineProps {
  readonly point: string;
  readonly me: string;
  readonly view: StanceView;
  /** In an editor the arrow keys lead to it, as to the other controls of a point. */
  readonly tabIndex: 0 | -1;
}

const SlotPortal = memo(function SlotPortal({
  element,
  ...line
}: Omit<StanceLineProps, 'tabIndex'> & { readonly element: HTMLElement }) {
  const isEdited = element.closest('.ProseMirror') !== null;
  return createPortal(<StanceLine {...line} tabIndex={isEdited ? -1 : 0} />, element);
});

function StanceLine({ point, me, view, tabIndex }: StanceLineProps) {
  const records = useSelected(view.index, (index) => stancesOn(index, point));
  const reasons = records.filter((record) => record.reason !== '').length;
  const mine = stanceOf(records, me);
  const name =
    records.length === 0
      ? 'Do you agree? Nobody has said so far'
      : `${stanceCounts(records, ', ')}${reasons === 0 ? '' : `, ${count(reasons, 'reason')}`}. Who and why`;
  return (
    <button
      type="button"
      className={classNames('stance-line', records.length === 0 && 'stance-none', mine !== null && 'stance-mine')}
      tabIndex={tabIndex}
      aria-haspopup="dialog"
      aria-label={name}
      onClick={(event) => view.open.set({ point, place: placeOf(event.currentTarget) })}
    >
      {records.length === 0 ? 'Agree?' : stanceCounts(records)}
      {reasons > 0 && <span className="stance-why">{count(reasons, 'reason')}</span>}
    </button>
  );
}

/** The line moves as soon as somebody says something; what is open beside it does not, under the pointer least of all. */
function placeOf(line: Element): HeldPlace {
  return heldPlace(line, line.closest('.point') ?? line);
}

/** Opens the stances of a point beside its place on the page; false when it is not shown anywhere. */
export function openStancesOf(point: string, slots: ReadableValue<PointSlots>, view: StanceView): boolean {
  const place = [...slots.get()].find(([, id]) => id === point)?.[0];
  if (place === undefined) return false;
  place.scrollIntoView({ block: 'nearest' });
  view.open.set({ point, place: placeOf(place.querySelector('.stance-line') ?? place) });
  return true;
}
