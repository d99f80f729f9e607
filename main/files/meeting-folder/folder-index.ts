/** What the files of a meeting folder hold, kept current: only what changed is read again. */
import { join } from 'node:path';
import type { ClaimedFile } from '../../../shared/meeting-folder/claims';
import { FolderClaims } from '../../../shared/meeting-folder/claims';
import { decodeRecord, type StateRecord } from '../../../shared/meeting-folder/format';
import type { FoundFile } from './meeting-files';
import { type RecordPlace, type ScannedFile, type ScanOptions, type SkippedFile, scanFile } from './scan-file';
import { unseal } from './seal';

/**
 * A file that grows is read where it was left, else a change would cost as much as all that was written before it. Each
 * time it has grown so many times it is read from its beginning once more, as at each start and whenever it changes
 * without growing: what was damaged in the middle of it is noticed then, or when it is asked for.
 */
const READ_ANEW = 2;

export interface Written {
  readonly participant: string;
  /** When the newest of their files was written, as it says, ms since 1970. */
  readonly at: number;
  /** All their files were read to the end, and every state in them can be had. */
  readonly whole: boolean;
}

type Known = ScannedFile | SkippedFile;
const isScanned = (file: Known): file is ScannedFile => 'records' in file;

export class FolderIndex {
  readonly claims = new FolderClaims<RecordPlace>();
  private readonly known = new Map<string, Known>();
  /** Of files that hold the same, under several names, the one that holds most. */
  private active = new Map<string, ScannedFile>();

  constructor(readonly options: ScanOptions) {}

  /** Reads what came to the folder. @throws the system's error when the folder cannot be read */
  async look(): Promise<void> {
    const { files, folder } = this.options;
    const found = await files.look(folder);
    const names = new Set(found.map(({ name }) => name));
    for (const name of this.known.keys()) if (!names.has(name)) this.known.delete(name);
    for (const file of found) {
      const before = this.known.get(file.name) ?? null;
      if (before?.stamp === file.stamp) continue;
      const now = await this.scan(file, before);
      if (now === null) this.known.delete(file.name);
      else this.known.set(file.name, now);
    }
    this.choose();
  }

  /** Everything is as if the folder were empty. */
  forget(): void {
    this.known.clear();
    this.choose();
  }

  /** Files that cannot be read by this notebook: another one's or of an earlier secret, and a later version's. */
  skipped(own: ReadonlySet<string>): { readonly foreign: number; readonly newer: number } {
    const faults = [...this.known.values()].filter(
      (file): file is SkippedFile => !isScanned(file) && !own.has(file.salt ?? ''),
    );
    const count = (fault: SkippedFile['fault']) => faults.filter((file) => file.fault === fault).length;
    return { foreign: count('foreign'), newer: count('newer') };
  }

  /** Names under which a file is there, by its salt; `readable`: with the secret of now. */
  namesOf(salt: string): readonly string[] {
    return [...this.known.values()].filter((file) => file.salt === salt).map(({ name }) => name);
  }

  /** Who else than the writer has files here. */
  written(writer: string): Written[] {
    const written = new Map<string, Written>();
    const waiting = this.claims.waiting();
    for (const { writer: of, participant, modified, end, size } of this.active.values()) {
      if (of === writer) continue;
      const { at, whole } = written.get(participant) ?? { at: 0, whole: true };
      const isWhole = end === size && !waiting.has(of);
      written.set(participant, { participant, at: Math.max(at, modified), whole: whole && isWhole });
    }
    return [...written.values()];
  }

  scanned(salt: string): ScannedFile | null {
    return this.active.get(salt) ?? null;
  }

  /** The state whose update stands there; null when it does not any more, and then the file is read anew. */
  async read(place: RecordPlace): Promise<StateRecord | null> {
    const file = this.active.get(place.file);
    if (file === undefined) return null;
    const { files, folder } = this.options;
    const sealed = await files.read(join(folder, file.name), place.from, place.length).catch(() => new Uint8Array());
    const opened = unseal(file.key, place.index, sealed);
    const record = opened === null ? null : decodeRecord(opened);
    if (record !== null && record !== 'unknown' && record.type === 'state') return record;
    this.known.delete(file.name);
    return null;
  }

  private async scan(file: FoundFile, before: Known | null): Promise<Known | null> {
    const mayGoOn = before !== null && isScanned(before) && before.end < file.size;
    const shorter = mayGoOn && file.size < READ_ANEW * before.whole ? before : null;
    // It may be gone by now, or not to be read by us: the next look tells.
    const now = await scanFile(this.options, file, shorter).catch(() => null);
    const isSame =
      now !== null && before !== null && isScanned(now) && isScanned(before) && now.records === before.records;
    // Touched by a carrier: nobody wrote.
    return isSame ? { ...now, modified: before.modified } : now;
  }

  private choose(): void {
    const best = new Map<string, ScannedFile>();
    for (const file of this.known.values()) {
      if (!isScanned(file)) continue;
      const other = best.get(file.salt);
      if (other === undefined || other.records < file.records) best.set(file.salt, file);
    }
    for (const salt of this.active.keys()) if (!best.has(salt)) this.claims.remove(salt);
    for (const [salt, file] of best) {
      const before = this.active.get(salt);
      if (before?.records !== file.records) this.claims.set(salt, claimsOf(file));
    }
    this.active = best;
  }
}

function claimsOf({ writer, participant, states, holds }: ScannedFile): ClaimedFile<RecordPlace> {
  return { writer, participant, states: [...states], holds: [...holds] };
}
