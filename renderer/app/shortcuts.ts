/** Electron accelerators as the page understands them, and as words. Pure. */
import { COMMANDS, type CommandId } from '../../shared/commands/commands';

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

interface Chord {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

const NAMED: Readonly<Record<string, string>> = {
  left: 'arrowleft',
  right: 'arrowright',
  up: 'arrowup',
  down: 'arrowdown',
};

function parse(accelerator: string): Chord {
  const parts = accelerator.split('+');
  const key = (parts.at(-1) ?? '').toLowerCase();
  return {
    mod: parts.includes('CmdOrCtrl'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
    key: NAMED[key] ?? key,
  };
}

/** The letter or sign pressed, also when Shift or a keyboard layout changed it. */
function pressed(press: KeyPress, key: string): boolean {
  if (press.key.toLowerCase() === key) return true;
  return /^[a-z]$/.test(key) && press.code === `Key${key.toUpperCase()}` && !/^[a-z]$/i.test(press.key);
}

/** The command whose shortcut was pressed, null when there is none. */
export function commandFor(press: KeyPress, mac: boolean): CommandId | null {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const otherMod = mac ? press.ctrlKey : press.metaKey;
  if (otherMod) return null;
  for (const command of COMMANDS) {
    if (!('accelerator' in command)) continue;
    const chord = parse(command.accelerator);
    if (chord.mod !== mod || chord.alt !== press.altKey) continue;
    // A sign such as "/" or "\" may itself need Shift on some keyboards.
    if (chord.shift !== press.shiftKey && /^[a-z]$|^f\d+$|^arrow/.test(chord.key)) continue;
    if (pressed(press, chord.key)) return command.id;
  }
  return null;
}

/** `CmdOrCtrl+Shift+N` as `Ctrl Shift N`, on a Mac as `⇧⌘N`. */
export function keyWords(accelerator: string, mac: boolean): string {
  const parts = accelerator.split('+');
  if (!mac) return parts.map((part) => (part === 'CmdOrCtrl' ? 'Ctrl' : part)).join(' ');
  const signs: Readonly<Record<string, string>> = { CmdOrCtrl: '⌘', Shift: '⇧', Alt: '⌥', Left: '←', Right: '→' };
  const order = ['⌥', '⇧', '⌘'];
  const words = parts.map((part) => signs[part] ?? part);
  return words.sort((a, b) => (order.indexOf(a) + 1 || 9) - (order.indexOf(b) + 1 || 9)).join('');
}

export function keysOf(id: CommandId, mac: boolean): string {
  const command = COMMANDS.find((one) => one.id === id);
  return command !== undefined && 'accelerator' in command ? keyWords(command.accelerator, mac) : '';
}
