import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { versionLines } from '../../../../shared/versions/content';
import { VersionSet } from '../../../../shared/versions/version-set';
import { hostOf, writeForYears } from '../../../support/made-years';

test('[VE10] five years of weekly use take less than five times what the discussion takes now', () => {
  const { doc, set } = writeForYears(5, Date.UTC(2021, 0, 4, 9));
  const now = Y.encodeStateAsUpdate(doc).length;
  const bytes = set.encode();
  const { set: read } = VersionSet.decode(bytes);
  const all = read.list();
  expect(bytes.length).toBeLessThan(5 * now);
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(({ why }) => why === 'finished').length).toBe(20);
  for (const { id } of all) expect(read.lines(id)).not.toBeNull();
  expect(read.lines(all.at(-1)?.id ?? '')?.length).toBe(versionLines(doc, hostOf(doc)).length);
}, 60_000);
