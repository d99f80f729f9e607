/** Other words under which the palette finds a command: what somebody looks for who does not know what it is called here. */
import type { CommandId } from './commands';

export const ALSO_FOUND_BY: Readonly<Partial<Record<CommandId, string>>> = {
  'backup.open': 'restore recover lost archive',
  'discussion.trash': 'delete remove',
  'discussion.versions': 'history restore earlier older before compare lost undo',
  'discussion.name-version': 'snapshot history',
  'export.keep': 'folder',
  'export.notebook': 'folder',
  'handoff.give': 'send mail usb stick',
  'handoff.open': 'receive merge mail usb stick',
  'help.check-data': 'lost damaged repair verify health safe storage journal',
  'trash.undo': 'undo undelete restore',
  'view.connection': 'sync shared folder dropbox syncthing nas network drive usb stick',
  'view.trash': 'deleted restore recover undelete lost bin',
};
