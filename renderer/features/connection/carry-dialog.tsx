/** A connection carried by hand: a code there, an answer back. For two devices that do not find each other. */
import { type FormEvent, type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { AppError, describeError, isErrorCode } from '../../../shared/errors/app-error';
import { assertNever } from '../../../shared/util/assert-never';
import type { HandCarry } from '../../sync/types';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { CodeReader, type OpenedCode } from '../../ui/code-reader';
import { Dialog } from '../../ui/dialog';
import { QrCode } from '../../ui/qr-code';
import { useReadable } from '../../ui/store';
import { TextField } from '../../ui/text-field';
import './carry.css';

export interface CarryDialogProps {
  readonly carry: HandCarry;
  /** The code that the app was opened with; null when the person begins here. */
  readonly given: string | null;
  /** The notebook meets others already; otherwise the first step says that it will. */
  readonly meeting: boolean;
  /** Lets the notebook meet others. Errors: hub/*. */
  readonly meet: () => Promise<unknown>;
  readonly copy: (text: string) => Promise<void>;
  /** Resolves false when the person changed their mind. Errors: files/*. */
  readonly save: (name: string, text: string) => Promise<boolean>;
  readonly openFile: () => Promise<OpenedCode>;
  readonly onClose: () => void;
}

type Step =
  | { readonly kind: 'choose' }
  /** This device began: its code goes there, the answer comes here. The code is not shown again after the dialog was closed. */
  | { readonly kind: 'mine'; readonly code: string | null }
  /** The other device began: its code is asked for. */
  | { readonly kind: 'given' }
  /** The answer to carry back. */
  | { readonly kind: 'answer'; readonly code: string | null };

function isUnderWay(carry: HandCarry): boolean {
  const { kind } = carry.progress.get();
  return kind === 'waiting' || kind === 'connecting';
}

/** Goes on where the dialog was left. */
function firstStep(carry: HandCarry, given: string | null): Step {
  const progress = carry.progress.get();
  if (progress.kind === 'connecting') return { kind: 'answer', code: null };
  if (progress.kind === 'waiting') return { kind: progress.for === 'answer' ? 'mine' : 'answer', code: null };
  return { kind: given === null ? 'choose' : 'given' };
}

export function CarryDialog(props: CarryDialogProps) {
  const { carry, given, meeting, meet, onClose } = props;
  const progress = useReadable(carry.progress);
  const [step, setStep] = useState<Step>(() => firstStep(carry, given));
  const [text, setText] = useState(given ?? '');
  const [error, setError] = useState<unknown>(null);
  /** The person went on to the field within the dialog; when it opens there, the dialog gives the focus. */
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  /** What an earlier connection came to says nothing about this one. */
  const [stale, setStale] = useState<unknown>(() => (isUnderWay(carry) ? null : carry.progress.get()));
  const shown = progress === stale || step.kind === 'choose' ? null : progress;

  const attempt = useCallback((work: () => Promise<void>): void => {
    setBusy(true);
    setError(null);
    work()
      .catch(setError)
      .finally(() => setBusy(false));
  }, []);
  const begin = (): void => {
    attempt(async () => {
      if (!meeting) await meet();
      const code = await carry.offer();
      setStep({ kind: 'mine', code });
    });
  };
  const take = useCallback(
    (code: string): void => {
      setText(code);
      attempt(async () => {
        if (!meeting) await meet();
        const taken = await carry.take(code.trim());
        setText('');
        if (taken.kind === 'answer') setStep({ kind: 'answer', code: taken.code });
      });
    },
    [attempt, carry, meeting, meet],
  );
  // A code that the app was opened with was chosen by the person; a notebook that is on its own asks first.
  const taken = useRef(false);
  useEffect(() => {
    if (given === null || !meeting || taken.current) return;
    taken.current = true;
    take(given);
  }, [given, meeting, take]);
  const first = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const connected = shown?.kind === 'connected';
  useEffect(() => {
    if (connected) close.current?.focus();
  }, [connected]);
  const startAgain = (): void => {
    carry.cancel();
    setError(null);
    setText('');
    setStale(carry.progress.get());
    setStep({ kind: 'choose' });
  };

  const failure = error ?? (shown?.kind === 'failed' ? failureOf(shown.code) : null);
  const told = failure === null ? null : describeError(failure);
  return (
    <Dialog
      title="Connect by hand"
      lede={connected ? undefined : LEDES[step.kind]}
      wide={step.kind === 'mine' && !connected}
      onClose={onClose}
      initialFocus={step.kind === 'choose' ? first : step.kind === 'answer' ? close : field}
      footer={
        <>
          {step.kind !== 'choose' && (
            <Button look="quiet" className="ui-dialog-foot-start" onClick={startAgain}>
              Start again
            </Button>
          )}
          <Button ref={close} look={connected ? 'primary' : 'plain'} onClick={onClose}>
            {connected ? 'Done' : 'Close'}
          </Button>
        </>
      }
    >
      <p
        className={classNames(
          step.kind === 'choose' && !busy ? 'sr-only' : 'car-progress',
          connected && 'car-progress-done',
        )}
        role="status"
      >
        {busy ? 'One moment…' : progressWords(shown, step.kind === 'answer' && step.code !== null)}
      </p>
      {told !== null && <Banner what={told.what} more={told.next} />}
      {step.kind === 'choose' && (
        <Choices
          first={first}
          meeting={meeting}
          busy={busy}
          onBegin={begin}
          onGiven={() => {
            setAsked(true);
            setStep({ kind: 'given' });
          }}
        />
      )}
      {step.kind === 'mine' && !connected && (
        <div className="car-columns">
          {step.code !== null && (
            <Part title="1. Carry this code to the other device">
              <CodeToCarry {...props} code={step.code} name="Connection code" onError={setError} />
            </Part>
          )}
          <Part title={step.code === null ? 'Take the answer to your code' : '2. Bring its answer back here'}>
            <CodeField
              {...props}
              label="Answer of the other device"
              field={field}
              focused={false}
              confirm="Connect"
              text={text}
              busy={busy}
              onText={setText}
              onTake={take}
              onError={setError}
            />
          </Part>
        </div>
      )}
      {step.kind === 'given' && !connected && (
        <Part title="Take the code that you were given">
          <CodeField
            {...props}
            label="Code of the other device"
            field={field}
            focused={asked}
            confirm="Continue"
            text={text}
            busy={busy}
            onText={setText}
            onTake={take}
            onError={setError}
          />
          {!meeting && <p className="con-note">{WILL_MEET}</p>}
        </Part>
      )}
      {(step.kind === 'mine' || step.kind === 'answer') && step.code === null && !connected && told === null && (
        <p className="con-note">{SHOWN_ONCE}</p>
      )}
      {step.kind === 'answer' && step.code !== null && !connected && (
        <Part title="Carry this answer back to the device that began">
          <CodeToCarry {...props} code={step.code} name="Connection answer" onError={setError} />
        </Part>
      )}
    </Dialog>
  );
}

const WILL_MEET = 'The notebook begins to meet others with this.';

const LEDES: Readonly<Record<Step['kind'], string>> = {
  choose: 'Two devices that do not find each other can be brought together with a code and its answer.',
  mine: 'Carry the code in a way that you trust, and keep the app open on both.',
  given: 'Paste the text, open the file, or show its picture to the camera.',
  answer: 'This device waits for the other one. Keep the app open on both.',
};

/** For whoever closed the dialog meanwhile. */
const SHOWN_ONCE = 'A code is shown only once. If yours did not get to the other device, press “Start again”.';

const AWAITED = 'Waiting for the other device to take the answer.';

function failureOf(code: string): AppError {
  return new AppError(isErrorCode(code) ? code : 'unexpected');
}

/** @param answering the answer has not been taken yet, however far the devices have felt their way */
function progressWords(progress: ReturnType<HandCarry['progress']['get']> | null, answering: boolean): string {
  switch (progress?.kind) {
    case undefined:
    case 'none':
    case 'failed':
      return '';
    case 'waiting':
      return progress.for === 'answer' ? 'Waiting for the answer.' : AWAITED;
    case 'connecting':
      return answering ? AWAITED : 'Connecting…';
    case 'connected':
      return 'Connected. The two copies exchange everything by themselves now.';
    default:
      return assertNever(progress);
  }
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="car-part" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface ChoicesProps {
  readonly first: RefObject<HTMLButtonElement | null>;
  readonly meeting: boolean;
  readonly busy: boolean;
  readonly onBegin: () => void;
  readonly onGiven: () => void;
}

function Choices({ first, meeting, busy, onBegin, onGiven }: ChoicesProps) {
  return (
    <div className="car-choices">
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

interface CodeToCarryProps extends Pick<CarryDialogProps, 'copy' | 'save'> {
  readonly code: string;
  readonly name: string;
  readonly onError: (error: unknown) => void;
}

function CodeToCarry({ code, name, copy, save, onError }: CodeToCarryProps) {
  const [done, setDone] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
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

interface CodeFieldProps extends Pick<CarryDialogProps, 'openFile'> {
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

function CodeField({ field, label, confirm, focused, text, busy, openFile, onText, onTake, onError }: CodeFieldProps) {
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
