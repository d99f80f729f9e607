import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { describeError } from '../../../shared/errors/app-error';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import './sharing.css';

export interface ShareDialogProps {
  readonly notebookName: string;
  readonly rename: (name: string) => void;
  /** Lets other copies meet this one and answers the invite link. Errors: hub/port-taken, hub/failed. */
  readonly share: () => Promise<string>;
  readonly copy: (text: string) => Promise<void>;
  readonly stop: () => void;
  readonly onClose: () => void;
}

export function ShareDialog({ notebookName, rename, share, copy, stop, onClose }: ShareDialogProps) {
  const [name, setName] = useState(notebookName);
  const [kept, setKept] = useState(notebookName);
  const [link, setLink] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const start = useCallback(() => {
    setError(null);
    share().then(setLink, setError);
  }, [share]);
  useEffect(start, [start]);

  // The link carries the name, so it is made anew.
  const keepName = (): void => {
    const next = name.trim();
    if (next === '' || next === kept) {
      setName(kept);
      return;
    }
    rename(next);
    setName(next);
    setKept(next);
    setCopied(false);
    start();
  };
  const submitName = (event: FormEvent): void => {
    event.preventDefault();
    keepName();
  };
  const copyLink = (): void => {
    field.current?.select();
    share()
      .then((now) => {
        setLink(now);
        return copy(now);
      })
      .then(() => setCopied(true), setError);
  };
  const told = error === null ? null : describeError(error);

  return (
    <Dialog
      title="Share"
      lede={`Whoever has this link can read and write everything in this notebook. Send it only to people you trust.`}
      onClose={onClose}
      initialFocus={field}
      footer={
        <>
          <Button look="quiet" className="ui-dialog-foot-start shr-stop" onClick={stop}>
            Stop meeting others
          </Button>
          <Button onClick={onClose}>Done</Button>
        </>
      }
    >
      {told !== null && (
        <Banner what={told.what} more={`${told.kept} ${told.next}`} action={{ label: 'Try again', run: start }} />
      )}
      <form onSubmit={submitName}>
        <TextField
          label="Name of the notebook"
          hint="The others see it in their list of notebooks."
          value={name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          onBlur={keepName}
        />
      </form>
      <div className="shr-link">
        <TextField
          ref={field}
          label="Invite link"
          value={link}
          readOnly
          spellCheck={false}
          placeholder={told === null ? 'Making the link…' : ''}
          onFocus={(event) => event.target.select()}
        />
        <Button look="primary" onClick={copyLink} disabled={link === ''}>
          {copied ? 'Copied' : 'Copy link'}
        </Button>
      </div>
      <p className="sr-only" role="status">
        {copied ? 'The link was copied.' : ''}
      </p>
      <ol className="shr-how">
        <li>Send the link to the others, by mail or chat.</li>
        <li>They open it, or paste it under “Join notebook” in their copy of the app.</li>
        <li>
          While both copies are open and can reach each other, on one network or by an address in the link, they
          exchange everything by themselves. Nothing is kept on a server.
        </li>
      </ol>
    </Dialog>
  );
}
