/** The dialogs around hand-off files. */
import { useMemo } from 'react';
import type { DiscussionId } from '../../shared/util/brand';
import { GiveDialog } from '../features/hand-off/give-dialog';
import { OpenDialog } from '../features/hand-off/open-dialog';
import type { Notebook } from '../notebook/types';
import { useReadable } from '../ui/store';
import type { AppModel } from './app-model';
import type { DialogState } from './app-state';

interface Props {
  readonly model: AppModel;
  readonly dialog: Extract<DialogState, { kind: 'hand-off' | 'open-hand-off' }>;
  readonly onClose: () => void;
}

export function HandOffDialogs({ model, dialog, onClose }: Props) {
  const notebook = model.session.state.get()?.notebook;
  if (dialog.kind === 'open-hand-off') return <Opening key={dialog.opened.file} {...{ model, dialog, onClose }} />;
  if (notebook === undefined) return null;
  return <Giving model={model} notebook={notebook} shown={model.shown.get()?.id ?? null} onClose={onClose} />;
}

interface OpeningProps extends Pick<Props, 'model' | 'onClose'> {
  readonly dialog: Extract<DialogState, { kind: 'open-hand-off' }>;
}

function Opening({ model, dialog, onClose }: OpeningProps) {
  const { handOffs } = model;
  const { opened, backup } = dialog;
  const file = useMemo(() => handOffs.read(opened), [handOffs, opened]);
  return (
    <OpenDialog
      title={backup === null ? 'Open hand-off file' : 'Restore a backup'}
      file={file}
      targets={handOffs.targets}
      enter={handOffs.enter}
      take={(...wish) => handOffs.take(file, ...wish)}
      onClose={backup === null ? onClose : () => model.openDialog({ kind: 'backups', chosen: backup })}
    />
  );
}

interface GivingProps {
  readonly model: AppModel;
  readonly notebook: Notebook;
  readonly shown: DiscussionId | null;
  readonly onClose: () => void;
}

function Giving({ model, notebook, shown, onClose }: GivingProps) {
  const discussions = useReadable(notebook.summaries);
  return (
    <GiveDialog
      notebookName={notebook.name.get()}
      discussions={discussions}
      shown={shown}
      give={model.handOffs.give}
      onError={model.report}
      onClose={onClose}
    />
  );
}
