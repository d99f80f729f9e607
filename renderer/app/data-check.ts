/** “Check my data”: goes through all notebooks of this device, one after the other, whether or not the dialog is open. */
import { describeError } from '../../shared/errors/app-error';
import type { CheckState, NotebookReport } from '../features/help/check-words';
import { isWell } from '../features/help/check-words';
import type { CheckWatch } from '../notebook/check/findings';
import { checkVersions } from '../notebook/check/version-check';
import { createStore, type ReadableValue } from '../ui/store';
import type { AppContext, DialogState } from './app-state';
import { versionCheck } from './version-port';

export interface DataCheck {
  readonly state: ReadableValue<CheckState>;
  /** Begins, unless it runs; shows how it stands. */
  open(): void;
  /** Once more, from the beginning. */
  again(): void;
  cancel(): void;
}

export function createDataCheck({ ports, settings, session, state: app, notices, report }: AppContext): DataCheck {
  const state = createStore<CheckState>({ kind: 'none' });
  let cancelling = new AbortController();
  const show = (dialog: DialogState): void => app.update((now) => ({ ...now, dialog }));
  const isShown = (): boolean => app.get().dialog?.kind === 'check-data';

  const run = async (signal: AbortSignal): Promise<void> => {
    const { notebooks, profile } = settings.state.get();
    const reports: NotebookReport[] = [];
    for (const [index, entry] of notebooks.entries()) {
      if (signal.aborted || profile === null) break;
      const name = entry.name;
      const told = { kind: 'running', name, index, notebooks: notebooks.length, isCancelling: false } as const;
      state.set({ ...told, progress: null });
      try {
        await session.visit(entry, profile, async (notebook) => {
          const watch: CheckWatch = {
            signal,
            onProgress: (progress) =>
              state.set({ ...told, name: notebook.name.get(), progress, isCancelling: signal.aborted }),
          };
          const found = await notebook.health.check(watch);
          const versions = await checkVersions(versionCheck(ports.bridge, notebook.id), watch);
          const titles = new Map(notebook.summaries.get().map(({ id, title }) => [String(id), title]));
          reports.push({ name: notebook.name.get(), found, versions, titles });
        });
      } catch (error) {
        reports.push({ name, failed: describeError(error) });
      }
    }
    state.set({ kind: 'done', at: Date.now(), isWhole: !signal.aborted, reports });
    if (isShown() || signal.aborted) return;
    const title = isWell(reports) ? 'Your data was checked: all is well' : 'Your data was checked: something was found';
    notices.tell({ tone: 'info', title, action: { label: 'Report…', run: () => show({ kind: 'check-data' }) } });
  };
  const begin = (): void => {
    cancelling = new AbortController();
    state.set({ kind: 'running', name: '', index: 0, notebooks: 1, progress: null, isCancelling: false });
    run(cancelling.signal).catch((error: unknown) => {
      state.set({ kind: 'none' });
      report(error);
    });
  };
  const isRunning = (): boolean => state.get().kind === 'running';

  return {
    state,
    open() {
      if (!isRunning()) begin();
      show({ kind: 'check-data' });
    },
    again() {
      if (!isRunning()) begin();
    },
    cancel() {
      cancelling.abort();
      state.update((now) => (now.kind === 'running' ? { ...now, isCancelling: true } : now));
    },
  };
}
