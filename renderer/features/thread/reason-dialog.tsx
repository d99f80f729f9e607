import { type FormEvent, useRef, useState } from 'react';
import type { Post } from '../../notebook/types';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';

export interface ReasonDialogProps {
  readonly post: Post;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why a post need not be in the recap. */
export function ReasonDialog({ post, onReason, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onReason(reason.trim());
  };
  return (
    <Dialog
      title="Set aside"
      lede={`What ${post.author.name} wrote need not be in the recap. The reason is shown to everybody, and can be taken back.`}
      onClose={onClose}
      initialFocus={field}
    >
      <form onSubmit={submit}>
        <TextField
          ref={field}
          label="Reason"
          value={reason}
          maxLength={200}
          placeholder="thanks only"
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="ui-dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            Set aside
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
