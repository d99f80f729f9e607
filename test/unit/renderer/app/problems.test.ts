import { expect, it } from 'vitest';
import { byCode } from '../../../../renderer/app/problems';

it('tells once what happened to several documents, and puts all of it away together', () => {
  const problems = [
    { code: 'store/unavailable', key: 'store:catalog' },
    { code: 'journal/no-space', key: 'journal' },
    { code: 'store/unavailable', key: 'store:a' },
  ];
  expect([...byCode(problems)]).toEqual([
    ['store/unavailable', ['store:catalog', 'store:a']],
    ['journal/no-space', ['journal']],
  ]);
});
