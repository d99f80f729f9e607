/** The dialogs about taking Markdown out. */
import { useMemo } from 'react';
import { ExportDialog } from '../features/export/export-dialog';
import { KeepDialog } from '../features/export/keep-dialog';
import { NotebookDialog } from '../features/export/notebook-dialog';
import { notebookExport } from '../features/export/notebook-export';
import { NotesDialog } from '../features/export/notes-list';
import type { Notebook } from '../notebook/types';
import { useReadable } from '../ui/store';
import type { AppModel } from './app-model';
import type { DialogState } from './app-state';

interface ExportDialogsProps {
  readonly model: AppModel;
  readonly dialog: Extract<DialogState, { kind: 'export' | 'export-notes' | 'export-notebook' | 'keep-markdown' }>;
  readonly onClose: () => void;
}

export function ExportDialogs({ model, dialog, onClose }: ExportDialogsProps) {
  const notebook = model.session.state.get()?.notebook;
  const copy = (text: string): void => void navigator.clipboard.writeText(text).catch(model.report);
  switch (dialog.kind) {
    case 'export':
      return (
        <ExportDialog onExport={({ kind, form }) => model.discussions.exportShown(kind, form)} onClose={onClose} />
      );
    case 'export-notes':
      return <NotesDialog notes={dialog.notes} copy={copy} onClose={onClose} />;
    case 'export-notebook':
      return notebook === undefined ? null : (
        <WholeNotebook model={model} notebook={notebook} copy={copy} onClose={onClose} />
      );
    case 'keep-markdown':
      return notebook === undefined ? null : <Keep model={model} notebook={notebook} copy={copy} onClose={onClose} />;
  }
}

interface OfNotebook {
  readonly model: AppModel;
  readonly notebook: Notebook;
  readonly copy: (text: string) => void;
  readonly onClose: () => void;
}

function WholeNotebook({ model, notebook, copy, onClose }: OfNotebook) {
  const { bridge } = model.ports;
  const { version } = useReadable(model.state).boot;
  const work = useMemo(() => notebookExport(bridge, notebook, version), [bridge, notebook, version]);
  const listed = useReadable(notebook.summaries).filter(({ trashedAt }) => trashedAt === null);
  const finished = listed.filter(({ status }) => status === 'finished').length;
  return (
    <NotebookDialog
      counts={{ all: listed.length, finished }}
      work={work}
      copy={copy}
      onError={model.report}
      onClose={onClose}
    />
  );
}

function Keep({ model, notebook, copy, onClose }: OfNotebook) {
  const keeping = useReadable(model.keeping.all).get(notebook.id);
  if (keeping === undefined) return null;
  const { bridge } = model.ports;
  return (
    <KeepDialog
      state={keeping.state}
      choose={async () => {
        const answer = await bridge.request('folder.choose', { notebook: notebook.id, purpose: 'keep' });
        return answer.status === 'chosen' ? answer.target : null;
      }}
      keep={(to) => keeping.keep(to)}
      resolve={(id, how) => keeping.resolve(id, how)}
      show={() => bridge.request('folder.show', { at: { kind: 'kept', notebook: notebook.id } })}
      copy={copy}
      onError={model.report}
      onClose={onClose}
    />
  );
}
