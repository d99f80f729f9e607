import { expect, test } from 'vitest';
import { uuid } from '../../../../shared/util/uuid';

test('ids are UUIDs of version 4, and no two are equal', () => {
  const made = Array.from({ length: 2000 }, uuid);
  for (const one of made) expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(made).size).toBe(made.length);
});
