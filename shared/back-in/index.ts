/** The door of shared/back-in: a file of ours, edited elsewhere, comes back into its discussion. Rules: README.md. */
export { applyBack, type BackHost, type FullBlocks } from './apply';
export { type BackNames, type BackPlan, planBack } from './plan';
export { readBackFile } from './read-file';
export type { BackChange, BackChoice, BackFile, BackKind, UnreadEdit } from './types';
export { unreadHere } from './unread';
