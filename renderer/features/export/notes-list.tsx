/** What Markdown could not express, and where. */
import { useState } from 'react';
import { type ExportNote, noteLine } from '../../../shared/markdown';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { count } from '../../ui/words';
import './export.css';

export interface TitledNote {
  /** Of the discussion; '' where there is only one. */
  readonly title: string;
  readonly note: ExportNote;
}

const lineOf = ({ title, note }: TitledNote): string => (title === '' ? noteLine(note) : `${title}: ${noteLine(note)}`);

/** More is read by nobody; all of it is copied. */
const SHOWN = 200;

interface NotesListProps {
  readonly notes: readonly TitledNote[];
  readonly copy: (text: string) => void;
}

function NotesList({ notes, copy }: NotesListProps) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="exp-notes">
      <ul className="exp-list" aria-label="What could not be expressed">
        {notes.slice(0, SHOWN).map((one) => (
          <li key={lineOf(one)}>{lineOf(one)}</li>
        ))}
      </ul>
      <div className="exp-row">
        <Button
          onClick={() => {
            copy(notes.map(lineOf).join('\n'));
            setCopied(true);
          }}
        >
          {copied ? 'Copied' : 'Copy list'}
        </Button>
        {notes.length > SHOWN && <span className="exp-hint">{notes.length - SHOWN} more are in the copied list.</span>}
      </div>
    </div>
  );
}

/** Of many discussions: how many there are, and the list on demand. `noted`: in all, where not all are listed. */
export function NotesDetails({ notes, noted, copy }: NotesListProps & { readonly noted: number }) {
  return (
    <details className="exp-details">
      <summary>{count(noted, 'thing')} that Markdown could not express</summary>
      <NotesList notes={notes} copy={copy} />
      {noted > notes.length && <p className="exp-hint">Only the first {notes.length} are listed.</p>}
    </details>
  );
}

export interface NotesDialogProps {
  readonly notes: readonly ExportNote[];
  readonly copy: (text: string) => void;
  readonly onClose: () => void;
}

/** After the export of one discussion. */
export function NotesDialog({ notes, copy, onClose }: NotesDialogProps) {
  return (
    <Dialog
      title="What Markdown could not express"
      lede="It is all still in the discussion; the exported file says this much less."
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <NotesList notes={notes.map((note) => ({ title: '', note }))} copy={copy} />
    </Dialog>
  );
}
