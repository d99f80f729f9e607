import type { Ref } from 'react';
import { Button } from '../../ui/button';

export interface PasteStepProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly text: string;
  readonly onTyped: (text: string) => void;
  /** The whole text is there. */
  readonly onText: (text: string) => void;
  readonly onOpenFile: () => void;
}

/** The empty beginning: a place to paste, or a file. What is pasted into the empty place is taken at once. */
export function PasteStep({ ref, text, onTyped, onText, onOpenFile }: PasteStepProps) {
  return (
    <div className="imp-paste">
      <label htmlFor="imp-text" className="ui-field-label">
        Text
      </label>
      <textarea
        id="imp-text"
        ref={ref}
        className="ui-input imp-paste-text"
        placeholder="Paste the text here, or drop a text or Markdown file on the window."
        value={text}
        spellCheck={false}
        onChange={(event) => onTyped(event.target.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/plain');
          if (text !== '' || pasted.trim() === '') return;
          event.preventDefault();
          onText(pasted);
        }}
      />
      <div className="imp-paste-foot">
        <Button onClick={onOpenFile}>Open a file…</Button>
        <Button look="primary" disabled={text.trim() === ''} onClick={() => onText(text)}>
          Continue
        </Button>
      </div>
    </div>
  );
}
