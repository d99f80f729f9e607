/** app.*: what the page needs at its start, and what it tells of its life. */
import type { CommandTask } from '../../../shared/command-line/task';
import type { Launches } from '../../app/launches';
import type { Log } from '../../app/log';
import type { SettingsStore } from '../../settings/settings-store';
import type { Handlers } from '../dispatch';

export interface AppHandlersOptions {
  readonly settings: SettingsStore;
  readonly launches: Launches;
  readonly log: Log;
  readonly version: string;
  readonly flushed: () => void;
  readonly saving: () => void;
  readonly staying: () => void;
  readonly ready: () => void;
  /** Where the app runs for the sake of a command line. */
  readonly command?: () => CommandTask;
}

export function appHandlers(
  options: AppHandlersOptions,
): Pick<Handlers, 'app.boot' | 'app.flushed' | 'app.saving' | 'app.staying' | 'app.log' | 'app.ready'> {
  const { settings, launches, log } = options;
  return {
    'app.boot': async () => ({
      settings: settings.current,
      settingsProblem: settings.problem,
      platform: process.platform,
      version: options.version,
      launches: await launches.takeAll(),
      command: options.command?.(),
    }),
    'app.flushed': () => options.flushed(),
    'app.saving': () => options.saving(),
    'app.staying': () => options.staying(),
    'app.log': ({ level, message, detail }) => log.write(level, `page: ${message}`, detail),
    'app.ready': () => options.ready(),
  };
}
