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
import { MESSAGES } from '../../../../../shared/errors/codes';

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
  reports: [{ name: 'SMCHAT', found: found(some) }],
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
      { ...at, progress: null, isCancelling: true },
    ] as const;
    expect(steps.map((step) => [progressOf(step).done, progressWords(step)])).toEqual([
      [200, 'SMCHAT…'],
      [250, 'SMCHAT: the journal, 3 of 6 MB'],
      [375, 'SMCHAT: 30 of 40 compared'],
      [200, 'Cancelling…'],
    ]);
  });
});
