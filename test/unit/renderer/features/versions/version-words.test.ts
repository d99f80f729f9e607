import { describe, expect, test } from 'vitest';
import {
  clockWords,
  titleWords,
  underWords,
  versionDays,
} from '../../../../../renderer/features/versions/version-words';
import type { ListedVersion } from '../../../../../shared/versions/types';

const NOW = new Date(2026, 10, 30, 20, 14).getTime();
const HOUR = 3_600_000;
const nameOf = (id: string): string => (id === 'renee' ? 'you' : id);

const version = (about: Partial<ListedVersion>): ListedVersion => ({
  id: 'v',
  at: NOW,
  by: 'renee',
  why: 'paused',
  name: null,
  writers: [],
  sum: 0,
  brought: false,
  ...about,
});

describe('what a version is called', () => {
  const name = { text: 'For the board', by: 'Chris', at: 1 };
  test.each([
    [{}, 'A pause in writing', ''],
    [{ writers: ['renee', 'Chris'] }, 'A pause in writing', 'You and Chris wrote'],
    [{ why: 'finished', by: 'Chris' }, 'Finished by Chris', ''],
    [{ why: 'signed' }, 'Signed off by you', ''],
    [{ why: 'before-import' }, 'Before a file was brought in', ''],
    [{ why: 'before-restore' }, 'Before a version was restored', ''],
    [{ why: 'named', name }, 'For the board', 'Named by you'],
    [{ brought: true }, 'A pause in writing', 'From a file'],
    [{ brought: true, writers: ['Chris'] }, 'A pause in writing', 'Chris wrote · from a file'],
    [{ why: 'signed', by: 'Chris', name, writers: ['Chris'] }, 'For the board', 'Signed off by Chris · Chris wrote'],
  ] as const)('%j', (about, title, under) => {
    expect([titleWords(version(about), nameOf), underWords(version(about), nameOf)]).toEqual([title, under]);
  });
});

test('they stand by day, the newest first', () => {
  const all = [400 * 24, 6 * 24, 24, 2, 1].map((hours) => version({ id: String(hours), at: NOW - hours * HOUR }));
  expect(versionDays(all, NOW).map(({ day, versions }) => [day, versions.map(({ id }) => id)])).toEqual([
    ['Today', ['1', '2']],
    ['Yesterday', ['24']],
    ['Tue 24 Nov', ['144']],
    ['Sun 26 Oct 2025', ['9600']],
  ]);
  expect(clockWords(NOW)).toBe('20:14');
});
