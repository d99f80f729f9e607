/**
 * All versions of one discussion: what is in their file, as a set by id. Each is kept as its difference from the one before
 * it in time; now and then one is kept whole. Equal sets have equal bytes, however they came about. [VE2]–[VE4]
 */
import { deflateSync, inflateSync } from 'fflate';
import { decodeUtf8, encodeUtf8 } from 'lib0/string';
import { crc32 } from '../journal/crc32';
import { applyDelta, deltaOf } from './delta';
import { decodeVersions, encodeVersions, type PackedVersion, packedSize, sumOfLines } from './format';
import { VERSION_LIMITS } from './limits';
import { keptVersions } from './thinning';
import type { ListedVersion, Version, VersionName, VersionNote } from './types';

/**
 * One version in so many is whole, by its id, so that taking one away changes no other but the one behind it. Damage takes
 * along what stands between two whole ones.
 */
const WHOLE_ONE_IN = 64;
const isWhole = (id: string): boolean => crc32(encodeUtf8(id)) % WHOLE_ONE_IN === 0;

/** A file that was made up must not fill the memory: what is beyond this counts as unreadable. [VE9] */
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

const inOrder = (a: VersionNote, b: VersionNote): number => a.at - b.at || (a.id < b.id ? -1 : 1);

export class VersionSet {
  private readonly packed = new Map<string, PackedVersion>();
  private readonly read = new Map<string, readonly string[] | null>();

  /** What reading versions took so far, in bytes. */
  private cost = 0;

  constructor(readonly discussion: string) {}

  /** Whatever the bytes hold; they may come from a stranger. */
  static decode(bytes: Uint8Array): ReadSet {
    const { fault, discussion, versions, damaged } = decodeVersions(bytes);
    const set = new VersionSet(discussion);
    for (const one of versions) if (!set.packed.has(one.note.id)) set.packed.set(one.note.id, one);
    return { set, fault, damaged: damaged > 0 };
  }

  /** The oldest first. */
  list(): readonly ListedVersion[] {
    return [...this.packed.values()].map(({ note, sum }) => ({ ...note, sum })).sort(inOrder);
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
    this.cost += one.size + PER_VERSION;
    const lines = this.cost > MOST_UNPACKED ? null : unpacked(one, before);
    this.cost += (lines?.length ?? 0) * PER_LINE;
    return lines;
  }

  add(version: Version): void {
    const { lines, ...note } = version;
    this.put({ note, base: null, baseSum: 0, sum: sumOfLines(lines), size: 0, data: new Uint8Array() }, lines);
  }

  /** False when there is no such version. */
  setName(id: string, name: VersionName): boolean {
    const one = this.packed.get(id);
    const text = name.text.trim().slice(0, VERSION_LIMITS.name).trim();
    if (one === undefined || text === '') return false;
    this.packed.set(id, { ...one, note: { ...one.note, name: { ...name, text } } });
    return true;
  }

  /** Takes in what another set has. @returns how many versions are new here */
  merge(other: VersionSet): number {
    // What stands on one that is replaced is read while it can be.
    for (const id of this.packed.keys()) this.lines(id);
    let count = 0;
    for (const theirs of other.packed.values()) {
      const mine = this.packed.get(theirs.note.id);
      const lines = other.lines(theirs.note.id);
      if (lines === null) continue;
      if (mine === undefined) count += 1;
      const name = laterName(mine?.note.name ?? null, theirs.note.name);
      const one = mine === undefined || rank(theirs) > rank(mine) ? theirs : mine;
      this.put({ ...one, note: { ...one.note, name } }, one === theirs ? lines : null);
    }
    return count;
  }

  /** Takes away what need not be kept, and what cannot be read. `most`: bytes of all. */
  thin(now: number, most: number = VERSION_LIMITS.file): void {
    const readable = this.list().filter(({ id }) => this.lines(id) !== null);
    const kept = new Set(keptVersions(readable, now).map(({ id }) => id));
    for (const id of [...this.packed.keys()]) if (!kept.has(id)) this.packed.delete(id);
    this.settle();
    if (this.fit(most)) this.settle();
  }

  /** A file of them all, and what a hand-off carries. */
  encode(): Uint8Array {
    this.settle();
    return encodeVersions(
      this.discussion,
      this.list().flatMap(({ id }) => this.packed.get(id) ?? []),
    );
  }

  private put(one: PackedVersion, lines: readonly string[] | null): void {
    this.packed.set(one.note.id, one);
    if (lines !== null) this.read.set(one.note.id, lines);
  }

  /** Makes each the difference from the one before it. */
  private settle(): void {
    // What cannot be read any more stands in nobody's way.
    const all = this.list();
    const readable = all.filter(({ id }) => this.lines(id) !== null);
    for (const { id } of all) if (this.lines(id) === null) this.packed.delete(id);
    let before: ListedVersion | null = null;
    const settled: PackedVersion[] = [];
    for (const { id, sum } of readable) {
      const one = this.packed.get(id);
      const base: ListedVersion | null = isWhole(id) ? null : before;
      if (one !== undefined) {
        const isSettled = one.size > 0 && one.base === (base?.id ?? null) && one.baseSum === (base?.sum ?? 0);
        settled.push(isSettled ? one : this.pack(id, base));
        before = { ...one.note, sum };
      }
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

  /** The oldest that nobody named, signed or finished go until the file is within its bound, then the oldest of all. [VE8] */
  private fit(most: number): boolean {
    const all = this.list();
    let size = all.reduce((sum, { id }) => sum + this.sizeOf(id), 0);
    const isLasting = ({ name, why }: VersionNote): boolean => name !== null || why === 'finished' || why === 'signed';
    const order = [...all.filter((one) => !isLasting(one)), ...all.filter(isLasting)];
    const isTooMuch = size > most;
    for (const { id } of order.slice(0, -1)) {
      if (size <= most) break;
      size -= this.sizeOf(id);
      this.packed.delete(id);
    }
    return isTooMuch;
  }

  private sizeOf(id: string): number {
    const one = this.packed.get(id);
    return one === undefined ? 0 : packedSize(one);
  }
}

/** Two devices may give one id to versions that differ, as when somebody signed: both keep the same. */
function rank({ note: { name: _, ...note }, sum }: PackedVersion): string {
  return JSON.stringify([note.at, note.id, note.by, note.why, note.writers, sum]);
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
