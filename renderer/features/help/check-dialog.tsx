/** “Check my data”: how far it is, and what was found. */
import { useId, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProgressBar } from '../../ui/progress-bar';
import { scrollByKeyboard } from '../../ui/scroll-by-keyboard';
import {
  type CheckState,
  type DoneState,
  linesOf,
  type NotebookReport,
  progressOf,
  progressWords,
  reportText,
  summaryWords,
} from './check-words';
import './help.css';

export interface CheckDialogProps {
  readonly state: CheckState;
  readonly version: string;
  readonly copy: (text: string) => Promise<void>;
  readonly onCancel: () => void;
  readonly onAgain: () => void;
  /** It goes on meanwhile. */
  readonly onClose: () => void;
}

const TITLE = 'Check my data';

export function CheckDialog({ state, onCancel, onClose, ...rest }: CheckDialogProps) {
  const writeOn = useRef<HTMLButtonElement>(null);
  if (state.kind === 'done') return <Done state={state} onClose={onClose} {...rest} />;
  const isCancelling = state.kind === 'running' && state.isCancelling;
  const words = state.kind === 'running' ? progressWords(state) : '';
  return (
    <Dialog
      title={TITLE}
      lede="Everything that is stored is read, in both places, and what one of them lacks it gets from the other. You can write on meanwhile."
      initialFocus={writeOn}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onCancel} disabled={isCancelling}>
            Cancel
          </Button>
          <Button ref={writeOn} look="primary" onClick={onClose}>
            Write on
          </Button>
        </>
      }
    >
      <div className="hlp-progress">
        <ProgressBar
          label="Checked"
          words={words}
          {...(state.kind === 'running' ? progressOf(state) : { done: 0, all: null })}
        />
        <p className="hlp-soft">{words}</p>
      </div>
    </Dialog>
  );
}

interface DoneProps extends Omit<CheckDialogProps, 'state' | 'onCancel'> {
  readonly state: DoneState;
}

function Done({ state, version, copy, onAgain, onClose }: DoneProps) {
  const [copied, setCopied] = useState(false);
  const done = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      title={TITLE}
      fit
      wide
      initialFocus={done}
      onClose={onClose}
      footer={
        <>
          <Button
            className="ui-dialog-foot-start"
            onClick={() => void copy(reportText(state, version)).then(() => setCopied(true))}
          >
            {copied ? 'Copied' : 'Copy report'}
          </Button>
          <Button onClick={onAgain}>Check again</Button>
          <Button ref={done} look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <p role="status">{summaryWords(state)}</p>
      <section className="hlp-reports" aria-label="What was found" {...scrollByKeyboard}>
        {state.reports.map((report, place) => (
          <Report key={`${String(place)} ${report.name}`} report={report} />
        ))}
      </section>
    </Dialog>
  );
}

/** Lines shown at once; all of them are in the copied report. */
const SHOWN = 100;

function Report({ report }: { readonly report: NotebookReport }) {
  const heading = useId();
  const lines = linesOf(report);
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{report.name}</h3>
      <ul className="hlp-list">
        {lines.slice(0, SHOWN).map(({ weight, text }, place) => (
          <li key={`${String(place)} ${text}`} data-weight={weight}>
            {text}
          </li>
        ))}
        {lines.length > SHOWN && <li>and {lines.length - SHOWN} more, in the copied report</li>}
      </ul>
    </section>
  );
}
