import { describe, expect, it } from 'vitest';
import { commandFor, type KeyPress, keysOf, keyWords } from '../../../../renderer/app/shortcuts';
import { COMMANDS } from '../../../../shared/commands/commands';

function press(key: string, held: Partial<Record<'ctrl' | 'meta' | 'shift' | 'alt', true>> = {}, code = ''): KeyPress {
  return {
    key,
    code,
    ctrlKey: held.ctrl === true,
    metaKey: held.meta === true,
    shiftKey: held.shift === true,
    altKey: held.alt === true,
  };
}

describe('the command of a key', () => {
  it.each([
    ['Ctrl+N', press('n', { ctrl: true }), 'discussion.new'],
    ['Ctrl+Shift+N', press('N', { ctrl: true, shift: true }), 'discussion.new-from-text'],
    ['Ctrl+,', press(',', { ctrl: true }), 'settings.open'],
    ['Ctrl+\\ on a keyboard that needs AltGr for it', press('\\', { ctrl: true }), 'view.sidebar'],
    ['Ctrl+/ on a keyboard that needs Shift for it', press('/', { ctrl: true, shift: true }), 'help.shortcuts'],
    ['F6', press('F6'), 'view.next-region'],
    ['Shift+F6', press('F6', { shift: true }), 'view.previous-region'],
    ['Alt+Left', press('ArrowLeft', { alt: true }), 'view.back'],
    ['Ctrl+K on a Russian keyboard', press('л', { ctrl: true }, 'KeyK'), 'library.search'],
    ['a letter alone', press('n'), null],
    ['the key of another system', press('n', { meta: true }), null],
    ['Ctrl and the other key too', press('n', { ctrl: true, meta: true }), null],
    ['Ctrl+Alt+N', press('n', { ctrl: true, alt: true }), null],
    ['Ctrl+Q, which is nobody’s', press('q', { ctrl: true }), null],
  ] as const)('%s', (_, key, command) => {
    expect(commandFor(key, false)).toBe(command);
  });

  it('is told by the command key on a Mac', () => {
    expect(commandFor(press('n', { meta: true }), true)).toBe('discussion.new');
    expect(commandFor(press('n', { ctrl: true }), true)).toBeNull();
  });

  it('is the only one for its key', () => {
    const keys = COMMANDS.flatMap((command) => ('accelerator' in command ? [command.accelerator] : []));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a shortcut in words', () => {
  it.each([
    ['CmdOrCtrl+Shift+N', 'Ctrl Shift N', '⇧⌘N'],
    ['Alt+Left', 'Alt Left', '⌥←'],
    ['F6', 'F6', 'F6'],
  ])('%s', (accelerator, other, mac) => {
    expect(keyWords(accelerator, false)).toBe(other);
    expect(keyWords(accelerator, true)).toBe(mac);
  });

  it('is empty for a command without one', () => {
    expect(keysOf('view.trash', false)).toBe('');
  });
});
