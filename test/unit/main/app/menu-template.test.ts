import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { type MenuActions, type MenuState, menuTemplate } from '../../../../main/app/menu-template';
import { COMMANDS } from '../../../../shared/commands/commands';

const state = (changes: Partial<MenuState> = {}): MenuState => ({
  platform: 'linux',
  appName: 'Recap Notebook',
  isDev: false,
  appearance: 'system',
  enabled: {},
  checked: {},
  ...changes,
});

function recorder() {
  const calls: string[] = [];
  const actions: MenuActions = {
    command: (id) => calls.push(id),
    setAppearance: (appearance) => calls.push(`appearance ${appearance}`),
    undo: () => calls.push('undo'),
    redo: () => calls.push('redo'),
  };
  return { calls, actions };
}

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}

function items(changes: Partial<MenuState> = {}, actions = recorder().actions): MenuItemConstructorOptions[] {
  return flat(menuTemplate(state(changes), actions));
}

/** Clicks as Electron does; the item's window and event are not used by any of ours. */
function click(item: MenuItemConstructorOptions | undefined): void {
  (item?.click as (() => void) | undefined)?.();
}

describe('the application menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)(
    'has every command once, with its label and shortcut, on %s',
    (platform) => {
      for (const command of COMMANDS) {
        const found = items({ platform }).filter((item) => item.id === command.id);
        expect(found).toHaveLength(1);
        expect(found[0]).toMatchObject({ label: command.label });
        expect(found[0]?.accelerator).toBe('accelerator' in command ? command.accelerator : undefined);
      }
    },
  );

  it.each(['Export recap…', 'Export thread…', 'Export discussion…', 'Copy recap as Markdown'])(
    'has the item “%s”',
    (label) => {
      expect(items().filter((item) => item.label === label)).toHaveLength(1);
    },
  );

  it('sends the command that was clicked', () => {
    const { calls, actions } = recorder();
    for (const item of items({}, actions)) if (COMMANDS.some(({ id }) => id === item.id)) click(item);
    expect(new Set(calls)).toEqual(new Set(COMMANDS.map(({ id }) => id)));
  });

  it('enables only what needs nothing until the page speaks, and then what it says', () => {
    const enabled = (list: MenuItemConstructorOptions[]) =>
      COMMANDS.filter(({ id }) => list.find((item) => item.id === id)?.enabled).map(({ id }) => id);
    expect(enabled(items())).toEqual(COMMANDS.filter(({ needs }) => needs === 'nothing').map(({ id }) => id));
    expect(enabled(items({ enabled: { 'export.recap': true, 'help.about': false } }))).toEqual([
      'export.recap',
      'help.shortcuts',
    ]);
  });

  it('checks what the page says', () => {
    const sidebar = (checked: MenuState['checked']) => items({ checked }).find((item) => item.id === 'view.sidebar');
    expect(sidebar({})).toMatchObject({ type: 'checkbox', checked: false });
    expect(sidebar({ 'view.sidebar': true })).toMatchObject({ checked: true });
  });

  it('marks the appearance and changes it', () => {
    const { calls, actions } = recorder();
    const radios = items({ appearance: 'dark' }, actions).filter((item) => item.type === 'radio');
    expect(radios.map(({ label, checked }) => [label, checked])).toEqual([
      ['System', false],
      ['Light', false],
      ['Dark', true],
    ]);
    for (const radio of radios) click(radio);
    expect(calls).toEqual(['appearance system', 'appearance light', 'appearance dark']);
  });

  it.each(['linux', 'win32'] as const)(
    'leaves the keys of editing to the page on %s, and presses them when undo is clicked',
    (platform) => {
      const { calls, actions } = recorder();
      const list = items({ platform }, actions);
      const keys = ['CmdOrCtrl+Z', 'CmdOrCtrl+Shift+Z'];
      for (const item of list.filter(({ accelerator }) => keys.includes(String(accelerator)))) {
        expect(item.registerAccelerator).toBe(false);
        click(item);
      }
      expect(calls).toEqual(['undo', 'redo']);
      expect(list.some((item) => item.role === 'undo' || item.role === 'redo')).toBe(false);
    },
  );

  const made = ['New discussion', 'New from text…', 'New from template…', 'Import a chat…', 'Open hand-off file…'];
  const given = [
    ...['Export recap…', 'Export thread…', 'Export discussion…', 'Export as…', 'Export as HTML or PDF', '-'],
    ...['Export notebook…', 'Keep Markdown up to date…', 'Hand off…', 'Backups…', '-'],
    ...['Copy recap as Markdown', 'Copy recap as rich text', '-', 'Print'],
  ];
  it.each([
    ['linux', [...made, '-', ...given, '-', 'Settings…', '-', 'Close window', 'Quit']],
    ['win32', [...made, '-', ...given, '-', 'Settings…', '-', 'Close window', 'Quit']],
    ['darwin', [...made, '-', 'Close window', '-', ...given]],
  ] as const)('groups what is in File by what it is for on %s', (platform, expected) => {
    const file = menuTemplate(state({ platform }), recorder().actions).find(({ id }) => id === 'menu.file');
    const shown = file?.submenu as MenuItemConstructorOptions[];
    expect(shown.map(({ type, label }) => (type === 'separator' ? '-' : label))).toEqual(expected);
  });

  it('takes back a deletion beside undo and redo', () => {
    const edit = menuTemplate(state(), recorder().actions).find(({ id }) => id === 'menu.edit')?.submenu as {
      id?: string;
    }[];
    expect(edit.slice(0, 3).map(({ id }) => id)).toEqual(['edit.undo', 'edit.redo', 'trash.undo']);
    expect(edit.filter(({ id }) => id === 'trash.undo')).toHaveLength(1);
  });

  it('has the roles of editing, zoom and window', () => {
    const roles = new Set(items().map((item) => item.role));
    for (const role of [
      'cut',
      'copy',
      'paste',
      'pasteAndMatchStyle',
      'selectAll',
      'zoomIn',
      'zoomOut',
      'resetZoom',
      'togglefullscreen',
      'close',
      'quit',
      'windowMenu',
    ] as const)
      expect(roles).toContain(role);
  });

  it('has an application menu with about, settings and quit on macOS', () => {
    const [first] = menuTemplate(state({ platform: 'darwin' }), recorder().actions);
    const ids = flat([first ?? {}]).map((item) => item.id ?? item.role);
    expect(ids).toEqual(expect.arrayContaining(['help.about', 'settings.open', 'services', 'hide', 'quit']));
    expect(items({ platform: 'darwin' }).map(({ role }) => role)).toEqual(expect.arrayContaining(['undo', 'redo']));
  });

  it('registers no shortcut twice', () => {
    const all = items({ platform: 'linux' }).flatMap(({ accelerator }) =>
      accelerator === undefined ? [] : [String(accelerator)],
    );
    expect(all).toEqual([...new Set(all)]);
  });

  it('offers reload and developer tools in development only', () => {
    const has = (isDev: boolean) => items({ isDev }).some(({ role }) => role === 'toggleDevTools' || role === 'reload');
    expect([has(false), has(true)]).toEqual([false, true]);
  });
});
