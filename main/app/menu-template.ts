/** The application menu as data, made of the commands. Pure: the platform and all states come from outside. */
import type { MenuItemConstructorOptions } from 'electron';
import { COMMANDS, type Command, type CommandId } from '../../shared/commands/commands';
import type { Settings } from '../../shared/model/settings';

export type Appearance = Settings['appearance'];

export interface MenuState {
  readonly platform: NodeJS.Platform;
  readonly appName: string;
  readonly isDev: boolean;
  readonly appearance: Appearance;
  /** What the page said last; a command it said nothing of works only if it needs nothing. */
  readonly enabled: Readonly<Partial<Record<CommandId, boolean>>>;
  readonly checked: Readonly<Partial<Record<CommandId, boolean>>>;
}

export interface MenuActions {
  command(id: CommandId): void;
  setAppearance(appearance: Appearance): void;
  /** As if the shortcut had been pressed in the page. */
  undo(): void;
  redo(): void;
}

type Item = MenuItemConstructorOptions;
const SEPARATOR: Item = { type: 'separator' };
const APPEARANCES: readonly (readonly [Appearance, string])[] = [
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

export function isEnabled(state: MenuState, command: Command & { readonly id: CommandId }): boolean {
  return state.enabled[command.id] ?? command.needs === 'nothing';
}

export function menuTemplate(state: MenuState, actions: MenuActions): Item[] {
  const isMac = state.platform === 'darwin';

  const item = (command: (typeof COMMANDS)[number]): Item => {
    const { id, label, accelerator, checkable }: Command = command;
    return {
      id,
      label,
      accelerator,
      enabled: isEnabled(state, command),
      ...(checkable === true ? { type: 'checkbox', checked: state.checked[command.id] ?? false } : {}),
      click: () => actions.command(command.id),
    };
  };
  const byId = (id: CommandId): Item[] => COMMANDS.filter((command) => command.id === id).map(item);
  /** Commands that belong into a menu of their own become that menu, where the first of them stands. */
  const inMenu = (menu: Command['menu'], ...without: CommandId[]): Item[] => {
    const items: Item[] = [];
    const inside = new Map<string, Item[]>();
    for (const command of COMMANDS) {
      if (command.menu !== menu || without.includes(command.id)) continue;
      const { within, apart }: Command = command;
      if (apart === true) items.push(SEPARATOR);
      const known = within === undefined ? items : inside.get(within);
      if (known !== undefined) known.push(item(command));
      else if (within !== undefined) {
        const submenu = [item(command)];
        inside.set(within, submenu);
        items.push({ label: within, submenu });
      }
    }
    return items;
  };

  const quit: Item = { role: 'quit', label: isMac ? `Quit ${state.appName}` : 'Quit' };
  const appMenu: Item = {
    label: state.appName,
    submenu: [
      ...byId('help.about'),
      SEPARATOR,
      ...byId('settings.open'),
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      quit,
    ],
  };
  const commands = inMenu('file', 'settings.open');
  const opened = commands.indexOf(SEPARATOR);
  const close: Item = { role: 'close', label: 'Close window' };
  const file: Item = {
    id: 'menu.file',
    label: '&File',
    // On macOS a window is closed below where it was opened, and printing comes last.
    submenu: isMac
      ? [...commands.slice(0, opened), SEPARATOR, close, ...commands.slice(opened)]
      : [...commands, SEPARATOR, ...byId('settings.open'), SEPARATOR, close, quit],
  };
  const appearance: Item = {
    id: 'view.appearance',
    label: 'Appearance',
    submenu: APPEARANCES.map(([value, label]) => ({
      id: `view.appearance.${value}`,
      label,
      type: 'radio',
      checked: state.appearance === value,
      click: () => actions.setAppearance(value),
    })),
  };
  const view: Item = {
    id: 'menu.view',
    label: '&View',
    submenu: [
      ...inMenu('view'),
      SEPARATOR,
      appearance,
      { role: 'zoomIn', label: 'Zoom in', accelerator: 'CmdOrCtrl+Plus' },
      // The key beside Backspace gives `=` without Shift on most layouts.
      {
        role: 'zoomIn',
        label: 'Zoom in (=)',
        accelerator: 'CmdOrCtrl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
      },
      { role: 'zoomOut', label: 'Zoom out' },
      { role: 'resetZoom', label: 'Actual size' },
      SEPARATOR,
      { role: 'togglefullscreen', label: 'Full screen' },
      ...(state.isDev ? [SEPARATOR, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    file,
    editMenu(isMac, actions, byId('trash.undo'), inMenu('edit', 'trash.undo')),
    view,
    { id: 'menu.discussion', label: '&Discussion', submenu: inMenu('discussion') },
    { id: 'menu.notebook', label: '&Notebook', submenu: inMenu('notebook') },
    { id: 'menu.window', label: '&Window', role: 'windowMenu' },
    { id: 'menu.help', label: '&Help', role: 'help', submenu: isMac ? inMenu('help', 'help.about') : inMenu('help') },
  ];
}

/**
 * Undo and redo are the editor's own (one person's edits only), bound to keys in the page. Electron's roles would drive
 * the browser's undo of the page instead, so outside macOS the items press the key and register no accelerator. On macOS
 * the roles go through the first responder, which native text fields need; the page answers `beforeinput` there.
 */
function editMenu(isMac: boolean, actions: MenuActions, taking: readonly Item[], commands: readonly Item[]): Item {
  const undoRedo: Item[] = isMac
    ? [{ role: 'undo' }, { role: 'redo' }]
    : [
        { id: 'edit.undo', label: 'Undo', accelerator: 'CmdOrCtrl+Z', registerAccelerator: false, click: actions.undo },
        {
          id: 'edit.redo',
          label: 'Redo',
          accelerator: 'CmdOrCtrl+Shift+Z',
          registerAccelerator: false,
          click: actions.redo,
        },
      ];
  return {
    id: 'menu.edit',
    label: '&Edit',
    submenu: [
      ...undoRedo,
      ...taking,
      SEPARATOR,
      { role: 'cut', registerAccelerator: false },
      { role: 'copy', registerAccelerator: false },
      ...commands,
      { role: 'paste', registerAccelerator: false },
      {
        role: 'pasteAndMatchStyle',
        label: 'Paste as plain text',
        accelerator: 'CmdOrCtrl+Shift+V',
        registerAccelerator: false,
      },
      { role: 'delete' },
      SEPARATOR,
      { role: 'selectAll', registerAccelerator: false },
    ],
  };
}
