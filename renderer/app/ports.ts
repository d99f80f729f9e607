/** What the app is made of, injected by renderer.tsx, so that tests can put others in their place. */
import type { SecretPatch } from '../../shared/membership/renewal';
import type { RememberedAddresses } from '../../shared/model/known-addresses';
import type { IceServer, NotebookEntry, Profile } from '../../shared/model/settings';
import type { Bridge } from '../bridge';
import type { Notebook } from '../notebook/types';
import type { HubPort } from '../sync';
import type { Sync } from '../sync/types';
import type { Notice } from '../ui/toast';

export interface OpenSync extends Sync {
  /** Takes over what the person changed; resolves when it is in force. */
  update(entry: NotebookEntry, profile: Profile): Promise<void>;
  /** The invite link; null while the hub does not run. */
  invite(): string | null;
  /** New invites: a new secret for everyone connected. Errors: membership/not-owner, membership/unfinished, settings/unwritable. */
  renew(): Promise<void>;
  /** The person added or removed STUN or TURN servers. */
  iceServersChanged(): Promise<void>;
  /** What is due is put into the shared folder, as far as it can be now. */
  flush(): Promise<void>;
  dispose(): Promise<void>;
}

/** What a meeting has the device remember with the notebook, and asks of it. */
export interface MeetingMemory {
  /** STUN and TURN servers that the person added; none without. */
  iceServers(): readonly IceServer[];
  /** Other people's hubs. */
  onAddresses(known: RememberedAddresses): void;
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

export interface AppPorts {
  readonly bridge: Bridge;
  /** Makes a user of the signaling hub: it runs while any of them has started it. */
  readonly hub: () => HubPort;
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
    test: (addresses, topic) => bridge.request('network.test', { addresses: [...addresses], topic }),
    onState: (listener) => bridge.on('network.state', listener),
    onChanged: (listener) => bridge.on('network.changed', listener),
  };
}
