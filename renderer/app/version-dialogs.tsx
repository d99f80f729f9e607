/** The dialogs about the versions of the discussion on screen. */
import { useMemo } from 'react';
import { readContent, versionLines } from '../../shared/versions/content';
import type { ListedVersion, VersionContent } from '../../shared/versions/types';
import { RestoreDialog } from '../features/back-in/restore-dialog';
import { NameDialog } from '../features/notebooks/name-dialog';
import { VersionsDialog } from '../features/versions/versions-dialog';
import { sessionAuthors } from '../notebook/session-authors';
import type { Discussion } from '../notebook/types';
import { openRestoring } from '../notebook/versions/restoring';
import { fullTime } from '../ui/date-words';
import { useReadable } from '../ui/store';
import { count as counted } from '../ui/words';
import type { AppModel } from './app-model';
import type { DialogState } from './app-state';

type VersionDialogState = Extract<DialogState, { kind: 'versions' | 'name-version' | 'restore-version' }>;

interface VersionDialogsProps {
  readonly model: AppModel;
  readonly dialog: VersionDialogState;
  readonly onClose: () => void;
}

export function VersionDialogs({ model, dialog, onClose }: VersionDialogsProps) {
  const discussion = useReadable(model.shown);
  if (discussion === null) return null;
  switch (dialog.kind) {
    case 'versions':
      return <List model={model} discussion={discussion} chosen={dialog.chosen} onClose={onClose} />;
    case 'name-version':
      return (
        <NameDialog
          title="Name this version"
          lede="What the discussion says now is kept under this name, on this device and in hand-off files “with earlier versions”."
          initial=""
          confirm="Keep this version"
          onName={(name) => {
            onClose();
            model.versions
              .name(discussion, name)
              .then(() => model.notices.tell({ tone: 'info', title: `“${name}” is a version now` }), model.report);
          }}
          onClose={onClose}
        />
      );
    case 'restore-version':
      return <Restore model={model} discussion={discussion} dialog={dialog} onClose={onClose} />;
  }
}

interface ListProps extends Pick<VersionDialogsProps, 'model' | 'onClose'> {
  readonly discussion: Discussion;
  readonly chosen: string | null;
}

function List({ model, discussion, chosen, onClose }: ListProps) {
  const { versions, notices, report } = model;
  const port = useMemo(() => versions.port(), [versions]);
  const now = useMemo(() => () => currentContent(discussion), [discussion]);
  return (
    <VersionsDialog
      discussion={discussion}
      port={port}
      chosen={chosen}
      now={now}
      restoring={(content) => openRestoring(discussion, content, report)}
      onBring={(restoring, where, at) => {
        void versions.before(discussion, 'before-restore');
        const undo = restoring.bringBack(where, at);
        if (undo === null) return false;
        notices.tell({ tone: 'info', title: 'It is back', action: { label: 'Undo', run: undo } });
        return true;
      }}
      onRestore={(version, content) => model.openDialog({ kind: 'restore-version', version, content })}
      onName={async (id, text) => {
        const name = { text, by: discussion.parts.me.id, at: Date.now() };
        await port.name(discussion.id, id, name).catch((error: unknown) => {
          report(error);
          throw error;
        });
      }}
      onOpenLink={model.discussions.openLink}
      onClose={onClose}
    />
  );
}

/** As a version would keep it. */
function currentContent(discussion: Discussion): VersionContent {
  const authorOf = sessionAuthors(discussion);
  return readContent(versionLines(discussion.doc, { authorOf, personOf: (id) => discussion.parts.person(id) }));
}

interface RestoreProps extends Pick<VersionDialogsProps, 'model' | 'onClose'> {
  readonly discussion: Discussion;
  readonly dialog: Extract<DialogState, { kind: 'restore-version' }>;
}

function whichWords({ name, at }: ListedVersion): string {
  return name === null ? `the version of ${fullTime(at)}` : `“${name.text}”, ${fullTime(at)}`;
}

function Restore({ model, discussion, dialog, onClose }: RestoreProps) {
  const { version, content } = dialog;
  return (
    <RestoreDialog
      which={whichWords(version)}
      me={discussion.parts.me.id}
      open={() => openRestoring(discussion, content, model.report)}
      onRestore={(back, choices) => {
        void model.versions.before(discussion, 'before-restore');
        const { count, undo } = back.apply(choices);
        onClose();
        if (count === 0) return;
        const title = `${counted(count, 'change')} made to restore ${whichWords(version)}`;
        model.notices.tell({ tone: 'info', title, action: { label: 'Undo', run: undo } });
      }}
      onBack={() => model.openDialog({ kind: 'versions', chosen: version.id })}
    />
  );
}
