/** The door to other copies. */
export { shareHub } from './hub-users';
export type { HubPort, SyncOptions } from './options';
export { NotebookSync } from './sync';
export type { Sync, SyncState, SyncStatus } from './types';
