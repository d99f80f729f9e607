/** What a file brings, and what it must not take away. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumOfLines } from '../../../../shared/versions/format';
import { KEPT } from '../../../../shared/versions/limits';
import type { Version, VersionReason } from '../../../../shared/versions/types';
import { VersionSet } from '../../../../shared/versions/version-set';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 30, 12);
/** Of a file. The bound is one of its records. */
const HEADER = 18;

interface About {
  readonly lines?: readonly string[];
  readonly why?: VersionReason;
  readonly name?: string;
  /** Of the name. */
  readonly named?: number;
}

function version(
  id: string,
  at: number,
  { lines = [`says ${id}`], why = 'paused', name, named = at }: About = {},
): Version {
  const given = name === undefined ? null : { text: name, by: 'mallory', at: named };
  return { id, at, by: 'renee', why, name: given, writers: [], lines };
}

function setOf(versions: readonly Version[]): VersionSet {
  const set = new VersionSet('d1');
  for (const one of versions) set.add(one);
  return set;
}

/** As a file is opened: what it says of its own records counts for nothing. */
const fileOf = (versions: readonly Version[]): VersionSet =>
  VersionSet.decode(setOf(versions).encode(), 'elsewhere').set;
const reread = (set: VersionSet): VersionSet => VersionSet.decode(set.encode()).set;

function bring(into: VersionSet, file: VersionSet, now = NOW, most?: number): void {
  const here = new Set(into.list().map(({ id }) => id));
  into.merge(file);
  into.thin(now, most, here);
}

const saidBy = (set: VersionSet, brought: boolean): string[] =>
  set
    .list()
    .filter((one) => one.brought === brought)
    .map(({ id }) => `${id}: ${set.lines(id)?.join() ?? 'unreadable'}`);
const own = (set: VersionSet): string[] => saidBy(set, false);
const fromFiles = (set: VersionSet): string[] => saidBy(set, true);

/** Text that packs badly, and is another for each number. */
function noise(length: number, seed: number): string {
  let state = seed + 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8).toString(36).padStart(5, '0');
  }).join('');
}

/** Years of somebody's own versions: automatic, signed and named ones. */
function ownYears(): VersionSet {
  const reasons = ['paused', 'signed', 'before-import', 'finished'] as const;
  const all = Array.from({ length: 300 }, (_, at) => {
    const about: About = { lines: ['the same', `line ${String(at)}`], why: reasons[at % 4] ?? 'paused' };
    return version(`own${String(at)}`, NOW - at * 5 * DAY, at % 5 === 0 ? { ...about, name: `n${String(at)}` } : about);
  });
  const set = setOf(all);
  set.thin(NOW);
  return reread(set);
}

const many = (make: (at: number) => Version): Version[] => Array.from({ length: 1500 }, (_, at) => make(at));

describe('a file that was made to do harm', () => {
  const hostile: readonly [string, readonly Version[]][] = [
    ['thousands of now', many((at) => version(`x${String(at)}`, NOW - at))],
    ['thousands of the future', many((at) => version(`x${String(at)}`, NOW + at * DAY, { why: 'signed' }))],
    ['thousands of the past, each named', many((at) => version(`x${String(at)}`, NOW - at * DAY, { name: 'mine' }))],
    [
      'one behind each that is here',
      many((at) => version(`x${String(at)}`, NOW - at * 5 * DAY + 1, { why: 'finished' })),
    ],
    ['equal ids, later, with other words', many((at) => version(`own${String(at)}`, NOW + at, { lines: ['gone'] }))],
    ['equal ids with names of tomorrow', many((at) => version(`own${String(at)}`, 0, { name: 'x', named: NOW + DAY }))],
    ['all of it', many((at) => version(at % 2 === 0 ? `own${String(at)}` : `x${String(at)}`, NOW - at, { name: 'x' }))],
  ];

  test('[VE5] [VE17] whose version has the id and the sum of one that another file brought changes no words', () => {
    const mine = new VersionSet('d1');
    bring(mine, fileOf([version('a', NOW - 2, { lines: ['plumless'] })]));
    // Two words with one checksum.
    const [a, b] = [['buckeroo'], ['buckeroo', 'and more']];
    const theirs = [version('a', NOW - 2, { lines: a }), version('b', NOW - 1, { lines: b })];
    expect(sumOfLines(a)).toBe(mine.list()[0]?.sum);
    bring(mine, fileOf(theirs));
    expect(fromFiles(reread(mine))).toEqual(['a: plumless', 'b: buckeroo,and more']);
  });

  test.each(hostile)('[VE17] of %s takes away and replaces nothing that was made here', (_, versions) => {
    const [mine, alone] = [ownYears(), ownYears()];
    const names = mine.list().map(({ id, name }) => [id, name?.text ?? null] as const);
    for (const file of [fileOf(versions), fileOf(versions.toReversed())]) bring(mine, file);
    const after = reread(mine);
    expect(own(after)).toEqual(own(alone));
    expect(fromFiles(after).length).toBeLessThanOrEqual(KEPT.automatic + KEPT.named + KEPT.milestones);
    const now = new Map(after.list().map(({ id, name }) => [id, name?.text]));
    for (const [id, name] of names) if (name !== null) expect(now.get(id)).toBe(name);
    // Nor later, when time thins what is here.
    for (const days of [30, 400, 2000]) {
      after.thin(NOW + days * DAY);
      alone.thin(NOW + days * DAY);
      expect(own(after)).toEqual(own(alone));
    }
  });

  test('[VE17] whatever it holds, what was made here is as if it had never come', () => {
    const about = fc.record({
      id: fc.nat(40),
      age: fc.integer({ min: -500, max: 2000 }),
      why: fc.constantFrom<VersionReason>('paused', 'signed', 'finished', 'named', 'before-import'),
      isNamed: fc.boolean(),
      words: fc.constantFrom('a', 'b', 'c'),
    });
    const versions = fc
      .uniqueArray(about, { selector: ({ id }) => id, maxLength: 40 })
      .map((all) =>
        all.map(({ id, age, why, isNamed, words }) =>
          version(`v${String(id)}`, NOW - age * HOUR, { why, lines: ['same', words], ...(isNamed && { name: words }) }),
        ),
      );
    fc.assert(
      fc.property(versions, versions, versions, fc.nat(4000), (mine, first, second, most) => {
        const [alone, set] = [setOf(mine), setOf(mine)];
        // What was made here keeps this bound by itself.
        const bound = Math.max(setOf(mine).encode().length, most);
        alone.thin(NOW, bound);
        set.thin(NOW, bound);
        for (const file of [first, second, first]) bring(set, fileOf(file), NOW, bound);
        expect(own(reread(set))).toEqual(own(alone));
        expect(set.encode().length).toBeLessThanOrEqual(Math.max(bound, 300) + HEADER);
      }),
      { numRuns: 150 },
    );
  });

  test('[VE17] more bytes than there is room for: what it brought goes, and what is here packs as well as before', () => {
    const words = noise(400, 1);
    const mine = setOf(
      Array.from({ length: 20 }, (_, at) =>
        version(`own${String(at)}`, NOW - 1000 + at * 10, { lines: [words, `${String(at)}`] }),
      ),
    );
    const before = own(mine);
    const most = 2 * mine.encode().length;
    // One between each two: differences from these would be as long as the whole.
    const file = Array.from({ length: 60 }, (_, at) =>
      version(`x${String(at)}`, NOW - 1000 + at * 3 + 1, { lines: [noise(400, at + 2)], why: 'signed' }),
    );
    bring(mine, fileOf(file), NOW, most);
    const after = reread(mine);
    expect(own(after)).toEqual(before);
    expect(after.encode().length).toBeLessThanOrEqual(most + HEADER);
  });

  test('[VE9] [VE17] files that grow when they are read cost no version that was made here', () => {
    const growing = (file: string): Version[] =>
      Array.from({ length: 15 }, (_, at) =>
        version(`${file}${String(at)}`, NOW - at, { lines: ['x'.repeat(40_000), `${at}`] }),
      );
    const most = 1_000_000;
    const mine = VersionSet.decode(ownYears().encode(), 'here', most).set;
    const before = own(mine);
    for (const file of ['x', 'y', 'z', 'u', 'v', 'w'])
      bring(mine, VersionSet.decode(setOf(growing(file)).encode(), 'elsewhere', most).set);
    for (let at = 0; at < 80; at += 1)
      bring(mine, fileOf([version(`whole${String(at)}`, NOW - at, { lines: [String(at % 10).repeat(40_000)] })]));
    expect(saidBy(mine, true).length).toBeLessThan(6 * 15 + 80);
    const after = VersionSet.decode(mine.encode(), 'here', most).set;
    expect(own(after)).toEqual(before);
    // And all that was kept of them can be read.
    expect(fromFiles(after).filter((said) => said.endsWith('unreadable'))).toEqual([]);
  });

  test('[VE17] does not keep a version from being made that it holds another one of', () => {
    const set = new VersionSet('d1');
    bring(
      set,
      fileOf([version('signed-now', NOW, { lines: ['forged'] }), version('next', NOW + 1, { lines: ['forged', '2'] })]),
    );
    set.add(version('signed-now', NOW, { lines: ['true'], why: 'signed' }));
    set.thin(NOW);
    expect(own(reread(set))).toEqual(['signed-now: true']);
    expect(fromFiles(reread(set))).toEqual(['next: forged,2']);
  });
});

describe('what files brought', () => {
  const friend = fileOf([1, 2, 3].map((day) => version(`friend${String(day)}`, NOW - day * DAY, { why: 'signed' })));

  test('[VE17] stays when another file brings more than there is room for', () => {
    const set = new VersionSet('d1');
    bring(set, friend);
    bring(set, fileOf(many((at) => version(`x${String(at)}`, NOW - at, { why: 'signed', name: 'x' }))));
    expect(fromFiles(reread(set)).filter((said) => said.startsWith('friend'))).toHaveLength(3);
  });

  test('[VE17] a time that is far ahead comes last', () => {
    const set = new VersionSet('d1');
    const ahead = many((at) => version(`ahead${String(at)}`, NOW + (at + 2) * DAY, { why: 'signed' }));
    bring(set, fileOf([...ahead, version('now', NOW - DAY, { why: 'signed' })]));
    expect(fromFiles(set)).toContain('now: says now');
  });

  test('[VE17] is one’s own as soon as one names it', () => {
    const set = new VersionSet('d1');
    bring(set, friend);
    set.setName('friend2', { text: 'Agreed', by: 'renee', at: NOW });
    expect(own(reread(set))).toEqual(['friend2: says friend2']);
    bring(set, fileOf([version('friend2', NOW - 2 * DAY, { name: 'other', named: NOW + DAY, lines: ['other'] })]));
    expect(
      reread(set)
        .list()
        .find(({ id }) => id === 'friend2')?.name?.text,
    ).toBe('Agreed');
    expect(own(reread(set))).toEqual(['friend2: says friend2']);
  });

  test('[VE17] all of it comes back to who has lost everything', () => {
    const years = ownYears();
    const set = new VersionSet('d1');
    bring(set, VersionSet.decode(years.encode(), 'elsewhere').set);
    expect(fromFiles(reread(set))).toEqual(own(years));
  });
});
