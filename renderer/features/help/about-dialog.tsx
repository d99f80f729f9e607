import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import './help.css';

export interface AboutDialogProps {
  readonly version: string;
  readonly onClose: () => void;
}

export function AboutDialog({ version, onClose }: AboutDialogProps) {
  return (
    <Dialog
      title="Recap Notebook"
      lede={`Version ${version}`}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <p>
        A notebook where a group keeps its discussions and writes the recap of each together. Everything lives on your
        own devices: it works alone and offline, and copies meet directly when they can reach each other.
      </p>
      <p className="hlp-soft">Free software under the MIT licence.</p>
    </Dialog>
  );
}
