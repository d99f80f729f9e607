/** New from text: paste or open a text, see how it falls into posts, put that right, and make a discussion of it. */
import { useEffect, useRef, useState } from 'react';
import { describeError } from '../../../shared/errors/app-error';
import { type ImportDraft, setTitle, splitText } from '../../../shared/import';
import type { RequestOutput } from '../../../shared/ipc/contract';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { draftFacts, factsWords } from './draft-facts';
import { DraftPosts } from './draft-posts';
import { PasteStep } from './paste-step';
import './import.css';

export interface ImportDialogProps {
  /** A text that was dropped or opened with the app, and its file name; both empty to begin with pasting. */
  readonly name: string;
  readonly text: string;
  /** Errors: files/*. */
  readonly openFile: () => Promise<RequestOutput<'files.openText'>>;
  readonly create: (draft: ImportDraft) => Promise<void>;
  readonly onClose: () => void;
}

/** Enough steps to undo a wrong turn; drafts share their posts, so they cost little. */
const MOST_UNDO = 100;

export function ImportDialog(props: ImportDialogProps) {
  const [draft, setDraft] = useState<ImportDraft | null>(() =>
    props.text === '' ? null : splitText(props.text, { fileName: props.name }),
  );
  const [past, setPast] = useState<readonly ImportDraft[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const pasteField = useRef<HTMLTextAreaElement>(null);

  const use = (text: string, name: string): void => {
    setError(null);
    if (text.trim() !== '') setDraft(splitText(text, { fileName: name }));
  };
  const openFile = (): void => {
    props.openFile().then((file) => {
      if (file.status === 'opened') use(file.text, file.name);
    }, setError);
  };
  const started = draft !== null;
  useEffect(() => {
    if (started) nameField.current?.focus();
  }, [started]);

  const create = (): void => {
    if (draft === null || busy) return;
    setBusy(true);
    props
      .create(draft)
      .catch(setError)
      .finally(() => setBusy(false));
  };
  const facts = draft === null ? null : draftFacts(draft);
  const told = error === null ? null : describeError(error);

  return (
    <Dialog
      title="New from text"
      lede={
        draft === null
          ? 'A chat log, a mail thread, minutes, a Markdown file: it becomes the posts of a new discussion.'
          : 'Read it over: split at the caret with Ctrl+Enter, press Backspace at the start of a post to put it with the one before.'
      }
      wide
      onClose={props.onClose}
      initialFocus={draft === null ? pasteField : nameField}
      footer={
        <>
          <p className="imp-facts" role="status">
            {facts === null ? '' : factsWords(facts)}
          </p>
          {past.length > 0 && (
            <Button
              look="quiet"
              onClick={() => {
                setDraft(past.at(-1) ?? draft);
                setPast(past.slice(0, -1));
              }}
            >
              Undo
            </Button>
          )}
          <Button onClick={props.onClose}>Cancel</Button>
          {facts !== null && (
            <Button look="primary" onClick={create} disabled={busy || facts.kept === 0}>
              Create discussion
            </Button>
          )}
        </>
      }
    >
      {told !== null && <Banner what={told.what} more={`${told.kept} ${told.next}`} />}
      {draft === null ? (
        <PasteStep ref={pasteField} onText={(text) => use(text, '')} onOpenFile={openFile} />
      ) : (
        <>
          <div className="ui-field">
            <label htmlFor="imp-name">Name of the discussion</label>
            <input
              id="imp-name"
              ref={nameField}
              className="ui-input"
              type="text"
              maxLength={300}
              value={draft.title}
              onChange={(event) => setDraft(setTitle(draft, event.target.value))}
            />
          </div>
          <DraftPosts
            draft={draft}
            authors={facts?.authors ?? []}
            onText={setDraft}
            onStep={(next) => {
              if (next === draft) return;
              setPast([...past, draft].slice(-MOST_UNDO));
              setDraft(next);
            }}
          />
        </>
      )}
    </Dialog>
  );
}
