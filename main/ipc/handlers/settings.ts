/** settings.*: changes that the page makes. */
import type { SettingsStore } from '../../settings/settings-store';
import type { Handlers } from '../dispatch';

export function settingsHandlers(settings: SettingsStore): Pick<Handlers, 'settings.update'> {
  return { 'settings.update': (patch) => settings.update(patch) };
}
