/** The dialogs around chats of other programs. */
import { assertNever } from '../../shared/util/assert-never';
import { ChatDialog } from '../features/chats/chat-dialog';
import { ReportDialog } from '../features/chats/report-dialog';
import type { Participant } from '../notebook/types';
import { type ReadableValue, useReadable } from '../ui/store';
import type { AppModel } from './app-model';
import type { DialogState } from './app-state';

export type ChatDialogState = Extract<DialogState, { kind: 'chat' | 'chat-report' }>;

interface Props {
  readonly model: AppModel;
  readonly dialog: ChatDialogState;
  readonly onClose: () => void;
}

const NOBODY: ReadableValue<ReadonlyMap<string, Participant>> = {
  get: () => NONE,
  subscribe: () => () => undefined,
};
const NONE: ReadonlyMap<string, Participant> = new Map();

export function ChatDialogs({ model, dialog, onClose }: Props) {
  const participants = useReadable<ReadonlyMap<string, Participant>>(
    model.session.state.get()?.notebook.participants ?? NOBODY,
  );
  switch (dialog.kind) {
    case 'chat':
      return (
        <ChatDialog
          session={model.chats.session}
          participants={[...participants.values()]}
          me={model.settings.state.get().profile?.participantId ?? ''}
          create={model.chats.create}
          onClose={onClose}
        />
      );
    case 'chat-report':
      return (
        <ReportDialog report={dialog.report} copy={(text) => navigator.clipboard.writeText(text)} onClose={onClose} />
      );
    default:
      return assertNever(dialog);
  }
}
