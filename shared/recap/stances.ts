/** What people think of points: counts, order and which opinions are in the minority. Pure; rules ST in README.md. */
import { STANCES, type Stance, type StanceRecord } from '../model/discussion-parts';

/** The stances of each point, one per person, in the order in which they are shown. */
export type StanceIndex = ReadonlyMap<string, readonly StanceRecord[]>;

const NONE: readonly StanceRecord[] = [];

function order(a: StanceRecord, b: StanceRecord): number {
  return STANCES.indexOf(a.stance) - STANCES.indexOf(b.stance) || a.at - b.at || (a.person < b.person ? -1 : 1);
}

function latest(records: readonly StanceRecord[]): StanceRecord[] {
  const last = new Map<string, StanceRecord>();
  for (const record of records) {
    const known = last.get(record.person);
    if (known === undefined || known.at <= record.at) last.set(record.person, record);
  }
  return [...last.values()].sort(order);
}

const alike = (a: StanceRecord, b: StanceRecord | undefined): boolean =>
  b !== undefined && a.person === b.person && a.stance === b.stance && a.reason === b.reason && a.at === b.at;

function same(a: readonly StanceRecord[], b: readonly StanceRecord[] | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((record, index) => alike(record, b[index]));
}

/** Points whose stances did not change keep the very list that they had in `before`, so that they need not be drawn again. */
export function stancesByPoint(records: readonly StanceRecord[], before: StanceIndex | null = null): StanceIndex {
  const lists = new Map<string, StanceRecord[]>();
  for (const record of records) {
    const list = lists.get(record.point);
    if (list === undefined) lists.set(record.point, [record]);
    else list.push(record);
  }
  const index = new Map<string, readonly StanceRecord[]>();
  for (const [point, list] of lists) {
    const now = latest(list);
    const known = before?.get(point);
    index.set(point, known !== undefined && same(now, known) ? known : now);
  }
  return index;
}

export const stancesOn = (index: StanceIndex, point: string): readonly StanceRecord[] => index.get(point) ?? NONE;

export interface StanceGroup {
  readonly stance: Stance;
  readonly records: readonly StanceRecord[];
  /** Fewer people than another group. */
  readonly minority: boolean;
}

/** The groups that somebody is in. */
export function stanceGroups(records: readonly StanceRecord[]): readonly StanceGroup[] {
  const groups = STANCES.map((stance) => ({ stance, records: records.filter((one) => one.stance === stance) }));
  const most = Math.max(...groups.map((group) => group.records.length));
  return groups
    .filter((group) => group.records.length > 0)
    .map((group) => ({ ...group, minority: group.records.length < most }));
}

/** `4 agree · 1 unsure`; '' when nobody said anything. */
export function stanceCounts(records: readonly StanceRecord[], separator = ' · '): string {
  return stanceGroups(records)
    .map((group) => `${String(group.records.length)} ${wordFor(group.stance, group.records.length)}`)
    .join(separator);
}

function wordFor(stance: Stance, amount: number): string {
  if (stance === 'unsure' || amount !== 1) return stance;
  return `${stance}s`;
}

export const stanceOf = (records: readonly StanceRecord[], person: string): StanceRecord | null =>
  records.find((record) => record.person === person) ?? null;

/** The stances on points that are there. Those on a deleted point are kept in the document, and count again with it. */
export function standingStances(records: readonly StanceRecord[], points: ReadonlySet<string>): StanceRecord[] {
  return records.filter((record) => points.has(record.point));
}
