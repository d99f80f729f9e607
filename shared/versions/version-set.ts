/**
 * All versions of one discussion: what is in their file, as a set by id. Each is kept as its difference from the one before
 * it in time; now and then one is kept whole. Those that came with files stand apart, and take nothing from those that were
 * made here. [VE2]–[VE4] [VE17]
 */
import { deflateSync, inflateSync } from 'fflate';
import { decodeUtf8, encodeUtf8 } from 'lib0/string';
import { crc32 } from '../journal/crc32';
import { applyDelta, deltaOf } from './delta';
import { decodeVersions, encodeVersions, type PackedVersion, packedSize, sumOfLines } from './format';
import { VERSION_LIMITS } from './limits';
import { byRank, keptVersions } from './thinning';
import type { ListedVersion, Version, VersionName, VersionNote } from './types';

/**
 * One version in so many is whole, by its id, so that taking one away changes no other but the one behind it. Damage takes
 * along what stands between two whole ones.
 */
const WHOLE_ONE_IN = 64;
const isWhole = (id: string): boolean => crc32(encodeUtf8(id)) % WHOLE_ONE_IN === 0;

/** Files that were made up must not fill the memory: what they brought beyond this counts as unreadable. [VE9] */
const MOST_UNPACKED = 512 * 1024 * 1024;
const PER_LINE = 8;
const PER_VERSION = 1000;

export interface ReadSet {
  readonly set: VersionSet;
  /** Null when the header is sound. */
  readonly fault: 'damaged' | 'newer' | null;
  /** Something of the file could not be read. */
  readonly damaged: boolean;
}

/** Of one whose lines are known; `settle` packs it. */
const NOT_PACKED = { base: null, baseSum: 0, size: 0, data: new Uint8Array() } as const;

const inOrder = (a: VersionNote, b: VersionNote): number => a.at - b.at || (a.id < b.id ? -1 : 1);

export class VersionSet {
  private readonly packed = new Map<string, PackedVersion>();
  private readonly read = new Map<string, readonly string[] | null>();

  /** What reading versions that were brought took so far, in bytes. */
  private cost = 0;

  constructor(
    readonly discussion: string,
    private readonly mostUnpacked: number = MOST_UNPACKED,
  ) {}

  /** Whatever the bytes hold. Of a file that may come from a stranger everything is `brought`, whatever it says itself. */
  static decode(bytes: Uint8Array, from: 'here' | 'elsewhere' = 'here', mostUnpacked = MOST_UNPACKED): ReadSet {
    const { fault, discussion, versions, damaged } = decodeVersions(bytes);
    const set = new VersionSet(discussion, mostUnpacked);
    for (const one of versions) {
      if (set.packed.has(one.note.id)) continue;
      set.packed.set(one.note.id, from === 'here' ? one : broughtFrom(one));
    }
    return { set, fault, damaged: damaged > 0 };
  }

  /** The oldest first. */
  list(): readonly ListedVersion[] {
    return [...this.packed.values()].map(({ note, sum, brought }) => ({ ...note, sum, brought })).sort(inOrder);
  }

  /** What a version says; null when there is none, or it cannot be read. */
  lines(id: string): readonly string[] | null {
    const chain: PackedVersion[] = [];
    let lines: readonly string[] | null = [];
    for (let at: string | null = id; at !== null; ) {
      const known: readonly string[] | null | undefined = this.read.get(at);
      if (known !== undefined) {
        lines = known;
        break;
      }
      const one: PackedVersion | undefined = this.packed.get(at);
      // One that leads back to itself was made up.
      if (one === undefined || chain.includes(one)) return null;
      chain.push(one);
      at = one.base;
    }
    for (const one of chain.reverse()) {
      lines = lines === null ? null : this.unpack(one, lines);
      this.read.set(one.note.id, lines);
    }
    return lines;
  }

  private unpack(one: PackedVersion, before: readonly string[]): readonly string[] | null {
    if (!one.brought) return unpacked(one, before);
    this.cost += costOf(one, 0);
    const lines = this.cost > this.mostUnpacked ? null : unpacked(one, before);
    this.cost += costOf(one, lines?.length ?? 0) - costOf(one, 0);
    return lines;
  }

  /** One that is made here; it counts more than one of that id which a file brought. */
  add(version: Version): void {
    const { lines, ...note } = version;
    this.readAll();
    const sum = sumOfLines(lines);
    const from = { brought: false, nameBrought: false };
    this.put({ note, sum, ...NOT_PACKED, ...from }, lines);
  }

  /** What a person names here is theirs from then on, wherever it came from. False when there is no such version. */
  setName(id: string, name: VersionName): boolean {
    const one = this.packed.get(id);
    const text = name.text.trim().slice(0, VERSION_LIMITS.name).trim();
    if (one === undefined || text === '') return false;
    const note = { ...one.note, name: { ...name, text } };
    this.packed.set(id, { ...one, note, brought: false, nameBrought: false });
    return true;
  }

  /**
   * Takes in what a file brings. What is here stays as it is; a version without a name, or with one that a file brought, may
   * get one. @returns how many versions are new here
   */
  merge(other: VersionSet): number {
    let count = 0;
    for (const theirs of other.packed.values()) {
      const mine = this.packed.get(theirs.note.id);
      if (mine !== undefined) {
        this.packed.set(theirs.note.id, withName(mine, theirs.note.name));
        continue;
      }
      const lines = other.lines(theirs.note.id);
      if (lines === null) continue;
      count += 1;
      // What is a difference there may be from other lines than ours of that id, for all that their sums are equal.
      this.put({ ...broughtFrom(theirs), ...NOT_PACKED }, lines);
    }
    return count;
  }

  /** How many of another set would be new here and stay, or be named, going by what is noted of them. */
  lacking(other: VersionSet, now: number): number {
    const theirs = other.list();
    const here = new Set(this.packed.keys());
    const brought = [...this.packed.values()].filter((one) => one.brought).map(({ note }) => note);
    const more = theirs.filter(({ id }) => !here.has(id));
    const kept = keptVersions([...brought, ...more].sort(inOrder), now, { here }).filter(({ id }) => !here.has(id));
    const named = theirs.filter(({ id, name }) => {
      const mine = this.packed.get(id);
      return mine !== undefined && withName(mine, name).note.name !== mine.note.name;
    });
    return kept.length + named.length;
  }

  /**
   * Takes away what need not be kept, and what cannot be read.
   * @param most bytes of all
   * @param here ids of those that were here before a file was merged: what it brought goes first
   */
  thin(now: number, most: number = VERSION_LIMITS.file, here: ReadonlySet<string> = new Set(this.packed.keys())): void {
    const readable = [...this.packed.values()].filter(({ note: { id } }) => this.lines(id) !== null);
    // A name that a file gave keeps nothing longer.
    const own = readable.filter(({ brought }) => !brought).map(ownNote);
    const brought = readable.filter((one) => one.brought).map(({ note }) => note);
    const kept = new Set([...keptVersions(own, now), ...keptVersions(brought, now, { here })].map(({ id }) => id));
    for (const id of [...this.packed.keys()]) if (!kept.has(id)) this.packed.delete(id);
    do this.settle();
    while (this.fit(now, most, here));
  }

  /** A file of them all, and what a hand-off carries. */
  encode(): Uint8Array {
    this.settle();
    return encodeVersions(
      this.discussion,
      this.list().flatMap(({ id }) => this.packed.get(id) ?? []),
    );
  }

  /** While what they stand on is there. */
  private readAll(): void {
    for (const id of this.packed.keys()) this.lines(id);
  }

  private put(one: PackedVersion, lines: readonly string[] | null): void {
    this.packed.set(one.note.id, one);
    if (lines !== null) this.read.set(one.note.id, lines);
  }

  /** Makes each the difference from the one before it that came about the same way: what is brought makes nothing larger. */
  private settle(): void {
    // What cannot be read any more stands in nobody's way.
    const all = this.list();
    const readable = all.filter(({ id }) => this.lines(id) !== null);
    for (const { id } of all) if (this.lines(id) === null) this.packed.delete(id);
    const before: { here: ListedVersion | null; brought: ListedVersion | null } = { here: null, brought: null };
    const settled: PackedVersion[] = [];
    for (const version of readable) {
      const { id } = version;
      const one = this.packed.get(id);
      if (one === undefined) continue;
      const chain = one.brought ? 'brought' : 'here';
      const base = isWhole(id) ? null : before[chain];
      const isSettled = one.size > 0 && one.base === (base?.id ?? null) && one.baseSum === (base?.sum ?? 0);
      settled.push(isSettled ? one : this.pack(id, base));
      before[chain] = version;
    }
    for (const one of settled) this.packed.set(one.note.id, one);
  }

  private pack(id: string, base: ListedVersion | null): PackedVersion {
    const one = this.packed.get(id);
    const lines = this.lines(id);
    const before = base === null ? [] : this.lines(base.id);
    if (one === undefined || lines === null || before === null) throw new Error(`version ${id} cannot be read`);
    const steps = encodeUtf8(JSON.stringify(deltaOf(before, lines)));
    const data = deflateSync(steps, { level: 9 });
    return { ...one, base: base?.id ?? null, baseSum: base?.sum ?? 0, size: steps.length, data };
  }

  /**
   * What was brought goes until all is within its bounds, then names that files gave, then the rest: of each the oldest that
   * nobody named, signed or finished, then the oldest of all. @returns whether anything went [VE8] [VE17]
   */
  private fit(now: number, most: number, here: ReadonlySet<string>): boolean {
    const all = [...this.packed.values()];
    let size = all.reduce((sum, one) => sum + packedSize(one), 0);
    let cost = all.reduce((sum, one) => sum + this.costOf(one), 0);
    const isOver = (): boolean => size > most || cost > this.mostUnpacked;
    let isChanged = false;
    for (const one of leavingOrder(all, now, here).slice(0, -1)) {
      if (!isOver()) break;
      if (!one.brought && this.dropGivenNames()) return true;
      size -= packedSize(one);
      cost -= this.costOf(one);
      this.packed.delete(one.note.id);
      isChanged = true;
    }
    return isChanged;
  }

  private dropGivenNames(): boolean {
    const given = [...this.packed.values()].filter(({ brought, nameBrought }) => !brought && nameBrought);
    for (const one of given) this.packed.set(one.note.id, { ...one, note: ownNote(one), nameBrought: false });
    return given.length > 0;
  }

  private costOf(one: PackedVersion): number {
    return one.brought ? costOf(one, this.lines(one.note.id)?.length ?? 0) : 0;
  }
}

/** What reading one takes, in bytes. */
const costOf = ({ size }: PackedVersion, lines: number): number => size + PER_VERSION + lines * PER_LINE;

const broughtFrom = (one: PackedVersion): PackedVersion => ({
  ...one,
  brought: true,
  nameBrought: one.note.name !== null,
});

/** As it counts among those that were made here. */
const ownNote = ({ note, nameBrought }: PackedVersion): VersionNote => (nameBrought ? { ...note, name: null } : note);

function isLasting(one: PackedVersion): boolean {
  const { name, why } = one.brought ? one.note : ownNote(one);
  return name !== null || why === 'finished' || why === 'signed';
}

/** What goes first when there is no room. */
function leavingOrder(all: readonly PackedVersion[], now: number, here: ReadonlySet<string>): readonly PackedVersion[] {
  const [ofOwn, ofBrought] = [byRank(now, null), byRank(now, { here })];
  const classOf = (one: PackedVersion): number => {
    const from = one.brought ? (here.has(one.note.id) ? 1 : 0) : 2;
    return 2 * from + Number(isLasting(one));
  };
  const rank = (a: PackedVersion, b: PackedVersion): number => (a.brought ? ofBrought : ofOwn)(b.note, a.note);
  return all.toSorted((a, b) => classOf(a) - classOf(b) || rank(a, b));
}

/** With the name that a file gives it, unless somebody here gave one. */
function withName(one: PackedVersion, name: VersionName | null): PackedVersion {
  if (name === null || (one.note.name !== null && !one.nameBrought)) return one;
  return { ...one, note: { ...one.note, name: laterName(one.note.name, name) }, nameBrought: true };
}

function laterName(a: VersionName | null, b: VersionName | null): VersionName | null {
  if (a === null || b === null) return a ?? b;
  const key = ({ at, text, by }: VersionName): string => `${String(at).padStart(20, '0')} ${text} ${by}`;
  return key(a) >= key(b) ? a : b;
}

function unpacked({ size, data, sum }: PackedVersion, before: readonly string[]): readonly string[] | null {
  try {
    // As much as the record says and no more: what was made to grow for ever does not.
    const steps: unknown = JSON.parse(decodeUtf8(inflateSync(data, { out: new Uint8Array(size) })));
    const lines = applyDelta(before, steps);
    return lines !== null && sumOfLines(lines) === sum ? lines : null;
  } catch {
    return null;
  }
}
