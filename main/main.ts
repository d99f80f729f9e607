/** The main process from start to end. What each step does is in its own file; only the order is here. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, nativeTheme, powerMonitor, session, shell } from 'electron';
import * as z from 'zod';
import { askForCamera } from './app/camera';
import { attachContextMenu } from './app/context-menu';
import { logFailures } from './app/diagnostics';
import { createFlush } from './app/flush';
import { type LaunchRequest, launchRequests } from './app/launch-arguments';
import { inviteInFile, readLaunchFile } from './app/launch-file';
import { createLaunches } from './app/launches';
import { followLifecycle } from './app/lifecycle';
import { openLog } from './app/log';
import { createMenu } from './app/menu';
import { guardNetwork } from './app/network-guard';
import { pageOrigin } from './app/origin';
import { registerAppScheme, serveApp } from './app/protocol';
import { askSilentPage } from './app/silent-page';
import { becomeFirstInstance } from './app/single-instance';
import { createSmoke } from './app/smoke';
import { applySpelling } from './app/spelling';
import { applySwitches } from './app/switches';
import { ownArguments, parseLine } from './command/arguments';
import { followCommandLine } from './command/command-line';
import { runCommand } from './command/run-command';
import { createNetwork } from './discovery/network';
import { Backups } from './files/backup/backups';
import { backupInThread, readBackInThread } from './files/backup/in-a-thread';
import { cutTornLogs } from './files/browser-logs';
import { createExportedPlaces } from './files/exported-places';
import { exportThreads } from './files/folder/export-threads';
import { FolderRuns } from './files/folder/folder-runs';
import { openKeptFolders } from './files/folder/kept-folders';
import { OpenHandOffs } from './files/hand-off/open-hand-offs';
import { openJsonState } from './files/json-state';
import { nodeMeetingFiles } from './files/meeting-folder/meeting-files';
import { MeetingFolders } from './files/meeting-folder/meeting-folders';
import { VersionStore } from './files/versions/version-store';
import { appHandlers } from './ipc/handlers/app';
import { backupHandlers } from './ipc/handlers/backup';
import { commandHandlers } from './ipc/handlers/command';
import { filesHandlers } from './ipc/handlers/files';
import { folderHandlers } from './ipc/handlers/folder';
import { handOffHandlers } from './ipc/handlers/handoff';
import { hubHandlers } from './ipc/handlers/hub';
import { journalHandlers } from './ipc/handlers/journal';
import { linksHandlers } from './ipc/handlers/links';
import { meetingHandlers } from './ipc/handlers/meeting';
import { menuHandlers } from './ipc/handlers/menu';
import { networkHandlers } from './ipc/handlers/network';
import { publishHandlers } from './ipc/handlers/publish';
import { settingsHandlers } from './ipc/handlers/settings';
import { versionHandlers } from './ipc/handlers/versions';
import { sendEvent, serveIpc } from './ipc/ipc';
import { openJournals } from './ipc/open-journals';
import { openSettings } from './settings/settings-store';
import { guardContents, guardSession } from './windows/guards';
import { focusWindow, openMainWindow } from './windows/main-window';
import { createPrinter } from './windows/print-window';
import { DEFAULT_WINDOW_STATE, windowStateSchema } from './windows/window-state';

const OUT = fileURLToPath(new URL('..', import.meta.url));

// Before `ready`, in the first turn: later Electron refuses all three.
registerAppScheme();
applySwitches(app.commandLine);
// Electron takes --no-sandbox back when this is called, and as root Chromium then cannot start its processes.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

let window: BrowserWindow | null = null;
let versions: VersionStore | null = null;
const handOffs = new OpenHandOffs(() => versions);
const launches = createLaunches(
  (path) => readLaunchFile(path, (one) => handOffs.open(one, null)),
  (launch) => sendEvent(window, 'launch.open', launch),
  (launch) => launch.kind === 'handoff' && handOffs.told(launch.opened.file),
);
const opened = (requests: LaunchRequest[]) => {
  if (window !== null) focusWindow(window);
  void launches.add(requests);
};
const line = parseLine(ownArguments(process.argv, app.isPackaged));
if (line.kind !== 'app') followCommandLine(line, (ready) => void runCommand(ready, OUT));
else if (becomeFirstInstance({ opened })) void app.whenReady().then(start);
else app.quit();

function start(): void {
  const page = pageOrigin(process.env['ELECTRON_RENDERER_URL'], app.isPackaged);
  const userData = app.getPath('userData');
  const log = openLog(join(userData, 'logs'));
  logFailures(log);
  log.write('info', 'start', `${app.getVersion()} on ${process.platform}, Electron ${process.versions['electron']}`);
  for (const name of cutTornLogs(userData)) log.write('info', 'storage', `torn end cut off: ${name}`);
  const smoke = app.commandLine.hasSwitch('smoke') ? createSmoke((status) => app.exit(status)) : null;

  // The session is locked before anything is loaded into it.
  const settings = openSettings(userData);
  const refused = (what: string) => log.write('warn', 'refused', what.slice(0, 500));
  applySpelling(session.defaultSession, settings.current.spellcheck);
  guardSession(session.defaultSession, page, refused, askForCamera);
  guardNetwork(session.defaultSession, page, refused);
  guardContents(app, page, refused);
  serveApp(session.defaultSession, join(OUT, 'renderer'));

  nativeTheme.themeSource = settings.current.appearance;
  const network = createNetwork({
    port: process.env['RECAP_HUB_PORT'],
    pageOrigins: [page.origin],
    settings: settings.current.connection,
    stateChanged: (state) => sendEvent(window, 'network.state', state),
    networkChanged: (reason) => sendEvent(window, 'network.changed', { reason }),
  });
  powerMonitor.on('resume', () => network.woke());
  const menu = createMenu({
    isDev: page.isDev,
    appearance: settings.current.appearance,
    window: () => window,
    actions: {
      command: (id) => sendEvent(window, 'menu.command', { id }),
      setAppearance: (appearance) => void settings.update({ appearance }).catch(logError('settings')),
    },
  });
  settings.onChange((now) => {
    nativeTheme.themeSource = now.appearance;
    menu.setAppearance(now.appearance);
    applySpelling(session.defaultSession, now.spellcheck);
    network.configure(now.connection);
    sendEvent(window, 'settings.changed', now);
  });

  const ready = () => {
    log.write('info', 'ready');
    smoke?.ready();
  };
  const flush = createFlush({
    send: () => sendEvent(window, 'app.flush', {}),
    silent: () => askSilentPage((of, options) => dialog.showMessageBox(of, options), window),
  });
  const links = linksHandlers({ dialog, shell, window: () => window });
  const exportFolder = openJsonState(join(userData, 'export-folder.json'), z.string().min(1), app.getPath('documents'));
  const lastFolder = { get: () => exportFolder.value, set: (folder: string) => void exportFolder.set(folder) };
  const exported = createExportedPlaces();
  // Shown in its own folder, never opened: on a Mac a folder may be a program.
  const show = (path: string) => shell.showItemInFolder(path);
  const folderRuns = new FolderRuns();
  const journals = openJournals(userData, log, () => window);
  const kept = new VersionStore({ folder: join(userData, 'versions'), now: Date.now, log: log.write });
  versions = kept;
  const meetingFolders = new MeetingFolders({
    dataFolder: userData,
    files: nodeMeetingFiles,
    settings: () => settings.current,
    changed: (notebook) => sendEvent(window, 'meeting.changed', { notebook }),
  });
  const backups = new Backups({
    userData,
    notebooks: () => settings.current.notebooks,
    profile: () => settings.current.profile,
    version: app.getVersion(),
    flush: (notebook) => journals.of(notebook).flush(),
    make: backupInThread,
    readBack: readBackInThread,
    now: Date.now,
    changed: (state) => sendEvent(window, 'backup.changed', state),
    log: log.write,
  });
  backups.start();
  serveIpc({
    page,
    window: () => window,
    failed: (channel, code, detail) => log.write('warn', `request ${channel} failed`, `${code} ${detail}`),
    handlers: {
      ...appHandlers({
        settings,
        launches,
        log,
        version: app.getVersion(),
        flushed: flush.answered,
        saving: flush.alive,
        staying: flush.stay,
        ready,
      }),
      ...settingsHandlers(settings),
      ...hubHandlers(network),
      ...networkHandlers(network),
      ...filesHandlers({ dialog, window: () => window, lastFolder, exported, show }),
      ...publishHandlers({
        dialog,
        window: () => window,
        lastFolder,
        exported,
        printer: createPrinter(refused),
        working: (busy) => sendEvent(window, 'publish.working', { busy }),
      }),
      ...folderHandlers({
        dialog,
        window: () => window,
        lastFolder,
        kept: openKeptFolders(userData),
        runs: folderRuns,
        means: exportThreads(),
        journal: (notebook) => journals.folderOf(notebook),
        show,
      }),
      ...handOffHandlers({
        dialog,
        window: () => window,
        lastFolder,
        exported,
        handOffs,
        asksToReplace: true,
        readInvite: inviteInFile,
      }),
      ...backupHandlers({ dialog, window: () => window, backups, handOffs, show }),
      ...journalHandlers(journals),
      ...versionHandlers(kept),
      ...versionHandlers(versions),
      ...meetingHandlers({ dialog, window: () => window, folders: meetingFolders, show }),
      ...links,
      ...menuHandlers(menu),
      ...commandHandlers(null),
    },
  });

  const windowState = openJsonState(join(userData, 'window-state.json'), windowStateSchema, DEFAULT_WINDOW_STATE);
  const open = () => {
    window = openMainWindow({
      page,
      state: windowState,
      preload: join(OUT, 'preload', 'preload.cjs'),
      spellcheck: settings.current.spellcheck,
      beforeClose: async () => {
        const stays = launches.hasPage() && (await flush.ask()) === 'stay';
        if (stays) lifecycle.stay();
        return !stays;
      },
      shown: () => smoke?.shown(),
      pageGone: (reason) => {
        if (reason !== 'loads') smoke?.failed();
        launches.pageGone();
        void folderRuns.endAll().catch(logError('export'));
        void handOffs.endAll();
        flush.answered();
      },
      closed: () => {
        window = null;
      },
    });
    attachContextMenu(window, (url) => void Promise.resolve(links['links.open']({ url })).catch(logError('link')));
  };
  const lifecycle = followLifecycle({
    reopen: () => (window === null ? open() : focusWindow(window)),
    shutDown: () => {
      backups.stop();
      return Promise.allSettled([
        network.stop(),
        settings.idle(),
        folderRuns.endAll(),
        handOffs.endAll(),
        journals.close(),
        kept.close(),
        meetingFolders.close(),
      ]);
    },
  });
  void launches.add(launchRequests(process.argv, process.cwd()));
  open();

  function logError(what: string): (error: unknown) => void {
    return (error) => log.write('error', what, String(error));
  }
}
