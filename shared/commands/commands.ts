/** Every command of the app with its menu and shortcut: the native menu, the palette and the shortcut sheet are made of it. */
import * as z from 'zod';

export interface Command {
  readonly id: string;
  readonly label: string;
  /** Electron accelerator. */
  readonly accelerator?: string;
  readonly menu: 'file' | 'edit' | 'view' | 'discussion' | 'notebook' | 'help';
  /** What must be there for the command to make sense. */
  readonly needs: 'nothing' | 'profile' | 'notebook' | 'discussion';
  readonly checkable?: true;
}

export const COMMANDS = [
  { id: 'discussion.new', label: 'New discussion', accelerator: 'CmdOrCtrl+N', menu: 'file', needs: 'notebook' },
  {
    id: 'discussion.new-from-text',
    label: 'New from text…',
    accelerator: 'CmdOrCtrl+Shift+N',
    menu: 'file',
    needs: 'notebook',
  },
  { id: 'discussion.new-from-template', label: 'New from template…', menu: 'file', needs: 'notebook' },
  { id: 'export.recap', label: 'Export recap…', accelerator: 'CmdOrCtrl+E', menu: 'file', needs: 'discussion' },
  { id: 'export.thread', label: 'Export thread…', menu: 'file', needs: 'discussion' },
  {
    id: 'export.discussion',
    label: 'Export discussion…',
    accelerator: 'CmdOrCtrl+Shift+E',
    menu: 'file',
    needs: 'discussion',
  },
  {
    id: 'copy.recap',
    label: 'Copy recap as Markdown',
    accelerator: 'CmdOrCtrl+Shift+C',
    menu: 'file',
    needs: 'discussion',
  },
  { id: 'settings.open', label: 'Settings…', accelerator: 'CmdOrCtrl+,', menu: 'file', needs: 'profile' },
  { id: 'library.search', label: 'Search', accelerator: 'CmdOrCtrl+K', menu: 'view', needs: 'notebook' },
  { id: 'palette.open', label: 'Commands', accelerator: 'CmdOrCtrl+Shift+P', menu: 'view', needs: 'profile' },
  {
    id: 'view.sidebar',
    label: 'Show library',
    accelerator: 'CmdOrCtrl+\\',
    menu: 'view',
    needs: 'notebook',
    checkable: true,
  },
  { id: 'view.trash', label: 'Trash', menu: 'view', needs: 'notebook' },
  { id: 'view.connection', label: 'Connection…', menu: 'view', needs: 'notebook' },
  { id: 'view.next-region', label: 'Next region', accelerator: 'F6', menu: 'view', needs: 'notebook' },
  { id: 'view.previous-region', label: 'Previous region', accelerator: 'Shift+F6', menu: 'view', needs: 'notebook' },
  { id: 'view.back', label: 'Back', accelerator: 'Alt+Left', menu: 'view', needs: 'notebook' },
  { id: 'view.forward', label: 'Forward', accelerator: 'Alt+Right', menu: 'view', needs: 'notebook' },
  { id: 'discussion.rename', label: 'Rename', accelerator: 'F2', menu: 'discussion', needs: 'discussion' },
  {
    id: 'discussion.write-post',
    label: 'Write a post',
    accelerator: 'CmdOrCtrl+Shift+M',
    menu: 'discussion',
    needs: 'discussion',
  },
  {
    id: 'discussion.go-to-recap',
    label: 'Go to the recap',
    accelerator: 'CmdOrCtrl+Shift+R',
    menu: 'discussion',
    needs: 'discussion',
  },
  { id: 'recap.add', label: 'Add to recap', accelerator: 'CmdOrCtrl+Shift+A', menu: 'discussion', needs: 'discussion' },
  {
    id: 'recap.next-missing',
    label: 'Next that is missing from the recap',
    accelerator: 'F8',
    menu: 'discussion',
    needs: 'discussion',
  },
  {
    id: 'recap.previous-missing',
    label: 'Previous that is missing from the recap',
    accelerator: 'Shift+F8',
    menu: 'discussion',
    needs: 'discussion',
  },
  { id: 'recap.ours', label: 'Our recap', accelerator: 'CmdOrCtrl+Shift+O', menu: 'discussion', needs: 'discussion' },
  { id: 'recap.mine', label: 'My recap', accelerator: 'CmdOrCtrl+Shift+D', menu: 'discussion', needs: 'discussion' },
  {
    id: 'recap.beside',
    label: 'Recaps side by side',
    accelerator: 'CmdOrCtrl+Shift+L',
    menu: 'discussion',
    needs: 'discussion',
  },
  {
    id: 'recap.lanes',
    label: 'All recaps in lanes',
    accelerator: 'CmdOrCtrl+Shift+J',
    menu: 'discussion',
    needs: 'discussion',
  },
  {
    id: 'recap.take',
    label: 'Take this point into our recap',
    accelerator: 'CmdOrCtrl+Shift+T',
    menu: 'discussion',
    needs: 'discussion',
  },
  {
    id: 'recap.stances',
    label: 'Say what you think of this point…',
    accelerator: 'CmdOrCtrl+Shift+Y',
    menu: 'discussion',
    needs: 'discussion',
  },
  { id: 'recap.agree', label: 'Agree with this point', menu: 'discussion', needs: 'discussion' },
  { id: 'recap.disagree', label: 'Disagree with this point', menu: 'discussion', needs: 'discussion' },
  { id: 'recap.unsure', label: 'Unsure about this point', menu: 'discussion', needs: 'discussion' },
  {
    id: 'recap.who-wrote-what',
    label: 'Who wrote what',
    accelerator: 'CmdOrCtrl+Shift+W',
    menu: 'discussion',
    needs: 'discussion',
  },
  {
    id: 'recap.next-change',
    label: 'Next change since you looked',
    accelerator: 'F7',
    menu: 'discussion',
    needs: 'discussion',
  },
  {
    id: 'recap.previous-change',
    label: 'Previous change since you looked',
    accelerator: 'Shift+F7',
    menu: 'discussion',
    needs: 'discussion',
  },
  { id: 'recap.change-seen', label: 'Mark change as seen', accelerator: 'F9', menu: 'discussion', needs: 'discussion' },
  { id: 'recap.all-seen', label: 'Mark all changes as seen', menu: 'discussion', needs: 'discussion' },
  { id: 'recap.contributors', label: 'Contributors…', menu: 'discussion', needs: 'discussion' },
  { id: 'discussion.status-open', label: 'Set to open', menu: 'discussion', needs: 'discussion' },
  { id: 'discussion.status-recapping', label: 'Set to recapping', menu: 'discussion', needs: 'discussion' },
  { id: 'discussion.status-review', label: 'Ask for review', menu: 'discussion', needs: 'discussion' },
  { id: 'recap.sign-off', label: 'Sign off the recap', menu: 'discussion', needs: 'discussion' },
  { id: 'discussion.finish', label: 'Finish…', menu: 'discussion', needs: 'discussion' },
  { id: 'discussion.finish-now', label: 'Finish now', menu: 'discussion', needs: 'discussion' },
  {
    id: 'recap.carry-over',
    label: 'Carry open questions and actions into a new discussion…',
    menu: 'discussion',
    needs: 'discussion',
  },
  { id: 'recap.template', label: 'Insert template…', menu: 'discussion', needs: 'discussion' },
  { id: 'recap.save-template', label: 'Save as template…', menu: 'discussion', needs: 'discussion' },
  { id: 'discussion.trash', label: 'Move to trash', menu: 'discussion', needs: 'discussion' },
  { id: 'notebook.new', label: 'New notebook…', menu: 'notebook', needs: 'profile' },
  { id: 'notebook.rename', label: 'Rename notebook…', menu: 'notebook', needs: 'notebook' },
  { id: 'notebook.share', label: 'Share…', menu: 'notebook', needs: 'notebook' },
  { id: 'notebook.join', label: 'Join notebook…', menu: 'notebook', needs: 'profile' },
  { id: 'notebook.offline', label: 'Work offline', menu: 'notebook', needs: 'notebook', checkable: true },
  { id: 'help.shortcuts', label: 'Keyboard shortcuts', accelerator: 'CmdOrCtrl+/', menu: 'help', needs: 'nothing' },
  { id: 'help.about', label: 'About Recap Notebook', menu: 'help', needs: 'nothing' },
] as const satisfies readonly Command[];

export type CommandId = (typeof COMMANDS)[number]['id'];
export const COMMAND_IDS = COMMANDS.map((command) => command.id) as [CommandId, ...CommandId[]];
export const commandIdSchema = z.enum(COMMAND_IDS);
