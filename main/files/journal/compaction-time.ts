/** When a journal is worth compacting: it is large, and what counts is the smaller part of it; or it has very many files. */
import { segmentsIn } from './segment-names';

const BYTES = 8 * 1024 * 1024;
const FACTOR = 2;
const SEGMENTS = 100;
/** After one that failed, or a session's end. */
const AGAIN_MS = 60_000;

const NOTHING = { appended: 0, states: 0, segments: 0 };

export class CompactionTime {
  /** Of the segments that are written to no more. */
  private ended = NOTHING;
  private from = Number.NEGATIVE_INFINITY;

  constructor(private readonly least = BYTES) {}

  /** @param open bytes of the segment that is being written */
  hasCome(open: number): boolean {
    if (performance.now() < this.from) return false;
    const { appended, states, segments } = this.ended;
    const bytes = appended + open;
    return (bytes > this.least && bytes > (FACTOR - 1) * states) || segments >= SEGMENTS;
  }

  later(): void {
    this.from = performance.now() + AGAIN_MS;
  }

  segmentEnded(bytes: number): void {
    const { appended, states, segments } = this.ended;
    this.ended = { states, appended: appended + bytes, segments: segments + 1 };
  }

  /** These files are there, the one that is being written left out. */
  found(sizes: ReadonlyMap<string, number>): void {
    const sum = { ...NOTHING };
    for (const { name, kind } of segmentsIn(sizes.keys())) {
      sum[kind] += sizes.get(name) ?? 0;
      if (kind === 'appended') sum.segments += 1;
    }
    this.ended = sum;
  }

  compacted(sizes: ReadonlyMap<string, number>): void {
    this.found(sizes);
    this.from = Number.NEGATIVE_INFINITY;
  }
}
