import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDelta, deltaOf } from '../../../../shared/versions/delta';
import { KEPT } from '../../../../shared/versions/limits';
import { keptVersions } from '../../../../shared/versions/thinning';
import type { Version, VersionNote, VersionReason } from '../../../../shared/versions/types';
import { VersionSet } from '../../../../shared/versions/version-set';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 30, 12);

function note(id: string, at: number, why: VersionReason = 'paused', named = ''): VersionNote {
  const name = named === '' ? null : { text: named, by: 'chris', at };
  return { id, at, by: 'renee', why, name, writers: ['renee'] };
}

const version = (id: string, at: number, lines: readonly string[], why?: VersionReason, named?: string): Version => ({
  ...note(id, at, why, named),
  lines,
});

function setOf(...versions: readonly Version[]): VersionSet {
  const set = new VersionSet('d1');
  for (const one of versions) set.add(one);
  return set;
}

const copy = (set: VersionSet): VersionSet => VersionSet.decode(set.encode()).set;
const ids = (set: VersionSet): string[] => set.list().map(({ id }) => id);
const hex = (set: VersionSet): string => Buffer.from(set.encode()).toString('hex');

const line = fc.oneof(
  fc.constantFrom('["r",{"type":"paragraph"}]', 'a', 'b', 'a long line that is changed a little 1', 'lone \ud83d half'),
  fc.string({ maxLength: 40 }).map((text) => JSON.stringify(['r', text])),
  fc.tuple(fc.nat(5), fc.string({ maxLength: 20 })).map(([id, text]) => JSON.stringify(['p', `post${id}`, text])),
);
const lines = fc.array(line, { maxLength: 12 });
const versions = fc
  .array(fc.tuple(fc.nat(30), lines, fc.constantFrom<VersionReason>('paused', 'finished', 'before-import')), {
    maxLength: 10,
  })
  .map((all) => all.map(([at, text, why], index) => version(`v${index}-${at}`, NOW - at * 11 * HOUR, text, why)));

describe('differences', () => {
  test('[VE2] applied to what they were made from they give the version, whatever changed', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const steps: unknown = JSON.parse(JSON.stringify(deltaOf(before, after)));
        expect(applyDelta(before, steps)).toEqual(after);
      }),
    );
  });

  const post = (id: string, words: string): string => JSON.stringify(['p', id, 'renee', words]);
  test.each([
    ['nothing changed', [post('1', 'one'), post('2', 'two')], [post('1', 'one'), post('2', 'two')], [[0, 2]]],
    ['one was added', [post('1', 'one')], [post('1', 'one'), post('2', 'two')], [[0, 1], post('2', 'two')]],
    [
      'one is gone',
      [post('1', 'one'), post('2', 'two'), 'c'],
      [post('1', 'one'), 'c'],
      [
        [0, 1],
        [2, 1],
      ],
    ],
    [
      'they changed places',
      ['a', 'b', 'c'],
      ['c', 'a', 'b'],
      [
        [2, 1],
        [0, 2],
      ],
    ],
    [
      'a word was added to a post that stands elsewhere',
      [post('1', 'one'), post('2', 'two')],
      [post('2', 'two more'), post('1', 'one')],
      [
        [1, 21, 2, ' more'],
        [0, 1],
      ],
    ],
  ])('[VE2] %s: only that is written', (_, before, after, steps) => {
    expect(deltaOf(before, after)).toEqual(steps);
    expect(applyDelta(before, steps)).toEqual(after);
  });

  test.each([
    ['no list', { length: 1 }],
    ['a place that is not there', [[1, 1]]],
    ['a negative place', [[-1, 1]]],
    ['half a place', [[0.5, 1]]],
    ['more of a line than it has', [[0, 3, 2, '']]],
    ['a line feed', ['a\nb']],
    ['something else', [7]],
  ])('[VE9] steps that nobody of us wrote are refused: %s', (_, steps) => {
    expect(applyDelta(['abcd'], steps)).toBeNull();
  });

  test('[VE9] a difference that would grow beyond a version’s bound is refused', () => {
    const long = 'x'.repeat(1_000_000);
    expect(
      applyDelta(
        [long],
        Array.from({ length: 100 }, () => [0, 1]),
      ),
    ).toBeNull();
    expect(applyDelta(['x'], [[0, 1e9]])).toBeNull();
  });
});

describe('a set of versions', () => {
  test('[VE2] every version comes back out of the bytes as it was, in the order of time', () => {
    fc.assert(
      fc.property(versions, (all) => {
        const { set, damaged, fault } = VersionSet.decode(setOf(...all).encode());
        expect([set.discussion, damaged, fault]).toEqual(['d1', false, null]);
        expect(ids(set)).toEqual(all.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).map(({ id }) => id));
        for (const { lines: said, ...about } of all) {
          expect(set.lines(about.id)).toEqual(said);
          expect(set.list().find(({ id }) => id === about.id)).toMatchObject(about);
        }
      }),
    );
  });

  test('[VE3] merging in any order, any number of times, gives the same bytes', () => {
    fc.assert(
      fc.property(versions, fc.array(fc.nat(2), { minLength: 10, maxLength: 10 }), (all, where) => {
        const parts = [0, 1, 2].map((part) => setOf(...all.filter((_, at) => (where[at] ?? 0) >= part)));
        const [a, b, c] = parts.map((part) => part.encode());
        const joined = (...order: (Uint8Array | undefined)[]): VersionSet => {
          const into = new VersionSet('d1');
          for (const bytes of order) into.merge(VersionSet.decode(bytes ?? new Uint8Array()).set);
          return copy(into);
        };
        const one = joined(a, b, c);
        expect(hex(joined(c, b, a, a, c))).toBe(hex(one));
        expect(hex(joined(b, one.encode(), b))).toBe(hex(one));
        expect(one.list().every(({ brought }) => brought)).toBe(true);
        for (const { id, lines: said } of all) expect(one.lines(id)).toEqual(said);
      }),
    );
  });

  test('[VE17] of one id with two contents what is here stays, and nothing that stands on either is lost', () => {
    const mine = setOf(version('a', 1, ['mine', 'x']), version('b', 2, ['mine', 'x', 'b']));
    const theirs = setOf(version('a', 1, ['theirs']), version('c', 3, ['theirs', 'c']));
    const [one, other] = [copy(mine), copy(theirs)];
    expect(one.merge(copy(theirs))).toBe(1);
    expect(other.merge(copy(mine))).toBe(1);
    expect([one.lines('a'), other.lines('a')]).toEqual([['mine', 'x'], ['theirs']]);
    for (const both of [one, copy(one), other, copy(other)]) {
      expect(both.lines('b')).toEqual(['mine', 'x', 'b']);
      expect(both.lines('c')).toEqual(['theirs', 'c']);
    }
  });

  test('[VE4] of two names for one version the later counts, unless one was given here', () => {
    const [a, b, c] = [1, 2, 3].map(() => setOf(version('v', 1, ['x']))) as [VersionSet, VersionSet, VersionSet];
    a.setName('v', { text: ' Draft for Chris ', by: 'renee', at: 10 });
    b.setName('v', { text: 'Agreed', by: 'chris', at: 20 });
    const joined = (into: VersionSet, ...others: readonly VersionSet[]): string | undefined => {
      for (const other of others) into.merge(copy(other));
      return copy(into).list()[0]?.name?.text;
    };
    expect(joined(copy(a), b)).toBe('Draft for Chris');
    expect([joined(copy(c), a, b, c), joined(copy(c), b, a)]).toEqual(['Agreed', 'Agreed']);
    expect([joined(new VersionSet('d1'), a, b), joined(new VersionSet('d1'), c, b, a)]).toEqual(['Agreed', 'Agreed']);
    expect(a.list()[0]?.name?.text).toBe('Draft for Chris');
    expect(a.setName('v', { text: '  ', by: 'renee', at: 30 })).toBe(false);
    expect(a.setName('gone', { text: 'x', by: 'renee', at: 30 })).toBe(false);
  });

  const three = () => setOf(...['a', 'b', 'c'].map((id, at) => version(id, at, [id, 'x'.repeat(50), `${id} end`])));

  test('[VE5] whatever byte is damaged, reading throws nothing and gives no version other than it was', () => {
    const bytes = three().encode();
    for (let at = 0; at < bytes.length; at += 1) {
      const hurt = bytes.slice();
      hurt[at] = (hurt[at] ?? 0) ^ 0x55;
      const { set, damaged, fault } = VersionSet.decode(hurt);
      expect(fault !== null || damaged).toBe(true);
      for (const id of ids(set)) expect([null, `${id} end`]).toContain(set.lines(id)?.[2] ?? null);
    }
  });

  test('[VE5] a file that was cut short gives what stands before the cut; damage in one record takes no other record', () => {
    const bytes = three().encode();
    const cut = VersionSet.decode(bytes.subarray(0, bytes.length - 5));
    expect([ids(cut.set), cut.damaged]).toEqual([['a', 'b'], true]);
    const hurt = bytes.slice();
    hurt[bytes.length - 5] = 0;
    expect(ids(VersionSet.decode(hurt).set)).toEqual(['a', 'b']);
    expect(VersionSet.decode(new Uint8Array()).fault).toBe('damaged');
    expect(VersionSet.decode(new TextEncoder().encode('x'.repeat(1000))).fault).toBe('damaged');
  });

  test('[VE5] what can be read is written again without what cannot', () => {
    const bytes = three().encode();
    const at = Buffer.from(bytes).indexOf('"id":"b"');
    const hurt = bytes.slice();
    hurt[at] = 0;
    const { set, damaged } = VersionSet.decode(hurt);
    expect([ids(set), damaged]).toEqual([['a', 'c'], true]);
    // The third is a difference from the second.
    expect(set.lines('c')).toBeNull();
    const after = VersionSet.decode(set.encode());
    expect([ids(after.set), after.damaged]).toEqual([['a'], false]);
  });

  test('[VE9] random bytes behind a sound beginning end in time, and give nothing', () => {
    const head = setOf().encode();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (noise) => {
        const { set } = VersionSet.decode(new Uint8Array(Buffer.concat([head, noise])));
        expect(ids(set)).toEqual([]);
      }),
      { numRuns: 50 },
    );
    // Marks everywhere, each with a length that leads to the end.
    const marks = new Uint8Array(400_000);
    for (let at = 0; at + 8 < marks.length; at += 8) {
      marks.set([0x52, 0x56, 0x52, 0xff], at);
      new DataView(marks.buffer).setUint32(at + 4, marks.length - at - 20, true);
    }
    const began = performance.now();
    expect(ids(VersionSet.decode(new Uint8Array(Buffer.concat([head, marks]))).set)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('which versions stay', () => {
  const kept = (all: readonly VersionNote[]): string[] => keptVersions(all, NOW).map(({ id }) => id);
  const every = (step: number, from: number, to: number): VersionNote[] => {
    const all: VersionNote[] = [];
    for (let age = to; age >= from; age -= step) all.push(note(`a${String(age)}`, NOW - age));
    return all;
  };

  test.each([
    ['of the last day all', every(10 * 60_000, 0, DAY - 1), 144],
    ['of the last week the last of each hour', every(10 * 60_000, DAY, 7 * DAY - 1), 6 * 24 + 1],
    ['of the last month the last of each day', every(HOUR, 7 * DAY, 31 * DAY - 1), 24 + 1],
    ['of the last year the last of each week', every(DAY, 31 * DAY, 366 * DAY - 1), 49],
    ['of what is older the last of each four weeks', every(7 * DAY, 366 * DAY, 5 * 365 * DAY), 53],
  ])('[VE6] %s', (_, all, count) => {
    expect(Math.abs(kept(all).length - count)).toBeLessThanOrEqual(1);
  });

  test('[VE6] the last of an hour stays, the others go', () => {
    const at = Math.floor((NOW - 3 * DAY) / HOUR) * HOUR;
    expect(kept([note('a', at), note('b', at + 10), note('c', at + 20), note('d', at + HOUR)])).toEqual(['c', 'd']);
  });

  test('[VE7] named, finished and signed ones stay for years, those before an import or a restore for a month', () => {
    const old = NOW - 3 * 365 * DAY;
    const all = [
      note('paused', old),
      note('signed', old + 1, 'signed'),
      note('finished', old + 2, 'finished'),
      note('named', old + 3, 'paused', 'For the board'),
      note('last', old + 4),
      note('import', NOW - 20 * DAY, 'before-import'),
      note('restore', NOW - 20 * DAY + 1, 'before-restore'),
      note('day', NOW - 20 * DAY + 2),
    ];
    expect(kept(all)).toEqual(['signed', 'finished', 'named', 'last', 'import', 'restore', 'day']);
  });

  test('[VE7] of each kind the newest stay, up to a bound', () => {
    const all = Array.from({ length: 2000 }, (_, at) =>
      note(`v${String(at).padStart(4, '0')}`, NOW - at, at % 2 === 0 ? 'signed' : 'paused', at % 2 === 0 ? '' : 'n'),
    );
    // All are of today: the automatic bound takes the newest 600 of both, the others count beside.
    const left = keptVersions(all, NOW);
    expect(left.length).toBe(KEPT.automatic);
    const older = all.map((one) => ({ ...one, at: one.at - 5 * 365 * DAY }));
    expect(keptVersions(older, NOW).length).toBe(KEPT.named + KEPT.milestones);
  });

  test('[VE3] thinning what was thinned, and joining in any portions, ends the same', () => {
    const many = fc.array(fc.tuple(fc.nat(800), fc.constantFrom<VersionReason>('paused', 'signed', 'before-import')), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(many, fc.nat(60), (all, cut) => {
        const notes = all.map(([hours, why], at) => note(`v${at}`, NOW - hours * 3 * HOUR, why));
        const [a, b] = [notes.slice(0, cut), notes.slice(cut)];
        const whole = kept(notes).toSorted();
        expect(kept([...keptVersions(a, NOW), ...keptVersions(b, NOW)]).toSorted()).toEqual(whole);
        expect(kept(keptVersions(notes, NOW)).toSorted()).toEqual(whole);
      }),
    );
  });

  test('[VE8] beyond its bound in bytes a file loses the oldest automatic ones, then the oldest, never the last', () => {
    const words = (at: number): string =>
      Array.from({ length: 300 }, (_, index) => ((index * 7919 + at * 104729) % 99991).toString(36)).join('');
    const all = Array.from({ length: 12 }, (_, at) =>
      version(`v${String(at).padStart(2, '0')}`, NOW - 1000 + at, [words(at)], at === 2 ? 'signed' : 'paused'),
    );
    const set = setOf(...all);
    set.thin(NOW, 6000);
    expect(set.encode().length).toBeLessThan(6100);
    expect(ids(set)).toEqual(['v02', ...all.slice(13 - ids(set).length).map(({ id }) => id)]);
    expect(copy(set).lines('v11')).toEqual([words(11)]);
    set.thin(NOW, 1);
    expect(ids(set).length).toBe(1);
  });

  test('[VE6] what was thinned can still be read, and is smaller', () => {
    const set = setOf(
      ...Array.from({ length: 200 }, (_, at) => version(`v${at}`, NOW - 3 * DAY + at * 60_000, ['same', `line ${at}`])),
    );
    const before = set.encode().length;
    set.thin(NOW);
    const after = copy(set);
    expect(after.list().length).toBeLessThan(6);
    expect(after.lines('v199')).toEqual(['same', 'line 199']);
    expect(set.encode().length).toBeLessThan(before);
  });
});
