import { expect, it } from 'vitest';
import { byCode } from '../../../../renderer/app/problems';

it('tells once what happened to several documents, and puts all of it away together', () => {
  const problems = [
    { code: 'store/unavailable', key: 'store:catalog' },
    { code: 'journal/damaged', key: 'damaged' },
    { code: 'store/unavailable', key: 'store:a' },
  ];
  expect([...byCode(problems)]).toEqual([
    ['store/unavailable', ['store:catalog', 'store:a']],
    ['journal/damaged', ['damaged']],
  ]);
});

it.each([
  ['journal/no-space', 'store/full'],
  ['journal/unwritable', 'store/unwritable'],
])(
  'tells once that neither store can be written because of %s, and whatever else there is beside it',
  (journal, both) => {
    const failing = [
      { code: 'document/stuck', key: 'stuck' },
      { code: 'store/write-failed', key: 'store:catalog' },
      { code: journal, key: 'journal' },
      { code: 'store/unavailable', key: 'store:a' },
    ];
    expect([...byCode(failing)]).toEqual([
      ['document/stuck', ['stuck']],
      [both, ['store:catalog', 'journal', 'store:a']],
    ]);
    const onlyJournal = [{ code: journal, key: 'journal' }];
    expect([...byCode(onlyJournal)]).toEqual([[journal, ['journal']]]);
  },
);
