/** The command line as data: what it asks for, or what is wrong with it. Pure; touches nothing. */
import { parseArgs } from 'node:util';
import type { ExportChoice, ExportForm, ExportScope } from '../../shared/export/choice';
import type { ExportKind } from '../../shared/model/export-document';

interface Common {
  /** As it was typed; null for the app's own. */
  readonly profile: string | null;
}

export type CommandCall =
  | (Common & { readonly kind: 'list'; readonly notebook: string | null })
  | (Common & {
      readonly kind: 'export';
      readonly notebook: string;
      readonly out: string;
      readonly choice: ExportChoice;
      readonly scope: ExportScope;
    })
  | (Common & {
      readonly kind: 'hand-off';
      readonly notebook: string;
      readonly out: string;
      readonly versions: boolean;
    })
  | (Common & {
      readonly kind: 'import';
      readonly notebook: string;
      readonly create: boolean;
      readonly person: string | null;
      readonly zone: string | null;
      readonly files: readonly string[];
    });

export type ParsedLine =
  /** No command: the app with its window. */
  | { readonly kind: 'app' }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'call'; readonly call: CommandCall };

const FORMS: ReadonlyMap<string, ExportForm> = new Map([
  ['one', 'file'],
  ['two', 'files'],
  ['folder', 'folder'],
]);
const KINDS: ReadonlyMap<string, ExportKind> = new Map([
  ['recap', 'recap'],
  ['thread', 'thread'],
  ['both', 'discussion'],
]);

const PROFILE = { profile: { type: 'string' } } as const;
const OPTIONS = {
  list: { ...PROFILE, notebook: { type: 'string' } },
  export: {
    ...PROFILE,
    notebook: { type: 'string' },
    out: { type: 'string' },
    'finished-only': { type: 'boolean' },
    form: { type: 'string' },
    what: { type: 'string' },
  },
  'hand-off': {
    ...PROFILE,
    notebook: { type: 'string' },
    out: { type: 'string' },
    'without-versions': { type: 'boolean' },
  },
  import: {
    ...PROFILE,
    notebook: { type: 'string' },
    create: { type: 'boolean' },
    as: { type: 'string' },
    zone: { type: 'string' },
  },
} as const;
type Name = keyof typeof OPTIONS;

class WrongUse extends Error {}

/** What stands behind the app on its command line; one that is not packaged stands there by its folder. */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const given = argv.slice(1);
  const at = isPackaged ? -1 : given.findIndex((one) => !one.startsWith('-'));
  return given.filter((_, index) => index !== at);
}

/**
 * `own`: what stands behind the app on its command line. Switches of Chromium may stand in front of the command; behind it
 * everything is the command's. A single word that is no command is a mistake: it opens no window.
 */
export function parseLine(own: readonly string[]): ParsedLine {
  const at = own.findIndex((one) => !one.startsWith('-') || one === '-h' || one === '--help');
  const word = own[at];
  if (word === undefined || !/^[a-z][a-z-]*$|^-h$|^--help$/.test(word)) return { kind: 'app' };
  const given = own.slice(at + 1);
  if (word === '-h' || word === '--help' || word === 'help') return { kind: 'help' };
  if (!Object.hasOwn(OPTIONS, word)) return { kind: 'wrong', why: `There is no command “${word}”.` };
  const ours = given.includes('--') ? given.slice(0, given.indexOf('--')) : given;
  if (ours.includes('-h') || ours.includes('--help')) return { kind: 'help' };
  try {
    return { kind: 'call', call: callOf(word as Name, given) };
  } catch (error) {
    if (error instanceof WrongUse) return { kind: 'wrong', why: error.message };
    throw error;
  }
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function callOf(name: Name, given: readonly string[]): CommandCall {
  const { values, files } = read(name, given);
  const profile = text(values, 'profile');
  if (name !== 'import' && files.length > 0) throw new WrongUse(`“${String(files[0])}” is one word too many.`);
  switch (name) {
    case 'list':
      return { kind: 'list', profile, notebook: text(values, 'notebook') };
    case 'export': {
      const kind = oneOf(KINDS, text(values, 'what') ?? 'both', 'what');
      const form = oneOf(FORMS, text(values, 'form') ?? 'one', 'form');
      if (form === 'files' && kind !== 'discussion') throw new WrongUse('--form two needs --what both.');
      const scope = values['finished-only'] === true ? 'finished' : 'all';
      const choice = { kind, form };
      return { kind: 'export', profile, notebook: must(values, 'notebook'), out: must(values, 'out'), choice, scope };
    }
    case 'hand-off': {
      const versions = values['without-versions'] !== true;
      return { kind: 'hand-off', profile, notebook: must(values, 'notebook'), out: must(values, 'out'), versions };
    }
    case 'import': {
      const zone = text(values, 'zone');
      if (zone !== null && !isZone(zone)) throw new WrongUse(`--zone: “${zone}” is no time zone.`);
      const create = values['create'] === true;
      const notebook = must(values, 'notebook');
      if (files.length === 0) throw new WrongUse('There is no file to import.');
      return { kind: 'import', profile, notebook, create, person: text(values, 'as'), zone, files };
    }
  }
}

function read(name: Name, given: readonly string[]): { values: Values; files: readonly string[] } {
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...given],
      options: OPTIONS[name],
      allowPositionals: true,
      tokens: true,
    });
    const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const twice = names.find((one, index) => names.indexOf(one) !== index);
    if (twice !== undefined) throw new WrongUse(`--${twice} stands there twice.`);
    return { values: values as Values, files: positionals };
  } catch (error) {
    if (error instanceof WrongUse) throw error;
    throw new WrongUse(error instanceof Error ? (error.message.split(/(?<=\.)\s|\n/)[0] ?? '') : String(error));
  }
}

function text(values: Values, name: string): string | null {
  const value = values[name];
  if (typeof value !== 'string') return null;
  if (value.trim() === '') throw new WrongUse(`--${name} is empty.`);
  return value;
}

function must(values: Values, name: string): string {
  const value = text(values, name);
  if (value === null) throw new WrongUse(`--${name} is missing.`);
  return value;
}

function oneOf<T>(known: ReadonlyMap<string, T>, value: string, name: string): T {
  const found = known.get(value);
  if (found !== undefined) return found;
  throw new WrongUse(`--${name} is one of ${[...known.keys()].join(', ')}, not “${value}”.`);
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
