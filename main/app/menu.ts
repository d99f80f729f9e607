/** Owns the application menu: builds it, follows the page's states, and does what it is clicked for. */
import { app, type BrowserWindow, Menu } from 'electron';
import { COMMANDS } from '../../shared/commands/commands';
import type { RequestInput } from '../../shared/ipc/contract';
import { type Appearance, isEnabled, type MenuActions, type MenuState, menuTemplate } from './menu-template';

export interface AppMenu {
  update(states: RequestInput<'menu.update'>): void;
  setAppearance(appearance: Appearance): void;
}

export interface AppMenuOptions {
  readonly isDev: boolean;
  readonly appearance: Appearance;
  readonly actions: Pick<MenuActions, 'command' | 'setAppearance'>;
  readonly window: () => BrowserWindow | null;
}

export function createMenu({ isDev, appearance, actions, window }: AppMenuOptions): AppMenu {
  let state: MenuState = { platform: process.platform, appName: app.name, isDev, appearance, enabled: {}, checked: {} };

  const press = (keyCode: string, modifiers: ('control' | 'shift')[]) => {
    const contents = window()?.webContents;
    contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
    contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
  };
  const menu = Menu.buildFromTemplate(
    menuTemplate(state, {
      ...actions,
      undo: () => press('Z', ['control']),
      redo: () => press('Z', ['control', 'shift']),
    }),
  );
  Menu.setApplicationMenu(menu);

  // The items' states are set in place: building the menu anew closes it under the person's pointer.
  function show(): void {
    for (const command of COMMANDS) {
      const item = menu.getMenuItemById(command.id);
      if (item === null) continue;
      item.enabled = isEnabled(state, command);
      if (item.type === 'checkbox') item.checked = state.checked[command.id] ?? false;
    }
    const radio = menu.getMenuItemById(`view.appearance.${state.appearance}`);
    if (radio !== null) radio.checked = true;
  }

  return {
    update({ enabled, checked }) {
      state = { ...state, enabled: { ...state.enabled, ...enabled }, checked: { ...state.checked, ...checked } };
      show();
    },
    setAppearance(appearance) {
      state = { ...state, appearance };
      show();
    },
  };
}
