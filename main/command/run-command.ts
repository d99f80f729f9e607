/** The app without a window, for one command: the page does the work with the same code as ever, and then all ends. */
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { EXIT_STATUS, type Outcome } from '../../shared/command-line/exit-status';
import { type CommandEnd, doneLine } from '../../shared/command-line/lines';
import type { CommandTask } from '../../shared/command-line/task';
import { AppError, describeError, toAppError } from '../../shared/errors/app-error';
import { REQUEST_CHANNELS } from '../../shared/ipc/channels';
import { logFailures } from '../app/diagnostics';
import { createLaunches } from '../app/launches';
import { openLog } from '../app/log';
import { guardNetwork } from '../app/network-guard';
import { pageOrigin } from '../app/origin';
import { serveApp } from '../app/protocol';
import { startAfterwards } from '../app/single-instance';
import { applySpelling } from '../app/spelling';
import { commandOutput } from '../app/standard-output';
import { cutTornLogs } from '../files/browser-logs';
import { createExportedPlaces } from '../files/exported-places';
import { exportThreads } from '../files/folder/export-threads';
import { FolderRuns } from '../files/folder/folder-runs';
import { openKeptFolders } from '../files/folder/kept-folders';
import { type GivenInputs, openInputs } from '../files/given-inputs';
import { OpenHandOffs } from '../files/hand-off/open-hand-offs';
import { makeFolder } from '../files/make-folder';
import { freeTarget } from '../files/target';
import { VersionStore } from '../files/versions/version-store';
import type { Handlers } from '../ipc/dispatch';
import { appHandlers } from '../ipc/handlers/app';
import { commandHandlers } from '../ipc/handlers/command';
import { folderHandlers } from '../ipc/handlers/folder';
import { handOffHandlers } from '../ipc/handlers/handoff';
import { journalHandlers } from '../ipc/handlers/journal';
import { settingsHandlers } from '../ipc/handlers/settings';
import { versionHandlers } from '../ipc/handlers/versions';
import { sendEvent, serveIpc } from '../ipc/ipc';
import { openJournals } from '../ipc/open-journals';
import { openSettings } from '../settings/settings-store';
import { openCommandWindow } from '../windows/command-window';
import { guardContents, guardSession } from '../windows/guards';
import type { ReadyCommand } from './prepare';
import { wordsOf } from './words';

/** The folder of the export, as the page knows it. */
const TARGET = 'command';
/** Until the page asks what to do, in ms; it takes one or two seconds. */
const BOOT_TIMEOUT = 60_000;
/** Until a page that was asked to leave off has stored what it did, in ms. */
const CANCEL_TIMEOUT = 15_000;
/** Until what is being written is whole, in ms: a disk that does not answer keeps nobody here. */
const END_TIMEOUT = 5000;

/** `out`: the folder of the bundles. */
export async function runCommand(ready: ReadyCommand, out: string): Promise<void> {
  const { call, profile } = ready;
  const page = pageOrigin(process.env['ELECTRON_RENDERER_URL'], app.isPackaged);
  const log = openLog(join(profile, 'logs'));
  logFailures(log);
  log.write('info', 'command', call.kind);
  for (const name of cutTornLogs(profile)) log.write('info', 'storage', `torn end cut off: ${name}`);
  const output = commandOutput(() => cancel());
  const settings = openSettings(profile);
  const folderRuns = new FolderRuns();
  let window: BrowserWindow | null = null;
  const journals = openJournals(profile, log, () => window);
  const versions = new VersionStore({ folder: join(profile, 'versions'), now: Date.now, log: log.write });
  const handOffs = new OpenHandOffs(() => versions);
  let state: 'starting' | 'working' | 'cancelling' | 'ended' = 'starting';

  const end = ({ outcome, counts }: CommandEnd): void => {
    if (state === 'ended') return;
    state = 'ended';
    const whole = Promise.allSettled([folderRuns.endAll(), handOffs.endAll(), settings.idle(), journals.close()]);
    const late = new Promise((resolve) => setTimeout(resolve, END_TIMEOUT));
    void Promise.race([whole, late]).then(() => {
      output.words(wordsOf({ outcome, counts }));
      output.line(doneLine({ outcome, counts }));
      startAfterwards();
      app.exit(EXIT_STATUS[outcome]);
    });
  };
  const fail = (error: unknown, outcome: Outcome = 'nothing'): void => {
    if (state === 'ended') return;
    const { code, what, next, detail } = describeError(error);
    log.write('error', 'command', detail);
    output.words(`${what} ${next}`);
    output.line({ type: 'problem', code, about: '', what });
    end({ outcome, counts: {} });
  };
  function cancel(): void {
    if (state === 'working') {
      state = 'cancelling';
      sendEvent(window, 'command.cancel', {});
      setTimeout(() => end({ outcome: 'cancelled', counts: {} }), CANCEL_TIMEOUT);
    } else end({ outcome: 'cancelled', counts: {} });
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, cancel);
  process.on('uncaughtException', (error) => fail(error));
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    cancel();
  });
  // The window may go before the process does.
  app.on('window-all-closed', () => undefined);

  let task: CommandTask;
  let inputs: GivenInputs | null = null;
  let handOffFile: string | null = null;
  try {
    if (call.kind === 'hand-off') handOffFile = await freeTarget(resolve(ready.folder, call.out), '.recap');
    if (call.kind === 'export') await makeFolder(resolve(ready.folder, call.out));
    if (call.kind === 'import') inputs = await openInputs(call.files, ready.folder);
    task = taskOf(ready, inputs);
  } catch (error) {
    return fail(error, toAppError(error).code === 'command/file-there' ? 'wrong' : 'nothing');
  }

  const refused = (what: string) => log.write('warn', 'refused', what.slice(0, 500));
  applySpelling(session.defaultSession, false);
  guardSession(session.defaultSession, page, refused, () => Promise.resolve(false));
  guardNetwork(session.defaultSession, page, refused);
  guardContents(app, page, refused);
  serveApp(session.defaultSession, join(out, 'renderer'));
  const notInCommands = Object.fromEntries(
    REQUEST_CHANNELS.map((channel) => [channel, refuseChannel]),
  ) as unknown as Handlers;
  const launches = createLaunches(
    () => Promise.reject(new AppError('unexpected')),
    () => undefined,
    () => undefined,
  );
  serveIpc({
    page,
    window: () => window,
    failed: (channel, code, detail) => log.write('warn', `request ${channel} failed`, `${code} ${detail}`),
    handlers: {
      ...notInCommands,
      ...appHandlers({
        settings,
        launches,
        log,
        version: app.getVersion(),
        flushed: () => undefined,
        saving: () => undefined,
        staying: () => undefined,
        ready: () => undefined,
        command: () => {
          clearTimeout(booting);
          if (state === 'starting') state = 'working';
          return task;
        },
      }),
      ...settingsHandlers(settings),
      ...journalHandlers(journals),
      ...versionHandlers(versions),
      ...handOffHandlers({
        dialog: {
          showSaveDialog: async () => ({ canceled: handOffFile === null, filePath: handOffFile ?? '' }),
          showOpenDialog: refuseChannel,
        },
        window: () => null,
        lastFolder: { get: () => '', set: () => undefined },
        exported: createExportedPlaces(),
        handOffs,
        asksToReplace: false,
        readInvite: async () => null,
      }),
      ...folderHandlers({
        dialog: { showOpenDialog: refuseChannel },
        window: () => null,
        lastFolder: { get: () => '', set: () => undefined },
        kept: openKeptFolders(profile),
        runs: folderRuns,
        means: exportThreads(),
        journal: (notebook) => journals.folderOf(notebook),
        show: () => {},
        chosen: call.kind === 'export' ? [[TARGET, resolve(ready.folder, call.out)]] : [],
      }),
      ...commandHandlers({
        inputs,
        handOffs,
        tell(line) {
          if (line.type === 'problem' || line.type === 'note')
            output.words(line.about === '' ? line.what : `${line.about}: ${line.what}`);
          output.line(line);
        },
        end,
      }),
    },
  });
  const booting = setTimeout(() => fail(new AppError('unexpected', 'the page did not start')), BOOT_TIMEOUT);
  window = openCommandWindow({
    page,
    preload: join(out, 'preload', 'preload.cjs'),
    failed: (why) => fail(new AppError('unexpected', `the page is gone: ${why}`)),
  });
}

function refuseChannel(): never {
  throw new AppError('ipc/unknown-channel', 'not while a command is run');
}

function taskOf({ call, notebook }: ReadyCommand, inputs: GivenInputs | null): CommandTask {
  switch (call.kind) {
    case 'list':
      return { kind: 'list', notebook: notebook ?? '' };
    case 'export':
      return { kind: 'export', notebook: notebook ?? '', target: TARGET, choice: call.choice, scope: call.scope };
    case 'hand-off':
      return { kind: 'hand-off', notebook: notebook ?? '', versions: call.versions };
    case 'import': {
      const into =
        notebook === null
          ? ({ kind: 'new', name: call.notebook.trim() } as const)
          : ({ kind: 'known', notebook } as const);
      const person = call.person?.trim() ?? null;
      return { kind: 'import', into, person, zone: call.zone, inputs: [...(inputs?.inputs ?? [])] };
    }
  }
}
