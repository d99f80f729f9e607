/** New from text: paste or open a text, see how it falls into posts, put that right, and make a discussion of it. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { describeError } from '../../../shared/errors/app-error';
import type { ImportDraft } from '../../../shared/import';
import type { RequestOutput } from '../../../shared/ipc/contract';
import type { FilePicture } from '../../../shared/model/export-document';
import { LARGE_TEXT, type ReadHost, read } from '../../notebook/reading/reading';
import { Banner } from '../../ui/banner';
import { Dialog } from '../../ui/dialog';
import { useReadable } from '../../ui/store';
import { AsideLine } from './aside-line';
import { ChatOffer, type ChatOfferProps } from './chat-offer';
import { type DraftHistory, redo, settle, step, undo } from './draft-history';
import { changedPlace } from './draft-place';
import { DraftPreview } from './draft-preview';
import { ImportFooter } from './import-footer';
import { bringBack, changeHistory, finishWork, importSession, leave, startAnew, takeText } from './import-session';
import { PasteStep } from './paste-step';
import { usePlaceWish } from './use-place-wish';
import { useUndoKeys } from './use-undo-keys';
import { useWaiting } from './use-waiting';
import { WaitingLine } from './waiting-line';
import './import.css';

type OpenedFile = Extract<RequestOutput<'files.openText'>, { status: 'opened' }>;

export interface CreateFrom extends ReadHost {
  readonly pictures: readonly FilePicture[];
  readonly source: string;
}

export interface ImportDialogProps extends Pick<ChatOfferProps, 'isChat' | 'onChat'> {
  /** A text that was dropped or opened with the app, and its file name; both empty to begin with pasting. */
  readonly name: string;
  readonly text: string;
  /** Those that came with the text. */
  readonly pictures?: readonly FilePicture[];
  /** Errors: files/*. */
  readonly openFile: () => Promise<RequestOutput<'files.openText'>>;
  /** Another text was opened: it may be one for another dialog. */
  readonly onOpened: (file: OpenedFile) => void;
  readonly create: (draft: ImportDraft, from: CreateFrom) => Promise<void>;
  readonly onClose: () => void;
}

const PASTE_LEDE = 'A chat log, a mail thread, minutes, a Markdown file: it becomes the posts of a new discussion.';
const PREVIEW_LEDE =
  'Read it over: split at the caret with Ctrl+Enter, press Backspace at the start of a post to put it with the one before.';

function changeNow(change: (history: DraftHistory) => DraftHistory): void {
  importSession.update((session) => changeHistory(session, change));
}

export function ImportDialog(props: ImportDialogProps) {
  const { work, aside, typed } = useReadable(importSession);
  const [resumed] = useState(props.text === '' && work !== null);
  const [error, setError] = useState<unknown>(null);
  const { waiting, run } = useWaiting();
  const nameField = useRef<HTMLInputElement>(null);
  const pasteField = useRef<HTMLTextAreaElement>(null);
  const preview = useRef<HTMLDivElement>(null);
  const goTo = usePlaceWish(preview);

  const use = useCallback(
    (text: string, name: string, pictures: readonly FilePicture[] = []): void => {
      setError(null);
      const take = (draft?: ImportDraft): void =>
        importSession.update((session) => takeText(session, text, name, pictures, draft));
      // What is worked on already is not read again.
      if (text.length < LARGE_TEXT || importSession.get().work?.source === text) return take();
      run('Reading the text…', (host) => read({ kind: 'split', text, fileName: name }, host)).then(
        (draft) => draft !== null && take(draft),
        setError,
      );
    },
    [run],
  );
  useLayoutEffect(() => {
    use(props.text, props.name, props.pictures);
  }, [use, props.text, props.name, props.pictures]);

  const shown = work?.id ?? null;
  useEffect(() => {
    (shown === null ? pasteField : nameField).current?.focus();
  }, [shown]);

  const travel = (move: typeof undo, from: 'key' | 'button'): void => {
    if (work === null) return;
    const next = move(work.history);
    if (next === work.history) return;
    const more = move(next) !== next;
    // A button that can be pressed again keeps the focus.
    goTo(changedPlace(work.history.now, next.now), from === 'button' && more ? 'show' : 'focus');
    changeNow(() => next);
  };
  useUndoKeys(
    work === null
      ? null
      : {
          field: work.history.field,
          undo: () => travel(undo, 'key'),
          redo: () => travel(redo, 'key'),
          settle: () => changeNow(settle),
        },
  );

  const openFile = (): void => {
    props.openFile().then((file) => {
      if (file.status === 'opened') props.onOpened(file);
    }, setError);
  };
  const create = (): void => {
    if (work === null || waiting !== null) return;
    const { id, history, pictures, source } = work;
    run('Making the discussion…', async (host) => {
      await props.create(history.now, { ...host, pictures, source });
      importSession.update((session) => finishWork(session, id));
    }).catch(setError);
  };
  const close = (): void => {
    props.onClose();
    importSession.update(leave);
  };
  const importAsChat = (text: string, name: string): void => {
    importSession.update(leave);
    props.onChat(text, name);
  };
  const told = error === null ? null : describeError(error);

  return (
    <Dialog
      title="New from text"
      lede={work === null ? PASTE_LEDE : `${resumed ? 'Here is your work as you left it. ' : ''}${PREVIEW_LEDE}`}
      wide
      onClose={close}
      initialFocus={work === null ? pasteField : nameField}
      footer={
        <ImportFooter
          history={work?.history ?? null}
          busy={waiting !== null}
          undo={() => travel(undo, 'button')}
          redo={() => travel(redo, 'button')}
          startAnew={() => importSession.update(startAnew)}
          create={create}
          close={close}
          offer={
            work !== null && (
              <ChatOffer text={work.source} name={work.name} isChat={props.isChat} onChat={importAsChat} />
            )
          }
        />
      }
    >
      {told !== null && <Banner what={told.what} more={`${told.kept} ${told.next}`} />}
      {waiting !== null && <WaitingLine {...waiting} />}
      {aside[0] !== undefined && (
        <AsideLine draft={aside[0].history.now} bringBack={() => importSession.update(bringBack)} />
      )}
      {work === null ? (
        <PasteStep
          ref={pasteField}
          text={typed}
          onTyped={(text) => importSession.update((session) => ({ ...session, typed: text }))}
          onText={(text) => use(text, '')}
          onOpenFile={openFile}
        />
      ) : (
        <div key={work.id} className="imp-preview" ref={preview}>
          <DraftPreview
            history={work.history}
            source={work.source}
            name={work.name}
            nameField={nameField}
            onStep={(draft, field) => changeNow((history) => step(history, draft, field))}
            goTo={goTo}
          />
        </div>
      )}
    </Dialog>
  );
}
