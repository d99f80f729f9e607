import { describe, expect, it } from 'vitest';
import { parseLine } from '../../../../main/command/arguments';
import { type Prepared, prepare } from '../../../../main/command/prepare';
import { wordsOf } from '../../../../main/command/words';
import { newEntry } from '../../../../renderer/app/new-entry';
import { EXIT_STATUS, type Outcome, outcomeOf } from '../../../../shared/command-line/exit-status';
import { doneLine } from '../../../../shared/command-line/lines';
import { DEFAULT_SETTINGS, type Settings } from '../../../../shared/model/settings';

const entry = (id: string, name: string) => ({ ...newEntry(name, 0), id });
const ann: Settings = {
  ...DEFAULT_SETTINGS,
  profile: { participantId: 'p', name: 'Ann', colour: 0 },
  notebooks: [entry('n1', 'Mine'), entry('n2', 'Twice'), entry('n3', 'Twice'), entry('n4', 'n1')],
};

function prepared(line: string, settings: Settings | 'absent' | null = ann): Prepared {
  const parsed = parseLine(line.split(' '));
  if (parsed.kind !== 'call') throw new Error(JSON.stringify(parsed));
  return prepare(parsed.call, { userData: () => '/own', cwd: '/here', settingsIn: () => settings });
}

describe('a command against its profile', () => {
  it.each([
    ['export --notebook Mine --out o', 'n1'],
    ['export --notebook mine --out o', 'n1'],
    ['export --notebook n1 --out o', 'n1'],
    ['export --notebook n3 --out o', 'n3'],
    ['import --notebook Mine --create a.md', 'n1'],
    ['import --notebook Mine --as Ann a.md', 'n1'],
    ['import --notebook New --create a.md', null],
    ['list --notebook Mine', 'n1'],
  ])('%j is about the notebook %j', (line, notebook) => {
    expect(prepared(line)).toMatchObject({ kind: 'ready', ready: { notebook, profile: '/own' } });
  });

  it.each<[string, Settings | 'absent' | null, Outcome, RegExp]>([
    [
      'export --notebook Other --out o',
      ann,
      'wrong',
      /There is no notebook “Other”\. There are:\n {2}Mine {2}\(n1\)\n/,
    ],
    ['export --notebook Twice --out o', ann, 'wrong', /Several notebooks.+\(n2\)\n.+\(n3\)/s],
    ['import --notebook Other a.md', { ...ann, notebooks: [] }, 'wrong', /There is none\./],
    ['import --notebook Mine --as Bob a.md', ann, 'wrong', /this profile is that of Ann/],
    ['list --profile sub', 'absent', 'wrong', /There is no profile of Recap Notebook in \/here\/sub\./],
    ['import --notebook New --create a.md', 'absent', 'wrong', /Say with --as who writes/],
    ['export --notebook Mine --out o', DEFAULT_SETTINGS, 'wrong', /Nobody has used this profile yet/],
    ['list', null, 'nothing', /cannot be read/],
  ])('%j is refused', (line, settings, outcome, why) => {
    const answer = prepared(line, settings);
    expect(answer).toMatchObject({ kind: 'refused', outcome });
    expect(answer.kind === 'refused' && answer.why).toMatch(why);
  });

  it('needs no page to list the notebooks, and may make the first one', () => {
    expect(prepared('list')).toEqual({ kind: 'notebooks', notebooks: ann.notebooks });
    expect(prepared('import --notebook New --create --as Ann a.md', 'absent')).toMatchObject({
      kind: 'ready',
      ready: { notebook: null },
    });
  });
});

describe('the end of a command', () => {
  it.each<[number, number, boolean, Outcome, number]>([
    [2, 0, false, 'done', 0],
    [0, 0, false, 'done', 0],
    [2, 1, false, 'some', 1],
    [0, 1, false, 'nothing', 3],
    [2, 1, true, 'cancelled', 130],
  ])('with %i done and %i failed, cancelled %s, is %s: %i', (good, bad, cancelled, outcome, status) => {
    expect(outcomeOf({ good, bad, cancelled })).toBe(outcome);
    expect(EXIT_STATUS[outcome]).toBe(status);
  });

  it('is told as a line and in words', () => {
    expect(EXIT_STATUS).toEqual({ done: 0, some: 1, wrong: 2, nothing: 3, busy: 4, cancelled: 130 });
    const counts = { written: 1200, failed: 1 };
    expect(doneLine({ outcome: 'some', counts })).toEqual({ type: 'done', outcome: 'some', exit: 1, ...counts });
    expect(wordsOf({ outcome: 'some', counts })).toBe('Done in part: 1,200 written, 1 failed.');
    expect(wordsOf({ outcome: 'done', counts: {} })).toBe('Done.');
  });
});
