/** Brings a file of ours back into its discussion: opens both, and offers to take everything back afterwards. */
import { AppError } from '../../shared/errors/app-error';
import { BackInDialog, type OpenedBackIn } from '../features/back-in/back-in-dialog';
import { openFileBackIn } from '../notebook/reading/file-back-in';
import type { ReadHost } from '../notebook/reading/reading';
import { count as counted } from '../ui/words';
import type { AppModel } from './app-model';
import type { DialogState } from './app-state';
import { soon } from './command-view';

export interface BackInProps {
  readonly model: AppModel;
  readonly dialog: Extract<DialogState, { kind: 'back-in' }>;
  readonly onClose: () => void;
}

async function openFile({ model, dialog }: BackInProps, host: ReadHost): Promise<OpenedBackIn> {
  const { id } = dialog;
  const notebook = model.session.state.get()?.notebook;
  if (notebook === undefined) throw new AppError('unexpected', 'no notebook is open');
  // What is on screen is open, and stays so.
  const onScreen = model.shown.get();
  const discussion = onScreen?.id === id ? onScreen : await notebook.open(id);
  const close = (): void => {
    if (discussion !== onScreen) notebook.close(id);
  };
  try {
    const back = await openFileBackIn(discussion, dialog, host, model.report);
    const { title } = discussion.meta.get();
    return {
      ...back,
      apply(choices) {
        void model.versions.before(discussion, 'before-import');
        return back.apply(choices);
      },
      title,
      me: discussion.parts.me.id,
      dispose() {
        back.dispose();
        close();
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

export function BackIn(props: BackInProps) {
  const { model, dialog, onClose } = props;
  const { id, name, text, pictures } = dialog;
  const show = (): void => {
    onClose();
    // The dialog gives the focus back to where it was; the discussion takes it after that.
    soon(() => model.discussions.open(id));
  };
  return (
    <BackInDialog
      name={name}
      open={(host) => openFile(props, host)}
      onTaken={(count, undo) => {
        show();
        model.notices.tell({
          tone: 'info',
          title: `${counted(count, 'change')} taken from ${name === '' ? 'the file' : name}`,
          action: { label: 'Undo', run: undo },
        });
      }}
      onNothing={show}
      asNew={() => model.openDialog({ kind: 'import', name, text, pictures })}
      onClose={onClose}
    />
  );
}
