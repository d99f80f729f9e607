/** Of the command line. */
import { NOTHING_CHANGED, type PersonMessage } from './message';

export const COMMAND_MESSAGES = {
  'command/wrong-use': {
    what: 'The command line cannot be understood.',
    kept: NOTHING_CHANGED,
    next: 'Ask it for --help.',
  },
  'command/file-there': {
    what: 'There is a file by that name already.',
    kept: NOTHING_CHANGED,
    next: 'Name another one with --out, or move that one away.',
  },
  'command/busy': {
    what: 'Recap Notebook, or another command, runs on this profile.',
    kept: NOTHING_CHANGED,
    next: 'Close it, then try again.',
  },
} as const satisfies Record<string, PersonMessage>;
