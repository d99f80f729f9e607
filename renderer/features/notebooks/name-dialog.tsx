import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';

export interface NameDialogProps {
  /** The dialog's title, such as “New notebook”. */
  readonly title: string;
  readonly lede: string;
  readonly initial: string;
  readonly confirm: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for the name of a notebook. */
export function NameDialog({ title, lede, initial, confirm, onName, onClose }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') field.current?.focus();
    else onName(name.trim());
  };
  return (
    <Dialog title={title} lede={lede} onClose={onClose} initialFocus={field}>
      <form onSubmit={submit}>
        <TextField
          ref={field}
          label="Name"
          value={name}
          maxLength={200}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="ui-dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
