import { Check, Circle, Clock, Minus, TriangleAlert } from 'lucide-react';
import type { ComponentType } from 'react';
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
  return (
    <ol className="con-steps" aria-label="Steps">
      {steps.map((step) => (
        <StepRow key={step.id} step={step} />
      ))}
    </ol>
  );
}

function StepRow({ step: { title, state, seen, cure, details } }: { readonly step: Step }) {
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
        {details.length > 0 && (
          <details className="con-details">
            <summary>
              Details<span className="sr-only"> of: {title}</span>
            </summary>
            <ul>
              {details.map((detail) => (
                <li key={detail}>{detail}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}
