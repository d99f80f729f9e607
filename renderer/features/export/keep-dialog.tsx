/** The folder that follows the notebook: begin it, see how it stands, decide about what others changed there, end it. */
import { useRef, useState } from 'react';
import type { ExportChoice, ExportScope } from '../../../shared/export/choice';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Options } from '../../ui/options';
import { type ReadableValue, useReadable } from '../../ui/store';
import { ChoiceFields } from './choice-fields';
import type { KeepState, KeepTarget } from './keep-up';
import { keptWords, phaseWords } from './keep-words';
import { NotesDetails } from './notes-list';
import { failedLines, hasSeveralFiles } from './report-words';
import './export.css';

export interface KeepDialogProps {
  readonly state: ReadableValue<KeepState>;
  /** Asks for a folder; null when the person thinks better of it. */
  readonly choose: () => Promise<string | null>;
  readonly keep: (to: KeepTarget | null) => Promise<void>;
  readonly resolve: (id: string, how: 'theirs' | 'beside') => Promise<void>;
  readonly show: () => Promise<void>;
  readonly copy: (text: string) => void;
  readonly onError: (error: unknown) => void;
  readonly onClose: () => void;
}

const TITLE = 'Keep Markdown up to date';

export function KeepDialog(props: KeepDialogProps) {
  const state = useReadable(props.state);
  return state.kind === 'off' ? <Begin {...props} /> : <Standing {...props} on={state} />;
}

function Begin({ choose, keep, onError, onClose }: KeepDialogProps) {
  const [scope, setScope] = useState<ExportScope>('finished');
  const [choice, setChoice] = useState<ExportChoice>({ kind: 'discussion', form: 'files' });
  const first = useRef<HTMLInputElement>(null);
  const begin = async (): Promise<void> => {
    const target = await choose();
    if (target !== null) await keep({ target, choice, scope });
  };
  return (
    <Dialog
      title={TITLE}
      lede="A folder follows this notebook while the app runs. What others change there is never overwritten."
      initialFocus={first}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={() => void begin().catch(onError)}>
            Choose folder…
          </Button>
        </>
      }
    >
      <Options
        label="Which"
        value={scope}
        chosen={first}
        options={[
          { value: 'finished', label: 'Finished discussions' },
          { value: 'all', label: 'All discussions' },
        ]}
        onChange={setScope}
      />
      <ChoiceFields many choice={choice} onChange={setChoice} />
    </Dialog>
  );
}

interface StandingProps extends KeepDialogProps {
  readonly on: Extract<KeepState, { kind: 'on' }>;
}

function Standing({ on, keep, resolve, show, copy, onError, onClose }: StandingProps) {
  const failed = failedLines(on);
  const done = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      title={TITLE}
      lede={on.path}
      initialFocus={done}
      onClose={onClose}
      footer={
        <>
          <Button className="ui-dialog-foot-start" onClick={() => void keep(null).catch(onError)}>
            Stop
          </Button>
          <Button onClick={() => void show().catch(onError)}>Show folder</Button>
          <Button ref={done} look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <p>{keptWords(on)}</p>
      <p role="status" className={on.phase.kind === 'paused' ? 'exp-warn' : 'exp-hint'}>
        {phaseWords(on)}
      </p>
      {on.conflicts.length > 0 && (
        <section className="exp-told" aria-label="Edited there">
          <h3 className="ui-field-label">Edited there, and changed here since</h3>
          {hasSeveralFiles(on.choice) && (
            <p className="exp-hint">Nothing of such a discussion is written there until you decide.</p>
          )}
          <ul className="exp-conflicts">
            {on.conflicts.map(({ id, file }) => (
              <li key={id}>
                <span>{file}</span>
                <Button aria-label={`Keep theirs: ${file}`} onClick={() => void resolve(id, 'theirs').catch(onError)}>
                  Keep theirs
                </Button>
                <Button
                  aria-label={`Write ours beside: ${file}`}
                  onClick={() => void resolve(id, 'beside').catch(onError)}
                >
                  Write ours beside
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {failed.length > 0 && (
        <section className="exp-told" aria-label="Could not be written">
          <h3 className="ui-field-label">Could not be written</h3>
          <ul className="exp-list">
            {failed.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      {on.noted > 0 && <NotesDetails notes={on.notes} noted={on.noted} copy={copy} />}
    </Dialog>
  );
}
