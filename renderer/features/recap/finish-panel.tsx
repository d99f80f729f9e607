/** The facilitator’s way to the end, above the recap so that both stay in sight: missing, review, finished. */
import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { DiscussionStatus } from '../../../shared/model/export-document';
import type { Coverage } from '../../../shared/recap/coverage';
import type { PostId } from '../../../shared/util/brand';
import type { Discussion } from '../../notebook/types';
import { Button, IconButton } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { type ReadableValue, useReadable } from '../../ui/store';
import { count } from '../../ui/words';
import { type FinishFlow, finishFlow } from './finish-flow';
import { FinishMissing, type MissingFacts, useMissing } from './finish-missing';
import { FinishReview } from './finish-review';
import './finish.css';

export interface FinishPanelProps {
  readonly discussion: Discussion;
  readonly coverage: ReadableValue<Coverage>;
  readonly onStatus: (status: DiscussionStatus) => void;
  readonly onShowPost: (post: PostId) => void;
  readonly onShowPoint: (id: string) => void;
  readonly onClosed: () => void;
}

const STEPS = [
  { step: 'missing', label: 'Missing' },
  { step: 'review', label: 'Review' },
  { step: 'end', label: 'Done' },
] as const;

export function FinishPanel(props: FinishPanelProps) {
  const flow = useReadable(finishFlow);
  const { status } = useReadable(props.discussion.meta);
  const here = flow?.discussion === props.discussion.id;
  const { onClosed } = props;
  // Somebody finished it, here or on another copy: what the panel is for is over.
  useEffect(() => {
    if (!here || status !== 'finished') return;
    finishFlow.set(null);
    if (document.activeElement === document.body) onClosed();
  }, [here, status, onClosed]);
  if (!here || flow === null || status === 'finished') return null;
  return <Panel {...props} flow={flow} status={status} />;
}

interface PanelProps extends FinishPanelProps {
  readonly flow: FinishFlow;
  readonly status: DiscussionStatus;
}

function Panel({ discussion, coverage, flow, status, onStatus, onShowPost, onShowPoint, onClosed }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const facts = useMissing(discussion, coverage);
  const { step } = flow;
  const goTo = (next: FinishFlow['step']): void => finishFlow.set({ ...flow, step: next });
  const close = (): void => {
    finishFlow.set(null);
    onClosed();
  };
  // The coloured button leads to the next step; leaving one out stays possible beside it.
  const next = status === 'review' || (step === 'missing' && facts.amount === 0) ? 'finished' : 'review';
  const looks = (to: 'review' | 'finished') =>
    to === next ? { look: 'primary' as const, className: 'fin-next' } : { look: 'plain' as const };
  // Each step begins at its heading.
  const shown = useRef<FinishFlow['step'] | null>(null);
  useEffect(() => {
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [step]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    close();
  };
  return (
    <section className="fin" aria-labelledby={titleId} onKeyDown={onKeyDown}>
      <div className="fin-head">
        <h3 ref={heading} id={titleId} className="fin-title" tabIndex={-1}>
          {step === 'missing' ? missingTitle(facts) : 'Let everybody look it over'}
        </h3>
        <ol className="fin-steps" aria-label="Steps">
          {STEPS.map((one) => (
            <li
              key={one.step}
              className={classNames('fin-step', one.step === step && 'fin-step-here')}
              aria-current={one.step === step ? 'step' : undefined}
            >
              {one.label}
            </li>
          ))}
        </ol>
        <IconButton label="Close the steps" onClick={close}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <div className="fin-body">
        {step === 'missing' ? (
          <FinishMissing discussion={discussion} facts={facts} onShowPost={onShowPost} onShowPoint={onShowPoint} />
        ) : (
          <FinishReview discussion={discussion} asked={status === 'review'} onShowPoint={onShowPoint} />
        )}
      </div>
      <div className="fin-foot">
        {step === 'missing' ? (
          <Button {...looks('review')} onClick={() => goTo('review')}>
            Go on to review
          </Button>
        ) : (
          <>
            <Button className="fin-back" look="quiet" onClick={() => goTo('missing')}>
              Back
            </Button>
            {status === 'review' ? (
              <Button onClick={() => onStatus('recapping')}>End the review</Button>
            ) : (
              <Button {...looks('review')} onClick={() => onStatus('review')}>
                Ask for review
              </Button>
            )}
          </>
        )}
        <Button {...looks('finished')} onClick={() => onStatus('finished')}>
          {facts.amount === 0 || step === 'review' ? 'Finish now' : 'Finish all the same'}
        </Button>
      </div>
    </section>
  );
}

function missingTitle({ amount, isEmpty }: MissingFacts): string {
  if (amount > 0) return `${count(amount, 'thing')} to look at first`;
  return isEmpty ? 'The recap is empty' : 'Nothing is missing';
}
