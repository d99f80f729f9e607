import { describe, expect, it } from 'vitest';
import { type CommandCall, ownArguments, type ParsedLine, parseLine } from '../../../../main/command/arguments';

const words = (line: string): string[] => (line === '' ? [] : line.split(' '));

const list = (rest: Partial<CommandCall> = {}): ParsedLine => ({
  kind: 'call',
  call: { kind: 'list', profile: null, notebook: null, ...rest } as CommandCall,
});
const taken = (rest: object = {}): ParsedLine => ({
  kind: 'call',
  call: {
    kind: 'export',
    profile: null,
    notebook: 'A',
    out: 'o',
    choice: { kind: 'discussion', form: 'file' },
    scope: 'all',
    ...rest,
  } as CommandCall,
});
const given = (rest: object = {}): ParsedLine => ({
  kind: 'call',
  call: {
    kind: 'import',
    profile: null,
    notebook: 'A',
    create: false,
    person: null,
    zone: null,
    files: ['a.md'],
    ...rest,
  } as CommandCall,
});

const handed = (rest: object = {}): ParsedLine => ({
  kind: 'call',
  call: { kind: 'hand-off', profile: null, notebook: 'A', out: 'o', versions: true, ...rest } as CommandCall,
});

describe('a command line', () => {
  it.each<[string, ParsedLine]>([
    ['', { kind: 'app' }],
    ['--smoke', { kind: 'app' }],
    ['notes.md', { kind: 'app' }],
    ['recap://join#abc', { kind: 'app' }],
    ['--no-sandbox /home/ann/notes', { kind: 'app' }],
    ['--smoke -e process.exit(42)', { kind: 'app' }],
    ['--help', { kind: 'help' }],
    ['-h', { kind: 'help' }],
    ['help', { kind: 'help' }],
    ['export --help', { kind: 'help' }],
    ['list', list()],
    ['--no-sandbox --user-data-dir=/p list', list()],
    ['list --profile /p', list({ profile: '/p' })],
    ['list --profile=/p --notebook A', list({ profile: '/p', notebook: 'A' })],
    ['export --notebook A --out o', taken()],
    ['export --out o --notebook A --finished-only', taken({ scope: 'finished' })],
    ['export --notebook A --out o --form two', taken({ choice: { kind: 'discussion', form: 'files' } })],
    ['export --notebook A --out o --form folder --what thread', taken({ choice: { kind: 'thread', form: 'folder' } })],
    ['hand-off --notebook A --out o', handed()],
    ['hand-off --profile /p --notebook A --out o --without-versions', handed({ profile: '/p', versions: false })],
    ['import --notebook A a.md', given()],
    ['import a.md --notebook A b.zip', given({ files: ['a.md', 'b.zip'] })],
    ['import --notebook A -- --odd.md --help', given({ files: ['--odd.md', '--help'] })],
    [
      'import --notebook A --create --as Ann --zone Europe/Berlin a.md',
      given({ create: true, person: 'Ann', zone: 'Europe/Berlin' }),
    ],
  ])('%j is understood', (line, expected) => {
    expect(parseLine(words(line))).toEqual(expected);
  });

  it.each([
    ['exprot', 'There is no command “exprot”.'],
    ['constructor', 'There is no command “constructor”.'],
    ['list all', '“all” is one word too many.'],
    ['list --notebook', '--notebook'],
    ['list --profil /p', '--profil'],
    ['list --profile=', '--profile is empty.'],
    ['list --profile a --profile b', '--profile stands there twice.'],
    ['export --out o', '--notebook is missing.'],
    ['export --notebook A', '--out is missing.'],
    ['export --notebook A --out o --form three', '--form is one of one, two, folder, not “three”.'],
    ['export --notebook A --out o --what all', '--what is one of recap, thread, both, not “all”.'],
    ['export --notebook A --out o --form two --what recap', '--form two needs --what both.'],
    ['export --notebook A --out o --finished-only=yes', '--finished-only'],
    ['export --notebook A --out o --create', '--create'],
    ['import --notebook A', 'There is no file to import.'],
    ['import a.md', '--notebook is missing.'],
    ['import --notebook A --zone Nowhere a.md', '--zone: “Nowhere” is no time zone.'],
  ])('%j is wrong use', (line, why) => {
    expect(parseLine(words(line))).toEqual({ kind: 'wrong', why: expect.stringContaining(why) });
  });

  it.each<[string, boolean, string]>([
    ['app list --profile p', true, 'list --profile p'],
    ['electron . list --profile p', false, 'list --profile p'],
    ['electron --no-sandbox /app --smoke', false, '--no-sandbox --smoke'],
    ['electron', false, ''],
  ])('%j, packaged %s, has %j for the app', (argv, packaged, expected) => {
    expect(ownArguments(words(argv), packaged)).toEqual(words(expected));
  });
});
