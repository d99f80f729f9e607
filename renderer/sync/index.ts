/** The door to other copies. */
export type { HubPort, SyncOptions } from './options';
export { NotebookSync } from './sync';
export type { Sync, SyncState, SyncStatus } from './types';
