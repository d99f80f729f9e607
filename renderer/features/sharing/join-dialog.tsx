import { type FormEvent, useRef, useState } from 'react';
import { describeError } from '../../../shared/errors/app-error';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { CodeReader, type OpenedCode } from '../../ui/code-reader';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import './sharing.css';

export interface JoinDialogProps {
  /** The invite the app was opened with, or nothing. */
  readonly link: string;
  /** Errors: invite/*, hub/*. Closes the dialog when it succeeds. */
  readonly join: (invite: string, unseen: boolean) => Promise<void>;
  /** The native dialog for an invite, as text or picture. Errors: files/*. */
  readonly openFile: () => Promise<OpenedCode>;
  readonly onClose: () => void;
}

export function JoinDialog({ link, join, openFile, onClose }: JoinDialogProps) {
  const [invite, setInvite] = useState(link);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);

  const attempt = (unseen: boolean): void => {
    if (busy) return;
    setBusy(true);
    setError(null);
    join(invite, unseen)
      .catch((reason: unknown) => {
        setError(reason);
        field.current?.focus();
      })
      .finally(() => setBusy(false));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    attempt(false);
  };
  const take = (text: string): void => {
    setInvite(text.trim());
    setError(null);
    confirm.current?.focus();
  };
  const told = error === null ? null : describeError(error);

  return (
    <Dialog
      title="Join notebook"
      lede="Paste the invite that you were sent, open its file, or scan its QR code. The notebook and all its discussions then come to this device, and stay here."
      onClose={onClose}
      initialFocus={field}
    >
      <form className="shr-form" onSubmit={submit}>
        <CodeReader openFile={openFile} onCode={take} onError={setError}>
          <TextField
            ref={field}
            label="Invite"
            value={invite}
            placeholder="recap://join#…"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setInvite(event.target.value)}
          />
        </CodeReader>
        {told !== null && <Banner what={told.what} more={`${told.kept} ${told.next}`} />}
        {told?.code === 'hub/unreachable' && (
          <div className="shr-unseen">
            <p>Or take the invite as it is: the notebook fills when another copy is found, or is connected by hand.</p>
            <Button onClick={() => attempt(true)}>Wait for the others</Button>
          </div>
        )}
        <div className="ui-dialog-foot">
          <p className="shr-busy" role="status">
            {busy ? 'Looking for a copy of this notebook…' : ''}
          </p>
          <Button onClick={onClose}>Cancel</Button>
          <Button ref={confirm} type="submit" look="primary" disabled={busy}>
            Join
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
