/** What can go wrong with the two places where everything is stored, by its code. */
import { ALL_KEPT, type PersonMessage } from './message';

export const STORE_MESSAGES = {
  'store/unavailable': {
    what: 'The storage of this device does not answer.',
    kept: 'What is on screen is kept while the app stays open.',
    next: 'It tries again by itself, and stores all of it then. If you must restart it, export what you wrote last before.',
  },
  'store/write-failed': {
    what: 'A change could not be stored.',
    kept: 'It is still on screen, and the app tries again.',
    next: 'Free some disk space. Export if the message stays.',
  },
  'store/full': {
    what: 'The disk is full: what you write now cannot be stored.',
    kept: 'It is still on screen, and what was stored before is as it was.',
    next: 'Free some disk space: all of it is stored by itself then. If you must quit before, export what you wrote last to another disk.',
  },
  'store/unwritable': {
    what: 'The folder in which the app keeps its data takes nothing: what you write now cannot be stored.',
    kept: 'It is still on screen, and what was stored before is as it was.',
    next: 'See whether the app may write there, and whether the disk is in order: all of it is stored by itself then. If you must quit before, export what you wrote last to another disk.',
  },
  'store/behind': {
    what: 'The storage of the app could not take a change.',
    kept: 'It is in the journal on your disk, and nothing is lost.',
    next: 'You can go on writing: the app tries again by itself.',
  },
  'store/restored': {
    what: 'The storage of this device had lost something, and it came back from the journal.',
    kept: ALL_KEPT,
    next: 'You can go on writing.',
  },
  'journal/no-space': {
    what: 'The disk is full, so that the second copy of what you write is behind.',
    kept: 'What you write is still stored once, or kept while the app is open.',
    next: 'Free some disk space: the copy catches up by itself.',
  },
  'journal/unwritable': {
    what: 'The second copy of what you write (the journal) cannot be written.',
    kept: 'What you write is still stored once.',
    next: 'Check that the app may write to its data folder: the copy catches up by itself.',
  },
  'journal/not-compared': {
    what: 'Some discussions could not be compared with the second copy of them.',
    kept: 'Neither of the two was changed.',
    next: 'You can go on writing: the app tries again by itself. Restart it if the message stays.',
  },
  'journal/damaged': {
    what: 'A part of the journal was damaged. It was put aside.',
    kept: 'What it held is written again from the storage of the app.',
    next: 'You can go on writing. If it happens again, have the disk checked.',
  },
  'versions/no-space': {
    what: 'The disk is full, so that no version of this discussion could be kept.',
    kept: 'The discussion itself, and the versions from before, are as they were.',
    next: 'Free some disk space; then name the version again. Automatic ones go on by themselves.',
  },
  'versions/unwritable': {
    what: 'No version of this discussion could be kept: the app may not write into its data folder.',
    kept: 'The discussion itself, and the versions from before, are as they were.',
    next: 'Check that the app may write to its data folder. Automatic versions go on by themselves.',
  },
  'versions/unreadable': {
    what: 'This version cannot be read: its part of the file was damaged.',
    kept: 'The discussion itself, and the other versions, are as they were.',
    next: 'Choose another version. If it happens again, have the disk checked.',
  },
  'versions/too-large': {
    what: 'This discussion is too long for versions: they are kept up to 24 million characters.',
    kept: 'The discussion itself is as it was.',
    next: 'Export it for a copy of what it says now.',
  },
  'document/newer': {
    what: 'This discussion holds content made by a newer version of the app.',
    kept: 'It is shown for reading only, so that nothing of it is lost.',
    next: 'Update Recap Notebook to edit it.',
  },
  'document/unreadable': {
    what: 'A discussion cannot be read from the storage of this device, so it is not compared with the others.',
    kept: 'What the other copies have of it stays with them.',
    next: 'Restart the app. If the message stays, export what you can open.',
  },
  'document/stuck': {
    what: 'This discussion had stopped saving and was opened again.',
    kept: ALL_KEPT,
    next: 'You can go on writing.',
  },
  'document/differed': {
    what: 'What was stored of this discussion was not all that is on screen.',
    kept: ALL_KEPT,
    next: 'It was stored again. You can go on writing.',
  },
} as const satisfies Record<string, PersonMessage>;
