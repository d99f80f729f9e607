/** Two points beside each other that are likely the same: which wording leads, and what becomes of them. */
import { useId, useRef, useState } from 'react';
import type { RecapPoint } from '../../../shared/model/point';
import { OURS, type PointPlace } from '../../../shared/recap/coverage';
import type { Discussion } from '../../notebook/types';
import { Button } from '../../ui/button';
import { useSelected } from '../../ui/derived-store';
import { Popover } from '../../ui/popover';
import { ownersWords } from './lanes-view';
import type { AcrossRecaps } from './use-duplicates';

/** What is being compared: a point with what is likely the same, or with one that it was dropped on. */
export interface Comparing {
  readonly place: PointPlace;
  readonly anchor: Element;
  /** With whom; without it with the likeliest, one after the other. */
  readonly other?: PointPlace;
  /** The person wanted to take the point into ours. */
  readonly taking: boolean;
}

interface DuplicatesPopoverProps {
  readonly discussion: Discussion;
  readonly across: AcrossRecaps;
  readonly comparing: Comparing;
  /** `lead` comes first. */
  readonly onMerge: (lead: PointPlace, other: PointPlace) => void;
  readonly onBeside: (other: PointPlace) => void;
  readonly onShow: (place: PointPlace) => void;
  readonly finalFocus: () => HTMLElement | null;
  readonly onClose: () => void;
}

function pointAt({ parts }: Discussion, { recap, id }: PointPlace): RecapPoint | undefined {
  const document = recap === OURS ? parts.ours : parts.own.get().find((one) => one.key === recap);
  return document?.points.get().find((point) => point.id === id);
}

function whose(discussion: Discussion, recap: string): string {
  if (recap === OURS) return 'Our recap';
  const { me } = discussion.parts;
  return recap === me.id ? 'Mine' : ownersWords(discussion.parts.person(recap).name);
}

const NONE = [] as const;

export function DuplicatesPopover(props: DuplicatesPopoverProps) {
  const { discussion, across, comparing, onMerge, onBeside, onShow, onClose } = props;
  const { place, taking } = comparing;
  const twins = useSelected(across.duplicates, (found) => found.get(place.id)) ?? NONE;
  const wanted = taking ? twins.filter((twin) => twin.place.recap === OURS) : twins;
  const other = comparing.other ?? wanted[0]?.place;
  const [one, two] = [pointAt(discussion, place), other === undefined ? undefined : pointAt(discussion, other)];
  const preferred = other?.recap === OURS ? other : place;
  const [lead, setLead] = useState<PointPlace | null>(null);
  const merge = useRef<HTMLButtonElement>(null);
  const name = useId();
  if (other === undefined || one === undefined || two === undefined) {
    return (
      <Popover title="Likely the same point" anchor={comparing.anchor} onClose={onClose}>
        <p className="dup-about">There is nothing left to compare this point with.</p>
      </Popover>
    );
  }
  const chosen = lead !== null && [place.id, other.id].includes(lead.id) ? lead : preferred;
  const rest = wanted.length - 1;
  return (
    <Popover
      title={taking ? 'Ours says nearly the same' : 'Likely the same point'}
      anchor={comparing.anchor}
      initialFocus={merge}
      finalFocus={props.finalFocus}
      onClose={onClose}
    >
      <fieldset className="dup-pair">
        <legend className="dup-about">
          Merged, they are one point in our recap with both texts, all citations and everybody’s credit. Whose words
          come first?
        </legend>
        {[other, place].map((side, at) => (
          <label key={side.id} className="dup-side">
            <input type="radio" name={name} checked={chosen.id === side.id} onChange={() => setLead(side)} />
            <span>
              <b>{whose(discussion, side.recap)}</b>
              <span className="dup-text">{(at === 0 ? two : one).text || 'No text yet'}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="dup-acts">
        <Button ref={merge} look="primary" onClick={() => onMerge(chosen, chosen.id === place.id ? other : place)}>
          Merge
        </Button>
        {taking && <Button onClick={() => onBeside(other)}>Add beside it</Button>}
        <Button onClick={() => onShow(other)}>Show</Button>
        {!taking && (
          <Button
            look="quiet"
            className="dup-apart"
            onClick={() => {
              discussion.parts.setApart(place.id, other.id, true);
              if (rest <= 0) onClose();
            }}
          >
            Not the same
          </Button>
        )}
      </div>
      {rest > 0 && comparing.other === undefined && (
        <p className="dup-more">{rest === 1 ? 'One more is like it.' : `${String(rest)} more are like it.`}</p>
      )}
    </Popover>
  );
}
