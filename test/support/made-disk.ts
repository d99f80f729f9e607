/** JournalFiles in memory: a disk whose n-th step fails, that takes only some bytes, and whose power is cut. */
import { dirname, join } from 'node:path';
import type { AppendFile, JournalFiles } from '../../main/files/journal/journal-files';

interface Content {
  bytes: Uint8Array;
  synced: Uint8Array;
}

export class SystemError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export class MadeDisk implements JournalFiles {
  private files = new Map<string, Content>();
  /** Names as they are after a power cut. */
  private syncedNames = new Map<string, Content>();
  /** How often the disk was asked for something that can fail. */
  steps = 0;
  syncs = 0;
  /** Tells which step fails, and how. */
  fails: (step: number, what: string) => string | null = () => null;
  /** The most bytes that one write takes. */
  takes = Number.POSITIVE_INFINITY;

  async makeFolder(): Promise<void> {
    this.step('makeFolder');
  }

  async list(folder: string): Promise<ReadonlyMap<string, number>> {
    const inside = [...this.files].filter(([path]) => dirname(path) === folder);
    return new Map(inside.map(([path, { bytes }]) => [path.slice(folder.length + 1), bytes.length]));
  }

  async create(path: string): Promise<AppendFile> {
    this.step('create');
    if (this.files.has(path)) throw new SystemError('EEXIST');
    const content: Content = { bytes: new Uint8Array(), synced: new Uint8Array() };
    this.files.set(path, content);
    return {
      write: async (bytes) => {
        const part = bytes.slice(0, Math.max(1, Math.min(bytes.length, this.takes)));
        const failure = this.failure('write');
        // A full disk takes what still fits.
        const taken = failure === null ? part : part.slice(0, part.length >> 1);
        content.bytes = joined(content.bytes, taken);
        if (failure !== null) throw failure;
        return taken.length;
      },
      sync: async () => {
        this.step('sync');
        this.syncs += 1;
        content.synced = content.bytes;
      },
      truncate: async (length) => {
        this.step('truncate');
        content.bytes = content.bytes.slice(0, length);
      },
      isInPlace: async () => this.files.get(path) === content,
      close: async () => {},
    };
  }

  async read(path: string, from: number, length: number): Promise<Uint8Array> {
    return this.content(path).bytes.slice(from, from + length);
  }

  async truncate(path: string, length: number): Promise<void> {
    this.step('truncate');
    const content = this.content(path);
    content.bytes = content.bytes.slice(0, length);
  }

  async rename(from: string, to: string): Promise<void> {
    this.step('rename');
    this.files.set(to, this.content(from));
    this.files.delete(from);
  }

  async remove(path: string): Promise<void> {
    this.step('remove');
    this.files.delete(path);
  }

  async syncFolder(folder: string): Promise<void> {
    this.step('syncFolder');
    for (const path of this.syncedNames.keys()) if (dirname(path) === folder) this.syncedNames.delete(path);
    for (const [path, content] of this.files) if (dirname(path) === folder) this.syncedNames.set(path, content);
  }

  /** The disk as a process finds it that starts after this one was killed. */
  killed(): MadeDisk {
    return this.with([...this.files].map(([path, { bytes }]) => [path, bytes]));
  }

  /** Only what was synced is there. @param torn how much of what was written and not synced got there all the same, 0 to 1 */
  powerCut(torn = 0): MadeDisk {
    return this.with(
      [...this.syncedNames].map(([path, { bytes, synced }]) => [
        path,
        bytes.slice(0, Math.max(synced.length, synced.length + Math.floor((bytes.length - synced.length) * torn))),
      ]),
    );
  }

  /** Takes the folder away. */
  takeAway(folder: string): void {
    for (const path of this.files.keys()) if (dirname(path) === folder) this.files.delete(path);
  }

  /** All files of a folder are in another one. */
  moveFolder(from: string, to: string): void {
    for (const files of [this.files, this.syncedNames])
      for (const [path, content] of files) {
        if (dirname(path) !== from) continue;
        files.delete(path);
        files.set(join(to, path.slice(from.length + 1)), content);
      }
  }

  names(folder: string): string[] {
    return [...this.files.keys()]
      .filter((path) => dirname(path) === folder)
      .map((path) => path.slice(folder.length + 1));
  }

  change(folder: string, name: string, to: (bytes: Uint8Array) => Uint8Array): void {
    const content = this.content(join(folder, name));
    content.bytes = to(content.bytes.slice());
  }

  private with(files: readonly [string, Uint8Array][]): MadeDisk {
    const disk = new MadeDisk();
    for (const [path, bytes] of files) {
      const content = { bytes, synced: bytes };
      disk.files.set(path, content);
      disk.syncedNames.set(path, content);
    }
    return disk;
  }

  private content(path: string): Content {
    const content = this.files.get(path);
    if (content === undefined) throw new SystemError('ENOENT');
    return content;
  }

  private failure(what: string): SystemError | null {
    this.steps += 1;
    const code = this.fails(this.steps, what);
    return code === null ? null : new SystemError(code);
  }

  private step(what: string): void {
    const failure = this.failure(what);
    if (failure !== null) throw failure;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
