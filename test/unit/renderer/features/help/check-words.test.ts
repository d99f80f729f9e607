import { describe, expect, test } from 'vitest';
import {
  type DoneState,
  isWell,
  linesOf,
  progressOf,
  progressWords,
  reportText,
  summaryWords,
} from '../../../../../renderer/features/help/check-words';
import type { Finding, JournalFound, NotebookFindings } from '../../../../../renderer/notebook/check/findings';
import type { VersionsChecked } from '../../../../../renderer/notebook/check/version-check';
import { MESSAGES } from '../../../../../shared/errors/codes';
import type { VersionsFound } from '../../../../../shared/ipc/versions';

const journal: JournalFound = { files: 1, bytes: 900, records: 4, damaged: [], newer: [], unsound: [] };
const finding = (kind: Finding['kind'], title: string | null = 'One', count = 1): Finding => ({
  kind,
  document: 'd',
  title,
  count,
});
const found = (some: Partial<NotebookFindings> = {}): NotebookFindings => ({
  isWhole: true,
  journal,
  discussions: 2,
  busy: 0,
  findings: [],
  ...some,
});
const done = (some: Partial<NotebookFindings> = {}): DoneState => ({
  kind: 'done',
  at: 0,
  isWhole: some.isWhole ?? true,
  reports: [{ name: 'SMCHAT', found: found(some), versions: whole, titles: new Map([['a', 'One']]) }],
});
const whole: VersionsFound = { isListed: true, discussions: 0, versions: 0, damaged: [], newer: [], unreadable: [] };
const withVersions = (versions: VersionsChecked): DoneState => ({
  ...done(),
  reports: done().reports.map((report) => ({ ...report, versions })),
});

describe('what a check says', () => {
  test.each<[string, Partial<NotebookFindings>, RegExp, RegExp]>([
    ['all is well', {}, /^All is well\./, /^2 discussions, and 4 records in 1 file of the journal, were read\.$/],
    [
      'the list',
      { findings: [finding('journal-lacked', null)] },
      /put right/,
      /^The list of discussions: the journal did/,
    ],
    [
      'no title',
      { findings: [finding('storage-lacked', ' ')] },
      /put right/,
      /^A discussion without a title: the app’s/,
    ],
    ['several parts', { findings: [finding('storage-unsound', 'One', 2)] }, /put right/, /^“One”: 2 parts of it/],
    ['a newer version', { findings: [finding('newer')] }, /^All is well/, /Update the app to edit it/],
    ['what cannot be read', { findings: [finding('unreadable')] }, /what you can do/, /Restart the app/],
    [
      'a damaged file',
      { journal: { ...journal, damaged: [{ name: '00000001.journal', bytes: 1, isTail: false }] } },
      /put right/,
      /^The file 00000001\.journal of the journal is damaged: 1 byte could not be read/,
    ],
    ['no journal', { journal: null }, /what you can do/, /^The journal could not be read/],
    [
      'cancelled',
      { isWhole: false, journal: null },
      /^Cancelled: not everything was read\. Until then all was well\.$/,
      /read\.$/,
    ],
  ])('[CK7] of %s', (_name, some, summary, first) => {
    const state = done(some);
    expect(summaryWords(state)).toMatch(summary);
    expect(linesOf(state.reports[0] as never)[0]?.text).toMatch(first);
    expect(reportText(state, '0.1.0')).toContain(`SMCHAT\n- ${linesOf(state.reports[0] as never)[0]?.text}`);
  });

  const kept = 'Opening a backup or a hand-off file brings back the versions that it holds.';
  test.each<[string, VersionsChecked, RegExp, string[]]>([
    [
      'whole ones',
      { ...whole, discussions: 2, versions: 9 },
      /^All is well/,
      ['9 versions of 2 discussions were read, and are whole.'],
    ],
    [
      'a single one',
      { ...whole, discussions: 1, versions: 1 },
      /^All is well/,
      ['1 version of 1 discussion was read, and is whole.'],
    ],
    [
      'a damaged file',
      { ...whole, damaged: [{ discussion: 'a', versions: 3, aside: 'a.versions.damaged-5' }] },
      /what you can do/,
      [
        `“One”: the file of its versions is damaged. 3 versions are whole. The damaged one is kept beside as “a.versions.damaged-5”, and a sound one is in its place. ${kept}`,
      ],
    ],
    [
      'a damaged file on a full disk',
      { ...whole, damaged: [{ discussion: 'b', versions: 1, aside: null }] },
      /what you can do/,
      [
        `A discussion without a title: the file of its versions is damaged. 1 version is whole. No sound file could be written in its place yet: it stays as it is. ${kept}`,
      ],
    ],
    [
      'a newer one',
      { ...whole, newer: ['a'] },
      /^All is well/,
      [
        '“One”: its versions were written by a newer version of the app, and are left alone. Update the app to have them read.',
      ],
    ],
    [
      'an unreadable one',
      { ...whole, unreadable: ['a'] },
      /what you can do/,
      ['“One”: the file of its versions could not be read. Check that the app may read it, then check again.'],
    ],
    [
      'a folder that cannot be read',
      { ...whole, isListed: false },
      /what you can do/,
      ['The versions could not be read. Check that the app may read its data folder, then check again.'],
    ],
    [
      'none that could be asked for',
      'unread',
      /what you can do/,
      ['The versions could not be read. Check that the app may read its data folder, then check again.'],
    ],
    ['none after cancelling', 'cancelled', /^All is well/, []],
  ])('[CK8] of versions: %s', (_, versions, summary, lines) => {
    const state = withVersions(versions);
    expect(summaryWords(state)).toMatch(summary);
    expect(
      state.reports
        .flatMap(linesOf)
        .map(({ text }) => text)
        .slice(0, -1),
    ).toEqual(lines);
  });

  test('[CK7] a notebook that cannot be opened is not told as well', () => {
    const reports = [{ name: 'SMCHAT', failed: MESSAGES['store/unavailable'] }];
    expect(isWell(reports)).toBe(false);
    expect(summaryWords({ kind: 'done', at: 0, isWhole: true, reports })).toContain('what you can do');
  });

  test('[CK1] says how far it is', () => {
    const at = { kind: 'running', name: 'SMCHAT', index: 1, notebooks: 2, isCancelling: false } as const;
    const steps = [
      { ...at, progress: null },
      { ...at, progress: { step: 'journal', done: 3_000_000, all: 6_000_000 } },
      { ...at, progress: { step: 'discussions', done: 30, all: 40 } },
      { ...at, progress: { step: 'versions', done: 5, all: 10 } },
      { ...at, progress: null, isCancelling: true },
    ] as const;
    expect(steps.map((step) => [progressOf(step).done, progressWords(step)])).toEqual([
      [300, 'SMCHAT…'],
      [350, 'SMCHAT: the journal, 3 of 6 MB'],
      [475, 'SMCHAT: 30 of 40 compared'],
      [550, 'SMCHAT: versions of 5 of 10 discussions read'],
      [300, 'Cancelling…'],
    ]);
  });
});
