/** The one dialog that is open, by the state of the app. */
import { ALSO_FOUND_BY } from '../../shared/commands/also-found-by';
import { COMMANDS } from '../../shared/commands/commands';
import type { NotebookEntry } from '../../shared/model/settings';
import { assertNever } from '../../shared/util/assert-never';
import { AboutDialog } from '../features/help/about-dialog';
import { CheckDialog } from '../features/help/check-dialog';
import { ShortcutsDialog } from '../features/help/shortcuts-dialog';
import { ImportDialog } from '../features/import/import-dialog';
import { LossesDialog } from '../features/import/losses-dialog';
import { NameDialog } from '../features/notebooks/name-dialog';
import { PaletteDialog } from '../features/palette/palette-dialog';
import { SettingsDialog } from '../features/settings/settings-dialog';
import { JoinDialog } from '../features/sharing/join-dialog';
import type { Owner } from '../features/sharing/owner';
import { ShareDialog } from '../features/sharing/share-dialog';
import type { NotebookOwner, TrashRef } from '../notebook/types';
import type { SyncState } from '../sync/types';
import { Confirm } from '../ui/dialog';
import { type ReadableValue, useReadable } from '../ui/store';
import type { AppModel } from './app-model';
import { BackIn } from './back-in';
import { Backups } from './backup-dialog';
import { ChatDialogs } from './chat-dialogs';
import { commandView, settleFocus, soon } from './command-view';
import { enabledCommands, runCommand } from './commands';
import { Carry, Connection } from './connection-dialogs';
import { ExportDialogs } from './export-dialogs';
import { HandOffDialogs } from './hand-off-dialogs';
import { useModel } from './model-context';
import { RecapDialog } from './recap-dialogs';
import { keysOf, keyWords } from './shortcuts';
import { VersionDialogs } from './version-dialogs';

export function Dialogs() {
  const model = useModel();
  const { dialog, boot } = useReadable(model.state);
  const settings = useReadable(model.settings.state);
  const { closeDialog: onClose, notebooks, discussions, report } = model;
  if (dialog === null) return null;
  const notebook = model.session.state.get()?.notebook;

  switch (dialog.kind) {
    case 'share':
      return <Share model={model} onClose={onClose} />;
    case 'join':
      return (
        <JoinDialog
          key={dialog.link}
          link={dialog.link}
          join={(invite, unseen) => notebooks.join(invite, unseen).then(settleFocus)}
          openFile={() => model.ports.bridge.request('files.openCode')}
          onClose={onClose}
        />
      );
    case 'new-notebook':
      return (
        <NameDialog
          title="New notebook"
          lede="A notebook holds discussions of the same people. It stays on this device until you invite others."
          initial=""
          confirm="Create"
          onName={(name) => {
            onClose();
            notebooks.create(name).then(settleFocus, report);
          }}
          onClose={onClose}
        />
      );
    case 'rename-notebook':
      return (
        <NameDialog
          title="Rename notebook"
          lede="Everybody who has this notebook sees the new name."
          initial={notebook?.name.get() ?? ''}
          confirm="Rename"
          onName={(name) => {
            notebooks.rename(name);
            onClose();
          }}
          onClose={onClose}
        />
      );
    case 'connection':
      return <Connection onClose={onClose} />;
    case 'carry':
      return <Carry key={dialog.code} code={dialog.code} onClose={onClose} />;
    case 'settings':
      return settings.profile === null ? null : (
        <SettingsDialog
          profile={settings.profile}
          settings={settings}
          onChange={(patch) => {
            model.settings.update(patch);
            if (patch.profile !== undefined) notebooks.settingsChanged().catch(report);
          }}
          onBackups={() => model.openDialog({ kind: 'backups', chosen: null })}
          onClose={onClose}
        />
      );
    case 'shortcuts':
      return <ShortcutsDialog keysOf={(keys) => keyWords(keys, model.mac)} mac={model.mac} onClose={onClose} />;
    case 'about':
      return <AboutDialog version={boot.version} onClose={onClose} />;
    case 'check-data':
      return <CheckData model={model} onClose={onClose} />;
    case 'palette':
      return <Palette model={model} onClose={onClose} />;
    case 'templates':
    case 'save-template':
    case 'carry-over':
      return <RecapDialog model={model} dialog={dialog} onClose={onClose} />;
    case 'versions':
    case 'name-version':
    case 'restore-version':
      return <VersionDialogs model={model} dialog={dialog} onClose={onClose} />;
    case 'export':
    case 'export-notes':
    case 'export-notebook':
    case 'keep-markdown':
      return <ExportDialogs model={model} dialog={dialog} onClose={onClose} />;
    case 'backups':
      return <Backups model={model} chosen={dialog.chosen} onClose={onClose} />;
    case 'hand-off':
    case 'open-hand-off':
      return <HandOffDialogs model={model} dialog={dialog} onClose={onClose} />;
    case 'import':
      return (
        <ImportDialog
          name={dialog.name}
          text={dialog.text}
          pictures={dialog.pictures}
          openFile={() => model.ports.bridge.request('files.openText')}
          onOpened={model.openFile}
          isChat={model.chats.isChat}
          onChat={(text, name) =>
            model.chats.readText(text, name, () => model.openText({ name, text, pictures: dialog.pictures }))
          }
          create={async (draft, from) => {
            const id = await discussions.createFromDraft(draft, from);
            onClose();
            // The dialog gives the focus back to where it was; the new discussion takes it after that.
            if (id !== null) soon(() => discussions.open(id, 'title'));
          }}
          onClose={onClose}
        />
      );
    case 'back-in':
      return <BackIn key={`${dialog.id} ${dialog.name}`} model={model} dialog={dialog} onClose={onClose} />;
    case 'import-report':
      return (
        <LossesDialog
          title={dialog.title}
          told={dialog.told}
          copy={(text) => navigator.clipboard.writeText(text)}
          onClose={onClose}
        />
      );
    case 'chat':
    case 'chat-report':
      return <ChatDialogs model={model} dialog={dialog} onClose={onClose} />;
    case 'delete-forever':
      return (
        <Confirm
          title="Delete for ever?"
          text={deleteForeverWords(dialog.what, dialog.title)}
          confirm="Delete for ever"
          onConfirm={() => model.trash.deleteForever(dialog.what)}
          onClose={onClose}
        />
      );
    default:
      return assertNever(dialog);
  }
}

/** Of a discussion everything goes; of what is in one, older versions stay. */
function deleteForeverWords([only, ...others]: readonly TrashRef[], title: string): string {
  const told = 'They are told that you did it, and when. This cannot be undone.';
  return only?.kind === 'discussion' && others.length === 0
    ? `${title} and its recap will be gone from this device and from everybody who has this notebook. ${told}`
    : `${title} will be gone from the notebook, here and for everybody who has it; versions of a discussion that were kept before still hold it. ${told}`;
}

function Palette({ model, onClose }: { readonly model: AppModel; readonly onClose: () => void }) {
  const enabled = enabledCommands(model);
  const summaries = model.session.state.get()?.notebook.summaries.get() ?? [];
  return (
    <PaletteDialog
      commands={COMMANDS.filter((command) => enabled[command.id] && command.id !== 'palette.open').map((command) => ({
        id: command.id,
        label: command.label,
        also: ALSO_FOUND_BY[command.id] ?? '',
        keys: keysOf(command.id, model.mac),
        run: () => runCommand(model, commandView, command.id),
      }))}
      discussions={summaries
        .filter((one) => one.trashedAt === null && one.title.trim() !== '')
        .map((one) => ({
          id: one.id,
          label: one.title,
          also: '',
          keys: '',
          run: () => model.discussions.open(one.id),
        }))}
      onClose={onClose}
    />
  );
}

function CheckData({ model, onClose }: { readonly model: AppModel; readonly onClose: () => void }) {
  const { dataCheck } = model;
  return (
    <CheckDialog
      state={useReadable(dataCheck.state)}
      version={useReadable(model.state).boot.version}
      copy={(text) => navigator.clipboard.writeText(text).catch(model.report)}
      onCancel={() => dataCheck.cancel()}
      onAgain={() => dataCheck.again()}
      onClose={onClose}
    />
  );
}

const NOBODY: ReadableValue<SyncState | null> = { get: () => null, subscribe: () => () => undefined };

function Share({ model, onClose }: { readonly model: AppModel; readonly onClose: () => void }) {
  const { notebooks, session, ports } = model;
  const open = useReadable(session.state);
  const entry = useReadable(model.settings.state).notebooks.find((one) => one.id === open?.id);
  const sync = useReadable<SyncState | null>(open?.sync.state ?? NOBODY);
  return (
    <ShareDialog
      notebookName={open?.notebook.name.get() ?? ''}
      rename={notebooks.rename}
      share={notebooks.share}
      copy={(text) => navigator.clipboard.writeText(text)}
      save={async (text) => {
        const name = `Invite to ${open?.notebook.name.get() ?? ''}`.slice(0, 200);
        const answer = await ports.bridge.request('files.saveText', { kind: 'invite', name, text });
        return answer.status === 'saved' ? answer.path : null;
      }}
      owner={ownerOf(entry, open?.notebook.owner ?? null)}
      connected={sync?.people.map((person) => person.name) ?? []}
      renew={notebooks.renewInvites}
      stop={() => {
        notebooks.stopSharing();
        onClose();
      }}
      onClose={onClose}
    />
  );
}

/** The name is the catalog's, so it counts only while the catalog names the key that this device believes. */
function ownerOf(entry: NotebookEntry | undefined, named: NotebookOwner | null): Owner {
  if (entry === undefined || entry.owner === null) return { kind: 'unknown' };
  if (entry.ownerKey !== null) return { kind: 'me' };
  return { kind: 'other', name: named?.key.get() === entry.owner ? named.name : null };
}
