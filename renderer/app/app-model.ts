/** The app behind the views: owns settings, the open notebook, where the person is, and which dialog is open. */

import { equalityDeep } from 'lib0/function';
import { AppError, describeError } from '../../shared/errors/app-error';
import { exportedFrom } from '../../shared/import';
import type { Boot } from '../../shared/ipc/contract';
import type { Launch } from '../../shared/ipc/launch';
import { createChatSession, startChatWorker } from '../features/chats/chat-session';
import type { Discussion } from '../notebook/types';
import { createStore } from '../ui/store';
import { type AppContext, type DialogState, initialState, type OpenedText } from './app-state';
import { attend } from './attend';
import { tellOfBackups } from './backup-notices';
import { type ChatActions, createChatActions } from './chat-actions';
import { type CopyActions, createCopyActions } from './copy-actions';
import { createDataCheck, type DataCheck } from './data-check';
import { createDiscussionActions, type DiscussionActions } from './discussion-actions';
import { createHandOffActions, type HandOffActions } from './hand-off-actions';
import { createKeeping, type Keeping } from './keeping';
import { createLaunching } from './launching';
import { createLeaving, type Leaving } from './leaving';
import { back, forward } from './navigation';
import { createNotebookActions, type NotebookActions } from './notebook-actions';
import { createNotebookSession } from './notebook-session';
import { createNotices } from './notices';
import type { AppPorts } from './ports';
import { createPublishActions, type PublishActions } from './publish-actions';
import { createRecapActions, type RecapActions } from './recap-actions';
import { createSettingsOwner } from './settings-owner';
import { createTrashActions, type TrashActions } from './trash-actions';
import { createVersions, type Versions } from './versions';

export interface AppModel
  extends Pick<AppContext, 'ports' | 'mac' | 'state' | 'settings' | 'session' | 'shown' | 'notices' | 'report'> {
  readonly discussions: DiscussionActions;
  readonly trash: TrashActions;
  readonly recaps: RecapActions;
  readonly copies: CopyActions;
  readonly pages: PublishActions;
  readonly notebooks: NotebookActions;
  readonly chats: ChatActions;
  readonly keeping: Keeping;
  readonly versions: Versions;
  readonly dataCheck: DataCheck;
  readonly handOffs: HandOffActions;
  /** Opens what was open last time, then what the app was started with. */
  start(): Promise<void>;
  openDialog(dialog: DialogState): void;
  /** A file of ours goes back into its discussion, when that is in this notebook; any other text becomes a new one. */
  openText(text: OpenedText): void;
  /** A file that was chosen: a chat is imported as one, anything else is gone through as text. */
  openFile(file: OpenedText): void;
  closeDialog(): void;
  back(): void;
  forward(): void;
  wishDone(): void;
  launch(what: Launch): void;
  /** Stores everything that is not stored yet. */
  flush(): Promise<void>;
  readonly leaving: Leaving;
}

export function createAppModel(ports: AppPorts, boot: Boot): AppModel {
  const log = (error: unknown): void => {
    const { code, detail } = describeError(error);
    ports.bridge
      .request('app.log', { level: 'error', message: code, detail: detail.slice(0, 20_000) })
      .catch(() => undefined);
  };
  const report = (error: unknown): void => {
    const { what, kept, next } = describeError(error);
    ports.notify({ tone: 'error', title: what, detail: `${kept}\n${next}` });
    log(error);
  };
  const settings = createSettingsOwner(ports.bridge, boot.settings, report);
  const keeping = createKeeping(ports, boot.version, report);
  const session = createNotebookSession(ports, {
    memoryOf: (id) => ({
      onAddresses: (known) => settings.updateEntry(id, known),
      storeSecret: (patch) => settings.storeEntry(id, patch),
      iceServers: () => settings.state.get().connection.iceServers,
    }),
    isMeeting: (id) => settings.state.get().notebooks.some((one) => one.id === id && one.shared && !one.offline),
    attend: (entry, notebook, who) => {
      const endKeeping = keeping.attend(notebook);
      const end = attend(entry, notebook, who, {
        settings,
        changed: (now) => void session.update(now, who).catch(report),
        onError: report,
      });
      return () => {
        endKeeping();
        end();
      };
    },
  });
  let { iceServers } = boot.settings.connection;
  settings.state.subscribe(() => {
    const now = settings.state.get().connection.iceServers;
    if (equalityDeep(now, iceServers)) return;
    iceServers = now;
    session.iceServersChanged().catch(report);
  });
  const state = createStore(initialState(boot));
  const shown = createStore<Discussion | null>(null);
  const context: AppContext = {
    ports,
    hub: ports.hub,
    mac: boot.platform === 'darwin',
    state,
    settings,
    session,
    notices: createNotices(ports.notify),
    shown,
    report,
  };
  const trash: TrashActions = createTrashActions(context, ({ discussion }) => discussions.leave(discussion));
  const discussions = createDiscussionActions(context, trash.remember);
  const recaps = createRecapActions(context, discussions);
  const copies = createCopyActions(context);
  const pages = createPublishActions(context);
  const versions = createVersions(context);
  const notebooks = createNotebookActions(context);
  tellOfBackups(context);
  const chats = createChatActions(
    context,
    createChatSession({
      start: startChatWorker,
      zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
      known: () => [...(session.state.get()?.notebook.participants.get().values() ?? [])],
    }),
    discussions,
  );

  const openDialog = (dialog: DialogState): void => state.update((now) => ({ ...now, dialog }));
  const closeDialog = (): void => state.update((now) => ({ ...now, dialog: null }));

  const openText = ({ name, text, pictures }: OpenedText): void => {
    const from = exportedFrom(text);
    const id = from === null ? null : (session.state.get()?.notebook.findExported(from) ?? null);
    openDialog(id === null ? { kind: 'import', name, text, pictures } : { kind: 'back-in', id, name, text, pictures });
  };

  const openFile = (file: OpenedText): void => {
    if (exportedFrom(file.text) !== null) openText(file);
    else chats.readTextOr(file.text, file.name, () => openText(file));
  };

  const launching = createLaunching(context, boot.launches, openFile);
  const handOffs = createHandOffActions(context, notebooks, discussions, launching.launch);
  const move = (step: typeof back): void => {
    state.update((now) => ({ ...now, history: step(now.history) }));
    discussions.goTo(state.get().history.here);
  };

  const flush = async (): Promise<void> => {
    await Promise.all([session.flush(), settings.flush(), versions.flush()]);
  };
  const seen = async (): Promise<void> => {
    // What arrived while the person looked elsewhere stays new.
    if (!document.hasFocus()) return;
    shown.get()?.markSeen();
    await session.flush().catch(() => undefined);
  };

  return {
    ports,
    mac: context.mac,
    state,
    settings,
    session,
    shown,
    notices: context.notices,
    report,
    discussions,
    trash,
    recaps,
    copies,
    pages,
    notebooks,
    chats,
    keeping,
    versions,
    dataCheck: createDataCheck(context),
    handOffs,
    openDialog,
    closeDialog,
    openText,
    openFile,
    launch: launching.launch,
    async start() {
      if (boot.settingsProblem !== null) report(new AppError('settings/unreadable', boot.settingsProblem));
      if (settings.state.get().profile !== null) await notebooks.openCurrent();
      launching.begin();
    },
    back: () => move(back),
    forward: () => move(forward),
    wishDone: () => state.update((now) => ({ ...now, wish: null })),
    flush,
    leaving: createLeaving({
      flush,
      seen,
      unsaved: session.unsaved,
      alive: () => void ports.bridge.request('app.saving').catch(() => undefined),
      stay: () => void ports.bridge.request('app.staying').catch(report),
      done: () => void ports.bridge.request('app.flushed').catch(() => undefined),
      // The dialog says so itself, and whoever stays has the banner until it ends.
      onError: log,
    }),
  };
}
