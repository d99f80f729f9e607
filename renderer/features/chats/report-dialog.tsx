/** After an import: what arrived and what did not, to be read, copied, or left alone. */
import { useRef, useState } from 'react';
import {
  arrivedLines,
  type ImportReport,
  missingLines,
  reportText,
} from '../../../shared/chats/into-discussions/report';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemList } from './chat-lists';
import './chats.css';

export interface ReportDialogProps {
  readonly report: ImportReport;
  readonly copy: (text: string) => Promise<void>;
  readonly onClose: () => void;
}

export function ReportDialog({ report, copy, onClose }: ReportDialogProps) {
  const [copied, setCopied] = useState(false);
  const done = useRef<HTMLButtonElement>(null);
  const missing = missingLines(report);
  return (
    <Dialog
      title="What was imported"
      lede={report.title}
      onClose={onClose}
      initialFocus={done}
      footer={
        <>
          <p className="chat-outcome" role="status">
            {copied ? 'On the clipboard' : ''}
          </p>
          <Button onClick={() => void copy(reportText(report)).then(() => setCopied(true))}>Copy as text</Button>
          <Button ref={done} look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <Lines heading="Arrived" lines={arrivedLines(report)} />
      {missing.length > 0 ? (
        <Lines heading="Left out or changed" lines={missing} />
      ) : (
        report.problemCount === 0 && <p className="chat-soft">Nothing was left out.</p>
      )}
      <ProblemList problems={report.problems} count={report.problemCount} />
    </Dialog>
  );
}

function Lines({ heading, lines }: { readonly heading: string; readonly lines: readonly string[] }) {
  return (
    <section className="chat-section">
      <h3>{heading}</h3>
      <ul className="chat-lines">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
