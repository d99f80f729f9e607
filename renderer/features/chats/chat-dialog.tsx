/** Import a chat: choose its files, see what they hold, put right who and when, and make discussions of it. */
import { useEffect, useRef } from 'react';
import { describeError } from '../../../shared/errors/app-error';
import type { Participant } from '../../notebook/types';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProgressBar } from '../../ui/progress-bar';
import { useReadable } from '../../ui/store';
import { ChatPreviewStep } from './chat-preview';
import type { ChatSession, ChatState } from './chat-session';
import { outcomeWords, progressWords } from './chat-words';
import { ChooseStep } from './choose-step';
import './chats.css';

export interface ChatDialogProps {
  readonly session: ChatSession;
  readonly participants: readonly Participant[];
  readonly me: string;
  /** Makes the discussions, and closes the dialog when that was done. */
  readonly create: () => void;
  readonly onClose: () => void;
}

function ledeOf(state: ChatState): string {
  switch (state.kind) {
    case 'choosing':
      return 'What people wrote elsewhere becomes discussions of this notebook, with authors, times, replies and reactions. The export stays as it is.';
    case 'reading':
      return 'It is read on this device. You can go on working meanwhile: close this, and come back.';
    case 'preview':
      return 'Look it over. Nothing is in the notebook yet.';
    case 'creating':
      return 'The discussions appear in the list when all are there.';
  }
}

export function ChatDialog({ session, participants, me, create, onClose }: ChatDialogProps) {
  const state = useReadable(session.state);
  const first = useRef<HTMLButtonElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const { kind } = state;
  useEffect(() => {
    const target = kind === 'choosing' ? first : kind === 'preview' ? name : cancel;
    target.current?.focus();
  }, [kind]);
  const error = 'error' in state && state.error !== null ? describeError(state.error) : null;
  return (
    <Dialog
      title="Import a chat"
      lede={ledeOf(state)}
      wide={kind === 'preview'}
      onClose={onClose}
      initialFocus={kind === 'choosing' ? first : kind === 'preview' ? name : cancel}
      footer={<Footer state={state} session={session} cancelRef={cancel} create={create} onClose={onClose} />}
    >
      {error !== null && <Banner what={error.what} more={`${error.kept} ${error.next}`} />}
      {state.kind === 'choosing' && <ChooseStep ref={first} onFiles={session.read} />}
      {state.kind === 'reading' && (
        <Progress
          label={`Reading ${state.name}`}
          done={state.done}
          all={state.all}
          words={progressWords(state.done, state.all)}
        />
      )}
      {state.kind === 'preview' && (
        <ChatPreviewStep
          state={state}
          participants={participants}
          me={me}
          nameRef={name}
          onChange={session.change}
          onDateOrder={session.readDates}
        />
      )}
      {state.kind === 'creating' && (
        <Progress
          label={`Making the discussions of ${state.title}`}
          done={state.done}
          all={state.all}
          words={`${String(state.done)} of ${String(state.all)}`}
        />
      )}
    </Dialog>
  );
}

function Progress(props: {
  readonly label: string;
  readonly done: number;
  readonly all: number | null;
  readonly words: string;
}) {
  return (
    <div className="chat-progress">
      <p className="chat-progress-words">
        <span className="chat-cut">{props.label}</span>
        <span className="chat-soft">{props.words}</span>
      </p>
      <ProgressBar {...props} />
    </div>
  );
}

interface FooterProps {
  readonly state: ChatState;
  readonly session: ChatSession;
  readonly cancelRef: React.Ref<HTMLButtonElement>;
  readonly create: () => void;
  readonly onClose: () => void;
}

function Footer({ state, session, cancelRef, create, onClose }: FooterProps) {
  switch (state.kind) {
    case 'choosing':
      return <Button onClick={onClose}>Cancel</Button>;
    case 'reading':
    case 'creating':
      return (
        <Button ref={cancelRef} onClick={session.cancel}>
          Cancel
        </Button>
      );
    case 'preview':
      return (
        <>
          <p className="chat-outcome" role="status">
            {outcomeWords(state.preview)}
          </p>
          <Button look="quiet" onClick={session.startAnew}>
            Another chat
          </Button>
          {state.asText !== null && (
            <Button look="quiet" onClick={session.takeAsText}>
              Take as plain text
            </Button>
          )}
          <Button onClick={onClose}>Later</Button>
          <Button look="primary" disabled={(state.preview?.posts ?? 0) === 0} onClick={create}>
            {state.preview !== null && state.preview.count > 1 ? 'Create discussions' : 'Create discussion'}
          </Button>
        </>
      );
  }
}
