/** The export of one discussion: what, and as which files. */
import { useRef, useState } from 'react';
import type { ExportChoice } from '../../../shared/export/choice';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ChoiceFields } from './choice-fields';

export interface ExportDialogProps {
  readonly onExport: (choice: ExportChoice) => void;
  readonly onClose: () => void;
}

export function ExportDialog({ onExport, onClose }: ExportDialogProps) {
  const [choice, setChoice] = useState<ExportChoice>({ kind: 'discussion', form: 'files' });
  const first = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      title="Export discussion"
      lede="As Markdown, which every editor opens and this app reads back."
      initialFocus={first}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            onClick={() => {
              onClose();
              onExport(choice);
            }}
          >
            {choice.form === 'file' ? 'Export…' : 'Choose folder…'}
          </Button>
        </>
      }
    >
      <ChoiceFields choice={choice} chosen={first} onChange={setChoice} />
    </Dialog>
  );
}
