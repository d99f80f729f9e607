/** What of an imported text could not be taken over as it was, and where: to be read, copied, or left alone. */
import { useRef, useState } from 'react';
import type { NotExpressed } from '../../../shared/markdown';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { lossesText, lossLine } from './losses-words';
import './import.css';

export interface LossesDialogProps {
  readonly title: string;
  readonly told: readonly NotExpressed[];
  readonly copy: (text: string) => Promise<void>;
  readonly onClose: () => void;
}

export function LossesDialog({ title, told, copy, onClose }: LossesDialogProps) {
  const [copied, setCopied] = useState(false);
  const done = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      title="What could not be taken over as it was"
      lede={`${title.trim() || 'Untitled discussion'}. All words are there; the lines are those of the file.`}
      onClose={onClose}
      initialFocus={done}
      footer={
        <>
          <p className="imp-facts" role="status">
            {copied ? 'On the clipboard' : ''}
          </p>
          <Button onClick={() => void copy(lossesText(title, told)).then(() => setCopied(true))}>Copy as text</Button>
          <Button ref={done} look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <ul className="imp-losses">
        {told.map((one, place) => (
          <li key={`${String(place)} ${String(one.line)}`}>{lossLine(one)}</li>
        ))}
      </ul>
    </Dialog>
  );
}
