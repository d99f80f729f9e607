import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  readStances,
  type Stance,
  type StanceRecord,
  stanceKey,
  stancesOf,
} from '../../../../shared/model/discussion-parts';
import {
  stanceCounts,
  stanceGroups,
  stanceOf,
  stancesByPoint,
  stancesOn,
  standingStances,
} from '../../../../shared/recap/stances';
import type { ParticipantId } from '../../../../shared/util/brand';

const said = (person: string, stance: Stance, at = 1, reason = '', point = 'p'): StanceRecord => ({
  point,
  person: person as ParticipantId,
  stance,
  reason,
  at,
});
const on = (...records: StanceRecord[]) => stancesOn(stancesByPoint(records), 'p');

describe('stances on a point', () => {
  it('[ST1] are one per person, the latest', () => {
    const records = on(said('renee', 'agree', 1), said('chris', 'agree', 2), said('renee', 'unsure', 3, 'Not sure'));
    expect(records).toEqual([said('chris', 'agree', 2), said('renee', 'unsure', 3, 'Not sure')]);
    expect(stanceOf(records, 'renee')?.stance).toBe('unsure');
    expect(stanceOf(records, 'lurker')).toBeNull();
  });

  it('[ST1] of two who chose apart are both there after the merge, with their reasons', () => {
    const [a, b] = [new Y.Doc(), new Y.Doc()];
    stancesOf(a).set(stanceKey('p', 'renee'), { stance: 'agree', reason: '', at: 1 });
    stancesOf(b).set(stanceKey('p', 'chris'), { stance: 'disagree', reason: 'It took a year', at: 2 });
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
    const [here, there] = [on(...readStances(a)), on(...readStances(b))];
    expect(here).toEqual([said('renee', 'agree'), said('chris', 'disagree', 2, 'It took a year')]);
    expect(there).toEqual(here);
  });

  it.each<[string, readonly Stance[]]>([
    ['', []],
    ['1 agrees', ['agree']],
    ['2 agree', ['agree', 'agree']],
    ['1 disagrees · 1 unsure', ['unsure', 'disagree']],
    ['4 agree · 1 unsure', ['agree', 'agree', 'unsure', 'agree', 'agree']],
    ['1 agrees · 2 disagree · 1 unsure', ['disagree', 'agree', 'unsure', 'disagree']],
  ])('[ST2] are counted as “%s”', (words, stances) => {
    expect(stanceCounts(on(...stances.map((stance, index) => said(`person ${index}`, stance))))).toBe(words);
  });

  it('[ST3] keep the reason of one against many', () => {
    const groups = stanceGroups(
      on(said('a', 'agree'), said('b', 'agree'), said('c', 'agree', 1, 'Yes'), said('d', 'disagree', 9, 'It failed')),
    );
    expect(groups.map(({ stance, minority }) => [stance, minority])).toEqual([
      ['agree', false],
      ['disagree', true],
    ]);
    expect(groups.flatMap(({ records }) => records.map(({ reason }) => reason))).toEqual(['', '', 'Yes', 'It failed']);
  });

  it('[ST3] have no minority where the groups are as large', () => {
    expect(stanceGroups(on(said('a', 'agree'), said('b', 'unsure'))).some((group) => group.minority)).toBe(false);
  });

  it('[ST4] stand in one order, whatever order they came in', () => {
    const records = [said('b', 'agree', 2), said('c', 'unsure', 1), said('a', 'agree', 2), said('d', 'agree', 1)];
    const expected = ['d', 'a', 'b', 'c'];
    expect(on(...records).map(({ person }) => person)).toEqual(expected);
    expect(on(...records.toReversed()).map(({ person }) => person)).toEqual(expected);
  });

  it('[ST5] on a point that is gone do not count, and do again when it is back', () => {
    const records = [said('a', 'agree', 1, '', 'here'), said('b', 'disagree', 1, 'Because', 'gone')];
    expect(standingStances(records, new Set(['here']))).toEqual([records[0]]);
    expect(standingStances(records, new Set(['here', 'gone']))).toEqual(records);
  });

  it('[ST6] keep their list when those on another point change', () => {
    const before = stancesByPoint([said('a', 'agree', 1, '', 'one'), said('a', 'agree', 1, '', 'two')]);
    const after = stancesByPoint([said('a', 'agree', 1, '', 'one'), said('a', 'unsure', 2, '', 'two')], before);
    expect(stancesOn(after, 'one')).toBe(stancesOn(before, 'one'));
    expect(stancesOn(after, 'two')).not.toBe(stancesOn(before, 'two'));
    expect(stancesOn(after, 'none')).toBe(stancesOn(before, 'none'));
  });
});
