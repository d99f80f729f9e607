/** What the files of a meeting folder hold, kept current: only what changed is read again. */
import { join } from 'node:path';
import type { ClaimedFile } from '../../../shared/meeting-folder/claims';
import { FolderClaims } from '../../../shared/meeting-folder/claims';
import { decodeRecord, type StateRecord } from '../../../shared/meeting-folder/format';
import type { FoundFile } from './meeting-files';
import { type RecordPlace, type ScannedFile, type ScanOptions, type SkippedFile, scanFile } from './scan-file';
import { unseal } from './seal';

/**
 * A file that grows is read from its beginning: what was damaged meanwhile would not be noticed otherwise. One so long
 * is a whole state that is arriving, which nobody goes on with; it is read where it was left.
 */
const LARGE_BYTES = 32 * 1024 * 1024;

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
    const isLarge = file.size > LARGE_BYTES;
    const shorter = isLarge && before !== null && isScanned(before) && before.end < file.size ? before : null;
    // It may be gone by now, or not to be read by us: the next look tells.
    return scanFile(this.options, file, shorter).catch(() => null);
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
