/** Names and size of the files in a journal's folder. The rules are in shared/journal/README.md. */
import type { SegmentHeader } from '../../../shared/journal/format';

/** A segment is read whole; one goes on above this only for a single longer document. */
export const SEGMENT_BYTES = 32 * 1024 * 1024;

export interface SegmentName extends Pick<SegmentHeader, 'kind' | 'order'> {
  readonly name: string;
}

const digits = (number: number, width: number): string => String(number).padStart(width, '0');

export const appendedName = (order: number): string => `${digits(order, 8)}.journal`;
export const statesName = (order: number, part: number): string => `${digits(order, 8)}-${digits(part, 4)}.states`;

/** Written by compaction, and not in force before it is renamed. */
export const TEMPORARY = '.tmp';

/** Null for a file that is no segment. */
export function parseSegmentName(name: string): SegmentName | null {
  const match = /^(\d{8,10})(?:-\d{4,}\.states|\.journal)$/.exec(name);
  if (match === null) return null;
  return { name, order: Number(match[1]), kind: name.endsWith('.states') ? 'states' : 'appended' };
}

/** Oldest first. */
export function segmentsIn(names: Iterable<string>): SegmentName[] {
  return [...names]
    .map(parseSegmentName)
    .filter((segment) => segment !== null)
    .sort(
      (a, b) => a.order - b.order || (a.kind === b.kind ? (a.name < b.name ? -1 : 1) : a.kind === 'states' ? 1 : -1),
    );
}

/** Where what was cut off, or cannot be read, is kept. */
export const damagedName = (name: string, now: Date): string =>
  `${name}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
