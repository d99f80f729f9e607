/** What the palette finds. */
import { describe, expect, it } from 'vitest';
import { ALSO_FOUND_BY } from '../../../../shared/commands/also-found-by';
import { COMMANDS } from '../../../../shared/commands/commands';

const foundBy = (words: string): readonly string[] =>
  COMMANDS.flatMap(({ id, label }) =>
    `${label} ${ALSO_FOUND_BY[id] ?? ''}`.toLowerCase().includes(words) ? [label] : [],
  );

describe('a command', () => {
  it.each([
    ['deleted', 'Trash'],
    ['restore', 'Backups…'],
    ['undo', 'Take back the last deletion'],
    ['history', 'Versions…'],
    ['lost', 'Check my data'],
    ['shared folder', 'Connection…'],
    ['usb stick', 'Hand off…'],
  ])('is found by what somebody looks for who does not know its name: %s', (words, label) => {
    expect(foundBy(words)).toContain(label);
  });
});
