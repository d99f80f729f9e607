/** The pieces of the dialog that connects by hand: where to begin, a code to carry away, a field for the one that comes back. */
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { CodeReader, type OpenedCode } from '../../ui/code-reader';
import { QrCode } from '../../ui/qr-code';
import { TextField } from '../../ui/text-field';
import { listNames } from '../../ui/words';

export const WILL_MEET = 'The notebook begins to meet others with this.';

export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="car-part" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface ChoicesProps {
  readonly first: RefObject<HTMLButtonElement | null>;
  /** Takes the focus when it appears. */
  readonly focused: boolean;
  readonly meeting: boolean;
  /** Names of those who are connected now. */
  readonly connectedWith: readonly string[];
  readonly busy: boolean;
  readonly onBegin: () => void;
  readonly onGiven: () => void;
}

export function Choices({ first, focused, meeting, connectedWith, busy, onBegin, onGiven }: ChoicesProps) {
  useEffect(() => {
    if (focused) first.current?.focus();
  }, [first, focused]);
  return (
    <div className="car-choices">
      {connectedWith.length > 0 && (
        <p className="con-note">You are connected with {listNames(connectedWith)} already.</p>
      )}
      <Button ref={first} className="car-choice" aria-disabled={busy} onClick={() => !busy && onBegin()}>
        <b>Start here</b>
        <span>Make a code on this device, and carry it to the other one.</span>
      </Button>
      <Button className="car-choice" onClick={onGiven}>
        <b>I was given a code</b>
        <span>Take it here, and carry the answer back.</span>
      </Button>
      {!meeting && <p className="con-note">{WILL_MEET}</p>}
    </div>
  );
}

export interface CodeToCarryProps {
  readonly copy: (text: string) => Promise<void>;
  /** Resolves false when the person changed their mind. Errors: files/*. */
  readonly save: (name: string, text: string) => Promise<boolean>;
  readonly code: string;
  readonly name: string;
  /** Takes the focus when it appears. */
  readonly focused: boolean;
  readonly onError: (error: unknown) => void;
}

export function CodeToCarry({ code, name, copy, save, focused, onError }: CodeToCarryProps) {
  const [done, setDone] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) first.current?.focus({ preventScroll: true });
  }, [focused]);
  const copyCode = (): void => {
    field.current?.select();
    copy(code).then(() => setDone('Copied.'), onError);
  };
  return (
    <>
      <QrCode text={code} label={`${name} as a QR code`} />
      <TextField
        ref={field}
        label={name}
        className="car-text"
        value={code}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.target.select()}
      />
      <div className="car-actions">
        <Button ref={first} look="primary" onClick={copyCode}>
          Copy
        </Button>
        <Button onClick={() => save(name, code).then((saved) => saved && setDone('Saved.'), onError)}>
          Save as file…
        </Button>
        <span className="con-note" role="status">
          {done}
        </span>
      </div>
    </>
  );
}

interface CodeFieldProps {
  readonly openFile: () => Promise<OpenedCode>;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly confirm: string;
  /** Takes the focus when it appears. */
  readonly focused: boolean;
  readonly text: string;
  readonly busy: boolean;
  readonly onText: (text: string) => void;
  readonly onTake: (code: string) => void;
  readonly onError: (error: unknown) => void;
}

export function CodeField({
  field,
  label,
  confirm,
  focused,
  text,
  busy,
  openFile,
  onText,
  onTake,
  onError,
}: CodeFieldProps) {
  useEffect(() => {
    if (focused) field.current?.focus();
  }, [field, focused]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '') field.current?.focus();
    else if (!busy) onTake(text);
  };
  return (
    <CodeReader openFile={openFile} onCode={onTake} onError={onError}>
      <form className="con-add" onSubmit={submit}>
        <TextField
          ref={field}
          label={label}
          className="car-text"
          value={text}
          placeholder="recap://connect#…"
          maxLength={40_000}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onText(event.target.value)}
        />
        <Button type="submit" look="primary" aria-disabled={busy}>
          {confirm}
        </Button>
      </form>
    </CodeReader>
  );
}
