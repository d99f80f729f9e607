/** The door to other copies. */
export { type HubPort, NotebookSync, type SyncOptions } from './sync';
export type { Sync, SyncState, SyncStatus } from './types';
