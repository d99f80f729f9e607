/** A notebook into the folder that the command line names: what `Export notebook…` does. */
import { outcomeOf } from '../../../shared/command-line/exit-status';
import type { CommandEnd } from '../../../shared/command-line/lines';
import type { CommandTask } from '../../../shared/command-line/task';
import { AppError, isErrorCode } from '../../../shared/errors/app-error';
import { noteLine } from '../../../shared/markdown';
import { notebookExport } from '../../features/export/notebook-export';
import { leftLines } from '../../features/export/report-words';
import { inScope } from '../../features/export/run-context';
import type { CommandContext } from './run';

export async function exportCommand(
  task: Extract<CommandTask, { kind: 'export' }>,
  { bridge, notebook, version, tell, signal }: CommandContext,
): Promise<CommandEnd> {
  const all = inScope(notebook.summaries.get(), task.scope).length;
  const onProgress = (done: number): void => tell.progress({ step: 'export', about: '', done, all });
  onProgress(0);
  const report = await notebookExport(bridge, notebook, version).run(
    { target: task.target, choice: task.choice, scope: task.scope, beside: [] },
    onProgress,
    signal,
  );
  for (const { title, code } of report.failed) {
    tell.problem(title, new AppError(isErrorCode(code) ? code : 'unexpected'));
  }
  for (const { text } of leftLines(report, task.choice))
    tell.line({ type: 'problem', code: 'export/edited', about: '', what: text });
  for (const { title, note } of report.notes) tell.note(title, noteLine(note));
  const untold = report.noted - report.notes.length;
  if (untold > 0) tell.note('', `${String(untold)} more things that Markdown could not express`);
  for (const file of report.orphans) tell.note(file, 'belongs to nothing any more');
  const written = report.written + report.renamed.length;
  const left = report.left.filter(({ kind }) => kind !== 'theirs').length;
  const bad = report.failed.length + left;
  return {
    outcome: outcomeOf({ good: written + report.same, bad, cancelled: report.cancelled }),
    counts: { written, unchanged: report.same, left, failed: report.failed.length, bytes: report.bytes },
  };
}
