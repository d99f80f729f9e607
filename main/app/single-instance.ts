/** One running copy per profile: a second start hands over what it was asked to open, and ends. */
import { app } from 'electron';
import { isRecapLink, type LaunchRequest, launchRequests } from './launch-arguments';

export interface LaunchSource {
  /** A start of the app, or the system, asks to open these; the window should come to the front. */
  opened(requests: LaunchRequest[]): void;
}

/** False when another copy runs on this profile: it has been told, and this one must quit. */
export function becomeFirstInstance(source: LaunchSource): boolean {
  // The lock lives in the userData folder, so each --user-data-dir has its own.
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv, folder, from) => {
    // A command that met this copy has told its own caller; the files on its line are not to be opened here.
    if (!isCommand(from)) source.opened(launchRequests(argv, folder));
  });
  // macOS sends links and files as events, also before `ready`.
  app.on('open-url', (event, link) => {
    event.preventDefault();
    if (isRecapLink(link)) source.opened([{ kind: 'link', link }]);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    source.opened([{ kind: 'file', path }]);
  });
  return true;
}

const COMMAND = { recapCommand: true };
let waiting: readonly string[] | null = null;

function isCommand(from: unknown): boolean {
  return typeof from === 'object' && from !== null && 'recapCommand' in from;
}

/** False when a copy runs on this profile. Whoever starts the app meanwhile waits for `startAfterwards`. */
export function lockForCommand(): boolean {
  if (!app.requestSingleInstanceLock(COMMAND)) return false;
  app.on('second-instance', (_event, argv, _folder, from) => {
    if (!isCommand(from)) waiting = argv;
  });
  return true;
}

/** Somebody started the app while a command held the profile: it starts when this process has ended. */
export function startAfterwards(): void {
  if (waiting !== null) app.relaunch({ args: waiting.slice(1) });
}
