import { Check, Circle, Clock, Minus, TriangleAlert } from 'lucide-react';
import { type ComponentType, useId, useState } from 'react';
import { Button } from '../../ui/button';
import { STATE_WORDS } from './report-text';
import type { Step, StepState } from './steps';

const SIGNS: Readonly<Record<StepState, ComponentType<{ size: number; 'aria-hidden': 'true' }>>> = {
  ok: Check,
  problem: TriangleAlert,
  waiting: Clock,
  untested: Circle,
  unneeded: Minus,
};

/** The way to other copies, step by step. Changes are not announced one by one. */
export function StepsList({ steps }: { readonly steps: readonly Step[] }) {
  const [detailed, setDetailed] = useState(false);
  const id = useId();
  return (
    <div>
      <div className="con-steps-head">
        <h3>Step by step</h3>
        <Button look="link" aria-expanded={detailed} aria-controls={id} onClick={() => setDetailed(!detailed)}>
          {detailed ? 'Hide details' : 'Show details'}
        </Button>
      </div>
      <ol id={id} className="con-steps" aria-label="Steps">
        {steps.map((step) => (
          <StepRow key={step.id} step={step} detailed={detailed} />
        ))}
      </ol>
    </div>
  );
}

interface StepRowProps {
  readonly step: Step;
  /** With the words of engineers. */
  readonly detailed: boolean;
}

function StepRow({ step: { title, state, seen, cure, details }, detailed }: StepRowProps) {
  const Sign = SIGNS[state];
  return (
    <li className={`con-step con-step-${state}`}>
      <span className="con-step-sign">
        <Sign size={15} aria-hidden="true" />
      </span>
      <div className="con-step-text">
        <p className="con-step-title">
          <b>{title}</b>
          <span className="con-step-state">{STATE_WORDS[state]}</span>
        </p>
        <p className="con-step-seen">{seen}</p>
        {cure !== undefined && <p className="con-step-cure">{cure}</p>}
        {detailed && details.length > 0 && (
          <ul className="con-details">
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
