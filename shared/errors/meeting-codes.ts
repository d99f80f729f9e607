/** Of folders that carry a notebook between its people. */
import { ALL_KEPT, NOTHING_CHANGED, type PersonMessage } from './message';

export const MEETING_MESSAGES = {
  'meeting/missing': {
    what: 'The folder is not there.',
    kept: ALL_KEPT,
    next: 'Connect the disk or the stick that it is on: the app goes on by itself. If it was moved, choose it again.',
  },
  'meeting/unwritable': {
    what: 'The folder cannot be read or written.',
    kept: ALL_KEPT,
    next: 'Check that you may write there: the app goes on by itself.',
  },
  'meeting/no-space': {
    what: 'There is no room left where the folder is.',
    kept: ALL_KEPT,
    next: 'Free some space there: the app goes on by itself.',
  },
  'meeting/too-many': {
    what: 'This folder holds more than 20,000 files.',
    kept: ALL_KEPT,
    next: 'Choose a folder that is there for this notebook only.',
  },
  'meeting/not-remembered': {
    what: 'Which folder carries the notebook could not be saved on this device.',
    kept: NOTHING_CHANGED,
    next: 'Make sure that the disk is not full and that the app may write to its data folder, then choose again.',
  },
} as const satisfies Record<string, PersonMessage>;
