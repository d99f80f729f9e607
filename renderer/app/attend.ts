/** What is remembered with each notebook that is open: the name that its members gave it, and its owner. */
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import type { Notebook } from '../notebook/types';
import { type OwnerPatch, settleOwner } from './ownership';
import type { SettingsOwner } from './settings-owner';

export interface AttendPorts {
  readonly settings: SettingsOwner;
  /** The entry is another one now. */
  changed(entry: NotebookEntry): void;
  onError(error: unknown): void;
}

/** @returns ends it */
export function attend(entry: NotebookEntry, notebook: Notebook, profile: Profile, ports: AttendPorts): () => void {
  const { settings, onError } = ports;
  const known = (): NotebookEntry | undefined => settings.state.get().notebooks.find(({ id }) => id === entry.id);
  const followName = (): void => {
    const name = notebook.name.get().trim();
    const now = known();
    if (name !== '' && now !== undefined && now.name !== name) settings.updateEntry(entry.id, { name });
  };
  const keepOwner = async (owner: OwnerPatch): Promise<void> => {
    await settings.storeEntry(entry.id, owner);
    const now = known();
    if (now !== undefined) ports.changed(now);
  };
  const ends = [notebook.name.subscribe(followName)];
  followName();
  let ended = false;
  settleOwner(notebook, entry, profile, keepOwner, onError).then((end) => (ended ? end() : ends.push(end)), onError);
  return () => {
    ended = true;
    for (const end of ends) end();
  };
}
