/** Every failure that a person can meet, by its code. */
import { CARRY_MESSAGES } from './carry-codes';
import { COMMAND_MESSAGES } from './command-codes';
import { HAND_OFF_MESSAGES } from './hand-off-codes';
import { MEETING_MESSAGES } from './meeting-codes';
import { ALL_KEPT, NOTHING_CHANGED, type PersonMessage } from './message';
import { STORE_MESSAGES } from './store-codes';

export const MESSAGES = {
  unexpected: {
    what: 'Something went wrong inside the app.',
    kept: ALL_KEPT,
    next: 'Try again. If it happens twice, restart the app.',
  },
  'template/unfit': {
    what: 'This template holds something that a recap cannot hold.',
    kept: NOTHING_CHANGED,
    next: 'Choose another template, or ask whoever made it to save it again.',
  },
  'clipboard/refused': {
    what: 'The system did not take it on the clipboard.',
    kept: NOTHING_CHANGED,
    next: 'Click into the window and copy once more.',
  },
  'publish/too-large': {
    what: 'This is too large for one page of HTML or PDF: with its pictures it would be more than 200 MB.',
    kept: NOTHING_CHANGED,
    next: 'Export it as Markdown, which keeps the pictures beside the text, or export only the recap.',
  },
  'publish/failed': {
    what: 'The pages could not be laid out.',
    kept: NOTHING_CHANGED,
    next: 'Try again, or export it as HTML and print that from a browser.',
  },
  'publish/no-printer': {
    what: 'The system could not print.',
    kept: ALL_KEPT,
    next: 'Check that a printer is set up, or export a PDF and print that.',
  },
  'ipc/refused-sender': {
    what: 'A request from an unknown page was refused.',
    kept: NOTHING_CHANGED,
    next: 'Restart the app.',
  },
  'ipc/bad-input': {
    what: 'The app sent itself a request it could not read.',
    kept: NOTHING_CHANGED,
    next: 'Try again. If it happens twice, restart the app.',
  },
  'ipc/bad-output': {
    what: 'The app gave itself an answer it could not read.',
    kept: ALL_KEPT,
    next: 'Try again. If it happens twice, restart the app.',
  },
  'ipc/unknown-channel': {
    what: 'The app asked itself for something that does not exist.',
    kept: NOTHING_CHANGED,
    next: 'Restart the app.',
  },
  'invite/not-an-invite': {
    what: 'This is not a Recap Notebook invite.',
    kept: NOTHING_CHANGED,
    next: 'Copy the whole link, from “recap://join#” to its end, and paste it again.',
  },
  'invite/is-code': {
    what: 'This is a connection code, not an invite.',
    kept: NOTHING_CHANGED,
    next: 'Open the notebook that it belongs to, then “Connection…”, “Other ways to meet” and “Connect by hand…”.',
  },
  'invite/damaged': {
    what: 'The invite is damaged or was cut short.',
    kept: NOTHING_CHANGED,
    next: 'Ask for the link again and paste all of it.',
  },
  'invite/newer': {
    what: 'The invite was made by a newer version of the app.',
    kept: NOTHING_CHANGED,
    next: 'Update Recap Notebook, then open the invite again.',
  },
  'invite/wrong-secret': {
    what: 'A copy answered, but it does not know this invite.',
    kept: NOTHING_CHANGED,
    next: 'The notebook may have got new invites, so that old ones no longer work, or it is not shared at the moment. Ask for a new invite.',
  },
  'invite/outdated': {
    what: 'This invite is from before the notebook got new invites.',
    kept: NOTHING_CHANGED,
    next: 'Your copy of the notebook has a newer one already. If somebody else uses it, send them a new invite.',
  },
  'invite/other-secret': {
    what: 'You are in this notebook already, and this invite has another secret.',
    kept: NOTHING_CHANGED,
    next: 'If the notebook has a new invite, ask a member whom you trust; your copy goes on meeting those who have the secret you have.',
  },
  'membership/not-owner': {
    what: 'Only the owner of the notebook, on the device that made it, can make new invites.',
    kept: NOTHING_CHANGED,
    next: 'Ask the owner to do it.',
  },
  'membership/unfinished': {
    what: 'New invites were made a moment ago, and the copies are still agreeing on them.',
    kept: NOTHING_CHANGED,
    next: 'Wait a few seconds, then try again.',
  },
  'hub/unreachable': {
    what: 'No copy of this notebook could be reached.',
    kept: NOTHING_CHANGED,
    next: 'Check that the other person has the app open and shared, and that both are on the same network; then try again.',
  },
  'hub/port-taken': {
    what: 'The port for meeting other copies is used by another program.',
    kept: ALL_KEPT,
    next: 'Close the other program, or start the app with RECAP_HUB_PORT set to a free port (0 picks one).',
  },
  'hub/failed': {
    what: 'The app could not open a port for meeting other copies.',
    kept: ALL_KEPT,
    next: 'Check the firewall, then try again. You can go on writing; copies meet later.',
  },
  'hub/not-running': { what: 'Sharing is not running.', kept: ALL_KEPT, next: 'Press Share to start it.' },
  'files/unwritable': {
    what: 'The file could not be written there.',
    kept: 'The old file, if there was one, is unchanged.',
    next: 'Choose another folder, or check that you may write there.',
  },
  'files/no-space': {
    what: 'The disk is full.',
    kept: 'The old file, if there was one, is unchanged.',
    next: 'Free some space or choose another disk, then export again.',
  },
  'export/folder-missing': {
    what: 'The folder for the Markdown is not there.',
    kept: ALL_KEPT,
    next: 'Connect the disk it is on, or choose another folder.',
  },
  'export/other-notebook': {
    what: 'This folder holds the Markdown of another notebook.',
    kept: NOTHING_CHANGED,
    next: 'Choose another folder, or make a new one.',
  },
  'export/newer-folder': {
    what: 'This folder was written by a newer version of the app.',
    kept: NOTHING_CHANGED,
    next: 'Update Recap Notebook, or choose another folder.',
  },
  'export/edited': {
    what: 'Somebody else changed this file, or put it there.',
    kept: 'It was left alone.',
    next: 'Move it away, or export into another folder.',
  },
  'export/not-remembered': {
    what: 'Which folder follows the notebook could not be saved on this device.',
    kept: 'It is done as you chose until the app is closed, and your discussions are all here.',
    next: 'Make sure that the disk is not full and that the app may write to its data folder, then choose again.',
  },
  'export/ended': {
    what: 'This export has ended already.',
    kept: NOTHING_CHANGED,
    next: 'Start it again.',
  },
  'export/not-here': {
    what: 'This discussion has not arrived on this device yet.',
    kept: ALL_KEPT,
    next: 'Export again when the copies have met.',
  },
  'files/unreadable': {
    what: 'The file could not be read.',
    kept: NOTHING_CHANGED,
    next: 'Check that it still exists and that you may read it.',
  },
  'files/too-large': {
    what: 'The file is larger than 20 MB.',
    kept: NOTHING_CHANGED,
    next: 'Split it, or copy the part you need and paste it.',
  },
  'files/not-text': {
    what: 'This is not a text file.',
    kept: NOTHING_CHANGED,
    next: 'Choose a .txt or .md file in UTF-8.',
  },
  'chats/no-messages': {
    what: 'There is no message in it that could be imported.',
    kept: NOTHING_CHANGED,
    next: 'Check that it is the export of a chat, and export it again if it is. For a folder or an archive choose all of it.',
  },
  'chats/unreadable': {
    what: 'The chat could not be read.',
    kept: NOTHING_CHANGED,
    next: 'Check that the files still exist and that you may read them, or export the chat again.',
  },
  'chats/encrypted': {
    what: 'This archive is locked with a password.',
    kept: NOTHING_CHANGED,
    next: 'Unpack it with the password, then choose the folder.',
  },
  'chats/damaged-archive': {
    what: 'This archive is damaged or was cut short.',
    kept: NOTHING_CHANGED,
    next: 'Download or copy it again, or unpack it and choose the folder.',
  },
  'chats/too-large-archive': {
    what: 'This archive holds more than the app unpacks: over 200,000 files, or over 4 GB of text.',
    kept: NOTHING_CHANGED,
    next: 'Unpack it, and choose the folder or the files that you need.',
  },
  'files/too-long-to-compare': {
    what: 'This file is too long to be compared with its discussion: its posts or a recap have more than 1,000,000 characters, or one post more than 200,000.',
    kept: NOTHING_CHANGED,
    next: 'Change it in the app, or make a new discussion of the file with “New from text”.',
  },
  'files/not-a-code': {
    what: 'This file holds neither an invite nor a code: it is too large for that.',
    kept: NOTHING_CHANGED,
    next: 'Choose a .recap-invite or .recap-code file, or a picture of the code.',
  },
  'chats/interrupted': {
    what: 'The app ended while a chat was being imported.',
    kept: 'Everything that was here before is still here.',
    next: 'What had not been listed yet was put away. Import the chat again; if some of it is in the list already, move that to the trash first.',
  },
  'chats/none': {
    what: 'No chat that the app can read was found in this.',
    kept: NOTHING_CHANGED,
    next: 'Export the chat again in one of the formats that “Import a chat…” names, or paste it under “New from text”.',
  },
  'chats/stopped': {
    what: 'Reading this chat stopped: it may be larger than the memory of this device.',
    kept: NOTHING_CHANGED,
    next: 'Import fewer of its files at a time.',
  },
  'links/refused': {
    what: 'This kind of link is not opened.',
    kept: NOTHING_CHANGED,
    next: 'Only http, https and mailto links are opened outside the app.',
  },
  'settings/unreadable': {
    what: 'The settings file was damaged; a copy of it was put aside.',
    kept: 'Your discussions are not in that file.',
    next: 'Enter your name again, and join your shared notebooks with their invites.',
  },
  'settings/unwritable': {
    what: 'The settings could not be saved.',
    kept: ALL_KEPT,
    next: 'Check that the disk is not full and that the app may write to its data folder.',
  },
  'asset/too-large': {
    what: 'The picture is larger than 10 MB.',
    kept: NOTHING_CHANGED,
    next: 'Make it smaller, then paste it again.',
  },
  'asset/not-an-image': {
    what: 'Only pictures (PNG, JPEG, GIF, WebP, AVIF) can be put here.',
    kept: NOTHING_CHANGED,
    next: 'Link to the file instead.',
  },
  'camera/none': {
    what: 'This computer has no camera that the app can use.',
    kept: NOTHING_CHANGED,
    next: 'Paste the code as text, open it as a file, or drop a picture of it here.',
  },
  'camera/refused': {
    what: 'The app may not use the camera.',
    kept: NOTHING_CHANGED,
    next: 'Allow it in the privacy settings of your system, or open the code as a file or a picture.',
  },
  'camera/busy': {
    what: 'The camera did not start.',
    kept: NOTHING_CHANGED,
    next: 'Close other programs that use it and try again, or open the code as a file or a picture.',
  },
  'code/none-in-picture': {
    what: 'There is no QR code in this picture that the app can read.',
    kept: NOTHING_CHANGED,
    next: 'Take it again, sharp and with the whole code in it, or ask for the code as text.',
  },
  'sync/version': {
    what: 'The other copy speaks a different version of the sync protocol.',
    kept: ALL_KEPT,
    next: 'Update both apps to the same version.',
  },
  'sync/bad-frame': {
    what: 'Another copy sent something unreadable, and the connection was closed.',
    kept: NOTHING_CHANGED,
    next: 'The app connects again by itself.',
  },
  'sync/flooded': {
    what: 'Another copy sent more than the app can take in, and the connection was closed.',
    kept: ALL_KEPT,
    next: 'The app connects again by itself. If it goes on, ask that person to restart their app.',
  },
  'link/no-answer': {
    what: 'Another copy was heard, but it did not answer.',
    kept: ALL_KEPT,
    next: 'It may have been closed just then. The app keeps trying.',
  },
  'link/no-candidates': {
    what: 'This device has no network connection that could be used.',
    kept: ALL_KEPT,
    next: 'Connect to a network, or check whether a firewall or VPN blocks this app.',
  },
  'link/no-path': {
    what: 'Another copy answered, but no direct way to it was found.',
    kept: ALL_KEPT,
    next: 'Some networks keep devices apart (guest Wi-Fi), and so can a firewall or VPN. Try another network; the app keeps trying.',
  },
  'link/not-opened': {
    what: 'A way to another copy was found, but the connection did not open.',
    kept: ALL_KEPT,
    next: 'The network may lose too much. The app keeps trying.',
  },
  'link/silent': {
    what: 'Another copy no longer answered.',
    kept: ALL_KEPT,
    next: 'Its device may be asleep or off the network. The app connects again by itself.',
  },
  'link/closed': {
    what: 'The connection to another copy was closed.',
    kept: ALL_KEPT,
    next: 'The app connects again by itself when the other copy is there.',
  },
  ...CARRY_MESSAGES,
  ...COMMAND_MESSAGES,
  ...HAND_OFF_MESSAGES,
  ...STORE_MESSAGES,
  ...MEETING_MESSAGES,
} as const satisfies Record<string, PersonMessage>;

export type ErrorCode = keyof typeof MESSAGES;
