import { expect, it } from 'vitest';
import { shortcutGroups } from '../../../../../renderer/features/help/shortcut-groups';
import { COMMANDS } from '../../../../../shared/commands/commands';

it('lists every command that has a shortcut, once', () => {
  const listed = shortcutGroups((keys) => keys, false).flatMap((group) => group.rows.map((row) => row.keys));
  const expected = COMMANDS.flatMap((command) => ('accelerator' in command ? [command.accelerator] : []));
  expect(listed.filter((keys) => expected.some((one) => one === keys)).sort()).toEqual([...expected].sort());
});

it('speaks the language of the keyboard', () => {
  const keys = (mac: boolean): string => JSON.stringify(shortcutGroups((one) => one, mac));
  expect(keys(true)).toContain('⌘ Enter');
  expect(keys(false)).toContain('Ctrl Enter');
});
