/** Where points come from and where they went on: a line above the recap, and one below each old point. */
import { useMemo } from 'react';
import { createPortal } from 'react-dom';
import type { Carried } from '../../../shared/model/finishing';
import type { DiscussionId } from '../../../shared/util/brand';
import type { Discussion } from '../../notebook/types';
import { Button } from '../../ui/button';
import { type ReadableValue, useReadable } from '../../ui/store';
import type { PointSlots } from './use-point-host';
import './carry.css';

export interface CarryMarksProps {
  readonly discussion: Discussion;
  readonly slots: ReadableValue<PointSlots>;
  readonly onOpen: (discussion: DiscussionId) => void;
}

const named = (title: string): string => (title.trim() === '' ? 'another discussion' : `“${title.trim()}”`);

export function CarriedFrom({ discussion, onOpen }: Pick<CarryMarksProps, 'discussion' | 'onOpen'>) {
  const { carriedFrom } = useReadable(discussion.parts.ending.state);
  if (carriedFrom === null) return null;
  return (
    <p className="cao-from">
      Carried over from{' '}
      <Button look="link" className="fin-link" onClick={() => onOpen(carriedFrom.discussion)}>
        {named(carriedFrom.title)}
      </Button>
    </p>
  );
}

export function CarryMarks({ discussion, slots, onOpen }: CarryMarksProps) {
  const carried = useReadable(discussion.parts.ending.carried);
  const places = useReadable(slots);
  const byPoint = useMemo(() => {
    const found = new Map<string, Carried[]>();
    for (const one of carried) found.set(one.point, [...(found.get(one.point) ?? []), one]);
    return found;
  }, [carried]);
  if (carried.length === 0) return null;
  return [...places].flatMap(([element, point]) =>
    (byPoint.get(point) ?? []).map((one) =>
      createPortal(
        <p className="cao-into">
          Carried into{' '}
          <Button look="link" className="fin-link" onClick={() => onOpen(one.discussion)}>
            {named(one.title)}
          </Button>
        </p>,
        element,
        `${point} ${one.discussion}`,
      ),
    ),
  );
}
