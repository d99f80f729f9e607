/** Chooses the open questions and actions that go on in a new discussion. */
import { type FormEvent, useId, useRef, useState } from 'react';
import type { RecapPoint } from '../../../shared/model/point';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import { lineOf } from './finish-words';
import './carry.css';

export interface CarryDialogProps {
  readonly points: readonly RecapPoint[];
  readonly title: string;
  readonly onCarry: (points: readonly RecapPoint[], title: string) => void;
  readonly onClose: () => void;
}

const KINDS = [
  { kind: 'question', label: 'Open questions' },
  { kind: 'action', label: 'Actions' },
] as const;

export function CarryDialog({ points, title: proposed, onCarry, onClose }: CarryDialogProps) {
  const [title, setTitle] = useState(proposed);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const taken = points.filter((point) => !left.has(point.index));
  const toggle = (point: RecapPoint): void =>
    setLeft((now) => {
      const next = new Set(now);
      if (!next.delete(point.index)) next.add(point.index);
      return next;
    });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (taken.length > 0) onCarry(taken, title.trim());
  };
  if (points.length === 0) {
    return (
      <Dialog
        title="Carry over"
        lede="There is nothing to carry over: every question has an answer, and every action is done."
        onClose={onClose}
        footer={<Button onClick={onClose}>Close</Button>}
      />
    );
  }
  return (
    <Dialog
      title="Carry over"
      lede="A new discussion begins with what is still open. Citations keep leading to the posts here, and both discussions know of each other."
      onClose={onClose}
      initialFocus={field}
    >
      <form className="cao" onSubmit={submit}>
        <TextField
          ref={field}
          label="Name of the new discussion"
          value={title}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => setTitle(event.target.value)}
        />
        {KINDS.map(({ kind, label }) => {
          const here = points.filter((point) => point.kind === kind);
          if (here.length === 0) return null;
          return (
            <fieldset key={kind} className="cao-group">
              <legend>{label}</legend>
              {here.map((point) => (
                <label key={point.index} className="cao-point" htmlFor={`${id}-${String(point.index)}`}>
                  <input
                    id={`${id}-${String(point.index)}`}
                    type="checkbox"
                    checked={!left.has(point.index)}
                    onChange={() => toggle(point)}
                  />
                  <span>
                    {lineOf(point.text)}
                    {point.ownerName !== '' && <span className="fin-note"> · {point.ownerName}</span>}
                  </span>
                </label>
              ))}
            </fieldset>
          );
        })}
        <div className="ui-dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-disabled={taken.length === 0}>
            {taken.length === 1 ? 'Carry 1 over' : `Carry ${String(taken.length)} over`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
