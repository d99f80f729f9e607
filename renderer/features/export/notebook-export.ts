/** A whole notebook into a folder that the person chooses. */
import type { ExportChoice, ExportScope } from '../../../shared/export/choice';
import type { Outcome } from '../../../shared/export/outcome';
import type { Bridge } from '../../bridge';
import type { Notebook } from '../../notebook/types';
import { type RunReport, runFolder } from './folder-run';
import { contextKey, failedIndex, finishFolder, inScope, makeContext, openedWith } from './run-context';

export interface FolderReport extends RunReport {
  /** Files of ours that belong to nothing any more. */
  readonly orphans: readonly string[];
}

export interface NotebookRun {
  /** A folder that `choose` answered. */
  readonly target: string;
  readonly choice: ExportChoice;
  readonly scope: ExportScope;
  /** Discussions to be written beside what somebody else made of them. */
  readonly beside: readonly string[];
}

export interface NotebookExport {
  /** Asks for a folder; null when the person thinks better of it. Errors: export/*, files/*. */
  choose(): Promise<{ readonly target: string; readonly path: string } | null>;
  /** Errors: export/*, files/*, of the folder itself; what fails of one discussion is in the report. */
  run(what: NotebookRun, onProgress: (done: number) => void, signal: AbortSignal): Promise<FolderReport>;
  show(target: string): Promise<void>;
}

export function notebookExport(
  bridge: Pick<Bridge, 'request'>,
  notebook: Pick<Notebook, 'id' | 'name' | 'participants' | 'summaries' | 'stored' | 'flush'>,
  version: string,
): NotebookExport {
  return {
    async choose() {
      const answer = await bridge.request('folder.choose', { notebook: notebook.id, purpose: 'export' });
      return answer.status === 'chosen' ? answer : null;
    },
    async run({ target, choice, scope, beside }, onProgress, signal) {
      // Titles and states in the catalog follow the documents after a moment.
      await notebook.flush();
      const rows = inScope(notebook.summaries.get(), scope);
      const context = makeContext(notebook, choice);
      const { run, lanes } = await bridge.request('folder.open', {
        ...openedWith(notebook.id, context),
        at: { kind: 'chosen', target, choice },
      });
      try {
        for (const id of beside) await bridge.request('folder.resolve', { run, id, how: 'beside' });
        const report = await runFolder({
          bridge,
          run,
          lanes,
          stored: notebook.stored,
          context: contextKey(context, version),
          discussions: rows,
          onProgress,
          signal,
        });
        const { orphans, index } = await finishFolder(bridge, run, rows);
        return {
          ...report,
          left: [...report.left, ...leftIndex(index)],
          failed: [...report.failed, ...failedIndex(index)],
          orphans,
        };
      } finally {
        await bridge.request('folder.close', { run });
      }
    },
    show: (target) => bridge.request('folder.show', { at: { kind: 'chosen', target } }),
  };
}

function leftIndex(index: Outcome | null): RunReport['left'] {
  return index !== null && (index.kind === 'edited' || index.kind === 'taken') ? [{ ...index, title: '' }] : [];
}
