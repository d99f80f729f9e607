/** What the app is made of, injected by renderer.tsx, so that tests can put others in their place. */
import type { HubInfo } from '../../shared/ipc/contract';
import type { SecretPatch } from '../../shared/membership/renewal';
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import type { Bridge } from '../bridge';
import type { Notebook } from '../notebook/types';
import type { Sync } from '../sync/types';
import type { Notice } from '../ui/toast';

export interface OpenSync extends Sync {
  /** Takes over what the person changed; resolves when it is in force. */
  update(entry: NotebookEntry, profile: Profile): Promise<void>;
  /** The invite link; null while the hub does not run. */
  invite(): string | null;
  /** New invites: a new secret for everyone connected. Errors: membership/not-owner, membership/unfinished, settings/unwritable. */
  renew(): Promise<void>;
  dispose(): Promise<void>;
}

/** What a meeting has the device remember with the notebook. */
export interface MeetingMemory {
  /** Other people's hubs. */
  onAddresses(addresses: readonly string[]): void;
  /** The owner's new secret. Resolves when the device has it for good; rejects when it could not be stored. */
  storeSecret(patch: SecretPatch): Promise<void>;
}

export interface OpenedNotebook {
  readonly notebook: Notebook;
  setProfile(profile: Profile): void;
  /** Begins to meet other copies, as far as the entry allows; called once. */
  meet(remember: MeetingMemory): OpenSync;
  dispose(): Promise<void>;
}

/** The signaling hub in the main process, as the sync layer uses it. */
export interface HubPort {
  start(): Promise<HubInfo>;
  stop(): Promise<void>;
  dial(addresses: readonly string[]): Promise<void>;
}

export interface AppPorts {
  readonly bridge: Bridge;
  /** Errors: store/unavailable. */
  openNotebook(entry: NotebookEntry, profile: Profile): Promise<OpenedNotebook>;
  /** Returns the function that takes the message away. */
  notify(notice: Notice): () => void;
}

export function hubPort(bridge: Bridge): HubPort {
  return {
    start: () => bridge.request('hub.start'),
    stop: () => bridge.request('hub.stop'),
    dial: (addresses) => bridge.request('hub.dial', { addresses: [...addresses] }),
  };
}
