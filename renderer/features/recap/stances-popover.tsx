/** Who agrees, disagrees or is unsure about a point, with every reason, and this person's own stance. */
import { Check } from 'lucide-react';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { STANCES, type Stance, type StanceRecord } from '../../../shared/model/discussion-parts';
import { type StanceIndex, stanceGroups, stanceOf, stancesOn } from '../../../shared/recap/stances';
import type { Discussion, Participant } from '../../notebook/types';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { momentWords } from '../../ui/date-words';
import { useSelected } from '../../ui/derived-store';
import { Popover } from '../../ui/popover';
import type { ReadableValue } from '../../ui/store';
import type { OpenStances } from './stances';

export const STANCE_WORDS: Readonly<Record<Stance, string>> = {
  agree: 'Agree',
  disagree: 'Disagree',
  unsure: 'Unsure',
};

interface StancePopoverProps {
  readonly discussion: Discussion;
  readonly index: ReadableValue<StanceIndex>;
  readonly open: OpenStances;
  readonly onClose: () => void;
}

export function StancePopover({ discussion, index, open, onClose }: StancePopoverProps) {
  const { parts } = discussion;
  const records = useSelected(index, (all) => stancesOn(all, open.point));
  const mine = stanceOf(records, parts.me.id);
  const first = useRef<HTMLButtonElement>(null);
  return (
    <Popover title="What people think of this point" anchor={open.place} initialFocus={first} onClose={onClose}>
      <Choice
        mine={mine}
        focus={first}
        onSet={(stance, reason) => parts.setStance(open.point, stance, reason)}
        onClose={onClose}
      />
      <Opinions records={records} person={(id) => parts.person(id)} me={parts.me.id} />
    </Popover>
  );
}

interface ChoiceProps {
  readonly mine: StanceRecord | null;
  readonly focus: RefObject<HTMLButtonElement | null>;
  readonly onSet: (stance: Stance | null, reason: string) => void;
  readonly onClose: () => void;
}

function Choice({ mine, focus, onSet, onClose }: ChoiceProps) {
  const id = useId();
  const [reason, setReason] = useState(mine?.reason ?? '');
  const keep = (): void => {
    if (mine !== null && reason.trim() !== mine.reason) onSet(mine.stance, reason);
  };
  // What was typed is kept however the window closes.
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  });
  useEffect(() => () => latest.current(), []);
  const choose = (stance: Stance): void => {
    const same = mine?.stance === stance;
    if (same) setReason('');
    onSet(same ? null : stance, same ? '' : reason);
  };
  const at = mine === null ? 0 : STANCES.indexOf(mine.stance);
  return (
    <div className="stance-own">
      <fieldset className="stance-choice">
        <legend className="sr-only">Your stance</legend>
        {STANCES.map((stance, index) => (
          <Button
            key={stance}
            ref={index === at ? focus : undefined}
            aria-pressed={mine?.stance === stance}
            onClick={() => choose(stance)}
          >
            {mine?.stance === stance && <Check size={13} aria-hidden="true" />}
            {STANCE_WORDS[stance]}
          </Button>
        ))}
        {mine !== null && (
          <Button look="link" className="stance-back" onClick={() => choose(mine.stance)}>
            Take back
          </Button>
        )}
      </fieldset>
      <label className="stance-label" htmlFor={id}>
        Why (if you like)
      </label>
      <textarea
        id={id}
        className="ui-input stance-reason"
        rows={2}
        maxLength={2000}
        value={reason}
        placeholder={mine === null ? 'Choose one above first' : 'A sentence is enough'}
        readOnly={mine === null}
        onChange={(event) => setReason(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          keep();
          onClose();
        }}
      />
    </div>
  );
}

interface OpinionsProps {
  readonly records: readonly StanceRecord[];
  readonly person: (id: string) => Participant;
  readonly me: string;
}

function Opinions({ records, person, me }: OpinionsProps) {
  if (records.length === 0) return <p className="stance-nobody">Nobody has said anything yet.</p>;
  return (
    <div className="stance-groups">
      {stanceGroups(records).map((group) => (
        <section key={group.stance} aria-label={STANCE_WORDS[group.stance]}>
          <h3 className="stance-head">
            {STANCE_WORDS[group.stance]} <span>{group.records.length}</span>
          </h3>
          <ul className="stance-people">
            {group.records.map((record) => {
              const who = person(record.person);
              return (
                <li key={record.person}>
                  <Avatar person={who} />
                  <span>
                    <b>{record.person === me ? `${who.name} (you)` : who.name}</b>{' '}
                    <time dateTime={new Date(record.at).toISOString()}>{momentWords(record.at, Date.now())}</time>
                    {record.reason !== '' && <q className="stance-text">{record.reason}</q>}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
