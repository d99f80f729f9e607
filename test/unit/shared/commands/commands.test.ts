/** What the palette finds. */
import { describe, expect, it } from 'vitest';
import { COMMANDS, type Command } from '../../../../shared/commands/commands';

const commands: readonly Command[] = COMMANDS;
const foundBy = (words: string): readonly string[] =>
  commands.flatMap(({ label, also }) => (`${label} ${also ?? ''}`.toLowerCase().includes(words) ? [label] : []));

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

  it('has no other word that is in the name of another one, which would stand behind it', () => {
    for (const { label, also = '' } of commands) {
      const others = commands.filter((one) => one.label !== label).map((one) => one.label.toLowerCase());
      for (const word of also.split(' ').filter(Boolean)) {
        expect(
          others.filter((one) => one.includes(word)),
          `${word} of ${label}`,
        ).toEqual([]);
      }
    }
  });
});
