/** A connection carried by hand: a code there, an answer back. For two devices that do not find each other. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { AppError, describeError, isErrorCode } from '../../../shared/errors/app-error';
import { assertNever } from '../../../shared/util/assert-never';
import type { HandCarry } from '../../sync/types';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import type { OpenedCode } from '../../ui/code-reader';
import { Dialog } from '../../ui/dialog';
import { useReadable } from '../../ui/store';
import { listNames } from '../../ui/words';
import { forgetCode, keepCode, keptCode } from './carry-kept';
import { Choices, CodeField, CodeToCarry, type CodeToCarryProps, Part, WILL_MEET } from './carry-parts';
import './carry.css';

export interface CarryDialogProps extends Pick<CodeToCarryProps, 'copy' | 'save'> {
  readonly carry: HandCarry;
  /** The code that the app was opened with; null when the person begins here. */
  readonly given: string | null;
  /** The notebook meets others already; otherwise the first step says that it will. */
  readonly meeting: boolean;
  /** Lets the notebook meet others. Errors: hub/*. */
  readonly meet: () => Promise<unknown>;
  /** Undoes `meet`, when nothing came of it. */
  readonly leave: () => void;
  /** Whether this may be a code for this notebook, as far as the text alone tells. Throws AppError carry/*. */
  readonly check: (code: string) => void;
  /** Names of those who are connected now. */
  readonly connectedWith: readonly string[];
  readonly openFile: () => Promise<OpenedCode>;
  readonly onClose: () => void;
}

type Step =
  | { readonly kind: 'choose' }
  /** This device began: its code goes there, the answer comes here. */
  | { readonly kind: 'mine'; readonly code: string }
  /** The other device began: its code is asked for. */
  | { readonly kind: 'given' }
  /** The answer to carry back. */
  | { readonly kind: 'answer'; readonly code: string };

function isUnderWay(carry: HandCarry): boolean {
  const { kind } = carry.progress.get();
  return kind === 'waiting' || kind === 'connecting';
}

/** Goes on where the dialog was left. */
function firstStep(carry: HandCarry, given: string | null): Step {
  const kept = isUnderWay(carry) ? keptCode(carry) : null;
  return kept ?? { kind: given === null ? 'choose' : 'given' };
}

export function CarryDialog(props: CarryDialogProps) {
  const { carry, given, meeting, meet, leave, check, connectedWith, onClose } = props;
  const progress = useReadable(carry.progress);
  const [openedWith] = useState<Step>(() => firstStep(carry, given));
  const [step, setStep] = useState<Step>(openedWith);
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
  /** Whoever was on their own is again, when nothing came of it. */
  const whileMeeting = useCallback(
    async (work: () => Promise<void>): Promise<void> => {
      if (meeting) return work();
      await meet();
      await work().catch((reason: unknown) => {
        leave();
        throw reason;
      });
    },
    [meeting, meet, leave],
  );
  const begin = (): void => {
    attempt(() =>
      whileMeeting(async () => {
        const mine = { kind: 'mine', code: await carry.offer() } as const;
        keepCode(carry, mine);
        setStep(mine);
      }),
    );
  };
  const taken = useRef(false);
  const take = useCallback(
    (code: string): void => {
      taken.current = true;
      setText(code);
      attempt(async () => {
        check(code);
        await whileMeeting(async () => {
          const came = await carry.take(code.trim());
          setText('');
          setStale(null);
          if (came.kind === 'completed') return;
          keepCode(carry, came);
          setStep(came);
        });
      });
    },
    [attempt, carry, check, whileMeeting],
  );
  // A code that the app was opened with was chosen by the person; a notebook that is on its own asks first.
  useEffect(() => {
    if (given !== null && meeting && !taken.current) take(given);
  }, [given, meeting, take]);
  const first = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const again = useRef<HTMLButtonElement>(null);
  const kind = shown?.kind;
  const connected = kind === 'connected';
  const failed = kind === 'failed';
  /** Nothing is left to carry: what was taken decides, or has decided. */
  const settled = connected || failed || (kind === 'connecting' && step.kind === 'mine');
  useEffect(() => {
    // The field that had the focus is gone.
    if (settled) (failed ? again : close).current?.focus();
  }, [settled, failed]);
  const startAgain = (): void => {
    carry.cancel();
    forgetCode(carry);
    setError(null);
    setText('');
    setStale(carry.progress.get());
    setAsked(true);
    setStep({ kind: 'choose' });
  };

  const { copy, save, openFile } = props;
  const carrying = { copy, save, focused: step !== openedWith, onError: setError };
  const taking = { openFile, field, text, busy, onText: setText, onTake: take, onError: setError };
  const failure = error ?? (shown?.kind === 'failed' ? failureOf(shown.code) : null);
  const told = failure === null ? null : describeError(failure);
  return (
    <Dialog
      title="Connect by hand"
      lede={settled ? undefined : LEDES[step.kind]}
      wide={step.kind === 'mine' && !settled}
      onClose={onClose}
      initialFocus={step.kind === 'choose' ? first : step.kind === 'answer' ? close : field}
      footer={
        <>
          {step.kind !== 'choose' && (
            <Button
              ref={again}
              look={failed ? 'primary' : 'quiet'}
              className="ui-dialog-foot-start"
              onClick={startAgain}
            >
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
        {busy ? 'One moment…' : progressWords(shown, step.kind === 'answer', connectedWith)}
      </p>
      {told !== null && <Banner what={told.what} more={told.next} />}
      {step.kind === 'choose' && (
        <Choices
          first={first}
          focused={asked}
          meeting={meeting}
          connectedWith={connectedWith}
          busy={busy}
          onBegin={begin}
          onGiven={() => {
            setAsked(true);
            setStep({ kind: 'given' });
          }}
        />
      )}
      {step.kind === 'mine' && !settled && (
        <div className="car-columns">
          <Part title="1. Carry this code to the other device">
            <CodeToCarry {...carrying} code={step.code} name="Connection code" />
          </Part>
          <Part title="2. Bring its answer back here">
            <CodeField {...taking} label="Answer of the other device" focused={false} confirm="Connect" />
          </Part>
        </div>
      )}
      {step.kind === 'given' && !settled && (
        <Part title="Take the code that you were given">
          <CodeField {...taking} label="Code of the other device" focused={asked} confirm="Continue" />
          {!meeting && <p className="con-note">{WILL_MEET}</p>}
        </Part>
      )}
      {step.kind === 'answer' && !settled && (
        <Part title="Carry this answer back to the device that began">
          <CodeToCarry {...carrying} code={step.code} name="Connection answer" />
        </Part>
      )}
    </Dialog>
  );
}

const LEDES: Readonly<Record<Step['kind'], string>> = {
  choose: 'Two devices that do not find each other can be brought together with a code and its answer.',
  mine: 'Carry the code in a way that you trust, and keep the app open on both.',
  given: 'Paste the text, open the file, or show its picture to the camera.',
  answer: 'This device waits for the other one. Keep the app open on both.',
};

const AWAITED = 'Waiting for the other device to take the answer.';

function failureOf(code: string): AppError {
  return new AppError(isErrorCode(code) ? code : 'unexpected');
}

/** @param answering the answer has not been taken yet, however far the devices have felt their way */
function progressWords(
  progress: ReturnType<HandCarry['progress']['get']> | null,
  answering: boolean,
  connectedWith: readonly string[],
): string {
  switch (progress?.kind) {
    case undefined:
    case 'none':
    case 'failed':
      return '';
    case 'waiting':
      if (progress.for === 'other-side') return AWAITED;
      // Whom the code is for is not known before the answer.
      return connectedWith.length === 0
        ? 'Waiting for the answer.'
        : `You are connected with ${listNames(connectedWith)}. An answer is needed only from somebody else.`;
    case 'connecting':
      return answering ? AWAITED : 'Connecting…';
    case 'connected':
      return 'Connected. The two copies exchange everything by themselves now.';
    default:
      return assertNever(progress);
  }
}
