import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { describeError } from '../../../shared/errors/app-error';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Confirm, Dialog } from '../../ui/dialog';
import { QrCode } from '../../ui/qr-code';
import { TextField } from '../../ui/text-field';
import { type Owner, ownerWords, renewWords } from './owner';
import './sharing.css';

export interface ShareDialogProps {
  readonly notebookName: string;
  readonly rename: (name: string) => void;
  /** Lets other copies meet this one and answers the invite link. Errors: hub/port-taken, hub/failed. */
  readonly share: () => Promise<string>;
  readonly copy: (text: string) => Promise<void>;
  /** Answers where the invite was saved; null when the person changed their mind. Errors: files/*. */
  readonly save: (link: string) => Promise<string | null>;
  readonly owner: Owner;
  /** Names of those who are connected now. */
  readonly connected: readonly string[];
  /** Old invites stop working; answers the new link. Errors: membership/*, settings/unwritable. */
  readonly renew: () => Promise<string>;
  readonly stop: () => void;
  readonly onClose: () => void;
}

type Said = '' | 'copied' | 'renewing' | 'renewed' | { readonly savedAs: string };

function words(said: Said): string {
  switch (said) {
    case '':
      return '';
    case 'copied':
      return 'The link was copied.';
    case 'renewing':
      return 'Making new invites…';
    case 'renewed':
      return 'This is the new invite. Old ones no longer work.';
    default:
      return `The invite was saved as ${said.savedAs}.`;
  }
}

export function ShareDialog(props: ShareDialogProps) {
  const { notebookName, rename, share, copy, save, owner, connected, renew, stop, onClose } = props;
  const [name, setName] = useState(notebookName);
  const [kept, setKept] = useState(notebookName);
  const [link, setLink] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState<Said>('');
  const [qr, setQr] = useState(false);
  const [asking, setAsking] = useState(false);
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
    setSaid('');
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
      .then(() => setSaid('copied'), setError);
  };
  const saveLink = (): void => {
    setError(null);
    save(link).then((path) => path !== null && setSaid({ savedAs: path }), setError);
  };
  const makeNew = (): void => {
    setError(null);
    setSaid('renewing');
    renew()
      .then((now) => {
        setLink(now);
        setSaid('renewed');
      })
      .catch((reason: unknown) => {
        setSaid('');
        setError(reason);
      })
      // Its button could not be pressed meanwhile, and lost the focus.
      .finally(() => field.current?.focus());
  };
  const busy = link === '' || said === 'renewing';
  const told = error === null ? null : describeError(error);

  return (
    <Dialog
      title="Share"
      lede="Whoever has this invite can read and write everything in this notebook. Send it only to people you trust."
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
      {!qr && (
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
      )}
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
        <Button look="primary" onClick={copyLink} disabled={busy}>
          {said === 'copied' ? 'Copied' : 'Copy link'}
        </Button>
      </div>
      <div className="shr-ways">
        <Button onClick={() => setQr(!qr)} aria-expanded={qr} disabled={busy}>
          {qr ? 'Hide QR code' : 'Show QR code'}
        </Button>
        <Button onClick={saveLink} disabled={busy}>
          Save as file…
        </Button>
        {owner.kind === 'me' && (
          <Button className="shr-renew" onClick={() => setAsking(true)} disabled={busy}>
            New invites…
          </Button>
        )}
      </div>
      <p className={said === 'copied' ? 'sr-only' : 'shr-said'} role="status">
        {words(said)}
      </p>
      {qr ? (
        <QrCode text={link} label={`QR code of the invite to ${kept}`} />
      ) : (
        <ul className="shr-how">
          <li>
            Send the link or the file to the others by mail or chat. They open it, or use “Join notebook” in their copy
            of the app, which also reads the QR code with the camera of their computer.
          </li>
          <li>
            While both copies are open and can reach each other, on one network or by an address in the invite, they
            exchange everything by themselves. Nothing is kept on a server.
          </li>
          <li>{ownerWords(owner)}</li>
          <li>“Stop meeting others” ends the exchange for now. You keep everything; it can be turned on again.</li>
        </ul>
      )}
      {asking && (
        <Confirm
          title="Make new invites?"
          text={renewWords(connected)}
          confirm="Make new invites"
          onConfirm={makeNew}
          onClose={() => setAsking(false)}
        />
      )}
    </Dialog>
  );
}
