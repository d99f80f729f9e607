/** What the past of a discussion costs: its bytes beside the discussion's own after five years, and the making of one version. */
import * as Y from 'yjs';
import { readLines } from '../../shared/versions/content';
import { VersionSet } from '../../shared/versions/version-set';
import { hostOf, writeForYears } from '../support/made-years';
import { type Row, single, spreadOf } from './statistics';

const YEARS = 5;
const PAUSES = 6;
const ROUNDS = 20;
const START = Date.UTC(2021, 0, 4, 9);
const MB = 1e6;

export async function measureVersions(): Promise<readonly Row[]> {
  const { doc, set, made } = writeForYears(YEARS, START, PAUSES);
  const size = set.encode().length;
  const reading: number[] = [];
  const keeping: number[] = [];
  const pieces: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    doc.getText('title').insert(0, 'x');
    const began = performance.now();
    const steps = readLines(doc, hostOf(doc));
    let lines: readonly string[] = [];
    for (;;) {
      const from = performance.now();
      const step = steps.next();
      pieces.push(performance.now() - from);
      if (step.done) {
        lines = step.value;
        break;
      }
    }
    reading.push(performance.now() - began);
    // As main does with a file that it has open.
    const { set: open } = VersionSet.decode(set.encode());
    for (const { id } of open.list()) open.lines(id);
    const at = START + YEARS * 365 * 86_400_000 + round;
    const from = performance.now();
    open.add({ id: `bench-${String(round)}`, at, by: 'renee', why: 'paused', name: null, writers: [], lines });
    open.thin(at);
    open.encode();
    keeping.push(performance.now() - from);
  }
  const kept = set.list().length;
  const what = `Versions of five years of weekly use: ${String(kept)} kept of ${String(made)}, beside the discussion`;
  const now = Y.encodeStateAsUpdate(doc).length;
  return [
    { what, ours: single(size / MB), floor: single(now / MB), aim: { ratio: 5 }, unit: 'MB' },
    { what: 'Reading one in the page, in pieces', ours: spreadOf(reading), floor: null, aim: null },
    { what: 'One of these pieces', ours: spreadOf(pieces), floor: null, aim: { most: 4, p95: 8 } },
    { what: 'Keeping one in main, without the disk', ours: spreadOf(keeping), floor: null, aim: { most: 100 } },
  ];
}
