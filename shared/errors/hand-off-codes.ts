/** Of hand-off files and backups. */
import { ALL_KEPT, NOTHING_CHANGED, type PersonMessage } from './message';

export const HAND_OFF_MESSAGES = {
  'handoff/not-one': {
    what: 'This is not a hand-off file of Recap Notebook.',
    kept: NOTHING_CHANGED,
    next: 'Choose a file whose name ends in “.recap”.',
  },
  'handoff/newer': {
    what: 'This file was made by a newer version of the app.',
    kept: NOTHING_CHANGED,
    next: 'Update Recap Notebook, then open the file again.',
  },
  'handoff/unreadable': {
    what: 'The beginning of this file is damaged, and without it nothing in it can be read.',
    kept: 'Nothing was changed, here or in the file.',
    next: 'Copy the file again from where it came from, or ask for a new one.',
  },
  'handoff/wrong-passphrase': {
    what: 'This passphrase does not open the file.',
    kept: 'Nothing was changed, here or in the file.',
    next: 'Type it again: capitals and spaces count. Only whoever made the file can tell it.',
  },
  'handoff/locked': {
    what: 'This file is locked with a passphrase.',
    kept: NOTHING_CHANGED,
    next: 'Open it in the app and type the passphrase there.',
  },
  'handoff/cut-short': {
    what: 'The end of this file is missing: it was copied only in part.',
    kept: 'What is in it up to there is whole, and can be taken.',
    next: 'Take what is there, or copy the file again and open that: taking it later brings the rest.',
  },
  'handoff/damaged': {
    what: 'A part of this file is damaged, or was changed.',
    kept: 'What is told below is whole, and can be taken.',
    next: 'Take what is there, or ask for the file again: taking it later brings the rest.',
  },
  'handoff/changed': {
    what: 'This file was changed while it was gone through: something that was in it is missing.',
    kept: NOTHING_CHANGED,
    next: 'Open it again, or copy it again from where it came from.',
  },
  'handoff/too-many': {
    what: 'Too many hand-off files are open at once.',
    kept: NOTHING_CHANGED,
    next: 'Take or close those that wait, then open this one again.',
  },
  'handoff/too-large': {
    what: 'A discussion is too large for a hand-off file: with its pictures it is more than 256 MB.',
    kept: ALL_KEPT,
    next: 'Choose the other discussions, and share this one by an invite.',
  },
  'handoff/broke-off': {
    what: 'Only a part of this file was taken.',
    kept: 'What came stays, and nothing that you wrote is lost.',
    next: 'Open the file again: the rest comes then, and nothing comes twice.',
  },
  'handoff/gone': {
    what: 'The file is not open any more.',
    kept: NOTHING_CHANGED,
    next: 'Open it again.',
  },
  'backup/unproved': {
    what: 'The backup was written, but did not read back as it was written.',
    kept: 'Everything you wrote is still here, and so are the earlier backups.',
    next: 'The app tries again within the hour. If it happens twice, choose a folder on another disk.',
  },
  'backup/folder-missing': {
    what: 'The folder for backups is not there.',
    kept: 'Everything you wrote is still here.',
    next: 'Connect the disk that it is on, or choose another folder in the settings. The app tries again within the hour.',
  },
  'backup/unwritable': {
    what: 'The backup could not be written.',
    kept: 'Everything you wrote is still here, and so are the earlier backups.',
    next: 'Check that you may write into the folder, or choose another one. The app tries again within the hour.',
  },
  'backup/no-space': {
    what: 'The disk with the backups is full.',
    kept: 'Everything you wrote is still here, and so are the earlier backups.',
    next: 'Free some space, or choose a folder on another disk. The app tries again within the hour.',
  },
} as const satisfies Record<string, PersonMessage>;
