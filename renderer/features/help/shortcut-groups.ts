/** What the shortcut sheet lists. Pure. */
import { COMMANDS } from '../../../shared/commands/commands';

export interface ShortcutGroup {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly keys: string }[];
}

const MENU_TITLES = {
  file: 'Discussions and files',
  edit: 'Editing',
  view: 'Finding your way',
  discussion: 'In a discussion',
  notebook: 'Notebook',
  help: 'Help',
} as const;

/** Keys that are no menu commands: they belong to what has the focus. */
const IN_PLACE: ShortcutGroup = {
  title: 'While writing',
  rows: [
    { label: 'Send what you wrote', keys: 'Mod Enter' },
    { label: 'Headings, lists, tables', keys: '/' },
    { label: 'Move a block of the recap', keys: 'Alt ↑, Alt ↓' },
    { label: 'Menu of a block of the recap', keys: 'Mod .' },
    { label: 'Bold, italic', keys: 'Mod B, Mod I' },
    { label: 'Leave, go one layer up', keys: 'Esc' },
  ],
};

const IN_RECAP: ShortcutGroup = {
  title: 'Points of a recap',
  rows: [
    { label: 'Takeaway, decision, action', keys: '!!, =>, ->' },
    { label: 'Open question, quote, source', keys: '??, "", @@' },
    { label: 'Turn blocks into a kind', keys: 'Mod Shift 1 to 6' },
    { label: 'Turn a point into plain text', keys: 'Mod Shift 0' },
    { label: 'Split, or begin the next', keys: 'Mod Enter' },
    { label: 'Leave a point', keys: 'Enter twice' },
    { label: 'Owner, date, citations', keys: 'Tab' },
    { label: 'Select the whole point', keys: 'Esc' },
    { label: 'Move it', keys: 'Alt ↑, Alt ↓' },
  ],
};

const ON_POSTS: ShortcutGroup = {
  title: 'On what somebody wrote',
  rows: [
    { label: 'Choose a sentence, one more', keys: 'S, Shift S' },
    { label: 'Add it, or the chosen words, to the recap', keys: 'A' },
    { label: 'Set it aside, with a reason', keys: 'X' },
    { label: 'Copy it, or the chosen words, as Markdown, as rich text', keys: 'C, Shift C' },
    { label: 'Next, previous that is missing', keys: 'N, P' },
    { label: 'Back to where you came from', keys: 'Esc' },
  ],
};

/** Every command that has a shortcut, in the order of the menus; `keysOf` turns an accelerator into the words of this platform. */
export function shortcutGroups(keysOf: (accelerator: string) => string, mac: boolean): readonly ShortcutGroup[] {
  const groups = Object.entries(MENU_TITLES).map(([menu, title]) => ({
    title,
    rows: COMMANDS.flatMap((command) =>
      command.menu === menu && 'accelerator' in command
        ? [{ label: command.label.replace('…', ''), keys: keysOf(command.accelerator) }]
        : [],
    ),
  }));
  const inWords = (group: ShortcutGroup): ShortcutGroup => ({
    ...group,
    rows: group.rows.map((row) => ({ ...row, keys: row.keys.replaceAll('Mod', mac ? '⌘' : 'Ctrl') })),
  });
  return [...groups, ON_POSTS, inWords(IN_RECAP), inWords(IN_PLACE)].filter((group) => group.rows.length > 0);
}
