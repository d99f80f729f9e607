/** The export of a whole notebook: choose, watch, read what became of it. */
import { useEffect, useId, useRef, useState } from 'react';
import type { ExportChoice, ExportScope } from '../../../shared/export/choice';
import { INDEX_ID } from '../../../shared/export/index-file';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Options } from '../../ui/options';
import { count } from '../../ui/words';
import { ChoiceFields } from './choice-fields';
import type { FolderReport, NotebookExport } from './notebook-export';
import { NotesDetails } from './notes-list';
import { doneWords, failedLines, leftLines, type ToldLine } from './report-words';
import './export.css';

export interface NotebookDialogProps {
  /** Discussions of the notebook, and how many of them are finished. */
  readonly counts: { readonly all: number; readonly finished: number };
  readonly work: NotebookExport;
  readonly copy: (text: string) => void;
  readonly onError: (error: unknown) => void;
  readonly onClose: () => void;
}

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'running'; readonly path: string; readonly done: number; readonly cancelling: boolean }
  | { readonly kind: 'done'; readonly path: string; readonly target: string; readonly report: FolderReport };

const LEDE = 'All of it as Markdown, in a folder that you choose. Done there again, only what changed is written.';

export function NotebookDialog({ counts, work, copy, onError, onClose }: NotebookDialogProps) {
  const [scope, setScope] = useState<ExportScope>('all');
  const [choice, setChoice] = useState<ExportChoice>({ kind: 'discussion', form: 'files' });
  const [step, setStep] = useState<Step>({ kind: 'choose' });
  const cancel = useRef<AbortController | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => () => cancel.current?.abort(), []);
  const total = scope === 'all' ? counts.all : counts.finished;

  const run = async (target: string, path: string, beside: readonly string[]): Promise<void> => {
    const abort = new AbortController();
    cancel.current = abort;
    setStep({ kind: 'running', path, done: 0, cancelling: false });
    const onProgress = (done: number): void =>
      setStep((now) => (now.kind === 'running' ? { ...now, done: Math.max(now.done, done) } : now));
    try {
      const report = await work.run({ target, choice, scope, beside }, onProgress, abort.signal);
      setStep({ kind: 'done', path, target, report });
    } catch (error) {
      onError(error);
      setStep({ kind: 'choose' });
    }
  };
  const begin = async (): Promise<void> => {
    const folder = await work.choose();
    if (folder !== null) await run(folder.target, folder.path, []);
  };
  const stop = (): void => {
    cancel.current?.abort();
    setStep((now) => (now.kind === 'running' ? { ...now, cancelling: true } : now));
  };

  switch (step.kind) {
    case 'choose':
      return (
        <Dialog
          title="Export notebook"
          lede={LEDE}
          initialFocus={first}
          onClose={onClose}
          footer={
            <>
              <Button onClick={onClose}>Cancel</Button>
              <Button look="primary" disabled={total === 0} onClick={() => void begin().catch(onError)}>
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
              { value: 'all', label: `All ${count(counts.all, 'discussion')}` },
              {
                value: 'finished',
                label:
                  counts.finished === 0
                    ? 'Only finished ones: there are none'
                    : `Only the ${String(counts.finished)} finished`,
                disabled: counts.finished === 0,
              },
            ]}
            onChange={setScope}
          />
          <ChoiceFields many choice={choice} onChange={setChoice} />
        </Dialog>
      );
    case 'running':
      return (
        <Dialog
          title="Export notebook"
          lede={step.path}
          onClose={stop}
          footer={
            <Button onClick={stop} disabled={step.cancelling}>
              {step.cancelling ? 'Cancelling…' : 'Cancel'}
            </Button>
          }
        >
          <Progress done={step.done} total={total} />
        </Dialog>
      );
    case 'done':
      return (
        <Dialog
          title="Export notebook"
          lede={step.path}
          onClose={onClose}
          footer={
            <>
              <Button className="ui-dialog-foot-start" onClick={() => void work.show(step.target).catch(onError)}>
                Show folder
              </Button>
              <Button look="primary" onClick={onClose}>
                Done
              </Button>
            </>
          }
        >
          <Report
            report={step.report}
            choice={choice}
            copy={copy}
            beside={(ids) => void run(step.target, step.path, ids).catch(onError)}
          />
        </Dialog>
      );
  }
}

function Progress({ done, total }: { readonly done: number; readonly total: number }) {
  const words = `${String(done)} of ${count(total, 'discussion')}`;
  return (
    <div className="exp-progress">
      <div
        className="exp-bar"
        role="progressbar"
        aria-label="Discussions exported"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
      >
        <i style={{ width: `${String(total === 0 ? 0 : (done / total) * 100)}%` }} />
      </div>
      <p className="exp-hint">{words}</p>
    </div>
  );
}

interface ReportProps {
  readonly report: FolderReport;
  readonly choice: ExportChoice;
  readonly copy: (text: string) => void;
  readonly beside: (ids: readonly string[]) => void;
}

function Report({ report, choice, copy, beside }: ReportProps) {
  const left = leftLines(report, choice);
  // A list beside somebody else's list would list the same.
  const movable = left.map(({ id }) => id).filter((id) => id !== INDEX_ID);
  const { failed, notes, noted, orphans } = report;
  const things = failed.some(({ id }) => id === INDEX_ID) ? 'file' : 'discussion';
  return (
    <>
      <p role="status">{doneWords(report)}</p>
      <Told title={`${count(failed.length, things)} could not be exported`} lines={failedLines(report)} />
      <Told title="Left as they are" lines={left}>
        {movable.length > 0 && <Button onClick={() => beside(movable)}>Write ours beside them</Button>}
      </Told>
      <Told
        title="Exported before, and no longer among these"
        lines={orphans.map((file) => ({ id: file, text: `${file} stays where it is` }))}
      />
      {noted === 0 ? (
        report.written + report.same + report.renamed.length > 0 && (
          <p className="exp-hint">Markdown could express all that is in there.</p>
        )
      ) : (
        <NotesDetails notes={notes} noted={noted} copy={copy} />
      )}
    </>
  );
}

/** Lines shown at once; the rest is counted. */
const SHOWN = 100;

interface ToldProps {
  readonly title: string;
  readonly lines: readonly ToldLine[];
  readonly children?: React.ReactNode;
}

function Told({ title, lines, children }: ToldProps) {
  const heading = useId();
  if (lines.length === 0) return null;
  return (
    <section className="exp-told" aria-labelledby={heading}>
      <h3 id={heading} className="ui-field-label">
        {title}
      </h3>
      <ul className="exp-list">
        {lines.slice(0, SHOWN).map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
        {lines.length > SHOWN && <li>and {lines.length - SHOWN} more</li>}
      </ul>
      {Boolean(children) && <div className="exp-row">{children}</div>}
    </section>
  );
}
