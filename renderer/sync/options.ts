/** What a meeting with other copies needs from its surroundings. */
import type { HubInfo, NetworkReport, NetworkState } from '../../shared/ipc/contract';
import type { SecretPatch } from '../../shared/membership/renewal';
import type { RememberedAddresses } from '../../shared/model/known-addresses';
import type { IceServer } from '../../shared/model/settings';
import type { FolderPort } from './folder/folder-port';

/** The signaling hub in the main process. */
export interface HubPort {
  /** Errors: hub/port-taken, hub/failed. */
  start(): Promise<HubInfo>;
  stop(): Promise<void>;
  /** Replaces the hubs of others to stay linked with, as `host:port`. */
  dial(addresses: readonly string[]): Promise<void>;
  /** Takes at most 6 s. */
  test(addresses: readonly string[], topic: string): Promise<NetworkReport>;
  onState(listener: (state: NetworkState) => void): () => void;
  /** The computer woke up, or its addresses changed. */
  onChanged(listener: () => void): () => void;
}

export interface SyncOptions {
  readonly hub: HubPort;
  readonly folder: FolderPort;
  /** STUN and TURN servers that the person added; none without. */
  iceServers(): readonly IceServer[];
  /** Other people's hubs were learned or met; to be remembered with the notebook. */
  onAddresses(known: RememberedAddresses): void;
  /** The owner renewed the secret. Resolves when this device has it for good; rejects when it could not be stored. */
  storeSecret(patch: SecretPatch): Promise<void>;
}
